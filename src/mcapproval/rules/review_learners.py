"""REV-NO-LEARNERS: a period without learners, or none since approval, is explained.

The reason is given for each provider. What is written under viability may be one as well or may
speak of anything else: nobody but a person can tell, so the remark stays and says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.deliveries import whole
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not isinstance(draft.get("/delivery"), list):
        return
    rows = [row for _, row in draft.rows("/delivery")]
    if any(whole(row, "enrolments") != 0 for row in rows):
        return
    if rows and all(written(row.get("not_delivered")) for row in rows):
        return
    ever = draft.whole("/case/enrolled_before") == 0
    when = "since it was approved" if ever else "in this period"
    if written(draft.get("/viability")):
        said = "whether viability says why, only a person can tell"
    else:
        said = "it is not said why"
    yield Remark(
        "/delivery",
        f"nobody enrolled {when}, and {said}; our policy asks for the reason",
        "say under not_delivered of each provider why it had no learners, and under viability "
        "what will change",
    )


RULE = Rule(
    "REV-NO-LEARNERS",
    "A period without learners is explained",
    ("/delivery", "/viability", "/case/enrolled_before"),
    check,
    about="review",
    track="review",
)
