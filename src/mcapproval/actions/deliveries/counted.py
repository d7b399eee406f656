"""How many cohorts there were in a period, and how many learners enrolled, completed and so on.

A cohort is counted once, in the period in which its first day is; where only its last day is known,
by that. What is known of no day is in no period: `undated` names it. One that was called off is not
counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.deliveries.sources import Source, figures_of, told
from mcapproval.store import queries
from mcapproval.store.gathering import gathered
from mcapproval.store.rows.folded import Delivery

COUNTS = (
    "enrolled",
    "withdrawn",
    "still_active",
    "completed",
    "completed_after_resubmission",
    "moderated",
    "reported",
)
"""What is counted of a cohort, as its columns have it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The cohorts of one provider together; `refs` are theirs.

    A count is None where that of any cohort is not known, which is not zero; `not_known` then has
    the cohorts of which it is not, by the name of the count, and `sources` where counts come from.
    """

    provider: str
    refs: tuple[str, ...]
    counts: dict[str, int | None]
    not_known: dict[str, tuple[str, ...]]
    sources: dict[str, tuple[Source, ...]]

    @property
    def cohorts(self) -> int:
        return len(self.refs)


def in_period(connection: Connection, listing: str, first: date, last: date) -> tuple[Counted, ...]:
    """The cohorts of a micro-credential from a day to a day, both included, by provider."""
    days = first.isoformat(), last.isoformat()
    rows = [r for r in of_listing(connection, listing) if days[0] <= (placed(r) or "") <= days[1]]
    return together(rows, told(connection, rows))


def by_year(connection: Connection, listing: str) -> dict[int, tuple[Counted, ...]]:
    """The same for each calendar year in which there was a cohort, oldest first."""
    rows = of_listing(connection, listing)
    texts = told(connection, rows)
    return {year: together(of, texts) for year, of in _years(rows).items()}


def years_of(
    connection: Connection, listings: Collection[str]
) -> dict[str, dict[int, tuple[Counted, ...]]]:
    """The same for each of so many micro-credentials, by its reference, without where counts come
    from: to read that takes longer than to count.
    """
    return {
        listing: {year: together(rows, None) for year, rows in years.items()}
        for listing, years in cohorts(connection, listings).items()
    }


def cohorts(
    connection: Connection, listings: Collection[str]
) -> dict[str, dict[int, list[Delivery]]]:
    """Those of each of so many micro-credentials by the calendar year in which they are counted."""
    found = gathered(connection, Delivery, "listing", listings)
    rows = {listing: [row for row in of if not row.cancelled] for listing, of in found.items()}
    return {listing: _years(of) for listing, of in rows.items()}


def count_of(row: Delivery, name: str) -> int | None:
    """One count of a cohort: where nobody enrolled, there is nobody whom another could count."""
    value: int | None = getattr(row, name)
    return 0 if value is None and row.enrolled == 0 else value


def added(counts: Iterable[Any]) -> int | None:
    """The sum of counts; None where one of them is not known."""
    found = 0
    for count in counts:
        if not isinstance(count, int):
            return None
        found += count
    return found


def _years(rows: Iterable[Delivery]) -> dict[int, list[Delivery]]:
    """By the calendar year in which they are counted, oldest first."""
    years: dict[int, list[Delivery]] = {}
    for row in rows:
        if on := placed(row):
            years.setdefault(date.fromisoformat(on).year, []).append(row)
    return dict(sorted(years.items()))


def undated(connection: Connection, listing: str) -> tuple[str, ...]:
    """The deliveries of a micro-credential of which no day is known that would place them."""
    return tuple(row.ref for row in of_listing(connection, listing) if placed(row) is None)


def of_listing(connection: Connection, listing: str) -> list[Delivery]:
    """The deliveries of a micro-credential that were not called off, by their references."""
    return queries.many(connection, Delivery, listing=listing, cancelled=False)


def placed(row: Delivery) -> str | None:
    """The day that says in which period a cohort is counted."""
    return row.starts or row.ends


def together(rows: Iterable[Delivery], texts: Mapping[str, Any] | None) -> tuple[Counted, ...]:
    """Cohorts summed by provider, in the order of the providers' keys; `texts` are those of where
    their counts are from, None where that is not asked.
    """
    ordered = sorted(rows, key=lambda row: (row.provider, row.ref))
    groups = groupby(ordered, lambda row: row.provider)
    return tuple(_sum(provider, list(group), texts) for provider, group in groups)


def _sum(provider: str, rows: list[Delivery], texts: Mapping[str, Any] | None) -> Counted:
    columns = {name: [count_of(row, name) for row in rows] for name in COUNTS}
    not_known = {
        name: tuple(row.ref for row, count in zip(rows, column, strict=True) if count is None)
        for name, column in columns.items()
        if None in column
    }
    return Counted(
        provider,
        tuple(row.ref for row in rows),
        {name: added(column) for name, column in columns.items()},
        not_known,
        {} if texts is None else _sources([figures_of(row, texts) for row in rows]),
    )


def _sources(figures: Sequence[Mapping[str, Source]]) -> dict[str, tuple[Source, ...]]:
    """Where each count comes from, of those of which it is told."""
    found = {name: dict.fromkeys(each[name] for each in figures if name in each) for name in COUNTS}
    return {name: tuple(each) for name, each in found.items() if each}
