"""Waivers: which findings people let stand, why, and which have lapsed since."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table, cells

COLUMNS = (
    Column("ref", "Case", whole=True),
    Column("title", "Title", bare=True),
    Column("code", "Rule", whole=True),
    Column("path", "Place"),
    Column("on", "Waived", day=True),
    Column("by", "By"),
    Column("by_ref", "", only="data"),
    Column("standing", "Now"),
    Column("note", "", below=True),
)


@dataclass(frozen=True, slots=True)
class Waived:
    """One waiver. `standing` is `stands` or `lapsed`; the day is an ISO day."""

    ref: str
    title: str
    code: str
    path: str
    on: str
    by: str
    standing: str
    note: str
    by_ref: str = ""


def table(page: Page[Waived]) -> Table:
    stand = sum(1 for row in page.rows if row.standing == "stands")
    sums = f": {stand} standing, {len(page.rows) - stand} lapsed"
    return Table(
        COLUMNS,
        tuple(cells(row) for row in page.rows),
        empty="No finding has been waived in these records.",
        note=f"{page.said('waiver')}{page.of_all(sums)}.",
    )
