"""Waivers: which findings people let stand, why, and which have lapsed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.table import Column, Table

COLUMNS = (
    Column("ref", "Case"),
    Column("title", "Title"),
    Column("code", "Rule"),
    Column("path", "Place"),
    Column("on", "Waived"),
    Column("by", "By"),
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


def table(rows: Sequence[Waived]) -> Table:
    stand = sum(1 for row in rows if row.standing == "stands")
    return Table(
        COLUMNS,
        tuple(asdict(row) for row in rows),
        empty="No finding has been waived in these records.",
        note=f"{len(rows)} waiver{'' if len(rows) == 1 else 's'}: {stand} standing, "
        f"{len(rows) - stand} lapsed.",
    )
