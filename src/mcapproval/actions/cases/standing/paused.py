"""Whether a re-evaluation paused a micro-credential, and which one is to end that or ended it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.decided import decisions
from mcapproval.store import queries
from mcapproval.store.tables import Case, Review
from mcapproval.workflow.situation import Pause

PAUSE = "pause"


def paused(connection: Connection, listing: str, day: date) -> Pause | None:
    """The pause that holds on a day: the newest decision of ours by then, on whichever review."""
    reviews = {row.ref: row for row in queries.many(connection, Review, listing=listing)}
    found = decisions(connection, reviews.values())
    last = max((row for row in enumerate(found) if row[1].on <= day), default=None)
    if last is None or last[1].decision != PAUSE:
        return None
    index, pause = last
    ended = next((later for later in found[index:] if later.decision != PAUSE), None)
    if ended:
        return Pause(pause.review.ref, pause.on, ended.review.ref, ended=ended.on)
    cases = queries.among(connection, Case, "ref", reviews)
    waits = [case.ref for case in cases if case.state in queries.OPEN_REVIEWS]
    again = min(waits, key=lambda ref: reviews[ref].due_on, default=None)
    due = date.fromisoformat(reviews[again].due_on) if again else None
    return Pause(pause.review.ref, pause.on, again, due)
