"""In which states a role or an outside body is waited for, as `report where` tells it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.store.finding.case_filters import Turn
from mcapproval.store.waiting import definitions_in_use
from mcapproval.workflow.model import Definition, State
from mcapproval.workflow.turns import gives_again, turn
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES


def turns(connection: Connection, who: str, today: date) -> tuple[Turn, ...]:
    """Of every definition that a case walks. What is put aside, or is not due yet, waits for nobody
    until it is late."""
    found: list[Turn] = []
    for name, ref in definitions_in_use(connection):
        definition = kept_definition(connection, name, ref)
        for state in definition.states.values():
            if state.end:
                continue
            if state.clock in OUTSIDE_BODIES:
                found += [Turn(name, state.name)] if state.clock == who else []
            else:
                late = today.isoformat() if state.clock == "none" else None
                found += (
                    each._replace(late=late) for each in _in_state(definition, name, state, who)
                )
    return tuple(found)


def _in_state(definition: Definition, name: str, state: State, role: str) -> Iterator[Turn]:
    """A body whose approval fell goes before; the first of the moves by which one is given again
    says whose turn it is."""
    before: list[str] = []
    for move in definition.out_of(state.name):
        if not move.decision or move.decision.body in before or not gives_again(move):
            continue
        if move.by[0] == role:
            yield Turn(name, state.name, (move.decision.body,), tuple(before))
        before.append(move.decision.body)
    if turn(definition, state) == role:
        yield Turn(name, state.name, (), tuple(before))
