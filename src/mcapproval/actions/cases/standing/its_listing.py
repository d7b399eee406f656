"""The micro-credential that a case is about."""

from __future__ import annotations

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.view import Standing
from mcapproval.store import queries
from mcapproval.store.rows.folded import Listing, Review


def listing_of(connection: Connection, stands: Standing) -> Listing | None:
    """That of an application or of a review, or the one that moves itself."""
    review = queries.one(connection, Review, ref=stands.case.ref)
    if review:
        return queries.one(connection, Listing, ref=review.listing)
    if stands.application and stands.application.of_ref:
        return queries.one(connection, Listing, ref=stands.application.of_ref)
    itself = queries.one(connection, Listing, ref=stands.case.ref)
    return itself or queries.one(connection, Listing, application=stands.case.ref)
