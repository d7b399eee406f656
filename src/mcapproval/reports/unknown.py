"""What we do not know yet: counts by column, or of which micro-credentials and cohorts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Cell, Column, Table
from mcapproval.shares import per_cent

SHEET = Column("sheet", "Sheet", only="data")
COLUMN = Column("column", "Column", only="data")
HEADING = Column("heading", "What", whole=True)
COUNTS = (
    SHEET,
    COLUMN,
    Column("count", "Not known", right=True),
    Column("of", "Of", right=True),
    HEADING,
    Column("there_may_be_none", "", only="data"),
    Column("may", "", only="text"),
    Column("mend", "How it gets known", whole=True),
)
LISTED = (
    SHEET,
    COLUMN,
    HEADING,
    Column("ref", "Ours", whole=True),
    Column("title", "Micro-credential", bare=True),
)
NOTHING = "Nothing is left that we do not know yet."


@dataclass(frozen=True, slots=True)
class Missing:
    """A micro-credential or a cohort, by our reference."""

    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A column of a sheet of an import, and the `count` of which it is not known, out of `of`; they
    are `missing` where they are listed. `none` says that there may be none, which can't be told
    from not being known; `mend` is how it gets known.
    """

    sheet: str
    column: str
    heading: str
    missing: tuple[Missing, ...]
    of: int
    none: bool
    mend: str
    count: int


def counts(found: Sequence[NotKnown]) -> Table:
    rows = [
        {
            "sheet": each.sheet,
            "column": each.column,
            "heading": _heading(each),
            "count": each.count,
            "of": each.of,
            "there_may_be_none": "yes" if each.none else "no",
            "may": "or none" if each.none else "",
            "mend": each.mend,
        }
        for each in found
    ]
    return Table(COUNTS, tuple(rows), empty=NOTHING, note=NOTE if rows else "")


NOTE = "“or none”: there may be none, which an empty field can't tell from not being known."


MOST = 12
"""Columns that the chart shows; the table has all of them."""


def chart(found: Sequence[NotKnown]) -> Chart | None:
    """What is missing most often, without what there may be none of; None where nothing is. In per
    cent: there are more cohorts than micro-credentials."""
    sure = [(per_cent(each.count, each.of), each) for each in found if not each.none]
    most = sorted(sure, key=lambda each: -each[0])[:MOST]
    if not most:
        return None
    bars = tuple((_heading(each), share) for share, each in most)
    sheets = {each.sheet: each.of for _, each in most}
    of = " or ".join(f"{sheet} ({many})" for sheet, many in sorted(sheets.items(), reverse=True))
    return Chart(f"What is not known most often, in per cent of {of}", "per cent", bars)


def each_one(found: Sequence[NotKnown]) -> list[Mapping[str, Cell]]:
    """A line for each of which something is not known."""
    return [
        {
            "sheet": each.sheet,
            "column": each.column,
            "heading": _heading(each),
            "ref": one.ref,
            "title": one.title,
        }
        for each in found
        for one in each.missing
    ]


def listed(page: Page[Mapping[str, Cell]]) -> Table:
    return Table(LISTED, page.rows, empty=NOTHING, note=f"{page.said('gap')}.")


def _heading(each: NotKnown) -> str:
    return each.heading if each.sheet == "micro-credentials" else f"{each.heading} ({each.sheet})"
