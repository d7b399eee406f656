"""What the rows of cohorts and of open actions say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mcapproval.actions.deliveries.counted import COUNTS
from mcapproval.actions.deliveries.wording import DAY_COLUMNS
from mcapproval.actions.importing.facts import MODES
from mcapproval.actions.importing.faults import Row
from mcapproval.actions.importing.lines import line, number
from mcapproval.actions.importing.numbers import Cells
from mcapproval.sheets import values

SHEET, ACTIONS = "cohorts", "actions"


@dataclass(frozen=True, slots=True)
class Cohort:
    """A row of cohorts: `facts` as a delivery has them."""

    row: Row
    of: str | None
    title: str | None
    provider: str | None
    client: str | None
    facts: Mapping[str, object]


def cohort(row: Row, today: date) -> Cohort:
    cells = Cells(row, SHEET, today)
    facts: dict[str, object] = {
        "cohort": row.read("cohort", line) or "",
        "site": row.read("site", line),
        "mode": row.read("mode", lambda cell: values.choice(cell, MODES)),
    }
    facts |= {name: cells.day(name) for name in DAY_COLUMNS}
    facts |= {name: cells.count(name) for name in COUNTS}
    fee = cells.cents("fee")
    if fee is not None:
        facts["fees"] = [{"for": "learner", "cents": fee, "gst": "included"}]
    return Cohort(
        row,
        row.read("of", number),
        row.read("title", line),
        row.read("provider", line),
        row.read("client", line),
        {name: value for name, value in facts.items() if value is not None},
    )


@dataclass(frozen=True, slots=True)
class Action:
    """An open action of a micro-credential; `column` is the one that says it."""

    row: Row
    of: str | None
    title: str | None
    says: str
    owner: str | None = None
    due: str | None = None
    column: str = "action"


def action(row: Row, today: date) -> Action:
    return Action(
        row,
        row.read("of", number),
        row.read("title", line),
        row.read("action", values.text) or "",
        row.read("owner", line),
        Cells(row, ACTIONS, today).day("due"),
    )
