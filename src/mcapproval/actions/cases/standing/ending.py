"""Until when an expiring micro-credential is taught, and which accreditations for it hold still."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.store import queries
from mcapproval.store.rows.folded import Accreditation, Case, Review
from mcapproval.workflow.situation import Ending

TEACH_OUT = {"from": "teach-out"}


def ending(connection: Connection, case: Case, of: Accreditation | Review | None) -> Ending | None:
    """How a listing with a last day for learners under way ends, asked of it, or of a case of an
    accreditation or a re-evaluation `of` it; None of any other case.
    """
    return of_listing(connection, queries.one(connection, Case, ref=of.listing) if of else case)


def of_listing(connection: Connection, listing: Case | None) -> Ending | None:
    """The same, asked of the case of the micro-credential."""
    if listing is None or listing.track != "listing" or listing.due_on is None:
        return None
    return _ends(connection, listing, listing.due_on)


def _ends(connection: Connection, case: Case, day: str) -> Ending:
    refs = {row.ref for row in queries.many(connection, Accreditation, listing=case.ref)}
    for_all = date.fromisoformat(day)
    held, days = [], {case.ref: for_all}
    for found in queries.among(connection, Case, "ref", refs):
        state = definition_of(connection, found).states[found.state]
        if not state.end:
            held.append(found.ref)
        if state.due == TEACH_OUT and found.due_on:
            days[found.ref] = date.fromisoformat(found.due_on)
    last = max(days.values())
    longest = tuple(sorted(ref for ref, day in days.items() if day == last))
    later = () if case.ref in longest else longest
    return Ending(last, for_all, tuple(sorted(held)), later, _set_by_nzqa(connection, case))


def _set_by_nzqa(connection: Connection, case: Case) -> date | None:
    """The day from which the last day for all is NZQA's, by its letter; None where it is ours."""
    definition = definition_of(connection, case)
    setting = [
        event
        for event in queries.holding(queries.events(connection, case.ref))
        if event.act == "moved" and event.data["values"].get("teach_out")
    ]
    called = definition.called(setting[-1].data["move"]) if setting else ()
    if not called or called[0].recorded_for != "nzqa":
        return None
    return date.fromisoformat(setting[-1].effective_on)
