"""Moves that were refused, the last first: thin rows, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

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
    shown = [ATTEMPT.c[name] for name in AttemptRow._fields[:9]]
    asked = _where(select(*shown, CASE.c.definition_hash, CASE.c.provider, _done()), wanted)
    if after is not None:
        asked = asked.where(ATTEMPT.c.seq < after)
    asked = asked.order_by(ATTEMPT.c.seq.desc()).limit(first)
    return [AttemptRow(*row) for row in connection.execute(asked)]


def counted(connection: Connection, wanted: Wanted) -> int:
    """How many there are, no further than `paging.counted` counts."""
    return paging.counted(connection, _where(select(ATTEMPT.c.seq), wanted))


def groups(connection: Connection, wanted: Wanted) -> Sequence[Group]:
    """How many there are of each list of reasons, move and person, and how many were made later."""
    every = _where(
        select(ATTEMPT.c.reasons, ATTEMPT.c.move, ATTEMPT.c.by, _done().label("done")), wanted
    ).subquery()
    keys = (every.c.reasons, every.c.move, every.c.by)
    asked = select(*keys, func.count(), func.count(every.c.done)).group_by(*keys)
    return [Group(*row) for row in connection.execute(asked)]


def _where(asked: Select[Any], wanted: Wanted) -> Select[Any]:
    asked = asked.select_from(ATTEMPT.join(CASE, CASE.c.ref == ATTEMPT.c.ref))
    conditions = (
        (CASE.c.provider, wanted.provider),
        (CASE.c.track, wanted.track),
        (ATTEMPT.c.ref, wanted.ref),
        (ATTEMPT.c.move, wanted.move),
    )
    return asked.where(*(column == value for column, value in conditions if value is not None))


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
