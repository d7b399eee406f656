"""On which case a delivery hangs, and who keeps it: whoever may take its accreditation on."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import actor, without_role
from mcapproval.errors import Refused
from mcapproval.store.gathering import gathered
from mcapproval.store.rows.folded import Accreditation, Case, Listing
from mcapproval.workflow.acting import part

MAY = ("programme-manager", "quality-adviser", "quality-manager")


def case_for(connection: Connection, listing: Listing, provider: str) -> Case:
    """The accreditation of a provider, the one that holds before those that ended and the newest
    first; the micro-credential itself where it has none.
    """
    own = seats(connection, {listing.ref}).get((listing.ref, provider))
    return own or case_row(connection, listing.ref)


def seats(connection: Connection, listings: Collection[str]) -> dict[tuple[str, str], Case]:
    """The accreditation of each provider that has one, by micro-credential and provider."""
    granted = gathered(connection, Accreditation, "listing", listings).values()
    rows = [row for of_one in granted for row in of_one]
    cases = gathered(connection, Case, "ref", {row.ref for row in rows})
    found: dict[tuple[str, str], Case] = {}
    for row in rows:
        for case in cases.get(row.ref, ()):
            before = found.get((row.listing, row.provider))
            if before is None or _holds(connection, case) or not _holds(connection, before):
                found[row.listing, row.provider] = case
    return found


def _holds(connection: Connection, case: Case) -> bool:
    return not definition_of(connection, case).states[case.state].end


def may_keep(connection: Connection, desk: Desk, listing: Listing, provider: str) -> str | None:
    """Refused to whoever holds no role of these on the case; gives in whose place it is done."""
    case = case_for(connection, listing, provider)
    acting = part(actor(connection, desk, case, definition_of(connection, case)), MAY)
    if acting.reasons:
        raise Refused(f"deliveries of {listing.ref} can't be kept so", acting.reasons)
    if acting.roles.isdisjoint(MAY):
        raise Refused(
            f"deliveries of {listing.ref} are for {', '.join(MAY)}",
            [without_role(connection, desk, case, " in which they could keep a delivery")],
        )
    return acting.acts_for
