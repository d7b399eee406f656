"""What is due: re-evaluations still to be decided, the overdue ones first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mcapproval.clock import add_months, spoken
from mcapproval.reports.chart import Chart
from mcapproval.reports.named import STATE
from mcapproval.reports.numbers import NUMBER, numbered
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Cell, Column, Table

COLUMNS = (
    Column("when", "When"),
    Column("due_on", "Due", day=True),
    Column("left", "Left", only="text", whole=True),
    Column("days", "Left", only="data"),
    Column("form", "Form"),
    Column("ref", "Review", whole=True),
    *NUMBER,
    Column("listing", "Ours", whole=True),
    Column("title", "Micro-credential", bare=True),
    Column("state", "State", names=STATE),
    Column("provider", "Provider", only="data"),
    Column("owner", "Owner", only="data"),
    Column("called", "Owner"),
)


class Due(NamedTuple):
    """A re-evaluation still to be decided; `days` are left, negative where it is overdue.

    `when` is overdue, due (it opens by now) or upcoming. `number` is NZQA's number, empty where it
    is not known, and `version` its version; `owner` a reference, `called` how they are known.
    """

    ref: str
    due_on: str
    days: int
    when: str
    form: str
    listing: str
    number: str
    title: str
    state: str
    provider: str = ""
    owner: str = ""
    called: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DuePage(Page[Due]):
    """`late` of all of them are overdue, counted no further than all are."""

    late: int = 0


def table(page: DuePage, within: str) -> Table:
    """`within` says which were wanted, such as "within 60 days"."""
    late = page.late if page.late <= page.counted else f"more than {page.counted}"
    return Table(
        COLUMNS,
        tuple(map(_row, page.rows)),
        empty=f"Nothing is due {within}.",
        note=f"{page.said('due', 'due')} {within}, {late} of them overdue.",
    )


def _row(row: Due) -> dict[str, Cell]:
    told = numbered(row.number, row.version)
    return {**row._asdict(), "left": left(row.days), "numbered": told}


MONTHS = 24
"""Months that are told one by one; of a longer time, the years are."""


def chart(page: DuePage) -> Chart | None:
    """How many fall due in each month or year, after those overdue; None where nothing is due."""
    if not page.rows:
        return None
    late = sum(row.days < 0 for row in page.rows)
    to_come = [date.fromisoformat(row.due_on) for row in page.rows if row.days >= 0]
    bars = [("overdue", late)] if late else []
    return Chart("Re-evaluations by when they are due", "", (*bars, *_by_time(to_come)))


def _by_time(days: Sequence[date]) -> Iterator[tuple[str, int]]:
    if not days:
        return
    first, last = min(days), max(days)
    if 12 * (last.year - first.year) + last.month - first.month >= MONTHS:
        of_years = Counter(day.year for day in days)
        yield from ((str(year), of_years[year]) for year in sorted(of_years))
        return
    often = Counter((day.year, day.month) for day in days)
    month = first.replace(day=1)
    while month <= last:
        yield spoken(month).partition(" ")[2], often[month.year, month.month]
        month = add_months(month, 1)


def left(days: int) -> str:
    """How long is left, in words: never a bare negative number."""
    if days < 0:
        return f"{_days(-days)} late"
    return "today" if days == 0 else _days(days)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
