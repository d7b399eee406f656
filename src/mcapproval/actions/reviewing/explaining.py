"""Why the next re-evaluation is due when it is."""

from __future__ import annotations

from mcapproval.actions.cases.effects.scheduling import why_then
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.errors import Unknown
from mcapproval.store import queries
from mcapproval.store.tables import Listing, Review


def explain_due(desk: Desk, listing: str) -> tuple[str, ...]:
    """Why the next re-evaluation is due when it is, in sentences."""
    with desk.reading() as connection:
        row: Listing = listing_row(connection, listing)
        if row.approved_on is None:
            raise Unknown(
                f"{row.ref} is listed but its approval is not recorded: no review is scheduled",
                f"record it on {row.application}",
            )
        case = case_row(connection, row.ref)
        reviews = queries.many(connection, Review, listing=row.ref)
        decided = [review for review in reviews if review.decided_on]
        before = max(decided, key=lambda review: review.covers, default=None)
        policy = policy_for(connection, case.provider, desk.today)
        return why_then(row, before, policy, "NZQA's letter")
