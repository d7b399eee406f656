"""Who was accredited for a micro-credential in a period."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.store import queries
from mcapproval.store.rows.folded import Accreditation, Case
from mcapproval.workflow.vocabulary import ACCREDITATION_ENDS


def accredited_in(connection: Connection, listing: str, first: date, last: date) -> list[str]:
    """The providers whose accreditation held on a day from the first to the last, the one that was
    accredited first before the others.
    """
    rows = queries.many(connection, Accreditation, listing=listing)
    cases = {c.ref: c for c in queries.among(connection, Case, "ref", {r.ref for r in rows})}

    def held(row: Accreditation) -> bool:
        case = cases[row.ref]
        gone = case.state in ACCREDITATION_ENDS and case.entered_on < first.isoformat()
        return row.granted_on <= last.isoformat() and not gone

    return list(dict.fromkeys(row.provider for row in rows if held(row)))
