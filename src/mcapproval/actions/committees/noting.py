"""What was decided by delegation in place of a body and it has not heard of yet.

A body notes it at the first meeting that it held after the decision was recorded: one of the same
day may have ended by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.desk import about
from mcapproval.clock import nz_day, read_stamp
from mcapproval.policy.reader import policy_from_json
from mcapproval.store import queries
from mcapproval.store.events import Event, told_by
from mcapproval.store.keep import content
from mcapproval.store.reported import before_bodies
from mcapproval.store.reported.before_bodies import Thin
from mcapproval.store.rows.folded import PolicyRow
from mcapproval.store.waiting import definitions_in_use
from mcapproval.workflow.by_delegation import DELEGATED
from mcapproval.workflow.model import Definition

MET = ("held", "closed")
"""The states of a meeting that sat."""


@dataclass(frozen=True, slots=True)
class Last:
    """The day on which a body met last. What stands in the journal up to `row` it has heard of."""

    on: str = ""
    row: int = 0

    def heard_of(self, row: Event) -> bool:
        return nz_day(read_stamp(row.recorded_at)).isoformat() < self.on


def to_note(connection: Connection, provider: str, body: str, day: date) -> Iterator[Thin]:
    """The decisions that a body has still to note on a day, of applications and re-evaluations, in
    the order of their days.
    """
    last, until = _last_met(connection, provider, body, day), day.isoformat()
    given = before_bodies.delegated(connection, provider, body, until, last.row, DELEGATED)
    whose = {provider, about(connection).provider}
    adopted = queries.among(connection, PolicyRow, "provider", whose)
    if any(_gives(connection, row) for row in adopted):
        yield from merge(
            _unheard(connection, given, last),
            _of_reviews(connection, provider, body, until, last),
        )
    else:
        yield from _unheard(connection, given, last)


def _last_met(connection: Connection, provider: str, body: str, day: date) -> Last:
    """When a body met last before a day, and the last row that called it before the day itself."""
    met = before_bodies.meetings_held(connection, provider, body, MET, day.isoformat())
    called = (row.seq for on, row in met if Last(on).heard_of(row))
    return Last(met[0][0], next(called, 0)) if met else Last()


def _unheard(connection: Connection, rows: Iterable[Thin], last: Last) -> Iterator[Thin]:
    for row in rows:
        if not last.on or not last.heard_of(_event(connection, row)):
            yield row


def _event(connection: Connection, row: Thin) -> Event:
    found = queries.event(connection, row.seq)
    return told_by([found] if found else [], f"of {row.ref} in row {row.seq}")


def _gives(connection: Connection, row: PolicyRow) -> bool:
    """Whether by a policy, of whatever day, somebody decides in place of a body."""
    return bool(policy_from_json(content(connection, row.content)).delegated_to)


def _of_reviews(
    connection: Connection, provider: str, body: str, until: str, last: Last
) -> Iterator[Thin]:
    """Re-evaluations, of which no table says how they were decided: their rows do."""
    moves = {
        name: _deciding(kept_definition(connection, name, ref), body)
        for name, ref in definitions_in_use(connection)
    }
    wanted = {name: both for name, both in moves.items() if both[0]}
    args = (connection, provider, until, last.row, wanted, DELEGATED)
    for row in before_bodies.reviews_decided(*args):
        event = _event(connection, row)
        if event.data["values"].get("how") == DELEGATED and not last.heard_of(event):
            yield row


def _deciding(definition: Definition, body: str) -> tuple[set[str], set[str]]:
    """The moves by which a re-evaluation is decided, and those of them that a body decides on."""
    every = {move.name for move in definition.moves if move.decides}
    theirs = {
        move.name for move in definition.moves if move.decision and move.decision.body == body
    }
    return every, every & theirs
