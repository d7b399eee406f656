"""What the next re-evaluation is counted from, and NZQA's next day by it: the one answer for all
who tell that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.review_facts import last_decided
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.review_schedule import Known, planned
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, ImportBatch, Listing, Review


def known_of(listing: Listing, before: Review | None, imported: date | None = None) -> Known:
    """What the records know that the next review is counted from."""
    return Known(
        approved_on=_day(listing.approved_on),
        answered=_day(before.covers) if before else None,
        decided_on=_day(before.decided_on) if before else None,
        full=before is None or before.form == "full review",
        nzqa_years=listing.review_years,
        nzqa_date=_day(listing.nzqa_review_on),
        known_since=imported,
    )


def imported_on(connection: Connection, listing: str, today: date) -> date | None:
    """The day on which a micro-credential was imported, today while that is under way; None where
    it was not imported.
    """
    case = queries.one(connection, Case, ref=listing)
    if case is None or case.imported is None:
        return None
    batch = queries.one(connection, ImportBatch, ref=case.imported)
    return date.fromisoformat(batch.on_day) if batch else today


def nzqas_days(connection: Connection, listings: Iterable[Listing]) -> dict[str, date]:
    """NZQA's next review of each for which it set a day, by reference: that day, and the next by
    its period once a full review answered for it. Left out where no period is known then.
    """
    told = [row for row in listings if row.nzqa_review_on]
    reviews: dict[str, list[Review]] = {}
    for review in queries.among(connection, Review, "listing", (row.ref for row in told)):
        reviews.setdefault(review.listing, []).append(review)
    found = {row.ref: _nzqas(known_of(row, last_decided(reviews.get(row.ref, ())))) for row in told}
    return {ref: day for ref, day in found.items() if day}


def _nzqas(known: Known) -> date | None:
    """No policy moves it, and a day that NZQA set is asked for whenever it was imported."""
    due = planned(known, SHIPPED)
    return due.nzqa if due else None


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
