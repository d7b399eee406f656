"""What was agreed to be done: whose it is, by when, how late, and when it was closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.due import left
from mcapproval.reports.table import Column, Table

COLUMNS = (
    Column("due", "Due"),
    Column("left", "Left", only="text"),
    Column("days", "Left", only="data"),
    Column("ref", "Of", whole=True),
    Column("number", "No.", right=True),
    Column("title", "Micro-credential"),
    Column("owner", "Owner"),
    Column("state", "State"),
    Column("closed_on", "Closed"),
    Column("says", "", below=True),
)


@dataclass(frozen=True, slots=True)
class Action:
    """`owner` is a role or an organisation, empty where nobody's. `days` are left while it is open,
    negative where it is late; None where it is done or has no day.
    """

    ref: str
    number: int
    title: str
    says: str
    owner: str
    due: str
    state: str
    days: int | None
    closed_on: str


def table(rows: Sequence[Action]) -> Table:
    late = sum(row.days is not None and row.days < 0 for row in rows)
    return Table(
        COLUMNS,
        tuple({**asdict(row), "left": "" if row.days is None else left(row.days)} for row in rows),
        empty="There is no action.",
        note=f"{len(rows)} {'action' if len(rows) == 1 else 'actions'}, {late} of them late.",
    )
