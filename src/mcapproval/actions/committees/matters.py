"""Which matters wait for a body: in thin rows, the next of them only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.committees.noting import to_note
from mcapproval.actions.in_force import policy_for
from mcapproval.store.reported import before_bodies
from mcapproval.store.reported.before_bodies import Thin, Way
from mcapproval.store.waiting import definitions_in_use
from mcapproval.workflow.model import Definition, Move, Same


def matters(
    connection: Connection, today: date, provider: str, body: str, day: date
) -> Iterator[tuple[str, Thin]]:
    """What is asked of a body, and of what, in the order of its agenda."""
    until = day.isoformat()
    for row in before_bodies.to_ratify(connection, provider, body, until):
        yield "ratify", row
    ways = _ways(connection, body)
    recommends = policy_for(connection, provider, today).sub_committee
    for asked in ("recommend", "decide") if recommends else ("decide",):
        those, only = ways[asked], asked == "recommend"
        for row in before_bodies.to_decide(connection, provider, body, until, those, only):
            yield asked, row
    for row in to_note(connection, provider, body, day):
        yield "note", row


def _ways(connection: Connection, body: str) -> dict[str, list[Way]]:
    """By what is asked of a body, the states of each definition in which it is."""
    found: dict[str, list[Way]] = {"recommend": [], "decide": []}
    for name, ref in definitions_in_use(connection):
        for state, moves in open_to(kept_definition(connection, name, ref), body).items():
            spec = moves[0].decision
            assert spec
            stays = all(isinstance(move.target, Same) for move in moves)
            way = Way(name, (state,), stays, stays and not _recommending(moves))
            found["recommend" if spec.recommends else "decide"].append(way)
    return found


def open_to(definition: Definition, body: str) -> dict[str, list[Move]]:
    """By state, the moves by which a body decides what waits there."""
    states = [state.name for state in definition.states.values() if not state.end]
    found = {name: [m for m in definition.out_of(name) if _is_of(m, body)] for name in states}
    return {name: moves for name, moves in found.items() if moves}


def _recommending(moves: list[Move]) -> bool:
    return any(move.decision and move.decision.recommends for move in moves)


def _is_of(move: Move, body: str) -> bool:
    """A decline of what waits is no matter of its own."""
    spec = move.decision
    return spec is not None and spec.body == body and not spec.declines
