"""Whether the numbers that NZQA is said to have given can be so, beside those in the records.

Each micro-credential has a number of its own (lor-2022/13), and keeps it; its versions count up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.its_listing import listing_of
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application, Case, Listing
from mcapproval.store.rows.places import PLACES
from mcapproval.workflow.model import Move

LISTING = PLACES[Listing].table
WHO = "whoever records it"
BY_HAND = "new-version"
"""A move of mcapproval alone, which older workflows of a listing leave to people too."""
LATER = "record-version"
"""The move by which NZQA's letter lists another version, and may give another number too."""

WITH_VERSION = re.compile(r"([0-9]+)\s*[-‐‑–]\s*[vV]?([1-9][0-9]{0,2})")
"""`4324-1` is version 1 of number 4324, as NZQA's lists and letters write it."""


def numbers_given(
    connection: Connection,
    stands: Standing,
    made: Move,
    values: Mapping[str, Any],
    files: Collection[str],
) -> None:
    """Refused, with every reason, and with who has a number that another has."""
    asked = {"application_reference", "listing_number", "listing_version"} & values.keys()
    if not asked and made.name != BY_HAND:
        return
    own = listing_of(connection, stands)
    reasons = [
        *_out_of_nothing(made, values, files),
        *_reference(connection, stands, values.get("application_reference")),
        *_number(connection, stands, own, made, values.get("listing_number")),
        *_version(own, values.get("listing_version")),
    ]
    if reasons:
        raise Refused(f"{stands.case.ref}: {made.name} can't be recorded so", reasons)


def _out_of_nothing(
    made: Move, values: Mapping[str, Any], files: Collection[str]
) -> Iterator[Reason]:
    """What NZQA lists has a version, and its letter."""
    if made.name != BY_HAND:
        return
    if "listing_version" not in values:
        said = "it does not say which version NZQA lists"
        yield Reason("MISSING-ANSWER", said, "add --set listing_version=NUMBER", WHO)
    if not files:
        said = "a version that no approved change brings is listed by NZQA's letter"
        yield Reason("MISSING-ANSWER", said, "add --attach LETTER", WHO)


def _reference(connection: Connection, stands: Standing, given: str | None) -> Iterator[Reason]:
    """The same body gives each application a reference of its own."""
    us = stands.application
    if given is None or us is None:
        return
    for other in queries.many(connection, Application, application_reference=given):
        if other.ref != us.ref and other.route == us.route:
            said = f"{other.ref}, {other.title}, has the application reference {given}"
            yield Reason("REFERENCE-TAKEN", said, "look at the letter again", WHO)


def _number(
    connection: Connection, stands: Standing, own: Listing | None, made: Move, given: str | None
) -> Iterator[Reason]:
    if given is None or (own is None and stands.situation.kind == "accreditation"):
        return
    if both := WITH_VERSION.fullmatch(given):
        said = f"{given} is number {both[1]} and its version {both[2]}"
        mend = f"say each: --set listing_number={both[1]} --set listing_version={both[2]}"
        yield Reason("NUMBER-VERSION", said, mend, WHO)
        return
    other = number_held(connection, given, own.ref if own else "")
    if other:
        said = f"{other.ref}, {other.title}, has the number {given}"
        mend = "look at the letter again; where that one is wrong: " + corrected(other, "number")
        yield Reason("NUMBER-TAKEN", said, mend, WHO)
    elif own and own.number not in (None, given) and made.name not in (BY_HAND, LATER):
        said = f"{own.ref} has the number {own.number}, and keeps it"
        mend = (
            f"leave listing_number out; where that number is wrong: {corrected(own, 'number')}; "
            f"where NZQA's letter gives it another: "
            f"mcapproval next {own.ref} {listed_by(connection, own.ref)}"
        )
        yield Reason("NUMBER-KEPT", said, mend, WHO)


def _version(own: Listing | None, given: int | None) -> Iterator[Reason]:
    """A letter may say that of now again, and none before it."""
    now = own.number_version if own else None
    if own is None or now is None or given is None or given >= now:
        return
    said = f"{own.ref} has version {now}, and a new one has a higher number than that"
    mend = f"look at the letter again; where that is wrong: {corrected(own, 'version')}"
    yield Reason("VERSION-BACK", said, mend, WHO)


def number_held(connection: Connection, number: str, but: str) -> Listing | None:
    """Another micro-credential with NZQA's number."""
    held = queries.many(connection, Listing, number=number)
    return next((row for row in held if row.ref != but), None)


def numbers_back(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> Iterator[Reason]:
    """Why rows can't be put back as they were: another has their number meanwhile."""
    back = [row for row in rows if row["table"] == LISTING and "number" in row["values"]]
    changed = {row["key"]["ref"] for row in back}
    for row in back:
        number = row["values"]["number"]
        other = number_held(connection, number, row["key"]["ref"]) if number else None
        if other and other.ref not in changed:
            said = f"{other.ref}, {other.title}, has the number {number} that would come back"
            mend = f"where that one is wrong: {corrected(other, 'number')}"
            yield Reason("NUMBER-TAKEN", said, mend, WHO)


def listed_by(connection: Connection, ref: str) -> str:
    """The move of a micro-credential by which people record a version: an older workflow that is
    kept to has its own."""
    (case,) = queries.many(connection, Case, ref=ref)
    return LATER if any(definition_of(connection, case).called(LATER)) else BY_HAND


def corrected(listing: Listing, column: str) -> str:
    return f"mcapproval import correct {listing.ref} --set {column}={column.upper()} --note WHY"
