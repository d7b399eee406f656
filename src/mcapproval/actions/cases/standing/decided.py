"""What re-evaluations of a micro-credential were decided by ourselves, and which is the last.

What NZQA sets decides nothing yet: a further review does. A decision that we had made on the same
re-evaluation before it is therefore looked up in the journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.store import queries
from mcapproval.store.rows.folded import Review

FURTHER = "regulator-intervention"
"""NZQA was not satisfied and set a further review."""

NOT_OURS = (FURTHER,)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of ours on a re-evaluation, and its day."""

    review: Review
    decision: str
    on: date


def decisions(connection: Connection, reviews: Iterable[Review]) -> list[Decided]:
    """By their days, and of one day as they were recorded."""
    found = [
        (date.fromisoformat(event.effective_on), event.seq, review, event.data["facts"]["decision"])
        for review in reviews
        if review.decision
        for event in queries.holding(queries.events(connection, review.ref))
        if event.act == "moved" and event.data["facts"].get("decision") not in (None, *NOT_OURS)
    ]
    found.sort(key=lambda row: row[:2])
    return [Decided(review, decision, on) for on, _, review, decision in found]


def last_of_ours(connection: Connection, reviews: Iterable[Review]) -> Decided | None:
    """The last for the newest day that was to be re-evaluated: a pause has its decided again."""
    rows = list(reviews)
    found = [
        Decided(row, row.decision, date.fromisoformat(row.decided_on))
        for row in rows
        if row.decided_on and row.decision and row.decision not in NOT_OURS
    ]
    found += decisions(connection, [row for row in rows if row.decision in NOT_OURS])
    return max(found, key=lambda one: (one.review.covers, one.on, one.review.ref), default=None)
