"""REV-NO-LEARNERS: a period without learners, or none since approval, is explained."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.deliveries import whole
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not isinstance(draft.get("/delivery"), list) or written(draft.get("/viability")):
        return
    rows = [row for _, row in draft.rows("/delivery")]
    if any(whole(row, "enrolments") != 0 for row in rows):
        return
    if rows and all(written(row.get("not_delivered")) for row in rows):
        return
    ever = draft.whole("/case/enrolled_before") == 0
    yield Remark(
        "/delivery",
        f"nobody enrolled {'since it was approved' if ever else 'in this period'}, and it is not "
        "said why; our policy asks for the reason",
        "say under viability why there were no learners and what will change",
    )


RULE = Rule(
    "REV-NO-LEARNERS",
    "A period without learners is explained",
    ("/delivery", "/viability", "/case/enrolled_before"),
    check,
    about="review",
    track="review",
)
