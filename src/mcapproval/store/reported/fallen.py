"""Approvals that fell, the last first: thin rows, with the day on which each was given again."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from mcapproval.store.clauses import table
from mcapproval.store.reported import paging
from mcapproval.store.rows.folded import Approval, Case

APPROVAL, CASE, AGAIN = table(Approval), table(Case), table(Approval).alias("again")


class Wanted(NamedTuple):
    """Which of them: of a provider, of a body; `open_only` leaves out what was given again."""

    provider: str | None = None
    body: str | None = None
    open_only: bool = False


class FallenRow(NamedTuple):
    """`covers` is a canonical list, `again_on` the day on which the same body gave it again, unless
    that was taken back."""

    seq: int
    ref: str
    body: str
    recommends: bool
    given_on: str
    fell_on: str
    because: str
    content: str
    covers: str
    provider: str
    again_on: str | None


class Place(NamedTuple):
    """The row of the journal that gave an approval, and the day on which it fell."""

    seq: int
    fell_on: str


def page(
    connection: Connection, wanted: Wanted, first: int | None = None, after: Place | None = None
) -> list[FallenRow]:
    """So many of them after a place; all without `first`."""
    columns = ("seq", "ref", "body", "recommends", "on_day", "fell_on", "fell_because")
    shown = [APPROVAL.c[name] for name in (*columns, "content", "covers")]
    asked = _where(select(*shown, CASE.c.provider, _given_again()), wanted)
    if after is not None:
        earlier = and_(APPROVAL.c.fell_on == after.fell_on, APPROVAL.c.seq < after.seq)
        asked = asked.where(or_(APPROVAL.c.fell_on < after.fell_on, earlier))
    asked = asked.order_by(APPROVAL.c.fell_on.desc(), APPROVAL.c.seq.desc()).limit(first)
    return [FallenRow(*row) for row in connection.execute(asked)]


def counted(connection: Connection, wanted: Wanted) -> int:
    """How many there are, no further than `paging.counted` counts."""
    return paging.counted(connection, _where(select(APPROVAL.c.seq), wanted))


def _where(asked: Select[Any], wanted: Wanted) -> Select[Any]:
    asked = asked.select_from(APPROVAL.join(CASE, CASE.c.ref == APPROVAL.c.ref))
    asked = asked.where(APPROVAL.c.stands.is_(False), APPROVAL.c.fell_on.is_not(None))
    for column, value in ((CASE.c.provider, wanted.provider), (APPROVAL.c.body, wanted.body)):
        asked = asked if value is None else asked.where(column == value)
    return asked.where(_given_again().is_(None)) if wanted.open_only else asked


def _given_again() -> ColumnElement[str]:
    return (
        select(func.min(AGAIN.c.on_day))
        .where(
            AGAIN.c.ref == APPROVAL.c.ref,
            AGAIN.c.body == APPROVAL.c.body,
            AGAIN.c.recommends == APPROVAL.c.recommends,
            AGAIN.c.seq > APPROVAL.c.seq,
            or_(AGAIN.c.fell_because.is_(None), AGAIN.c.fell_because != "undone"),
        )
        .scalar_subquery()
    )
