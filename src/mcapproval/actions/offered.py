"""What the cases beside a micro-credential say of it: who delivers it, where, with whom, for what.

Its listing keeps none of this: it stands in its application, its accreditations and its reviews.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.paused import intake
from mcapproval.actions.importing.export_rows import of_draft, organisations
from mcapproval.draft.reader import from_content
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.tables import (
    Accreditation,
    Application,
    Listing,
    Review,
)


def offered(connection: Connection, listing: Listing, today: date) -> dict[str, Any]:
    """What is known of it, by what it is; what is not known is left out."""
    called = organisations(connection)
    granted = queries.many(connection, Accreditation, listing=listing.ref)
    application = queries.one(connection, Application, ref=listing.application)
    kept = content(connection, application.content) if application else None
    told = of_draft(from_content(kept), called) if kept else {}
    reviews = queries.many(connection, Review, listing=listing.ref)
    decided = max((row for row in reviews if row.decided_on), key=_day, default=None)
    found = {
        "intake": intake(connection, listing.ref, today),
        "providers": "; ".join(dict.fromkeys(called.get(row.provider, "") for row in granted)),
        "partners": told.get("partner"),
        "sites": told.get("sites"),
        "embedded_in": told.get("embedded_in"),
        "fee": told.get("fee"),
        "last_review_on": decided.decided_on if decided else None,
        "last_review_decision": decided.decision if decided else None,
    }
    return {name: value for name, value in found.items() if value not in ("", None)}


def _day(review: Review) -> str:
    return review.decided_on or ""
