"""What is done where NZQA's register says otherwise than the records: a command, or words."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from mcapproval.actions.cases.numbers_given import BY_HAND, LATER
from mcapproval.actions.importing.facts import COLUMN, LISTED
from mcapproval.actions.importing.provenance import ANSWERED

DAY = "record-review-date"
"""The move by which NZQA's letter sets another day of review; older workflows have none."""

Said = str | int | None


@dataclass(frozen=True, slots=True)
class Ours:
    """A micro-credential of the records: what it says of each fact that is compared.

    `nzqa_set` is the day that NZQA set itself, which its register may have still after the
    re-evaluation that answered for it. `moves` are those out of its state, in its own workflow.
    """

    ref: str
    number: str | None
    title: str
    state: str
    says: Mapping[str, Said]
    imported: bool = False
    nzqa_set: str | None = None
    moves: frozenset[str] = frozenset()


def mend(ours: Ours, field: str, theirs: Said) -> str:
    """The command that would record what the register says; in words where none may."""
    move = f"mcapproval move {ours.ref}"
    if field == "nzqa_review_on" and DAY in ours.moves:
        return f"{move} {DAY} --set review_date={theirs} --attach LETTER"
    lists = next((name for name in (LATER, BY_HAND) if name in ours.moves), None)
    if field == "number_version" and lists and int(theirs or 0) > int(ours.says.get(field) or 0):
        return f"{move} {lists} --set listing_version={theirs} --attach LETTER"
    if field == "status":
        why = "--set reason=REASON"
        return {
            ("current", "expiring"): f"{move} expire {why} --set teach_out=DAY",
            ("expiring", "discontinued"): f"{move} discontinue {why} --set seen_on=DAY",
            ("expiring", "current"): f"{move} reinstate {why} --attach LETTER",
            ("current", "removed"): f"{move} remove {why} --attach LETTER",
            ("expiring", "removed"): f"{move} remove {why} --attach LETTER",
            ("current", "discontinued"): f"{move} expire {why} --set teach_out=DAY"
            " and, once that day is over, discontinue",
        }.get((ours.state, str(theirs)), "ask NZQA: with us it is at its end")
    if field in ANSWERED or (ours.imported and field in LISTED):
        correct = f"mcapproval import correct {ours.ref} --set {COLUMN.get(field, field)}="
        return (
            "ask NZQA which is right; where ours came in wrong, put it right:"
            f" {correct}{shlex.quote(str(theirs))} --note WHY"
        )
    return "ask NZQA which is right; where ours is wrong, a change of the listing puts it right"
