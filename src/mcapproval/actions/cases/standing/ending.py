"""Until when an expiring micro-credential is taught, and which accreditations for it hold still."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.store import queries
from mcapproval.store.tables import Accreditation, Case
from mcapproval.workflow.situation import Ending


def ending(connection: Connection, case: Case) -> Ending | None:
    """None of any case but a listing with a last day for learners under way."""
    if case.track != "listing" or case.due_on is None:
        return None
    refs = {row.ref for row in queries.many(connection, Accreditation, listing=case.ref)}
    held = (
        found.ref
        for found in queries.among(connection, Case, "ref", refs)
        if not definition_of(connection, found).states[found.state].end
    )
    return Ending(date.fromisoformat(case.due_on), tuple(sorted(held)))
