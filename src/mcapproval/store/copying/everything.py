"""All that records hold, read in pieces and in a settled order: what others can be made from.

Names are hexadecimal, so that both engines order them alike. Whoever reads holds one view open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, func, select

from mcapproval.store import engine as engines
from mcapproval.store.clauses import table
from mcapproval.store.keep import CONTENT, FILE, TEXT
from mcapproval.store.rows.folded import Case, Journal, Link
from mcapproval.store.schema import FILLING, revision
from mcapproval.store.unusable import closed_told

PIECE = 1000
"""Rows read at a time."""

JOURNAL, CASE, LINK = table(Journal), table(Case), table(Link)


@dataclass(frozen=True, slots=True)
class Held:
    """How much there is of each kind."""

    rows: int
    contents: int
    texts: int
    files: int
    cases: int


def held(connection: Connection) -> Held:
    counted = (JOURNAL, CONTENT, TEXT, FILE, CASE)
    asked = (select(func.count()).select_from(each) for each in counted)
    return Held(*(connection.execute(each).scalar() or 0 for each in asked))


def first_hash(connection: Connection) -> str:
    """The hash of row 1, by which records are known again; empty where there is none."""
    asked = select(JOURNAL.c.hash).where(JOURNAL.c.seq == 1)
    return connection.execute(asked).scalar() or ""


def journal_hashes(connection: Connection, first: int, last: int) -> Sequence[str]:
    asked = select(JOURNAL.c.hash).where(JOURNAL.c.seq.between(first, last))
    return connection.execute(asked.order_by(JOURNAL.c.seq)).scalars().all()


def journal_rows(connection: Connection, first: int, last: int) -> Iterator[tuple[int, str, bytes]]:
    """Number, hash and payload of the rows with these numbers."""
    asked = select(JOURNAL.c.seq, JOURNAL.c.hash, JOURNAL.c.payload).order_by(JOURNAL.c.seq)
    for start in range(first, last + 1, PIECE):
        until = min(start + PIECE - 1, last)
        found = connection.execute(asked.where(JOURNAL.c.seq.between(start, until)))
        yield from ((row.seq, row.hash, row.payload) for row in found.all())


def content_names(connection: Connection) -> Iterator[str]:
    return (row.hash for row in _each(connection, select(CONTENT.c.hash), CONTENT.c.hash))


def text_rows(connection: Connection) -> Iterator[Row[Any]]:
    return _each(connection, select(TEXT), TEXT.c.commitment)


def file_rows(connection: Connection) -> Iterator[Row[Any]]:
    return _each(connection, select(FILE), FILE.c.sha256)


def _each(connection: Connection, asked: Select[Any], key: Any) -> Iterator[Row[Any]]:
    last = ""
    while rows := connection.execute(asked.where(key > last).order_by(key).limit(PIECE)).all():
        yield from rows
        last = getattr(rows[-1], key.name)


def keys(connection: Connection, model: type[NamedTuple], column: str) -> list[str]:
    """The values of a key in the order of their code points, which is not every database's own."""
    return sorted(connection.execute(select(table(model).c[column])).scalars())


def links(connection: Connection) -> Iterator[tuple[str, str]]:
    """Which case leads to which."""
    asked = select(LINK.c.from_ref, LINK.c.to_ref).distinct()
    return ((row.from_ref, row.to_ref) for row in connection.execute(asked))


def made(where: str) -> bool:
    """Whether records are at a place: not where nothing is, nor where they are being filled."""
    engines.supported(where)
    place = Path(where)
    if not engines.is_url(where) and not (place.is_file() and place.stat().st_size):
        return False
    with closed_told(where), engines.reading(engines.connect(where, ours=False)) as connection:
        found = revision(connection)
    return found is not None and not found.startswith(FILLING)
