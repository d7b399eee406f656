"""Reads for what shows all of the records: columns, not whole rows, in few questions.

What is asked of many references or hashes at once is asked in pieces, and what comes of a piece is
gone before the next: neither a database nor a machine can take any number of them at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from mcapproval.store.asking import Spoken, asked, spoken
from mcapproval.store.clauses import Model, in_places, key_of, made, one_of, pieces, table
from mcapproval.store.events import Event, read_rows
from mcapproval.store.keep import CONTENT
from mcapproval.store.queries import holding_words
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Case,
    Delivery,
    Item,
    Journal,
    Listing,
    Review,
)
from mcapproval.workflow.vocabulary import ITEM_ENDS

JOURNAL = table(Journal)
NAMED: BindParameter[Any] = bindparam("named", expanding=True)

_BODIES = select(CONTENT.c.hash, CONTENT.c.body).where(CONTENT.c.hash.in_(NAMED))
_HISTORIES = (
    select(JOURNAL.c.seq, JOURNAL.c.payload)
    .where(JOURNAL.c.ref.in_(NAMED))
    .order_by(JOURNAL.c.ref, JOURNAL.c.ref_seq)
)


class Dated(NamedTuple):
    """A case or delivery of which days may fall due, with its micro-credential."""

    ref: str
    listing: str
    title: str
    number: str | None


class Decided(NamedTuple):
    """A re-evaluation that was decided, with those parts of its answers that were asked for; empty
    where there are none.
    """

    listing: str
    decided_on: str
    decision: str | None
    answers: Any


def contents(connection: Connection, names: Iterable[str | None]) -> dict[str, Any]:
    """Contents by hash; those that were erased are missing."""
    found: dict[str, Any] = {}
    for piece in pieces({name for name in names if name}):
        for name, body in connection.execute(_BODIES, {"named": piece}):
            found[name] = json.loads(body)
    return found


def histories(connection: Connection, refs: Iterable[str]) -> Iterator[tuple[str, list[Event]]]:
    """The rows of each reference, oldest first. NotWhole at one that can't be read."""
    for piece in pieces(refs):
        rows = read_rows(connection.execute(_HISTORIES, {"named": piece}))
        for ref, of in groupby(rows, lambda event: event.ref):
            yield ref, list(of)


def with_words(
    connection: Connection, series: str, words: Sequence[Sequence[str]]
) -> Iterator[Event]:
    """Of a series of references, such as REV, the rows of the journal that somewhere have all the
    words of one of `words`, which are canonical JSON; oldest first. None other leaves the database.
    """
    wanted = [and_(*(holding_words(connection, word) for word in each)) for each in words]
    asked = select(JOURNAL.c.seq, JOURNAL.c.payload).where(JOURNAL.c.ref.like(f"{series}-%"))
    return read_rows(connection.execute(asked.where(or_(*wanted)).order_by(JOURNAL.c.seq)))


def dated(
    connection: Connection, owner: str | None, provider: str | None, since: str
) -> list[Dated]:
    """All of which days may fall due, of an owner ("" is nobody) or a provider where one is named.

    A re-evaluation or delivery of which nothing is due any more is among them only where its last
    row is from `since` on.
    """
    every = union_all(*_dated(since)).subquery()
    asked = select(every.c.ref, every.c.listing, every.c.title, every.c.number)
    for name, value in (("owner", owner), ("provider", provider)):
        asked = asked if value is None else asked.where(func.coalesce(every.c[name], "") == value)
    return [Dated(*row) for row in connection.execute(asked)]


def _dated(since: str) -> Iterator[Select[Any]]:
    """Re-evaluations, micro-credentials, applications for a change, and deliveries."""
    case, listing = table(Case), table(Listing)
    review, change, delivery = table(Review), table(Application), table(Delivery)
    shown = (listing.c.ref.label("listing"), listing.c.title, listing.c.number)
    owner, provider = listing.c.owner.label("owner"), case.c.provider
    own = func.coalesce(func.nullif(review.c.owner, ""), listing.c.owner).label("owner")
    reviews = select(review.c.ref, *shown, own, provider)
    reviews = reviews.join(listing, listing.c.ref == review.c.listing)
    item = table(Item)
    to_do = exists().where(
        item.c.ref == review.c.ref,
        item.c.due.is_not(None),
        or_(item.c.state.not_in(ITEM_ENDS), item.c.closed_on >= since),
    )
    reviews = reviews.join(case, case.c.ref == review.c.ref)
    yield reviews.where(or_(review.c.waits, case.c.last_on >= since, to_do))
    listings = select(listing.c.ref, *shown, owner, provider)
    yield listings.join(case, case.c.ref == listing.c.ref)
    changes = select(change.c.ref, *shown, owner, provider).where(change.c.kind == "change")
    changes = changes.join(listing, listing.c.ref == change.c.of_ref)
    yield changes.join(case, case.c.ref == change.c.ref)
    deliveries = select(delivery.c.ref, *shown, owner, delivery.c.provider)
    deliveries = deliveries.join(listing, listing.c.ref == delivery.c.listing)
    yield deliveries.where(or_(delivery.c.reported_on.is_(None), delivery.c.last_on >= since))


def decided(
    connection: Connection, listings: Iterable[str], parts: tuple[str, ...]
) -> Iterator[Decided]:
    """The re-evaluations of micro-credentials that were decided, each one's by their references,
    with these parts of their answers, by the keys at the top.
    """
    for piece in pieces(listings):
        values = in_places(piece)
        question = _decided(connection.dialect, len(values), parts)
        for *told, body in asked(connection, question, values):
            found = from_json(body, cache_strings="keys") if body else {}
            answers = {key: found[key] for key in parts if found.get(key) is not None}
            yield Decided._make((*told, answers))


@lru_cache(maxsize=32)
def _decided(dialect: Dialect, places: int, parts: tuple[str, ...]) -> Spoken:
    review = table(Review)
    body = CONTENT.c.body if dialect.name == "postgresql" else _parts(CONTENT.c.body, parts)
    those = select(review.c.listing, review.c.decided_on, review.c.decision, body)
    those = those.outerjoin(CONTENT, CONTENT.c.hash == review.c.answers)
    those = those.where(one_of(review.c.listing, places), review.c.decided_on.is_not(None))
    return spoken(dialect, those.order_by(review.c.ref))


def _parts(body: ColumnElement[Any], parts: tuple[str, ...]) -> ColumnElement[Any]:
    """An object of just these keys: what is not asked for is the most of it, and SQLite passes over
    it sooner than Python. PostgreSQL would read the whole again for each.
    """
    text = cast(body, Text)
    each: list[ColumnElement[Any]] = []
    for key in parts:
        each += literal_column(f"'{key}'"), func.json_extract(text, f"$.{key}")
    return case((body.is_not(None), func.json_object(*each)))


def titles(connection: Connection, refs: Iterable[str]) -> dict[str, str]:
    """The titles of cases: an application's own, else that of its micro-credential."""
    found: dict[str, str] = {}
    for piece in pieces(refs):
        values = in_places(piece)
        for question in _titles(connection.dialect, len(values)):
            found.update((ref, title) for ref, title in asked(connection, question, values))
    return found


@lru_cache(maxsize=32)
def _titles(dialect: Dialect, places: int) -> tuple[Spoken, ...]:
    own, listing = table(Application), table(Listing)
    of = [select(listing.c.ref, listing.c.title)]
    for hanging in (table(Review), table(Accreditation)):
        joined = select(hanging.c.ref, listing.c.title)
        of.append(joined.join(listing, listing.c.ref == hanging.c.listing))
    of.append(select(own.c.ref, own.c.title))
    return tuple(
        spoken(dialect, each.where(one_of(each.selected_columns.ref, places))) for each in of
    )


def of_provider(
    connection: Connection,
    model: type[Model],
    provider: str,
    track: str | None = None,
    **key: Any,
) -> list[Model]:
    """What a table has of the cases of a provider, of one track where it is named, in the order of
    the primary key.
    """
    target, case = table(model), table(Case)
    asked = select(target).join(case, case.c.ref == target.c.ref)
    asked = asked.where(case.c.provider == provider)
    if track is not None:
        asked = asked.where(case.c.track == track)
    for name, value in key.items():
        asked = asked.where(target.c[name] == value)
    return made(model, connection.execute(asked.order_by(*key_of(model))))


def refs_of(connection: Connection, track: str, provider: str | None) -> set[str]:
    """The references of cases of a track, and of a provider where one is named."""
    case = table(Case)
    asked = select(case.c.ref).where(case.c.track == track)
    if provider is not None:
        asked = asked.where(case.c.provider == provider)
    return set(connection.execute(asked).scalars())
