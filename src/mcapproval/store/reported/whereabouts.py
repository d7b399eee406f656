"""Where every case is that is not at its end: what is due first, then what never is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Dialect,
    Select,
    and_,
    case,
    func,
    or_,
    select,
    union_all,
)

from mcapproval.batches import batched
from mcapproval.store.asking import Spoken, asked, spoken
from mcapproval.store.clauses import in_places, one_of, pieces, table
from mcapproval.store.reported import paging
from mcapproval.store.rows.folded import Accreditation, Case, Listing, Review

CASE = table(Case)
TOGETHER = 500
"""References that one question names."""

Ends = Mapping[str, Collection[str]]
"""Names of the states at which nothing goes on, by the hash of the definition that has them."""


class Wanted(NamedTuple):
    """Which of them: of a provider, of a track, in some states, due before a day, one alone, or of
    whoever looks after them or opened them; an empty `owner` is of those that nobody does.
    """

    provider: str | None = None
    track: str | None = None
    states: tuple[str, ...] = ()
    due_before: str | None = None
    ref: str | None = None
    owner: str | None = None


class Place(NamedTuple):
    """A case in the order in which they are due, which is on no day where `due_on` is None."""

    ref: str
    due_on: str | None


class Group(NamedTuple):
    """So many cases of a provider in one state of one definition; `overdue` of them are due before
    a day."""

    provider: str
    definition_hash: str
    state: str
    many: int
    overdue: int


def page(
    connection: Connection,
    ends: Ends,
    wanted: Wanted,
    first: int | None = None,
    after: Place | None = None,
) -> list[Place]:
    """So many of them after a place, in the order in which they are due."""
    every = _where(select(CASE.c.ref, CASE.c.due_on), ends, wanted)
    dated, undated = every.where(CASE.c.due_on.is_not(None)), every.where(CASE.c.due_on.is_(None))
    if after is not None:
        beyond = CASE.c.ref > after.ref
        if after.due_on is None:
            return _places(connection, undated.where(beyond).order_by(CASE.c.ref), first)
        same = and_(CASE.c.due_on == after.due_on, beyond)
        dated = dated.where(or_(CASE.c.due_on > after.due_on, same))
    found = _places(connection, dated.order_by(CASE.c.due_on, CASE.c.ref), first)
    left = None if first is None else first - len(found)
    return found + _places(connection, undated.order_by(CASE.c.ref), left)


def _places(connection: Connection, asked: Select[Any], first: int | None) -> list[Place]:
    rows = connection.execute(asked.limit(first)) if first != 0 else ()
    return [Place(*row) for row in rows]


def counted(connection: Connection, ends: Ends, wanted: Wanted) -> int:
    """How many there are, no further than `paging.counted` counts."""
    return paging.counted(connection, _where(select(CASE.c.ref), ends, wanted))


def groups(connection: Connection, ends: Ends, wanted: Wanted, day: str) -> list[Group]:
    """How many a provider has in each state, and how many of these were due before a day."""
    keys = (CASE.c.provider, CASE.c.definition_hash, CASE.c.state)
    overdue = func.sum(case((CASE.c.due_on < day, 1), else_=0))
    asked = _where(select(*keys, func.count(), overdue), ends, wanted).group_by(*keys)
    return [Group(*row) for row in connection.execute(asked.order_by(*keys))]


def _where(asked: Select[Any], ends: Ends, wanted: Wanted) -> Select[Any]:
    asked = asked.where(*_going_on(ends))
    for column, value in (
        (CASE.c.provider, wanted.provider),
        (CASE.c.track, wanted.track),
    ):
        asked = asked if value is None else asked.where(_unindexed(column) == value)
    if wanted.states:
        asked = asked.where(_unindexed(CASE.c.state).in_(wanted.states))
    asked = asked if wanted.ref is None else asked.where(CASE.c.ref == wanted.ref)
    asked = asked if wanted.owner is None else asked.where(_owned(wanted.owner))
    return asked if wanted.due_before is None else asked.where(CASE.c.due_on < wanted.due_before)


def _going_on(ends: Ends) -> Sequence[ColumnElement[bool]]:
    return _none_of(tuple((name, tuple(sorted(there))) for name, there in ends.items()))


@lru_cache(maxsize=16)
def _none_of(ends: tuple[tuple[str, tuple[str, ...]], ...]) -> Sequence[ColumnElement[bool]]:
    """Kept, since to put them together takes longer than to have them answered."""
    pinned, state = _unindexed(CASE.c.definition_hash), _unindexed(CASE.c.state)
    return [or_(pinned != name, state.not_in(there)) for name, there in ends]


def _unindexed(column: ColumnElement[str]) -> ColumnElement[str]:
    """A column hidden from its indexes: the page is found by the one of what is due."""
    return column + ""


def _owned(owner: str) -> ColumnElement[bool]:
    """Looked after by a person, or opened by them; where none is named, by nobody."""
    if owner:
        return CASE.c.ref.in_(_refs_of(lambda column: column == owner))
    return CASE.c.ref.not_in(_refs_of(lambda column: func.coalesce(column, "") != ""))


def _refs_of(theirs: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> CompoundSelect[Any]:
    """The cases of whoever they are: those of a micro-credential go with it, but for a
    re-evaluation with an owner of its own."""
    listing, review, hanging = table(Listing), table(Review), table(Accreditation)
    opened = table(Case).alias("opened")
    nobodys = func.coalesce(review.c.owner, "") == ""
    return union_all(
        select(listing.c.ref).where(theirs(listing.c.owner)),
        select(hanging.c.ref)
        .join(listing, listing.c.ref == hanging.c.listing)
        .where(theirs(listing.c.owner)),
        select(review.c.ref).where(theirs(review.c.owner)),
        select(review.c.ref)
        .join(listing, listing.c.ref == review.c.listing)
        .where(theirs(listing.c.owner), nobodys),
        select(opened.c.ref).where(opened.c.track == "application", theirs(opened.c.opened_by)),
    )


def those(connection: Connection, ends: Ends, wanted: Wanted, refs: Iterable[str]) -> Iterator[str]:
    """Those of some cases that are wanted."""
    for some in batched(refs, TOGETHER):
        asked = _where(select(CASE.c.ref), ends, wanted).where(CASE.c.ref.in_(some))
        yield from connection.execute(asked.order_by(CASE.c.ref)).scalars()


def owners(connection: Connection, refs: Collection[str]) -> dict[str, str]:
    """Who looks after each of some micro-credentials and re-evaluations, where anybody does."""
    found: dict[str, str] = {}
    for piece in pieces(refs):
        values = in_places(piece)
        for question in _owners(connection.dialect, len(values)):
            rows = asked(connection, question, values)
            found.update((ref, owner) for ref, owner in rows if owner)
    return found


@lru_cache(maxsize=32)
def _owners(dialect: Dialect, places: int) -> tuple[Spoken, Spoken]:
    review, listing = table(Review), table(Listing)
    own = func.coalesce(func.nullif(review.c.owner, ""), listing.c.owner)
    reviews = select(review.c.ref, own).join(listing, listing.c.ref == review.c.listing)
    listings = select(listing.c.ref, listing.c.owner)
    return (
        spoken(dialect, reviews.where(one_of(review.c.ref, places))),
        spoken(dialect, listings.where(one_of(listing.c.ref, places))),
    )
