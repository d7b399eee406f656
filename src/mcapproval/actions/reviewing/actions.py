"""The actions of re-evaluations, and of all else that has some, until they are closed."""

from __future__ import annotations

from datetime import date
from itertools import islice

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.reporting.slices import after_place, is_number
from mcapproval.actions.reviewing.whose_actions import whose
from mcapproval.errors import AskedWrongly
from mcapproval.reports.actions import Action
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.places import day, written
from mcapproval.store import queries
from mcapproval.store.counting import MANY
from mcapproval.store.keep import texts
from mcapproval.store.reported import to_do
from mcapproval.store.reported.to_do import Place, Wanted
from mcapproval.store.rows.folded import Item
from mcapproval.store.whole import titles
from mcapproval.workflow.vocabulary import ITEM_ENDS


def actions(
    desk: Desk, owner: str | None = None, overdue: bool = False, closed: bool = False
) -> list[Action]:
    """Those that are open, the soonest first; `closed` adds those that are done, after them.

    Unknown for an `owner` who is no role, organisation or person.
    """
    return list(actions_page(desk, owner, overdue, closed).rows)


def actions_page(
    desk: Desk,
    owner: str | None = None,
    overdue: bool = False,
    closed: bool = False,
    asked: Slice = EVERYTHING,
) -> Page[Action]:
    """The same a page at a time, which begins after REF:NUMBER. Whose an action is hangs on its
    case: for an `owner` all are looked at.
    """
    late_ones = Wanted(before=desk.today.isoformat())
    wanted = Wanted(closed, late_ones.before if overdue else None)
    with desk.reading() as connection:
        after = _place(connection, asked, closed)
        if owner is None:
            found = to_do.page(connection, wanted, asked.one_more, after)
            count = len(found) if asked == EVERYTHING else to_do.counted(connection, wanted)
            late = to_do.counted(connection, late_ones) if asked != EVERYTHING else 0
        else:
            every = to_do.page(connection, wanted)
            theirs = whose(connection, desk, owner, every)
            count = sum(map(theirs, every))
            late = sum(theirs(row) and (_left(row, desk.today) or 0) < 0 for row in every)
            later = every if after is None else to_do.page(connection, wanted, after=after)
            found = list(islice(filter(theirs, later), asked.one_more))
        rows = found[: asked.first]
        told = texts(connection, {row.says for row in rows})
        of = titles(connection, {row.ref for row in rows})
    shown = tuple(
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
    )
    more = len(found) > len(rows)
    last = written(f"{rows[-1].ref}:{rows[-1].number}", *_at(rows[-1], closed)) if more else None
    return Page(shown, count, MANY, last, {"late": late})


def _at(row: Item, closed: bool) -> tuple[str | None, ...]:
    """By what an action is put in order; with those that are done, by whether it is one of them."""
    return (DONE if row.state in ITEM_ENDS else OPEN, row.due) if closed else (row.due,)


def _place(connection: Connection, asked: Slice, closed: bool) -> Place | None:
    """AskedWrongly for what is not written as a page says it; Unknown for no action."""

    def now(key: str) -> tuple[str | None, ...] | None:
        ref, number = _key(key)
        item = queries.one(connection, Item, ref=ref, number=number, kind=to_do.ACTION)
        return item and _at(item, closed)

    after = after_place(asked, BY if closed else {DUE: day}, now)
    if after is None:
        return None
    *done, due = after.values or ()
    return Place(*_key(after.ref), due, done == [DONE])


def _key(said: str) -> tuple[str, int]:
    ref, colon, number = said.rpartition(":")
    if not (colon and is_number(number)):
        raise AskedWrongly(
            f"--after takes an action as REF:NUMBER here, and {said!r} is none",
            "take it from the command that the page before told you",
        )
    return ref, int(number)


def _open_or_done(said: str) -> str:
    if said not in (OPEN, DONE):
        raise ValueError(said)
    return said


OPEN, DONE, DUE = "open", "done", "the day on which it is due"
BY = {"whether it is open": _open_or_done, DUE: day}
"""What the list is in the order of, with those that are done."""


def _left(row: Item, today: date) -> int | None:
    if row.state in ITEM_ENDS or not row.due:
        return None
    return (date.fromisoformat(row.due) - today).days
