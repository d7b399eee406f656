"""The records beside NZQA's register: one row for each thing to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.table import Column, Table

COLUMNS = (
    Column("kind", "What"),
    Column("number", "NZQA number", whole=True),
    Column("ref", "Ours", whole=True),
    Column("title", "Micro-credential", bare=True),
    Column("field", "Of"),
    Column("ours", "With us"),
    Column("theirs", "On the register"),
    Column("mend", "What to do"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """`kind` says how the two stand to one another; `field` is the fact, empty where it is all."""

    kind: str
    number: str
    ref: str
    title: str
    field: str
    ours: str | int | None
    theirs: str | int | None
    mend: str


def table(rows: Sequence[Beside]) -> Table:
    return Table(COLUMNS, tuple(asdict(row) for row in rows), empty="There is nothing to compare.")
