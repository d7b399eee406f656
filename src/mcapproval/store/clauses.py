"""Rows and their tables as statements speak of them: by name alone.

What a database needs to know to make the tables is in `store/tables`, and takes long to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Dialect,
    Integer,
    LargeBinary,
    String,
    TableClause,
    bindparam,
    column,
    type_coerce,
)
from sqlalchemy import table as table_clause
from sqlalchemy.types import NullType

from mcapproval.store.asking import Spoken, spoken
from mcapproval.store.rows.places import PLACES, ROWS

Model = TypeVar("Model", bound=NamedTuple)

PIECE = 2000
"""Values that one question names: PostgreSQL takes 65,535, many an SQLite 32,766."""


class AsItStands(LargeBinary):
    """Bytes, or none where SQLite holds text in their place.

    An edit by hand in the sqlite3 shell leaves text; sqlalchemy would stumble over it, and a
    verification must name it instead. Without bytes nothing has the hash that it should have.
    """

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], bytes]:
        return lambda value: bytes(value) if isinstance(value, bytes | memoryview) else b""


KINDS: Mapping[Any, type[Any]] = {
    str: String,
    str | None: String,
    int: Integer,
    int | None: Integer,
    bool: Boolean,
    bytes: AsItStands,
}


@cache
def table(model: type[NamedTuple]) -> TableClause:
    """The table of a kind of row, with its columns."""
    kinds = model.__annotations__
    return table_clause(
        PLACES[model].table, *(column(name, KINDS[kinds[name]]()) for name in model._fields)
    )


@cache
def named(name: str) -> TableClause:
    """A table by its name."""
    return table(ROWS[name])


def key_of(model: type[NamedTuple]) -> list[ColumnElement[Any]]:
    """The columns of the primary key."""
    return [table(model).c[name] for name in PLACES[model].key]


def by_key(model: type[NamedTuple]) -> Callable[[Any], Any]:
    """What to sort rows by."""
    return attrgetter(*PLACES[model].key)


def as_it_stands(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as it is stored: a type of sqlalchemy would take 'abc' for True."""
    return type_coerce(column, NullType()).label(column.key)


def made(model: type[Model], rows: Iterable[Iterable[Any]]) -> list[Model]:
    """Rows of a whole table from their values in the order of its columns."""
    return [*map(model._make, rows)]


def run_many(connection: Connection, statement: Any, rows: Sequence[Mapping[str, Any]]) -> int:
    """One statement for many rows, by the driver itself: what they hold are text, numbers, bytes.
    Gives how many rows it changed.

    Preparing each row again takes sqlalchemy longer than the database takes for it.
    """
    names = list(rows[0])
    compiled = statement.compile(dialect=connection.dialect, column_keys=names)
    if compiled.positional:
        values: Any = [*map(itemgetter(*compiled.positiontup), rows)]
    else:
        values = [dict(row) for row in rows]
    return connection.exec_driver_sql(str(compiled), values).rowcount


@lru_cache(maxsize=512)
def inserting(dialect: Dialect, target: TableClause, columns: tuple[str, ...]) -> Spoken:
    """Puts a row into a table, by these of its columns."""
    return spoken(dialect, target.insert(), columns)


AMONG = "among_"


def one_of(column: ColumnElement[Any], places: int) -> ColumnElement[bool]:
    """Whether a column has one of the values that `in_places` names."""
    return column.in_([bindparam(f"{AMONG}{n}") for n in range(places)])


def in_places(values: Sequence[str]) -> dict[str, str]:
    """Values, of which there is one at least, by the names of their places in a question. A
    question is kept for one place, two, four and so on; in places left over stands the last again.
    """
    places = 1 << (len(values) - 1).bit_length()
    filled = (*values, *repeat(values[-1], places - len(values)))
    return {f"{AMONG}{n}": value for n, value in enumerate(filled)}


def pieces(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in order, each once, so many at a time as one question may name."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), PIECE):
        yield ordered[start : start + PIECE]
