"""What was agreed to be done: whose it is, by when, how late, and when it was closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.due import left
from mcapproval.reports.named import OWNER
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table, cells

COLUMNS = (
    Column("due", "Due", day=True),
    Column("left", "Left", only="text", whole=True),
    Column("days", "Left", only="data"),
    Column("ref", "Of", whole=True),
    Column("item", "No.", right=True),
    Column("title", "Micro-credential", bare=True),
    Column("owner", "Owner", names=OWNER),
    Column("state", "State"),
    Column("closed_on", "Closed", day=True),
    Column("says", "", below=True),
)


@dataclass(frozen=True, slots=True)
class Action:
    """`owner` is a role or an organisation, empty where nobody's. `days` are left while it is open,
    negative where it is late; None where it is done or has no day.
    """

    ref: str
    item: int
    title: str
    says: str
    owner: str
    due: str
    state: str
    days: int | None
    closed_on: str


def table(page: Page[Action]) -> Table:
    rows = page.rows
    late = sum(row.days is not None and row.days < 0 for row in rows)
    return Table(
        COLUMNS,
        tuple({**cells(row), "left": "" if row.days is None else left(row.days)} for row in rows),
        empty="There is no action.",
        note=f"{page.said('action')}{page.of_all(f', {late} of them late')}"
        f"{page.in_all('late', 'late')}.",
    )


LATENESS = (
    (-91, "more than 90 days late"),
    (-31, "31 to 90 days late"),
    (-1, "up to 30 days late"),
)
"""The most days left of each, from the latest on."""
SOON = 30
AHEAD = (f"due within {SOON} days", "due later", "no day set")


def chart(rows: Sequence[Action]) -> Chart | None:
    """How late those are that are still to be done; None where nothing is."""
    often = dict.fromkeys([*(name for _, name in LATENESS), *AHEAD], 0)
    still = [row for row in rows if not row.closed_on]
    for row in still:
        often[_lateness(row.days)] += 1
    if not still:
        return None
    return Chart("What is still to be done, by how late it is", "actions", tuple(often.items()))


def _lateness(days: int | None) -> str:
    soon, later, never = AHEAD
    if days is None:
        return never
    late = next((name for most, name in LATENESS if days <= most), None)
    return late or (soon if days <= SOON else later)
