"""What a row says of a micro-credential that is there, and an import does not take over."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.actions.importing.drafting import CENTS
from mcapproval.actions.importing.export_rows import Row
from mcapproval.actions.importing.facts import DECISIONS, Credential
from mcapproval.sheets.cells import Value


def not_taken(row: Credential, out: Row) -> Iterator[tuple[str, Value, Value]]:
    """By column what the sheet says and what the records have, as an export writes them: parts of
    the application, results and decisions, which are recorded where they happen.
    """
    decided = out["last_review_decision"]
    have = {**out, "last_review_decision": DECISIONS.get(str(decided)) if decided else None}
    says: Row = {
        "listed_on": row.listed_on,
        "last_review_on": row.last_review_on,
        "last_review_decision": row.last_review_decision,
        "unit": row.unit,
        "sites": "; ".join(row.sites) or None,
        "embedded_in": "; ".join(row.embedded_in) or None,
        "fee": None if row.fee_cents is None else row.fee_cents // CENTS,
    }
    for column, said in says.items():
        if said is not None and str(said) != str(have.get(column)):
            yield column, said, have.get(column)
