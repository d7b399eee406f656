"""Whether a re-evaluation paused a micro-credential, and which one is to end that or ended it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.decided import NOT_OURS, decisions
from mcapproval.actions.deliveries.standing import CLOSED, closed_intakes
from mcapproval.clock import spoken
from mcapproval.store import queries
from mcapproval.store.clauses import Model
from mcapproval.store.rows.folded import Case, Delivery, Review
from mcapproval.workflow.situation import Pause

PAUSE = "pause"
MAYBE = (PAUSE, *NOT_OURS)
"""The decisions after which it may be paused: before one of NZQA's there may have been a pause."""


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


def intake(connection: Connection, listing: str, today: date) -> str:
    """That nobody new is taken in, until when and by which re-evaluation; "" where some may be.

    Of what is closed to them by its state, only what is still planned all the same.
    """
    case = queries.one(connection, Case, ref=listing)
    planned = closed_intakes(connection, case, today) if case else ()
    if planned:
        return f"closed, and still planned: {', '.join(planned)}"
    pause = paused(connection, listing, today)
    if pause is None or (case and definition_of(connection, case).states[case.state].end):
        return ""
    until = pause.ended or pause.due
    if until is None:
        return f"paused by {pause.review}"
    if until < today:
        return f"paused by {pause.review} until {pause.again} is decided, due on {spoken(until)}"
    return f"paused until {spoken(until)} by {pause.review}"


def intakes(
    connection: Connection, today: date, listings: Collection[str] | None = None
) -> dict[str, str]:
    """The same by reference, of all micro-credentials, or of some, of which there is something to
    say.
    """
    last: dict[str, Review] = {}
    for row in _of(connection, Review, "listing", listings):
        if row.decided_on and row.decided_on >= (last.get(row.listing, row).decided_on or ""):
            last[row.listing] = row
    looked = {ref for ref, row in last.items() if row.decision in MAYBE}
    cases = _of(connection, Case, "ref", listings, track="listing")
    closed = {case.ref for case in cases if case.state in CLOSED}
    held = queries.among(connection, Delivery, "listing", closed)
    looked |= {each.listing for each in held if (each.starts or "") >= today.isoformat()}
    found = {ref: intake(connection, ref, today) for ref in looked}
    return {ref: said for ref, said in found.items() if said}


def _of(
    connection: Connection,
    model: type[Model],
    column: str,
    listings: Collection[str] | None,
    **key: str,
) -> list[Model]:
    """Rows of some micro-credentials by the column that names them; of all where none are named."""
    if listings is None:
        return queries.many(connection, model, **key)
    return queries.among(connection, model, column, listings)
