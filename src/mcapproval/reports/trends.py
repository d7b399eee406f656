"""How micro-credentials do over the years: learners, need, feedback, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mcapproval.reports.named import KIND
from mcapproval.reports.shares import per_cent
from mcapproval.reports.table import Column, Table, cells

COLUMNS = (
    Column("listing", "Ours", whole=True),
    Column("title", "Micro-credential", bare=True),
    Column("year", "Year", right=True),
    Column("enrolments", "Enrolled", right=True),
    Column("trend", "Trend"),
    Column("completions", "Completed", right=True),
    Column("rate", "Of those who ended", right=True),
    Column("need", "Needed"),
    Column("feedback", "Learners said"),
    Column("decision", "Decided", names=KIND),
)

UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a micro-credential; counts are as they may be shown."""

    listing: str
    title: str
    year: int
    enrolments: str
    trend: str
    completions: str
    rate: str
    need: str
    feedback: str
    decision: str


def table(rows: Sequence[Year], shared: bool) -> Table:
    note = "Of those who ended: completed, of all who enrolled and are not still active."
    if shared:
        note += " Small counts are not shown, nor what would tell them."
    return Table(
        COLUMNS,
        tuple(cells(row) for row in rows),
        empty="No year of a micro-credential is known.",
        note=note,
    )


def trend(before: int | None, now: int | None) -> str:
    """The way a count went, in words."""
    if before is None or now is None:
        return ""
    if now == before:
        return "→ level"
    return f"↑ up {now - before}" if now > before else f"↓ down {before - now}"


def rate(counts: Mapping[str, int | None]) -> str:
    """Completed, of those who enrolled and are not still active, in whole percent."""
    enrolled, active, done = (counts.get(k) for k in ("enrolled", "still_active", "completed"))
    if enrolled is None or active is None or done is None:
        return UNKNOWN
    ended = enrolled - active
    return f"{per_cent(done, ended)} %" if ended > 0 else "none ended"
