"""How a case went through its workflow until one of its rows, for the papers that show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.cases.pinned import positions
from mcapproval.actions.workflows import entered_until
from mcapproval.documents.dossier import Walk
from mcapproval.store.events import Event


def walk_until(connection: Connection, events: Sequence[Event], as_at: date) -> Walk | None:
    """`events` are all rows of the case up to one, oldest first, what was undone among them; None
    where it was nowhere yet on that day.
    """
    entered = entered_until(connection, events, as_at)
    if not entered:
        return None
    last = list(positions(events))[-1]
    return Walk(kept_definition(connection, last.definition_hash, last.event.ref), tuple(entered))
