"""The records as they stood on an earlier day, for as long as one looks at them.

Tables of the same names, temporary and on this connection alone, lie over those of the records and
hold what the journal folds to up to a row; a view does so with the journal. Both engines look for a
temporary table first, so whatever asks the records is answered as of then, and need not know of it.
What is kept beside the journal (contents, texts, files) is as it stands now: what was erased since
stays erased.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import chain

from sqlalchemy import Connection, Index, Integer, MetaData, PrimaryKeyConstraint, Table, select
from sqlalchemy.schema import CreateIndex, CreateTable

from mcapproval.batches import batched
from mcapproval.store.asking import sent, spoken, streamed
from mcapproval.store.clauses import as_it_stands, table
from mcapproval.store.events import Event, read_rows
from mcapproval.store.folding.changes import Row
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
        for event in events:
            if event.recorded_at >= before:
                break
            fold(tables, event)
            row = event.seq
    for target in _temporary():
        connection.execute(CreateTable(target))
        _fill(connection, target, tables.pop(target.name).values())
        for index in target.indexes:
            connection.execute(CreateIndex(index))
    connection.exec_driver_sql(JOURNAL_UPTO.format(schema_of(connection), row))
    return row


def _events(connection: Connection) -> Generator[Event]:
    """The journal, oldest first."""
    journal = table(Journal).c
    asked = select(as_it_stands(journal.seq), as_it_stands(journal.payload)).order_by(journal.seq)
    with closing(streamed(connection, spoken(connection.dialect, asked), {})) as rows:
        yield from read_rows(
            (seq, payload if isinstance(payload, bytes) else b"") for seq, payload in rows
        )


def _fill(connection: Connection, target: Table, rows: Iterable[Row]) -> None:
    """Rows of a fold have every column, in the order of the table."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    places = f"({','.join(mark for _ in target.columns)})"
    for some in batched(rows, TOGETHER):
        statement = ROWS_INTO.format(target.name, ",".join(places for _ in some))
        sent(connection, statement, [*chain.from_iterable(map(dict.values, some))])


ROWS_INTO = "INSERT INTO {} VALUES {}"
TOGETHER = 50
"""Rows that are put into a table by one statement, which takes less than one for each."""


@cache
def _temporary() -> tuple[Table, ...]:
    """The tables of `FOLDED`, as temporary ones; their keys are indexes, made once they are full,
    but where SQLite numbers the rows by them.
    """
    from mcapproval.store.tables.all import TABLES  # takes long to load, and is needed here alone

    made = [TABLES[PLACES[model].table].to_metadata(MetaData()) for model in FOLDED]
    for target in made:
        target._prefixes = ["TEMPORARY"]
        keys = list(target.primary_key)
        if len(keys) > 1 or not isinstance(keys[0].type, Integer):
            for key in keys:
                key.primary_key = False
            target.append_constraint(PrimaryKeyConstraint())
            Index(f"pk_{target.name}", *keys, unique=True)
    return tuple(made)


def schema_of(connection: Connection) -> str:
    """Where the tables of the records are: a temporary one of the same name hides them."""
    if connection.dialect.name == "sqlite":
        return "main"
    found = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
    return str(found)
