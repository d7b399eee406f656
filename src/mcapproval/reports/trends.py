"""How micro-credentials do over the years: learners, need, feedback, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mcapproval.reports.named import KIND
from mcapproval.reports.table import Column, Table
from mcapproval.shares import per_cent

COLUMNS = (
    Column("listing", "Ours", whole=True),
    Column("title", "Micro-credential", bare=True),
    Column("year", "Year", right=True),
    Column("counts", "Counts", only="text"),
    Column("source", "", only="data"),
    Column("first_day", "", only="data"),
    Column("last_day", "", only="data"),
    Column("enrolments", "", only="data"),
    Column("enrolled", "Enrolled", right=True, only="text"),
    Column("trend", "", only="data"),
    Column("went", "Trend", only="text"),
    Column("completions", "", only="data"),
    Column("completed", "Completed", right=True, only="text"),
    Column("rate", "", only="data"),
    Column("of_ended", "Of those who ended", right=True, only="text"),
    Column("need", "Needed"),
    Column("feedback", "", only="data"),
    Column("answered", "", only="data"),
    Column("said", "Learners said", only="text"),
    Column("decision", "Decided", names=KIND),
    Column("left_out", "", only="data"),
)

UNKNOWN = "not known"
ELSEWHERE = "elsewhere"
"""Where a re-evaluation would count learners again whom other rows have: they are not told."""

NOTE = (
    "Each learner is counted once, in what Counts says. A trend is told between two rows of about "
    "the same length that follow each other. Of those who ended: completed, of all who enrolled "
    "and are not still active."
)


class Year(NamedTuple):
    """One year of a micro-credential. People are told `counts`, which says what the figures are of,
    and the figures as they may be shown; programs get numbers, None where one is not known or may
    not be shown, which `left_out` names.
    """

    listing: str
    title: str
    year: int
    counts: str
    source: str
    first_day: str | None
    last_day: str | None
    enrolments: int | None
    enrolled: str
    trend: int | None
    went: str
    completions: int | None
    completed: str
    rate: int | None
    of_ended: str
    need: str
    feedback: str
    answered: int | None
    said: str
    decision: str
    left_out: str


def table(rows: Sequence[Year], shared: bool) -> Table:
    return Table(
        COLUMNS,
        tuple(row._asdict() for row in rows),
        empty="No year of a micro-credential is known.",
        note=note(shared),
    )


def note(shared: bool) -> str:
    """What the figures are, for whoever reads them."""
    return NOTE + (" Small counts are not shown, nor what would tell them." if shared else "")


def trend(change: int | None) -> str:
    """The way a count went, in words."""
    if change is None:
        return ""
    if change == 0:
        return "→ level"
    return f"↑ up {change}" if change > 0 else f"↓ down {-change}"


def ended(counts: Mapping[str, int | None]) -> int | None:
    """How many enrolled and are not still active."""
    enrolled, active = counts.get("enrolled"), counts.get("still_active")
    return None if enrolled is None or active is None else enrolled - active


def rate(counts: Mapping[str, int | None]) -> int | None:
    """Completed, of those who ended, in whole per cent; None where nobody did."""
    whole, done = ended(counts), counts.get("completed")
    return per_cent(done, whole) if done is not None and whole is not None and whole > 0 else None


def rate_told(counts: Mapping[str, int | None]) -> str:
    """The same in words."""
    found = rate(counts)
    if found is not None:
        return f"{found} %"
    known = ended(counts) is not None and counts.get("completed") is not None
    return "none ended" if known else UNKNOWN
