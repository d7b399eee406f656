"""EVID-PERIOD: the newest evidence of need is no older than the period between two reviews.

A need that nobody has looked at for a whole period is one that a review would ask about. It is
said once, of the evidence as a whole; how old each item may be is NEED-EVID's to say, by the months
of our policy, so no item is told twice that it is old. A period that the law does not have is left
to REV-PERIOD.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import add_years, spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, days_of
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    years = _period(draft, law)
    if not asks_content(draft) or years is None:
        return
    dated = [day for day in days_of(draft, "/need/evidence") if day and day <= law.at]
    if dated and add_years(max(dated), years) < law.at:
        span = "year" if years == 1 else f"{years} years"
        yield Remark(
            "/need/evidence",
            f"the newest evidence of need is dated {spoken(max(dated))}, longer ago than the "
            f"{span} from one review to the next; our policy asks for newer",
            "ask again whether it is needed, and add what you hear with its day",
        )


def _period(draft: Draft, law: Law) -> int | None:
    """The years in the draft where the law has them, or the law's own where it has but one."""
    allowed = law.value("review_period", "allowed").value
    years = draft.whole("/review_period_years")
    if years is None and len(allowed) == 1:
        return int(allowed[0])
    return years if years in allowed else None


RULE = Rule(
    "EVID-PERIOD",
    "Evidence within the review period",
    ("/need/evidence", "/review_period_years", "/kind"),
    check,
    law=("review_period",),
)
