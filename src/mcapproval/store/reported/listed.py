"""The micro-credentials of the portfolio: a page of thin rows, their number, and their sums."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, Select, TableClause, func, literal_column, select

from mcapproval.store.clauses import pieces, table
from mcapproval.store.reported import paging
from mcapproval.store.rows.folded import Accreditation, Case, Listing, Review


class Wanted(NamedTuple):
    """Which of them: of a provider, in some states, at a level, or one alone; None, and no states,
    where that does not matter.
    """

    provider: str | None = None
    states: tuple[str, ...] = ()
    level: int | None = None
    ref: str | None = None


class ListedRow(NamedTuple):
    """A micro-credential in few words; `number` is NZQA's."""

    ref: str
    number: str | None
    number_version: int | None
    title: str
    level: int | None
    credits: int | None
    nzsced: str | None
    approved_on: str | None
    status: str
    provider: str


class Group(NamedTuple):
    """`keys` are what they have in common; `credits` is the sum of the `known`, those of which the
    credits are known."""

    keys: tuple[str | int | None, ...]
    number: int
    known: int
    credits: int


class Numbered(Protocol):
    @property
    def number(self) -> str | None: ...
    @property
    def number_version(self) -> int | None: ...


def number(row: Numbered) -> str:
    """NZQA's number with its version; empty where it is not known."""
    if row.number is None:
        return ""
    return f"{row.number} v{row.number_version}" if row.number_version else row.number


LISTING, CASE = table(Listing), table(Case)
TRACK = "listing"
BROAD = 2
"""Digits of an NZSCED code that name its broad field."""

BY: dict[str, ColumnElement[Any]] = {
    "level": LISTING.c.level,
    "credits": LISTING.c.credits,
    "nzsced": func.substr(LISTING.c.nzsced, 1, BROAD),
    "status": CASE.c.state,
    "provider": CASE.c.provider,
}
"""By what they are added up."""


def page(
    connection: Connection, wanted: Wanted, first: int | None = None, after: str | None = None
) -> list[ListedRow]:
    """So many of them after a reference, in the order of references; all without `first`."""
    of_listing = (LISTING.c[name] for name in ListedRow._fields[:-2])
    asked = _where(select(*of_listing, CASE.c.state, CASE.c.provider), wanted)
    if after is not None:
        asked = asked.where(LISTING.c.ref > after)
    asked = asked.order_by(LISTING.c.ref).limit(first)
    return [ListedRow(*row) for row in connection.execute(asked)]


def counted(connection: Connection, wanted: Wanted) -> int:
    """How many there are, no further than `paging.counted` counts."""
    return paging.counted(connection, _where(select(literal_column("1")), wanted))


def groups(connection: Connection, wanted: Wanted, by: Sequence[str]) -> list[Group]:
    """Counts and sums of credits by what is named in `BY`, in that order, the unknown last."""
    keys = [BY[name].label(f"by_{name}") for name in by]
    credits = LISTING.c.credits
    sums = (func.count(), func.count(credits), func.coalesce(func.sum(credits), 0))
    asked = select(*keys, *sums)
    asked = _where(asked, wanted).group_by(*keys)
    rows = [Group(tuple(row[: len(by)]), *row[len(by) :]) for row in connection.execute(asked)]
    return sorted(rows, key=lambda row: [(key is None, key) for key in row.keys])


def _where(asked: Select[Any], wanted: Wanted) -> Select[Any]:
    asked = asked.select_from(LISTING.join(CASE, CASE.c.ref == LISTING.c.ref))
    if wanted.states:  # an index has the states of a track
        asked = asked.where(CASE.c.track == TRACK, CASE.c.state.in_(wanted.states))
    conditions = (
        (CASE.c.provider, wanted.provider),
        (LISTING.c.level, wanted.level),
        (LISTING.c.ref, wanted.ref),
    )
    return asked.where(*(column == value for column, value in conditions if value is not None))


def accredited(connection: Connection, listings: Collection[str]) -> dict[str, int]:
    """How many accreditations each has that has any."""
    target = table(Accreditation)
    asked = select(target.c.listing, func.count()).group_by(target.c.listing)
    return _by_listing(connection, asked, target, listings)


def next_reviews(connection: Connection, listings: Collection[str]) -> dict[str, str]:
    """The day of the soonest re-evaluation that waits, of each that has one."""
    target = table(Review)
    asked = select(target.c.listing, func.min(target.c.due_on)).group_by(target.c.listing)
    return _by_listing(connection, asked.where(target.c.waits), target, listings)


def _by_listing(
    connection: Connection, asked: Select[Any], target: TableClause, listings: Collection[str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for piece in pieces(listings):
        rows = connection.execute(asked.where(target.c.listing.in_(piece)))
        found.update((ref, value) for ref, value in rows)
    return found
