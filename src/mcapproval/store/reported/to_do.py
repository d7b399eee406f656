"""The actions that were agreed, a page at a time: the soonest first, then what has no day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, nulls_last, or_, select

from mcapproval.store.clauses import made, table
from mcapproval.store.reported import paging
from mcapproval.store.rows.folded import Item
from mcapproval.workflow.vocabulary import ITEM_ENDS

ITEM = table(Item)
ACTION = "action"
LAST = "9999"
"""After every day: where what has no day, and what is done, stands in the list."""


class Wanted(NamedTuple):
    """Which of them: with those that are done, or only those that were due before a day."""

    closed: bool = False
    before: str | None = None


class Place(NamedTuple):
    """An action by its case and number, with what it is put in order by."""

    ref: str
    number: int
    due: str | None
    done: bool


def page(
    connection: Connection, wanted: Wanted, first: int | None = None, after: Place | None = None
) -> list[Item]:
    """So many of them after a place, as the list has them; all without `first`."""
    asked = _where(select(ITEM), wanted)
    if after is not None:
        asked = asked.where(_beyond(wanted, after))
    return made(Item, connection.execute(asked.order_by(*_order(wanted)).limit(first)))


def counted(connection: Connection, wanted: Wanted) -> int:
    """How many there are, no further than `paging.counted` counts."""
    return paging.counted(connection, _where(select(ITEM.c.ref), wanted))


def _where(asked: Select[Any], wanted: Wanted) -> Select[Any]:
    asked = asked.where(ITEM.c.kind == ACTION)
    if not wanted.closed or wanted.before is not None:
        asked = asked.where(ITEM.c.state.not_in(ITEM_ENDS))
    return asked if wanted.before is None else asked.where(ITEM.c.due < wanted.before)


def _order(wanted: Wanted) -> Sequence[ColumnElement[Any]]:
    """Those that are open alone are in the order of an index."""
    named = (ITEM.c.ref.asc(), ITEM.c.number.asc())
    if not wanted.closed:
        return (nulls_last(ITEM.c.due.asc()), *named)
    return (*_keys(), *named)


def _keys() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """What is open and has a day, then all else; each by its day."""
    undated = or_(ITEM.c.state.in_(ITEM_ENDS), ITEM.c.due.is_(None))
    return case((undated, 1), else_=0), func.coalesce(ITEM.c.due, LAST)


def _beyond(wanted: Wanted, after: Place) -> ColumnElement[bool]:
    """What stands after a place in the order."""
    ref, number, due, done = after
    named = or_(ITEM.c.ref > ref, and_(ITEM.c.ref == ref, ITEM.c.number > number))
    if wanted.closed:
        first, then = _keys()
        flag, day = int(done or due is None), due or LAST
        same = and_(first == flag, or_(then > day, and_(then == day, named)))
        return or_(first > flag, same)
    if due is None:
        return and_(ITEM.c.due.is_(None), named)
    return or_(ITEM.c.due > due, and_(ITEM.c.due == due, named), ITEM.c.due.is_(None))
