"""Overrides: moves that an administrator made past conditions, which ones, and why."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.reports.named import KIND
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table, cells

COLUMNS = (
    Column("ref", "Case", whole=True),
    Column("title", "Title", bare=True),
    Column("move", "Move", names=KIND),
    Column("on", "On", day=True),
    Column("by", "By"),
    Column("by_ref", "", only="data"),
    Column("reasons", "Past", whole=True),
    Column("note", "", below=True),
)


@dataclass(frozen=True, slots=True)
class Overridden:
    """One override. `reasons` are codes with commas between them; the day is an ISO day."""

    ref: str
    title: str
    move: str
    on: str
    by: str
    reasons: str
    note: str
    by_ref: str = ""


def table(page: Page[Overridden]) -> Table:
    cases = len({row.ref for row in page.rows})
    sums = f" of {cases} case{'' if cases == 1 else 's'}"
    return Table(
        COLUMNS,
        tuple(cells(row) for row in page.rows),
        empty="No condition was overridden in these records.",
        note=f"{page.said('override')}{page.of_all(sums)}.",
    )
