"""Beginning the re-evaluation of a micro-credential."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.moves import Moved, Said, move
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.clock import spoken
from mcapproval.errors import Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Review

BEGUN = "in-progress"


def open_review(desk: Desk, listing: str, effective: date | None = None) -> Moved:
    """Begin the re-evaluation of a micro-credential that is waiting."""
    with desk.reading() as connection:
        found = waiting(connection, listing)
    return move(desk, found.ref, "begin", Said(), effective)


def begun_already(desk: Desk, listing: str) -> str | None:
    """The re-evaluation that is waiting, where it was begun before."""
    with desk.reading() as connection:
        found = waiting(connection, listing)
        return found.ref if case_row(connection, found.ref).state == BEGUN else None


def waiting(connection: Connection, listing: str) -> Review:
    """The re-evaluation of a micro-credential that is still to be decided, the soonest first."""
    row = listing_row(connection, listing)
    reviews = queries.many(connection, Review, listing=row.ref)
    cases = queries.among(connection, Case, "ref", {review.ref for review in reviews})
    still = {case.ref for case in cases if case.state in queries.OPEN_REVIEWS}
    for review in sorted(reviews, key=lambda review: review.due_on):
        if review.ref in still:
            return review
    raise Unknown(f"no re-evaluation of {row.ref} is waiting", _why(connection, row.ref))


def _why(connection: Connection, listing: str) -> str:
    case = case_row(connection, listing)
    if case.state == "expiring":
        last = f", until {spoken(date.fromisoformat(case.due_on))}" if case.due_on else ""
        return (
            f"it is expiring{last}: who is enrolled finishes, and none is scheduled any more, "
            f"unless NZQA makes it current again: mcapproval next {listing} reinstate"
        )
    if definition_of(connection, case).states[case.state].end:
        return f"it is {case.state}, and at an end: see how with: mcapproval history {listing}"
    return "one is scheduled when its approval is recorded; see: mcapproval review due"
