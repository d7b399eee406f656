"""What the cases beside a micro-credential say of it: who delivers it, where, with whom, for what.

Its listing keeps none of this: it stands in its application, its accreditations and its reviews.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.imported import taken_back
from mcapproval.actions.cases.standing.paused import intake
from mcapproval.actions.importing.in_drafts import of_draft, organisations
from mcapproval.actions.people.known import ERASED, names
from mcapproval.actions.telling_facts import corrected_said
from mcapproval.draft.content import from_content
from mcapproval.store import queries
from mcapproval.store.keep import content, texts
from mcapproval.store.rows.folded import Accreditation, Application, Case, Listing, Review
from mcapproval.workflow.vocabulary import ACCREDITATION_ENDS


def offered(connection: Connection, listing: Listing, today: date) -> dict[str, Any]:
    """What is known of it, by what it is; what is not known is left out."""
    called = organisations(connection)
    granted = queries.many(connection, Accreditation, listing=listing.ref)
    cases = queries.among(connection, Case, "ref", {row.ref for row in granted})
    holding = {case.ref: case.provider for case in cases if case.state not in ACCREDITATION_ENDS}
    application = queries.one(connection, Application, ref=listing.application)
    kept = content(connection, application.content) if application else None
    told = of_draft(from_content(kept), called) if kept else {}
    reviews = queries.many(connection, Review, listing=listing.ref)
    decided = max((row for row in reviews if row.decided_on), key=_day, default=None)
    found = {
        "intake": intake(connection, listing.ref, today),
        "providers": "; ".join(dict.fromkeys(called.get(of, "") for of in holding.values())),
        "partners": told.get("partner"),
        "sites": told.get("sites"),
        "embedded_in": told.get("embedded_in"),
        "fee": told.get("fee"),
        "last_review_on": decided.decided_on if decided else None,
        "last_review_decision": decided.decision if decided else None,
    }
    return {name: value for name, value in found.items() if value not in ("", None)}


def corrections(connection: Connection, listing: Listing) -> list[dict[str, Any]]:
    """What was put right of what came in wrong, with the reasons that are still there; none that
    was taken back.
    """
    gone = taken_back(connection)
    events = [
        event
        for event in queries.events(connection, listing.ref)
        if event.act == "noted" and "was" in event.data and not gone(event.seq)
    ]
    told = texts(connection, {event.data["note"] for event in events})
    who = names(connection, {event.by.person for event in events})
    return [
        {
            "on": event.effective_on,
            "by": who[event.by.person],
            "what": corrected_said(event.data["was"], event.data["facts"]),
            "note": told.get(event.data["note"], ERASED),
        }
        for event in events
    ]


def _day(review: Review) -> str:
    return review.decided_on or ""
