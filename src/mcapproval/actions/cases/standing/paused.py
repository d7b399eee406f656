"""Whether a re-evaluation paused a micro-credential, and which one is to end that."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.store import queries
from mcapproval.store.tables import Case, Review
from mcapproval.workflow.situation import Pause

PAUSE = "pause"
NO_END = ("regulator-intervention",)
"""What ends no pause: NZQA sets another review, and nothing is decided on yet."""


def paused(connection: Connection, listing: str) -> Pause | None:
    """The pause that holds: the newest decision of ours on it, whichever review has which day."""
    reviews = {row.ref: row for row in queries.many(connection, Review, listing=listing)}
    decided = [
        event
        for ref, row in reviews.items()
        if row.decision
        for event in queries.holding(queries.events(connection, ref))
        if event.act == "moved" and event.data["facts"].get("decision") not in (None, *NO_END)
    ]
    last = max(decided, key=lambda event: event.seq, default=None)
    if last is None or last.data["facts"]["decision"] != PAUSE:
        return None
    cases = queries.among(connection, Case, "ref", reviews)
    waits = [case.ref for case in cases if case.state in queries.OPEN_REVIEWS]
    again = min(waits, key=lambda ref: reviews[ref].due_on, default=None)
    return Pause(
        last.ref,
        date.fromisoformat(last.effective_on),
        again,
        date.fromisoformat(reviews[again].due_on) if again else None,
    )
