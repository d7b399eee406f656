"""The records as they stood on an earlier day, for as long as one looks at them.

Tables of the same names, temporary and on this connection alone, lie over those of the records and
hold what the journal folds to up to a row; a view does so with the journal. Both engines look for a
temporary table first, so whatever asks the records is answered as of then, and need not know of it.
What is kept beside the journal (contents, texts, files) is as it stands now: what was erased since
stays erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select
from sqlalchemy.schema import CreateIndex, CreateTable

from mcapproval.store.base import run_many
from mcapproval.store.events import read_rows
from mcapproval.store.refolding import refold
from mcapproval.store.tables import FOLDED, Journal, table

INSTANT = b'"recorded_at":"'
"""After the last of these stands when a row was recorded: no text can hold it, for its marks."""


JOURNAL_UPTO = "CREATE TEMPORARY VIEW journal AS SELECT * FROM {}.journal WHERE seq <= {}"
"""A view takes no values: both are our own."""


@contextmanager
def as_of(connection: Connection, before: str) -> Iterator[int]:
    """The records as the rows recorded before an instant tell of them, in the reading that is open.

    Gives the number of the last such row, 0 where there is none. Nothing may be written within.
    """
    with connection.begin_nested() as within:
        row = last_before(connection, before)
        _lay_over(connection, row)
        try:
            yield row
        finally:
            if within.is_active:
                within.rollback()


def last_before(connection: Connection, before: str) -> int:
    """The number of the last row that was recorded before an instant; 0 for none."""
    journal = table(Journal)
    newest = select(journal.c.seq, journal.c.payload).order_by(journal.c.seq.desc())
    with connection.execute(newest) as rows:
        for seq, payload in rows:
            if _recorded_at(payload) < before:
                return int(seq)
    return 0


def _recorded_at(payload: bytes) -> str:
    begins = payload.rfind(INSTANT) + len(INSTANT)
    return payload[begins : payload.find(b'"', begins)].decode()


def _lay_over(connection: Connection, row: int) -> None:
    journal = table(Journal)
    upto = select(journal.c.seq, journal.c.payload).where(journal.c.seq <= row)
    with connection.execute(upto.order_by(journal.c.seq)) as rows:
        folded = refold(read_rows(chain.from_iterable(rows.partitions(PIECE))))
    for target in _temporary():
        connection.execute(CreateTable(target))
        _fill(connection, target, folded.pop(target.name).values())
        for index in target.indexes:
            connection.execute(CreateIndex(index))
    connection.exec_driver_sql(JOURNAL_UPTO.format(_schema(connection), row))


def _fill(connection: Connection, target: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    piece: list[Mapping[str, Any]] = []
    for each in rows:
        piece.append(each)
        if len(piece) == PIECE:
            _put(connection, target, piece)
            piece = []
    if piece:
        _put(connection, target, piece)


PIECE = 1_000
"""Rows that are read, or put into a table, at a time."""


def _put(connection: Connection, target: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    run_many(connection, target.insert(), rows)


@cache
def _temporary() -> tuple[Table, ...]:
    """The tables of `FOLDED`, as temporary ones."""
    made = [table(model).to_metadata(MetaData()) for model in FOLDED]
    for target in made:
        target._prefixes = ["TEMPORARY"]
    return tuple(made)


def _schema(connection: Connection) -> str:
    """Where the tables of the records are: a temporary one of the same name hides them."""
    if connection.dialect.name == "sqlite":
        return "main"
    found = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
    return str(found)
