"""Where a case was after each of its rows, and in which definition it was there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Set
from mcapproval.store.folding.fold import changes
from mcapproval.workflow.model import Definition


@dataclass(frozen=True, slots=True)
class Position:
    """A case after one of its rows. `put` says that the row put it there, be it back again."""

    event: Event
    state: str
    definition_hash: str
    put: bool


def positions(events: Iterable[Event]) -> Iterator[Position]:
    """One for each row of one case, oldest first, as the rows change the tables."""
    state = pinned = ""
    for event in events:
        put = False
        for change in changes(event):
            if isinstance(change, Add | Set) and change.table == "case_record":
                put = put or "state" in change.values
                state = change.values.get("state", state)
                pinned = change.values.get("definition_hash", pinned)
        yield Position(event, state, pinned, put)


def definitions_by_row(connection: Connection, events: Iterable[Event]) -> Mapping[int, Definition]:
    """The definition that a case was pinned to once each of its rows was written."""
    return {
        at.event.seq: kept_definition(connection, at.definition_hash, at.event.ref)
        for at in positions(events)
    }


def labels_of(definition: Definition) -> dict[str, str]:
    return {name: state.label for name, state in definition.states.items()}
