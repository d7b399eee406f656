"""Until when an expiring micro-credential is taught, and which accreditations for it hold still."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.store import queries
from mcapproval.store.tables import Accreditation, Case
from mcapproval.workflow.situation import Ending

TEACH_OUT = {"from": "teach-out"}


def ending(connection: Connection, case: Case) -> Ending | None:
    """None of any case but a listing with a last day for learners under way."""
    if case.track != "listing" or case.due_on is None:
        return None
    refs = {row.ref for row in queries.many(connection, Accreditation, listing=case.ref)}
    held, days = [], {case.ref: date.fromisoformat(case.due_on)}
    for found in queries.among(connection, Case, "ref", refs):
        state = definition_of(connection, found).states[found.state]
        if not state.end:
            held.append(found.ref)
        if state.due == TEACH_OUT and found.due_on:
            days[found.ref] = date.fromisoformat(found.due_on)
    last = max(days.values())
    longest = tuple(sorted(ref for ref, day in days.items() if day == last))
    return Ending(last, tuple(sorted(held)), () if case.ref in longest else longest)
