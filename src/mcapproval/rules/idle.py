"""IDLE: an accreditation under which nothing is delivered for a year may lapse.

Told for each provider from its last day of delivery, else from the day it was accredited. Learners
whom a re-evaluation counted were delivered to at least until the end of its period; those of the
year since are counted by the one that waits, so nothing is said before that. Where only
deliveries of others are known, or none, the state of the accreditation tells, and what was counted;
where neither does, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.deliveries import Row, day, maybe_of, months_from, planned, provider, words
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

BEFORE_DELIVERY = ("granted", "ready-to-deliver")
HOLDING = (*BEFORE_DELIVERY, "delivering", "idle")
"""The states in which an accreditation is held; when teaching out no new delivery is wanted."""


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    known = isinstance(draft.get("/deliveries"), list)
    deliveries = [row for _, row in draft.rows("/deliveries")]
    for path, row in draft.rows("/accreditations"):
        if words(row, "status") not in HOLDING or not words(row, "provider"):
            continue
        own = [d for d in deliveries if maybe_of(d, row)]
        told = known and (bool(own) or not deliveries)
        last = last_day(row, own, law.day) if told else by_state(row)
        held = law.value("idle", "months")
        passed = months_from(last, held.value) if last else None
        if last is None or passed is None or law.day < passed:
            continue
        if counts_awaited(row, last, law.day):
            continue
        yield Remark(
            f"{path}/status",
            f"{provider(row)} has delivered nothing since {spoken(last)}{_source(row, last, told)},"
            f" which is {held.value} months or more; an accreditation that is not used may lapse",
            "begin a delivery, ask NZQA for an extension, or give the accreditation up",
        )


def _source(row: Row, last: date, told: bool) -> str:
    """Where the day comes from, where that is no cohort."""
    if last == day(row, "counted_until"):
        return ", until when a re-evaluation counted learners"
    return "" if told else " as far as the records tell"


def last_day(row: Row, own: list[Row], today: date) -> date | None:
    """The last day of delivery, or of the accreditation's beginning; None where one is unknown."""
    begun = [d for d in own if not planned(d)]
    days = [today if words(d, "status") == "running" else day(d, "ended_on") for d in begun]
    days.append(day(row, "since"))
    return _latest(row, max(found for found in days if found)) if all(days) else None


def counts_awaited(row: Row, last: date, today: date) -> bool:
    """Whether the last day known is the end of a count, and that of the year since is to come."""
    until = day(row, "counts_awaited_until")
    return until is not None and last == day(row, "counted_until") and today < until


def by_state(row: Row) -> date | None:
    """What the state of the accreditation tells where no deliveries are kept, and what was counted
    of them."""
    if words(row, "status") == "idle":
        return _latest(row, day(row, "idle_since"))
    return _latest(row, day(row, "since") if words(row, "status") in BEFORE_DELIVERY else None)


def _latest(row: Row, last: date | None) -> date | None:
    """That day, or the one until which a re-evaluation counted learners where it is later."""
    return max(filter(None, (last, day(row, "counted_until"))), default=None)


RULE = Rule(
    "IDLE",
    "Delivered within the last year",
    ("/accreditations", "/deliveries"),
    check,
    about="standing",
    track="accreditation",
    law=("day", "idle"),
)
