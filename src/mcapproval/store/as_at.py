"""The records as they stood on an earlier day, for as long as one looks at them.

Tables of the same names, temporary and on this connection alone, lie over those of the records and
hold what the journal folds to up to a row; a view does so with the journal. Both engines look for a
temporary table first, so whatever asks the records is answered as of then, and need not know of it.
What is kept beside the journal (contents, texts, files) is as it stands now: what was erased since
stays erased.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from itertools import chain, takewhile
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select
from sqlalchemy.schema import CreateIndex, CreateTable

from mcapproval.store.clauses import run_many, table
from mcapproval.store.events import Event, read_rows
from mcapproval.store.folding.refolding import empty, fold
from mcapproval.store.rows.folded import FOLDED, Journal
from mcapproval.store.rows.places import PLACES

JOURNAL_UPTO = "CREATE TEMPORARY VIEW journal AS SELECT * FROM {}.journal WHERE seq <= {}"
"""A view takes no values: both are our own."""


@contextmanager
def as_of(connection: Connection, before: str) -> Iterator[int]:
    """The records as they stood at an instant, in the reading that is open.

    Told by the rows before the first that was recorded then or later: what was written after that
    row is left out, whatever clock it was written by. Gives the number of the last row told of, 0
    where there is none. Nothing may be written within.
    """
    with connection.begin_nested() as within:
        row = _lay_over(connection, before)
        try:
            yield row
        finally:
            if within.is_active:
                within.rollback()


def _lay_over(connection: Connection, before: str) -> int:
    tables, row = empty(), 0
    with closing(_events(connection)) as events:
        for event in takewhile(lambda each: each.recorded_at < before, events):
            fold(tables, event)
            row = event.seq
    for target in _temporary():
        connection.execute(CreateTable(target))
        _fill(connection, target, tables.pop(target.name).values())
        for index in target.indexes:
            connection.execute(CreateIndex(index))
    connection.exec_driver_sql(JOURNAL_UPTO.format(_schema(connection), row))
    return row


def _events(connection: Connection) -> Generator[Event]:
    """The journal, oldest first, so many rows of it at a time on either engine."""
    journal = table(Journal)
    asked = select(journal.c.seq, journal.c.payload).order_by(journal.c.seq)
    with connection.execute(asked.execution_options(yield_per=PIECE)) as rows:
        yield from read_rows(chain.from_iterable(rows.partitions()))


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
    from mcapproval.store.tables.all import TABLES  # takes long to load, and is needed here alone

    made = [TABLES[PLACES[model].table].to_metadata(MetaData()) for model in FOLDED]
    for target in made:
        target._prefixes = ["TEMPORARY"]
    return tuple(made)


def _schema(connection: Connection) -> str:
    """Where the tables of the records are: a temporary one of the same name hides them."""
    if connection.dialect.name == "sqlite":
        return "main"
    found = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
    return str(found)
