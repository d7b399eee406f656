"""A year of re-evaluation, month by month: what was announced, told, decided and reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from mcapproval.clock import add_days, add_months, spoken
from mcapproval.reports.table import Column, Table

KINDS: Mapping[str, str] = {
    "announced": "Announced",
    "begun": "Begun",
    "reminded": "Reminded",
    "overdue": "Overdue",
    "decided": "Decided",
    "reported": "Reported",
    "brought_in": "Brought in",
}
"""What is counted of each month, by its key, as people read it."""

PERIOD = (
    Column("month", "Month", whole=True),
    Column("first_day", "", only="data"),
    Column("last_day", "", only="data"),
)
BROUGHT_IN = "Brought in: decided in that month, before an import brought them into these records."


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in a month ("2028-03"): re-evaluations announced, begun, decided and reported,
    reminders told, and re-evaluations that went past their day undecided. `brought_in` are those
    decided in it of which an import told later, so that nothing else of them was recorded here.
    """

    month: str
    announced: int = 0
    begun: int = 0
    reminded: int = 0
    overdue: int = 0
    decided: int = 0
    reported: int = 0
    brought_in: int = 0


def months(first: date, last: date, happened: Sequence[tuple[str, str]]) -> tuple[Month, ...]:
    """Every month of a period, those too in which nothing happened; `happened` has an ISO day and
    one of `KINDS` for each time."""
    counts: dict[str, dict[str, int]] = {}
    month = first.replace(day=1)
    while month <= last:
        counts[month.isoformat()[:7]] = {}
        month = add_months(month, 1)
    for on, kind in happened:
        if first.isoformat() <= on <= last.isoformat():
            of_month = counts[on[:7]]
            of_month[kind] = of_month.get(kind, 0) + 1
    return tuple(Month(name, **found) for name, found in counts.items())


def totals(rows: Sequence[Month]) -> Mapping[str, int]:
    return {key: sum(getattr(row, key) for row in rows) for key in KINDS}


def shown(rows: Sequence[Month]) -> Mapping[str, str]:
    """What people are shown of a period: what was brought in only where something was."""
    some = any(row.brought_in for row in rows)
    return {key: heading for key, heading in KINDS.items() if key != "brought_in" or some}


def told_overdue(day: date, count: int, counted: int) -> str:
    """What is overdue on the day of the report, beside what the months count; beyond `counted` it
    was not counted.
    """
    said = str(count) if count <= counted else f"more than {counted}"
    many = f"{said} is" if count == 1 else f"{said} are"
    return (
        "Overdue counts each re-evaluation in the month in which its day passed undecided. "
        f"As at {spoken(day)}, {many} overdue."
    )


def to_come(last: date, today: date) -> str:
    """The months of a period that have not begun on a day, in words; empty where all have."""
    first = add_months(today.replace(day=1), 1)
    if last < first:
        return ""
    names = dict.fromkeys(spoken(day).partition(" ")[2] for day in (first, last))
    return f"Still to come: {' to '.join(names)}."


def table(rows: Sequence[Month], first: date, last: date, overdue: str = "") -> Table:
    """Of a period from `first` to `last`, which may begin or end within a month. `overdue` says how
    many are so on the day of the report."""
    people, found = shown(rows), totals(rows)
    told = ", ".join(f"{found[key]} {heading.lower()}" for key, heading in people.items())
    meant = " ".join(filter(None, (BROUGHT_IN if found["brought_in"] else "", overdue)))
    columns = (
        Column(key, heading, right=True, only="" if key in people else "data")
        for key, heading in KINDS.items()
    )
    return Table(
        (*PERIOD, *columns),
        tuple({**asdict(row), **_days(row.month, first, last)} for row in rows),
        empty="No month lies in this period.",
        note=f"{len(rows)} month{'' if len(rows) == 1 else 's'}: {told}. {meant}".rstrip(),
    )


def _days(month: str, first: date, last: date) -> dict[str, str]:
    """Which days of a month lie in a period."""
    begins = date.fromisoformat(f"{month}-01")
    ends = add_days(add_months(begins, 1), -1)
    return {
        "first_day": max(begins, first).isoformat(),
        "last_day": min(ends, last).isoformat(),
    }
