"""What is found of NZQA's number of a micro-credential beside the others in the records.

No rule of the book can say it, for each looks at one case alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from mcapproval.actions.cases.numbers_given import corrected, number_held
from mcapproval.findings import Finding, Severity
from mcapproval.rules.texts import clauses
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Listing

CODE = "NZQA-NUMBER"
CLAUSE = "lor-2022/13"
LISTED = ("current", "expiring")


def number_findings(connection: Connection, case: Case) -> tuple[Finding, ...]:
    """That another one has its number, or that one which was approved here has none."""
    listing = queries.one(connection, Listing, ref=case.ref)
    return tuple(_found(connection, case, listing)) if listing else ()


def _found(connection: Connection, case: Case, listing: Listing) -> Iterator[Finding]:
    if listing.number is None:
        if case.imported is None and case.state in LISTED:
            said = "it is listed, and no number of NZQA is recorded"
            yield _finding(Severity.WARNING, said, f"record it: {corrected(listing, 'number')}")
        return
    other = number_held(connection, listing.number, listing.ref)
    if other:
        said = f"{other.ref}, {other.title}, has NZQA's number {listing.number} too"
        mend = f"look both up; put right the one that is wrong: {corrected(other, 'number')}"
        yield _finding(Severity.ERROR, said, mend)


def _finding(severity: Severity, said: str, mend: str) -> Finding:
    clause = clauses()[CLAUSE]
    return Finding(
        CODE,
        severity,
        said,
        "/listing/number",
        None,
        None,
        "rule",
        CLAUSE,
        clause.since.isoformat(),
        clause.source,
        mend,
        clause.confidence,
    )
