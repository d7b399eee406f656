"""The actions of re-evaluations, and of all else that has some, until they are closed."""

from __future__ import annotations

from datetime import date

from mcapproval.actions.desk import Desk
from mcapproval.actions.reviewing.whose_actions import whose
from mcapproval.reports.actions import Action
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.tables import Item
from mcapproval.store.whole import titles
from mcapproval.workflow.vocabulary import ITEM_ENDS

LAST = "9999"
"""After every day: where what has no day, and what is done, stands in the list."""


def actions(
    desk: Desk, owner: str | None = None, overdue: bool = False, closed: bool = False
) -> list[Action]:
    """Those that are open, the soonest first; `closed` adds those that are done, after them.

    Unknown for an `owner` who is no role, organisation or person.
    """
    with desk.reading() as connection:
        rows = queries.many(connection, Item, kind="action")
        if owner is not None:
            theirs = whose(connection, desk, owner, rows)
            rows = [row for row in rows if theirs(row)]
        if not closed:
            rows = [row for row in rows if row.state not in ITEM_ENDS]
        told = texts(connection, {row.says for row in rows})
        of = titles(connection, {row.ref for row in rows})
    found = [
        Action(
            row.ref,
            row.number,
            of.get(row.ref, ""),
            str(told.get(row.says, "(erased)")),
            row.owner or "",
            row.due or "",
            row.state,
            _left(row, desk.today),
            row.closed_on or "",
        )
        for row in rows
    ]
    if overdue:
        found = [each for each in found if each.days is not None and each.days < 0]
    return sorted(found, key=lambda each: (each.days is None, each.due or LAST, each.ref))


def _left(row: Item, today: date) -> int | None:
    if row.state in ITEM_ENDS or not row.due:
        return None
    return (date.fromisoformat(row.due) - today).days
