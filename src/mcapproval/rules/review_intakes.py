"""REV-INTAKE: what is not needed any more has no intakes still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.deliveries import day, provider
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if draft.text("/proposal/decision") != "not-needed":
        return
    to_come = ahead(draft, law.day)
    if to_come:
        yield Remark(
            "/proposal/decision",
            f"it is proposed as not needed, and intakes are still to come: {', '.join(to_come)}; "
            "our policy asks that there are none",
            "call these intakes off before it expires: from then on nobody new may enrol",
        )


def ahead(draft: Draft, today: date) -> list[str]:
    """Where and when new learners are still to be taken in."""
    return [
        f"{provider(row)} on {spoken(starts)}"
        for _, row in draft.rows("/case/intakes")
        if (starts := day(row, "starts")) and starts >= today
    ]


RULE = Rule(
    "REV-INTAKE",
    "No intakes to come for what is not needed",
    ("/proposal/decision", "/case/intakes"),
    check,
    about="review",
    track="review",
    law=("day",),
)
