"""What a row says of a micro-credential that is there, and an import does not take over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mcapproval.actions.importing.drafting import CENTS
from mcapproval.actions.importing.export_rows import Row
from mcapproval.actions.importing.facts import DECISIONS, Credential
from mcapproval.actions.importing.headings import loose
from mcapproval.sheets.cells import Value


def not_taken(
    row: Credential, out: Row, called: Callable[[str], str]
) -> Iterator[tuple[str, Value, Value]]:
    """By column what the sheet says and what the records have, as an export writes them: parts of
    the application, results and decisions, which are recorded where they happen. `called` gives one
    word for an organisation, however it is named.
    """
    decided = out["last_review_decision"]
    have = {**out, "last_review_decision": DECISIONS.get(str(decided)) if decided else None}
    says: Row = {
        "listed_on": row.listed_on,
        "last_review_on": row.last_review_on,
        "last_review_decision": row.last_review_decision,
        "rule_set": row.rule_set,
        "accredited_on": row.accredited_on,
        "teach_out": row.teach_out,
        "unit": row.unit,
        "applicant": row.applicant,
        "partner": "; ".join(row.partners) or None,
        "sites": "; ".join(row.sites) or None,
        "embedded_in": "; ".join(row.embedded_in) or None,
        "fee": None if row.fee_cents is None else row.fee_cents // CENTS,
    }
    for column, said in says.items():
        there = have.get(column)
        if said is not None and _parts(said, called) != _parts(there, called):
            yield column, said, there


def _parts(said: Value, called: Callable[[str], str]) -> set[str]:
    """What a cell names, whatever the order, and an organisation by its key or its name."""
    return {called(loose(part)) for part in str(said).split(";")}
