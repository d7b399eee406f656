"""STATUS-ENROL: nobody new is enrolled in what is expiring or discontinued.

From the moment it is expiring, those who are enrolled may finish and nobody new may begin; what is
discontinued is not offered at all. So the day on which the status begins is closed already, and a
cohort that began before it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.deliveries import Row, day, discontinued_on, enrolling, planned, provider
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    ended = discontinued_on(draft, law.day)
    closed = _closed(draft, law.day, ended)
    if closed is None:
        return
    for path, row in draft.rows("/deliveries"):
        key, enrols = _last_enrolment(row)
        if enrols is None or enrols < closed or not enrolling(row):
            continue
        status = "discontinued" if ended and enrols >= ended else "expiring"
        since = ended if ended and enrols >= ended else closed
        takes = "is to take" if planned(row) else "took"
        known = draft.get(f"/listing/{status}_on")
        was = "was expiring then," if ended and status == "expiring" else f"is {status}"
        when = f"since {spoken(since)}" if known else "now, since when is not known"
        yield Remark(
            f"{path}/{key}",
            f"the delivery by {provider(row)} {takes} new learners on {spoken(enrols)}; it "
            f"{was} {when}, and {'from that day' if known else 'while it is'} nobody new may "
            "enrol",
            "call this intake off and tell those who asked for a place"
            if planned(row)
            else "talk to NZQA about these enrolments, and take in nobody else",
        )


def _closed(draft: Draft, today: date, ended: date | None) -> date | None:
    """The first day without new enrolments."""
    known = day_of(draft.get("/listing/expiring_on"))
    if known is None and draft.text("/listing/status") == "expiring":
        known = today
    return min((found for found in (known, ended) if found), default=None)


def _last_enrolment(row: Row) -> tuple[str, date | None]:
    """The last day on which somebody new enrolled, or is to; the first day where that is all."""
    last = day(row, "last_enrolled_on")
    return ("last_enrolled_on", last) if last else ("starts", day(row, "starts"))


RULE = Rule(
    "STATUS-ENROL",
    "No new enrolment while expiring or discontinued",
    ("/deliveries", "/listing/status", "/listing/expiring_on", "/listing/discontinued_on"),
    check,
    about="standing",
    track="listing",
    law=("day",),
)
