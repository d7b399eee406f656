"""The micro-credentials of the portfolio: a page of thin rows, their number, and their sums."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Select,
    bindparam,
    func,
    literal_column,
    select,
)

from mcapproval.store.asking import Spoken, asked, spoken
from mcapproval.store.clauses import in_places, one_of, pieces, table
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


class Known(NamedTuple):
    """How many there are, their credits, and of how many of them each is known."""

    number: int
    sum: int
    credits: int
    level: int
    field: int


LISTING, CASE = table(Listing), table(Case)
TRACK, STATE = "listing", "state_"
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
    values = _values(wanted, first=first, after=after)
    page, _ = _questions(connection.dialect, tuple(values))
    return [*map(ListedRow._make, asked(connection, page, values))]


def counted(connection: Connection, wanted: Wanted) -> int:
    """How many there are, no further than `paging.counted` counts."""
    values = _values(wanted)
    _, count = _questions(connection.dialect, tuple(values))
    ((many,),) = asked(connection, count, values)
    return int(many)


def groups(connection: Connection, wanted: Wanted, by: Sequence[str]) -> list[Group]:
    """Counts and sums of credits by what is named in `BY`, in that order, the unknown last."""
    keys = [BY[name].label(f"by_{name}") for name in by]
    credits = LISTING.c.credits
    sums = (func.count(), func.count(credits), func.coalesce(func.sum(credits), 0))
    values = _values(wanted)
    each = _where(select(*keys, *sums), tuple(values)).group_by(*keys)
    found = connection.execute(each, values)
    rows = [Group(tuple(row[: len(by)]), *row[len(by) :]) for row in found]
    return sorted(rows, key=lambda row: [(key is None, key) for key in row.keys])


def known(connection: Connection, wanted: Wanted) -> Known:
    """The sum of their credits, and of how many the credits, the level and the field are known."""
    field = func.nullif(LISTING.c.nzsced, "")
    credits = func.coalesce(func.sum(LISTING.c.credits), 0)
    each = (func.count(LISTING.c.credits), func.count(LISTING.c.level), func.count(field))
    values = _values(wanted)
    asked_for = _where(select(func.count(), credits, *each), tuple(values))
    return Known(*connection.execute(asked_for, values).one())


def _values(wanted: Wanted, **of_page: Any) -> dict[str, Any]:
    """What is asked for, by the names that `_where` and the page give it."""
    values = paging.given(wanted, **of_page)
    return values | {f"{STATE}{n}": state for n, state in enumerate(values.pop("states"))}


@lru_cache(maxsize=64)
def _questions(dialect: Dialect, given: tuple[str, ...]) -> tuple[Spoken, Spoken]:
    """For a page and for how many there are; kept, since to put them together takes longer than to
    have them answered."""
    of_listing = (LISTING.c[name] for name in ListedRow._fields[:-2])
    page = _where(select(*of_listing, CASE.c.state, CASE.c.provider), given)
    if "after" in given:
        page = page.where(LISTING.c.ref > bindparam("after"))
    page = paging.limited(page.order_by(LISTING.c.ref), given)
    every = _where(select(literal_column("1")), given)
    return spoken(dialect, page), spoken(dialect, paging.counting(every))


def _where(those: Select[Any], given: Collection[str]) -> Select[Any]:
    those = those.select_from(LISTING.join(CASE, CASE.c.ref == LISTING.c.ref))
    states: list[Any] = [bindparam(name) for name in given if name.startswith(STATE)]
    if states:  # an index has the states of a track
        those = those.where(CASE.c.track == TRACK, CASE.c.state.in_(states))
    columns = {"provider": CASE.c.provider, "level": LISTING.c.level, "ref": LISTING.c.ref}
    return those.where(*paging.matching(columns, given))


def accredited(connection: Connection, listings: Collection[str]) -> dict[str, int]:
    """How many accreditations each has that has any."""
    return _by_listing(connection, _accredited, listings)


def next_reviews(connection: Connection, listings: Collection[str]) -> dict[str, str]:
    """The day of the soonest re-evaluation that waits, of each that has one."""
    return _by_listing(connection, _next_reviews, listings)


def _by_listing(
    connection: Connection, question: Callable[[Dialect, int], Spoken], listings: Collection[str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for piece in pieces(listings):
        values = in_places(piece)
        rows = asked(connection, question(connection.dialect, len(values)), values)
        found.update((ref, value) for ref, value in rows)
    return found


@lru_cache(maxsize=32)
def _accredited(dialect: Dialect, places: int) -> Spoken:
    target = table(Accreditation)
    those = select(target.c.listing, func.count()).where(one_of(target.c.listing, places))
    return spoken(dialect, those.group_by(target.c.listing))


@lru_cache(maxsize=32)
def _next_reviews(dialect: Dialect, places: int) -> Spoken:
    target = table(Review)
    those = select(target.c.listing, func.min(target.c.due_on))
    those = those.where(target.c.waits, one_of(target.c.listing, places))
    return spoken(dialect, those.group_by(target.c.listing))
