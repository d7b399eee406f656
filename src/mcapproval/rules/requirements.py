"""REQ-ALL: each part of the requirements is written, each by its own clause."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

PARTS = (
    "structure",
    "entry",
    "recognition_of_prior_learning",
    "delivery",
    "assessments",
    "reassessment",
    "completion",
)


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    for part in PARTS:
        asked = law.maybe("requirements", part)
        if asked and not written(draft.get(f"/{part}")):
            yield Remark(
                f"/{part}",
                f"nothing is said about {asked.value}",
                f"write it under {part}",
                clause=asked.clause,
            )


RULE = Rule(
    "REQ-ALL",
    "Every part of the requirements is written",
    (*(f"/{part}" for part in PARTS), "/kind"),
    check,
    law=("requirements",),
)
