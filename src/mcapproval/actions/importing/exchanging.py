"""NZQA's numbers that came in at each other's place: both are put right in one act, since neither
can be first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.numbers_given import number_held
from mcapproval.actions.importing.correcting_days import Value
from mcapproval.actions.importing.work import Making, learn
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Listing


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The other micro-credential, and its number before and now, None where none is known."""

    ref: str
    was: str
    now: str | None


def holder(connection: Connection, listing: Listing, number: str | None) -> Listing:
    """Whose the number is that a micro-credential is to have; AskedWrongly where none is said, and
    Refused where it is nobody's.
    """
    if number is None:
        raise AskedWrongly(
            "--exchange is of NZQA's numbers, and none is said", "give --set number=NUMBER with it"
        )
    other = number_held(connection, number, listing.ref)
    if other is None:
        raise Refused(
            f"no other micro-credential has the number {number}: there is nothing to exchange",
            hint="leave --exchange out",
        )
    return other


def give(work: Making, listing: Listing, other: Listing, note: str) -> None:
    """The other one the number that the first has until now, with a note of its own; where that
    has none, no version is left without a number.
    """
    why = work.writer.text(Text(note, work.desk.salt()))  # kept with the row that comes next
    facts: dict[str, Any] = {"number": listing.number}
    if listing.number is None:
        facts["number_version"] = None
    was = {name: getattr(other, name) for name in facts}
    learn(work, other.ref, facts, was=was, note=why)


def versions_stay(listing: Listing, other: Listing, version: Value | None) -> Iterator[str]:
    """Whether versions that differ came in at each other's place too, nobody here knows."""
    own = version or listing.number_version
    if listing.number and own != other.number_version:
        both = ((listing.ref, own), (other.ref, other.number_version))
        told = " and ".join(f"{ref} has {said or 'none that is known'}" for ref, said in both)
        yield (
            f"the versions were not exchanged: {told}; where that is wrong: "
            "mcapproval import correct MC --set version=VERSION --note WHY"
        )
