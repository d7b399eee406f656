"""Whether a value of a micro-credential can be put right: it is as an import brought it, or was
recorded of NZQA's answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection

from mcapproval.actions.cases.numbers_given import corrected, number_held
from mcapproval.actions.cases.standing.imported import came_with
from mcapproval.actions.importing.facts import COLUMN
from mcapproval.actions.importing.filling import as_they_came
from mcapproval.errors import Reason
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.rows.folded import Case, ImportBatch, Listing, Review

CHANGE = "where it is wrong now, a change of the listing puts it right: mcapproval change judge"


BY_LETTER = ("nzqa_review_on", "review_years")
"""The facts that NZQA sets with a letter."""

ANSWERED = ("number", "number_version", "reporting_code", "approved_on", *BY_LETTER)
"""The facts that NZQA answers with: a slip of ours in these is no change of what is listed."""


def reasons_against(
    connection: Connection,
    listing: Listing,
    changed: Mapping[str, str | int],
    parts: Collection[str],
    exchanged: Listing | None = None,
) -> Iterator[Reason]:
    """Why values can't be put right; `parts` are the facts that stand in the application too, and
    `exchanged` is who gives its number away for this one's.
    """
    if brought(connection, listing):
        yield from _decided_since(connection, listing, changed)
    else:
        parts = ()
        ours = [COLUMN.get(name, name) for name in changed if name not in ANSWERED]
        if ours:
            said = f"{listing.ref} was not imported: its {' and '.join(ours)} was approved here"
            yield Reason("NOT-IMPORTED", said, f"{CHANGE} {listing.ref} DRAFT", "you")
    for name, row in _set_by_letter(connection, listing.ref, changed):
        said = f"{COLUMN.get(name, name)} was set since by row {row}, with NZQA's letter"
        mend = f"where it is wrong now, record NZQA's letter: mcapproval next {listing.ref}"
        yield Reason("DECIDED-SINCE", said, mend, "you")
    if set(changed) & set(parts) and listing.ref not in as_they_came(connection):
        said = f"what {listing.application} says was changed, or a change is applied for, since"
        yield Reason("DECIDED-SINCE", said, f"{CHANGE} {listing.ref} DRAFT", "you")
    if exchanged is None:
        yield from _taken(connection, listing, changed.get("number"))
    yield from _days(connection, listing, changed)


def _taken(connection: Connection, listing: Listing, number: str | int | None) -> Iterator[Reason]:
    other = number_held(connection, str(number), listing.ref) if number else None
    if other:
        correct = f"mcapproval import correct {listing.ref} --set number={number}"
        how = "each has the number of the other" if listing.number else "it came in there wrongly"
        mend = (
            f"look both up; where {how}: {correct} --exchange --note WHY; "
            f"else put that one right first: {corrected(other, 'number')}"
        )
        said = f"{other.ref}, {other.title}, has the number {number}"
        yield Reason("NUMBER-TAKEN", said, mend, "you")


def brought(connection: Connection, listing: Listing) -> bool:
    """Whether an import brought it."""
    case = queries.one(connection, Case, ref=listing.ref)
    return case is not None and case.imported is not None


def _decided_since(
    connection: Connection, listing: Listing, changed: Mapping[str, str | int]
) -> Iterator[Reason]:
    """Of what was imported: the facts that something else than an import set since."""
    rows = dict(_set_by(connection, listing.ref))
    for name in (name for name in changed if name not in ANSWERED):
        if getattr(listing, name) is None:
            said = f"{COLUMN.get(name, name)} is not known: there is nothing to put right"
            mend = (
                "import a sheet that says it: mcapproval import FILE.xlsx; or fill it from a saved"
                " page of NZQA's register: mcapproval import reconcile FILE.html --fill"
            )
            yield Reason("NOT-KNOWN", said, mend, "you")
        elif name in rows:
            said = f"{COLUMN.get(name, name)} was set since by row {rows[name]}, and by no import"
            yield Reason("DECIDED-SINCE", said, f"{CHANGE} {listing.ref} DRAFT", "you")


def _set_by(connection: Connection, ref: str) -> Iterator[tuple[str, int]]:
    """The facts that were set by something else than an import, each with the row that did."""
    imports = queries.many(connection, ImportBatch)
    for event in queries.events(connection, ref):
        if came_with(imports, event.seq) is None:
            for name in event.data.get("facts", {}):
                yield name, event.seq


def _set_by_letter(
    connection: Connection, ref: str, changed: Mapping[str, str | int]
) -> Iterator[tuple[str, int]]:
    """The facts that a letter about the listing itself set last, each with the row that did."""
    last: dict[str, Event] = {}
    for event in queries.holding(queries.events(connection, ref)):
        last |= dict.fromkeys(event.data.get("facts", ()), event)
    for name in BY_LETTER:
        by = last.get(name) if name in changed else None
        if by and by.act == "moved" and by.cause is None:
            yield name, by.seq


def _days(
    connection: Connection, listing: Listing, changed: Mapping[str, str | int]
) -> Iterator[Reason]:
    """No review can be before the approval."""
    approved = changed.get("approved_on", listing.approved_on)
    reviews = queries.many(connection, Review, listing=listing.ref)
    later = {
        "NZQA's review": changed.get("nzqa_review_on", listing.nzqa_review_on),
        "the last review": max((row.decided_on or "" for row in reviews), default=""),
    }
    if not {"approved_on", "nzqa_review_on"} & changed.keys() or approved is None:
        return
    for what, day in later.items():
        if day and str(day) < str(approved):
            said = f"{what} on {day} would be before the approval on {approved}"
            yield Reason("DAYS", said, "mend one of the two days", "you")
