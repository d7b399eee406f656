"""The learners whom decided re-evaluations counted: of which period, and until when that tells of
delivery that no cohort tells of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.deliveries.counted import added, placed
from mcapproval.clock import add_days, add_months
from mcapproval.rules.asked import day_of
from mcapproval.store.gathering import gathered
from mcapproval.store.rows.folded import Delivery, Review
from mcapproval.store.whole import Decided, decided

PARTS = ("delivery", "period")
"""Of a re-evaluation's answers, what is read here."""

TAUGHT = ("enrolments", "completions", "withdrawals", "still_active")
"""Counts of a re-evaluation that say, where one is above nought, that somebody was taught."""


YEARLY = 18
"""Months after a period that was counted in which a yearly re-evaluation counts the next."""

LATE = 30
"""Days for which a re-evaluation that is overdue is waited for."""


class Span(NamedTuple):
    """From a day to a day, both included."""

    first: date
    last: date

    def meets(self, other: Span) -> bool:
        return self.first <= other.last and other.first <= self.last


Until = Mapping[tuple[str, str], date]
"""By micro-credential and provider, the provider empty where the answers do not name one."""


def spans(
    reviews: Iterable[Decided], approved_on: str | None = None
) -> Iterator[tuple[Decided, Span]]:
    """The period of each: as it was answered, else from the day after the one before until it was
    decided. Answers may have the days the wrong way round.
    """
    after = day_of(approved_on) or date.min
    for review in sorted(reviews, key=lambda each: each.decided_on):
        period = review.answers.get("period", {})
        first = day_of(period.get("from")) or after
        last = day_of(period.get("until")) or date.fromisoformat(review.decided_on)
        yield review, Span(min(first, last), max(first, last))
        after = max(first, last) + timedelta(days=1)


def counted_until(connection: Connection, listings: Collection[str]) -> Until:
    """The end of the last period in which a re-evaluation counted learners of a provider, beyond
    those of its cohorts: of these the days are known.
    """
    of: dict[str, list[Decided]] = {}
    for review in decided(connection, listings, PARTS):
        of.setdefault(review.listing, []).append(review)
    cohorts = gathered(connection, Delivery, "listing", of) if of else {}
    found: dict[tuple[str, str], date] = {}
    for listing, reviews in of.items():
        for review, span in spans(reviews):
            last = min(span.last, date.fromisoformat(review.decided_on))
            for row in review.answers.get("delivery", ()):
                if isinstance(row, Mapping) and _beyond(row, cohorts.get(listing, ()), span):
                    key = (listing, str(row.get("provider") or ""))
                    found[key] = max(last, found.get(key, last))
    return found


def of_provider(until: Until, listing: str, provider: str) -> date | None:
    """The day of one provider; None where nothing was counted of it."""
    days = [until[key] for key in ((listing, provider), (listing, "")) if key in until]
    return max(days, default=None)


def awaited_until(reviews: Iterable[Review], counted: date | None) -> date | None:
    """Until when the count of the year after one is waited for: it comes with the re-evaluation
    that is still to be decided. None where none is due so soon, or nothing was counted.
    """
    due = min((day_of(row.due_on) or date.max for row in reviews if row.waits), default=None)
    if counted is None or due is None or due > add_months(counted, YEARLY):
        return None
    return add_days(due, LATE)


def of_anybody(until: Until) -> dict[str, date]:
    """The last day of any provider, by micro-credential."""
    found: dict[str, date] = {}
    for (listing, _), day in until.items():
        found[listing] = max(day, found.get(listing, day))
    return found


def _beyond(row: Mapping[str, Any], cohorts: Iterable[Delivery], span: Span) -> bool:
    """Whether it counts anybody whom the cohorts that began in the period do not have."""
    counts = [row.get(key) for key in TAUGHT]
    if not any(isinstance(count, int) and count > 0 for count in counts):
        return False
    own = [
        each
        for each in cohorts
        if not each.cancelled
        and each.provider == (row.get("provider") or each.provider)
        and (on := day_of(placed(each)))
        and span.first <= on <= span.last
    ]
    counted, recorded = row.get("enrolments"), added(each.enrolled for each in own)
    more = isinstance(counted, int) and recorded is not None and counted > recorded
    return not own or more
