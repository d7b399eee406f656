"""What is due: re-evaluations still to be decided, the overdue ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.table import Column, Table

COLUMNS = (
    Column("due_on", "Due"),
    Column("left", "Left", only="text"),
    Column("days", "Left", only="data"),
    Column("form", "Form"),
    Column("ref", "Review"),
    Column("number", "NZQA number"),
    Column("listing", "Ours"),
    Column("title", "Micro-credential"),
    Column("state", "State"),
)


@dataclass(frozen=True, slots=True)
class Due:
    """A re-evaluation still to be decided; `days` are left, negative where it is overdue.

    `number` is NZQA's number with its version, empty where it is not known.
    """

    ref: str
    due_on: str
    days: int
    form: str
    listing: str
    number: str
    title: str
    state: str


def table(rows: Sequence[Due], within: int) -> Table:
    late = sum(1 for row in rows if row.days < 0)
    return Table(
        COLUMNS,
        tuple({**asdict(row), "left": left(row.days)} for row in rows),
        empty=f"Nothing is due within {within} days.",
        note=f"{len(rows)} due within {within} days, {late} of them overdue.",
    )


def left(days: int) -> str:
    """How long is left, in words: never a bare negative number."""
    if days < 0:
        return f"{_days(-days)} late"
    return "today" if days == 0 else _days(days)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
