"""The learners of a micro-credential over the years, from two sources, and none of them twice.

Cohorts are counted in the calendar year in which they begin. A re-evaluation counts the period that
it looks at, which may be many years: its counts are taken only where no recorded cohort of anybody
began in that period, and no re-evaluation before it counted a day of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from mcapproval.actions.deliveries.by_review import Span, spans
from mcapproval.actions.deliveries.counted import added, count_of, placed
from mcapproval.actions.reviewing.filled_in import COUNTS as ANSWERED
from mcapproval.rules.asked import day_of
from mcapproval.store.rows.folded import Delivery
from mcapproval.store.whole import Decided

COUNTS = {
    ours: theirs
    for theirs, ours in ANSWERED.items()
    if ours in ("enrolled", "completed", "withdrawn", "still_active")
}
"""What is shown or reckoned with, by its name in a re-evaluation."""

Counts = Mapping[str, int | None]
Cohorts = Mapping[int, Collection[Delivery]]

COHORTS, REVIEW = "cohorts", "re-evaluation"
"""Where counts are from."""

ALIKE = timedelta(days=31)
"""Two periods are compared where no more lies between them, and one is no more longer."""


class Counted(NamedTuple):
    """What is told of a calendar year. `source` says where the counts are from, and is empty where
    there are none; `elsewhere` where those of the re-evaluation would count learners again.
    """

    year: int
    source: str
    span: Span | None
    counts: Counts
    review: Decided | None = None
    elsewhere: str = ""


NONE: Counts = dict.fromkeys(COUNTS)


def comparable(before: Span, after: Span, today: date) -> bool:
    """Whether both are over, follow each other and are of about the same length."""
    between = after.first - before.last
    longer = abs((after.last - after.first) - (before.last - before.first))
    return after.last <= today and timedelta() < between <= ALIKE and longer <= ALIKE


def counted_once(
    cohorts: Cohorts, reviews: Iterable[Decided], approved_on: str | None
) -> Iterator[Counted]:
    """Each calendar year of which something is known, the earliest first; two of one year where its
    re-evaluation counted other learners than its cohorts have.
    """
    by_year = {int(each.decided_on[:4]): (each, span) for each, span in spans(reviews, approved_on)}
    held = [row for of in cohorts.values() for row in of if row.enrolled != 0]
    begun = [day for row in held if (day := day_of(placed(row)))]
    seen: list[Span] = []
    for year in sorted({*cohorts, *by_year}):
        review, span = by_year.get(year, (None, None))
        counts = _answered(review.answers) if review else NONE
        elsewhere = ""
        if review and span and any(n is not None for n in counts.values()):
            elsewhere = _elsewhere(span, begun, seen)
            if not elsewhere:
                seen.append(span)
                yield Counted(year, REVIEW, span, counts, review)
                review = None
        if year in cohorts:
            whole = Span(date(year, 1, 1), date(year, 12, 31))
            yield Counted(year, COHORTS, whole, _of_cohorts(cohorts[year]), review)
        elif review:
            yield Counted(year, "", None, NONE, review, elsewhere)


def _elsewhere(span: Span, begun: Iterable[date], seen: Iterable[Span]) -> str:
    if any(span.first <= day <= span.last for day in begun):
        return COHORTS
    return REVIEW if any(span.meets(other) for other in seen) else ""


def _of_cohorts(of: Collection[Delivery]) -> Counts:
    return {name: added(count_of(each, name) for each in of) for name in COUNTS}


def _answered(answers: Mapping[str, Any]) -> Counts:
    """Of all providers together; an empty list says that it was not delivered."""
    told = answers.get("delivery")
    if not told:
        return NONE if told is None else dict.fromkeys(COUNTS, 0)
    return {ours: added(row.get(theirs) for row in told) for ours, theirs in COUNTS.items()}
