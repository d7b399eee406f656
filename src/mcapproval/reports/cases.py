"""The cases as a table, and the places in which words of them stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from mcapproval.reports.named import ORGANISATION
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table

COLUMNS = (
    Column("number", "NZQA number", whole=True),
    Column("ref", "Case", whole=True),
    Column("track", "Track"),
    Column("title", "Title", bare=True),
    Column("state", "State", only="data"),
    Column("label", "State"),
    Column("since", "Since", only="data"),
    Column("since_said", "Since", only="text", day=True),
    Column("provider", "Provider", names=ORGANISATION),
)
BESIDE = {
    "due": Column("due_on", "Due", day=True),
    "opened": Column("opened_on", "Opened", day=True),
    "level": Column("level", "Level", right=True),
    "credits": Column("credits", "Credits", right=True),
}
"""What people see where they ask by it; programs get all of it."""

FOUND_COLUMNS = (
    Column("ref", "Case", whole=True),
    Column("track", "Track", only="data"),
    Column("title", "Title", bare=True),
    Column("state", "State", only="data"),
    Column("label", "State"),
    Column("provider", "Provider", only="data"),
    Column("place", "Found in", only="data"),
    Column("snippet", "Text", only="data"),
    Column("on", "On", only="data"),
    Column("row", "Row", only="data"),
    Column("others", "Others", only="data"),
    Column("said", "", below=True, only="text"),
)


class CaseLine(NamedTuple):
    """A case as listed. `number` is NZQA's, of a micro-credential and of what hangs on it, empty
    where there is none; `since` is None where nobody knows it: it was imported so. `due_on` is None
    where it is never due. `level` and `credits` are of the micro-credential as it is listed, None
    where it is not.
    """

    ref: str
    track: str
    number: str
    title: str
    state: str
    label: str
    since: str | None
    provider: str
    due_on: str | None
    opened_on: str
    level: int | None
    credits: int | None


class Found(NamedTuple):
    """Where words stand in a case: in `place`, of which `snippet` is the part around them. `row` is
    the row of the journal with which somebody wrote it and `on` its day, where somebody did.
    `others` counts further places of the case in which they stand.
    """

    ref: str
    track: str
    title: str
    state: str
    label: str
    provider: str
    place: str
    snippet: str
    on: str | None
    row: int | None
    others: int


def table(page: Page[CaseLine], empty: str, by: Collection[str] = ()) -> Table:
    """`by` are keys of `BESIDE` by which they were asked for."""
    rows = tuple({**row._asdict(), "since_said": row.since or "not known"} for row in page.rows)
    shown = (replace(column, only="text") for key, column in BESIDE.items() if key in by)
    told = (replace(column, only="data") for column in BESIDE.values())
    columns = (*shown, *COLUMNS, *told)
    return Table(columns, rows, empty, f"{page.said('case')}.")


def found_table(page: Page[Found]) -> Table:
    rows = tuple({**row._asdict(), "said": _said(row)} for row in page.rows)
    empty = (
        "No case has these words in its titles, numbers, learning outcomes or notes. Try fewer of "
        "them, or how they begin."
    )
    return Table(FOUND_COLUMNS, rows, empty, f"{page.said('case')}.")


def _said(row: Found) -> str:
    on = f" of {row.on}" if row.on else ""
    more = f", and in {row.others} more" if row.others else ""
    return f"{row.place}{on}{more}: {row.snippet}"
