"""Moves that were refused, the last first: thin rows, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Dialect, Select, bindparam, func, select

from mcapproval.store.asking import Spoken, asked, spoken
from mcapproval.store.clauses import table
from mcapproval.store.reported import paging
from mcapproval.store.rows.folded import Attempt, Case, Step

ATTEMPT, CASE, STEP = table(Attempt), table(Case), table(Step)


class Wanted(NamedTuple):
    """Which of them: of a provider, of a track, of one case, of one move."""

    provider: str | None = None
    track: str | None = None
    ref: str | None = None
    move: str | None = None


class AttemptRow(NamedTuple):
    """`reasons` is a canonical list of codes, `done_on` the day on which the same move was made
    later."""

    seq: int
    ref: str
    on_day: str
    by: str
    acts_for: str | None
    move: str
    state: str
    reasons: str
    override: bool
    definition_hash: str
    provider: str
    done_on: str | None


class Group(NamedTuple):
    """So many attempts with the same reasons, of the same move or by the same person as asked."""

    reasons: str
    move: str
    by: str
    refused: int
    done: int


def page(
    connection: Connection, wanted: Wanted, first: int | None = None, after: int | None = None
) -> list[AttemptRow]:
    """So many of them after the one of a row of the journal; all without `first`."""
    values = paging.given(wanted, first=first, after=after)
    page, _ = _questions(connection.dialect, tuple(values))
    return [*map(AttemptRow._make, asked(connection, page, values))]


def counted(connection: Connection, wanted: Wanted) -> int:
    """How many there are, no further than `paging.counted` counts."""
    values = paging.given(wanted)
    _, count = _questions(connection.dialect, tuple(values))
    ((many,),) = asked(connection, count, values)
    return int(many)


def groups(connection: Connection, wanted: Wanted) -> Sequence[Group]:
    """How many there are of each list of reasons, move and person, and how many were made later."""
    values = paging.given(wanted)
    every = _where(
        select(ATTEMPT.c.reasons, ATTEMPT.c.move, ATTEMPT.c.by, _done().label("done")), values
    ).subquery()
    keys = (every.c.reasons, every.c.move, every.c.by)
    sums = select(*keys, func.count(), func.count(every.c.done)).group_by(*keys)
    return [Group(*row) for row in connection.execute(sums, values)]


def is_move(connection: Connection, name: str) -> bool:
    """Whether a move of this name was ever refused."""
    one = select(ATTEMPT.c.seq).where(ATTEMPT.c.move == name).limit(1)
    return connection.execute(one).first() is not None


@lru_cache(maxsize=64)
def _questions(dialect: Dialect, names: tuple[str, ...]) -> tuple[Spoken, Spoken]:
    """For a page and for how many there are; kept, since to put them together takes longer than to
    have them answered."""
    shown = [ATTEMPT.c[name] for name in AttemptRow._fields[:9]]
    page = _where(select(*shown, CASE.c.definition_hash, CASE.c.provider, _done()), names)
    if "after" in names:
        page = page.where(ATTEMPT.c.seq < bindparam("after"))
    page = paging.limited(page.order_by(ATTEMPT.c.seq.desc()), names)
    every = _where(select(ATTEMPT.c.seq), names)
    return spoken(dialect, page), spoken(dialect, paging.counting(every))


def _where(those: Select[Any], names: Collection[str]) -> Select[Any]:
    of_case = {name: CASE.c[name] for name in ("provider", "track")}
    own = {name: ATTEMPT.c[name] for name in ("ref", "move")}
    those = those.select_from(ATTEMPT.join(CASE, CASE.c.ref == ATTEMPT.c.ref))
    return those.where(*paging.matching({**of_case, **own}, names))


def _done() -> ColumnElement[str]:
    return (
        select(func.min(STEP.c.on_day))
        .where(
            STEP.c.ref == ATTEMPT.c.ref,
            STEP.c.seq > ATTEMPT.c.seq,
            STEP.c.move == ATTEMPT.c.move,
        )
        .scalar_subquery()
    )
