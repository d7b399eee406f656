"""How a case began: opened by somebody, or brought by an import, of which nobody knows who did."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.people.known import names
from mcapproval.store import queries
from mcapproval.store.events import Event, told_by
from mcapproval.store.rows.folded import Case, ImportBatch
from mcapproval.workflow.model import Definition


def begun(connection: Connection, case: Case, definition: Definition) -> dict[str, Any]:
    """The day, the author, and the import where one brought it. The author is empty where nobody
    knows who it was; of an application that was under way when it came they are known. Where it
    was given to another author, `first_author` is who opened it.
    """
    told: dict[str, Any] = {"opened_on": case.opened_on, "author": ""}
    if case.imported:
        batch = queries.one(connection, ImportBatch, ref=case.imported)
        assert batch is not None
        told["imported"] = {"with": case.imported, "on": batch.on_day}
    if not case.imported or _was_under_way(connection, case, definition):
        told["author"] = names(connection, {case.opened_by})[case.opened_by]
        first = _first_author(connection, case)
        if first != case.opened_by:
            told["first_author"] = names(connection, {first})[first]
    return told


def _was_under_way(connection: Connection, case: Case, definition: Definition) -> bool:
    state = _opening(connection, case).data["state"]
    return case.track == "application" and not definition.states[state].end


def _first_author(connection: Connection, case: Case) -> str:
    """Whoever opened it, where another goes on with it."""
    if case.track != "application":
        return case.opened_by
    opened = _opening(connection, case)
    return str(opened.data.get("author", opened.by.person))


def _opening(connection: Connection, case: Case) -> Event:
    return told_by(queries.events(connection, case.ref), f"how {case.ref} was opened")
