"""How a case began: opened by somebody, or brought by an import, of which nobody knows who did."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.people.known import names
from mcapproval.store import queries
from mcapproval.store.events import told_by
from mcapproval.store.rows.folded import Case, ImportBatch
from mcapproval.workflow.model import Definition


def begun(connection: Connection, case: Case, definition: Definition) -> dict[str, Any]:
    """The day, the author, and the import where one brought it. The author is empty where nobody
    knows who it was; of an application that was under way when it came they are known.
    """
    told: dict[str, Any] = {"opened_on": case.opened_on, "author": ""}
    if case.imported:
        batch = queries.one(connection, ImportBatch, ref=case.imported)
        assert batch is not None
        told["imported"] = {"with": case.imported, "on": batch.on_day}
    if not case.imported or _was_under_way(connection, case, definition):
        told["author"] = names(connection, {case.opened_by})[case.opened_by]
    return told


def _was_under_way(connection: Connection, case: Case, definition: Definition) -> bool:
    opened = told_by(queries.events(connection, case.ref), f"how {case.ref} was opened")
    return case.track == "application" and not definition.states[opened.data["state"]].end
