"""The portfolio: every micro-credential, where it stands, and when it is next reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.table import Column, Table

COLUMNS = (
    Column("number", "NZQA number"),
    Column("ref", "Ours"),
    Column("title", "Micro-credential"),
    Column("level", "Level", right=True),
    Column("credits", "Credits", right=True),
    Column("nzsced", "NZSCED"),
    Column("status", "Status"),
    Column("developer", "Provider"),
    Column("accredited", "Accredited", right=True),
    Column("approved_on", "Approved"),
    Column("next_review", "Next review"),
    Column("intake", "intake", below=True),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One micro-credential; None or empty where it is not known. Days are ISO days. `intake` says
    that it is paused, until when and by what, or what is still planned though it is closed.
    """

    ref: str
    number: str
    title: str
    level: int | None
    credits: int | None
    nzsced: str
    status: str
    developer: str
    accredited: int
    approved_on: str
    next_review: str
    intake: str = ""


def table(rows: Sequence[Listed]) -> Table:
    credits = sum(row.credits or 0 for row in rows)
    return Table(
        COLUMNS,
        tuple(asdict(row) for row in rows),
        empty="No micro-credential is listed in these records.",
        note=f"{len(rows)} micro-credential{'' if len(rows) == 1 else 's'}, "
        f"{credits} credits in all.",
    )
