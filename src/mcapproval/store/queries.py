"""Reads: rows by key, in a settled order. Columns are selected; no session, no lazy loading."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    bindparam,
    func,
    literal,
    or_,
    select,
    text,
)

from mcapproval.store.asking import Spoken, asked, spoken
from mcapproval.store.clauses import (
    Model,
    by_key,
    in_places,
    key_of,
    made,
    one_of,
    pieces,
    table,
)
from mcapproval.store.events import Event, read_event, read_rows
from mcapproval.store.providers import ALL as ALL_PROVIDERS
from mcapproval.store.rows.folded import (
    Case,
    Journal,
    Listing,
    Organisation,
    Person,
    RecordsRow,
    Review,
)
from mcapproval.store.rows.kept import TextRow
from mcapproval.workflow.referred import reference
from mcapproval.workflow.tracks import OPEN_REVIEWS as OPEN_REVIEWS

PIECE = 1000
"""Rows of the whole journal that are read at a time: PostgreSQL would send all of them at once."""

LARGEST = 2**31 - 1
"""No number of ours is larger; a database would not take one as a question."""


def many(connection: Connection, model: type[Model], **key: Any) -> list[Model]:
    """The rows that match, in the order of their primary key."""
    if any(isinstance(value, int) and abs(value) > LARGEST for value in key.values()):
        return []
    absent = frozenset(name for name, value in key.items() if value is None)
    question = _matching(connection.dialect, model, tuple(key), absent)
    return made(model, asked(connection, question, key))


@lru_cache(maxsize=256)
def _matching(
    dialect: Dialect, model: type[NamedTuple], names: tuple[str, ...], absent: frozenset[str]
) -> Spoken:
    """Kept, since to put a question together takes longer than to have it answered."""
    target = table(model)
    matching = select(target)
    for name in names:
        column = target.c[name]
        matching = matching.where(column.is_(None) if name in absent else column == bindparam(name))
    return spoken(dialect, matching.order_by(*key_of(model)))


def one(connection: Connection, model: type[Model], **key: Any) -> Model | None:
    found = many(connection, model, **key)
    return found[0] if found else None


def among(
    connection: Connection, model: type[Model], column: str, values: Iterable[str]
) -> list[Model]:
    """The rows whose column has one of the values, in the order of their primary key."""
    rows, parts = list[Model](), list(pieces(values))
    for part in parts:
        placed = in_places(part)
        question = _among(connection.dialect, model, column, len(placed))
        rows += made(model, asked(connection, question, placed))
    if len(parts) > 1:
        rows.sort(key=by_key(model))
    return rows


@lru_cache(maxsize=256)
def _among(dialect: Dialect, model: type[NamedTuple], column: str, places: int) -> Spoken:
    target = table(model)
    wanted = one_of(target.c[column], places)
    return spoken(dialect, select(target).where(wanted).order_by(*key_of(model)))


def records_row(connection: Connection) -> RecordsRow | None:
    return one(connection, RecordsRow)


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the journal's last row; (0, "") where it is empty."""
    found = asked(connection, _head(connection.dialect), {})
    return (found[0][0], found[0][1]) if found else (0, "")


@lru_cache(maxsize=16)
def _head(dialect: Dialect) -> Spoken:
    journal = table(Journal).c
    return spoken(dialect, select(journal.seq, journal.hash).order_by(journal.seq.desc()).limit(1))


def journal_row(connection: Connection, seq: int) -> tuple[int, str] | None:
    journal = table(Journal)
    if abs(seq) > LARGEST:
        return None
    row = connection.execute(
        select(journal.c.seq, journal.c.hash).where(journal.c.seq == seq)
    ).first()
    return (row.seq, row.hash) if row else None


def event(connection: Connection, seq: int) -> Event | None:
    """One row of the journal by its number."""
    journal = table(Journal)
    row = connection.execute(select(journal.c.payload).where(journal.c.seq == seq)).first()
    return read_event(row.payload) if row else None


def events(
    connection: Connection,
    ref: str | None = None,
    *,
    after: int = 0,
    naming: str | None = None,
) -> Generator[Event]:
    """The journal, or one case's part of it, oldest first, `after` a row of it; of all these only
    the rows that somewhere have the reference `naming`: none other leaves the database.

    NotWhole at a row that can't be read.
    """
    journal = table(Journal)
    statement = select(journal.c.seq, journal.c.payload).order_by(journal.c.seq)
    if ref is not None:
        statement = statement.where(journal.c.ref == ref)
    if after:
        statement = statement.where(journal.c.seq > after)
    if naming is not None:
        statement = statement.where(holding_words(connection, f'"{naming}"'))
    elif ref is None:
        statement = statement.execution_options(yield_per=PIECE)
    with connection.execute(statement) as rows:
        yield from read_rows(rows)


def holding_words(connection: Connection, *words: str) -> ColumnElement[bool]:
    """Whether a row of the journal has one of some words, anywhere in its bytes."""
    on_postgresql = connection.dialect.name == "postgresql"
    place = func.pg_catalog.position if on_postgresql else func.instr
    payload = table(Journal).c.payload
    return or_(*(place(payload, word.encode()) > 0 for word in words))


def holding(rows: Iterable[Event]) -> list[Event]:
    """Rows of a case without the moves that were taken back, and without the taking back."""
    found = list(rows)
    back = {event.data["row"] for event in found if event.act == "undone"}
    return [event for event in found if event.act != "undone" and event.seq not in back]


def erasures_after(connection: Connection, seq: int) -> list[Event]:
    """The rows after one by which people's texts were erased, oldest first."""
    return [event for event in events(connection, after=seq) if event.act == "erased"]


def person(connection: Connection, name: str) -> Person | None:
    """A person by the short name they use at the shell, or by reference in any case; a short name
    that looks like a reference wins.
    """
    people, texts = table(Person), table(TextRow)
    statement = (
        select(people)
        .outerjoin(texts, texts.c.commitment == people.c.commitment)
        .where(or_(people.c.ref == name, texts.c.handle == name))
    )
    found = made(Person, connection.execute(statement.limit(1)))
    if not found and reference(name) != name:
        return person(connection, reference(name))
    return found[0] if found else None


def providers(connection: Connection) -> set[str]:
    """The keys of organisations that were entered, adopted a policy or have a case, and of that
    whose records these are."""
    return set(connection.execute(text(ALL_PROVIDERS)).scalars())


def schools(connection: Connection) -> set[str]:
    """The schools and faculties that develop a case."""
    found = connection.execute(select(table(Case).c.unit).distinct()).scalars()
    return {unit for unit in found if unit}


def of_schools(connection: Connection, units: Collection[str]) -> set[str]:
    """The providers whose cases some schools or faculties develop."""
    case = table(Case)
    found = select(case.c.provider).where(case.c.unit.in_(sorted(units))).distinct()
    return set(connection.execute(found).scalars())


def organisations_at(connection: Connection, row: int) -> dict[str, str]:
    """The names of organisations as they stood at a row of the journal, by key.

    By the references of those that there are: an index has them, and nothing else is read.
    """
    journal = table(Journal)
    theirs = select(literal("organisation:") + table(Organisation).c.key)
    rows = connection.execute(
        select(journal.c.payload)
        .where(journal.c.ref.in_(theirs), journal.c.seq <= row)
        .order_by(journal.c.seq)
    )
    events = (read_event(found.payload) for found in rows)
    return {event.data["key"]: event.data["name"] for event in events}


def due_reviews(connection: Connection, until: str) -> list[dict[str, Any]]:
    """Re-evaluations not yet reported that fall due by a day, soonest first, with their titles."""
    review, listing, case = table(Review), table(Listing), table(Case)
    statement = (
        select(
            *(review.c.ref, review.c.due_on, review.c.form, review.c.listing),
            *(listing.c.title, listing.c.number, listing.c.number_version),
            *(case.c.state, case.c.provider, case.c.definition_hash, case.c.last_on),
        )
        .join(listing, listing.c.ref == review.c.listing)
        .join(case, case.c.ref == review.c.ref)
        .where(text("waits"), review.c.due_on <= until)
        .order_by(review.c.due_on, review.c.ref)
    )
    return [dict(row._mapping) for row in connection.execute(statement)]


def count(connection: Connection, model: type[NamedTuple]) -> int:
    return int(connection.execute(select(func.count()).select_from(table(model))).scalar() or 0)
