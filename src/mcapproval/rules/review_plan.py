"""REV-PLAN: how it will be reviewed, and who is responsible."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

PARTS = {
    "how": (
        "how it will be reviewed",
        "say what is looked at, how often, and how those concerned are asked",
    ),
    "responsible": ("who is responsible for its review", "write a role, not a person"),
}


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    for key, (said, mend) in PARTS.items():
        if not written(draft.text(f"/review/{key}")):
            yield Remark(
                f"/review/{key}", f"the draft does not say {said}", f"under review, {key}: {mend}"
            )


RULE = Rule("REV-PLAN", "How it is reviewed, and by whom", ("/review", "/kind"), check)
