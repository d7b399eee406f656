"""Where everything is that is not at its end: since when, whose turn it is, when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.due import left
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Cell, Column, Table, cells

COLUMNS = (
    Column("ref", "Case", whole=True),
    Column("track", "Track", only="data"),
    Column("state", "State", only="data"),
    Column("label", "Where it is"),
    Column("since", "Since", day=True),
    Column("days", "Days", right=True),
    Column("turn", "Turn", only="data"),
    Column("turn_title", "Whose turn"),
    Column("person", "Who"),
    Column("person_ref", "", only="data"),
    Column("due_on", "Due", day=True),
    Column("left", "Left", only="text", whole=True),
    Column("days_left", "Days left", only="data"),
    Column("provider", "Provider", only="data"),
    Column("title", "", below=True, bare=True),
)

BY = {"state": "Where they are", "turn": "Whose turn"}
"""By what they can be counted, as the command has it."""

COUNTS = (Column("cases", "Cases", right=True), Column("overdue", "Overdue", right=True))
NONE, NONE_SUCH = "No case is under way.", "No such case is under way."
NOT_SO = "{ref} is at its end, or not as is asked. See it with: mcapproval show {ref}"


@dataclass(frozen=True, slots=True)
class Where:
    """`days` are those since it came into its state, None where nobody knows since when. `person`
    is who looks after it, or wrote it where the author has the turn, and `person_ref` their
    reference; empty where the role alone is known. `days_left` are below 0 where it is overdue.
    `turn` is empty where nobody is waited for.
    """

    ref: str
    title: str
    track: str
    provider: str
    state: str
    label: str
    since: str
    days: int | None
    turn: str
    turn_title: str
    person: str
    due_on: str
    days_left: int | None
    person_ref: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """So many cases in one place, or waiting for one; `overdue` of them."""

    key: str
    many: int
    overdue: int


@dataclass(frozen=True, slots=True)
class WherePage(Page[Where]):
    """`late` of all of them are overdue, counted no further than all are."""

    late: int = 0


def table(page: WherePage, empty: str = NONE) -> Table:
    late = page.late if page.late <= page.counted else f"more than {page.counted}"
    overdue = _overdue(late) if page.whole else f"in all {late} {_is(late)} overdue"
    return Table(
        COLUMNS,
        tuple(_row(row) for row in page.rows),
        empty=empty,
        note=f"{page.said('case')}; {overdue}.",
    )


def _row(row: Where) -> dict[str, Cell]:
    return {**cells(row), "left": "" if row.days_left is None else left(row.days_left)}


def _overdue(late: int | str) -> str:
    return f"{late} of these {_is(late)} overdue"


def _is(late: int | str) -> str:
    return "is" if late == 1 else "are"


def counts(by: str, found: Sequence[Count]) -> Table:
    rows: tuple[dict[str, Cell], ...] = tuple(
        {by: each.key, "cases": each.many, "overdue": each.overdue} for each in found
    )
    many, overdue = sum(each.many for each in found), sum(each.overdue for each in found)
    words = "case" if many == 1 else "cases"
    return Table(
        (Column(by, BY[by]), *COUNTS),
        rows,
        empty=NONE,
        note=f"{many} {words}; {_overdue(overdue)}.",
    )


def chart(by: str, found: Sequence[Count]) -> Chart:
    """How many there are in each place, and how many of them are overdue."""
    bars = tuple((each.key, each.many) for each in found)
    overdue = tuple(each.overdue for each in found)
    return Chart(f"Cases by {BY[by].lower()}", "cases", bars, ("Cases", "Overdue"), overdue)
