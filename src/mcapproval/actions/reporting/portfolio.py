"""Every micro-credential, as the report of the portfolio shows it."""

from __future__ import annotations

from mcapproval.actions.cases.standing.paused import intakes
from mcapproval.actions.desk import Desk
from mcapproval.reports.portfolio import Listed
from mcapproval.store import queries
from mcapproval.store.tables import Accreditation, Case, Listing, Review


def portfolio(desk: Desk) -> list[Listed]:
    """Every micro-credential in the order of its reference."""
    with desk.reading() as connection:
        cases = {case.ref: case for case in queries.many(connection, Case, track="listing")}
        accredited: dict[str, int] = {}
        for row in queries.many(connection, Accreditation):
            accredited[row.listing] = accredited.get(row.listing, 0) + 1
        waiting: dict[str, str] = {}
        for review in queries.many(connection, Review, waits=True):
            soonest = waiting.get(review.listing, review.due_on)
            waiting[review.listing] = min(soonest, review.due_on)
        paused = intakes(connection, desk.today)
        return [
            Listed(
                row.ref,
                _number(row),
                row.title,
                row.level,
                row.credits,
                row.nzsced or "",
                cases[row.ref].state,
                cases[row.ref].provider,
                accredited.get(row.ref, 0),
                row.approved_on or "",
                waiting.get(row.ref, ""),
                paused.get(row.ref, ""),
            )
            for row in queries.many(connection, Listing)
        ]


def _number(row: Listing) -> str:
    if row.number is None:
        return ""
    return f"{row.number} v{row.number_version}" if row.number_version else row.number
