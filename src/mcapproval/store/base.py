"""What every table of the records is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    Dialect,
    LargeBinary,
    MetaData,
    Table,
    type_coerce,
)
from sqlalchemy.orm import ClassManager, class_mapper
from sqlalchemy.types import NullType
from sqlmodel import SQLModel

from mcapproval.store.asking import Spoken, spoken

Model = TypeVar("Model", bound=SQLModel)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


PIECE = 2000
"""Values that one question names: PostgreSQL takes 65,535, many an SQLite 32,766."""


class Base(SQLModel):
    metadata = MetaData(naming_convention=NAMING)


class AsItStands(LargeBinary):
    """Bytes, or none where SQLite holds text in their place.

    An edit by hand in the sqlite3 shell leaves text; sqlalchemy would stumble over it, and a
    verification must name it instead. Without bytes nothing has the hash that it should have.
    """

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], bytes]:
        return lambda value: bytes(value) if isinstance(value, bytes | memoryview) else b""


def as_it_stands(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as it is stored: a type of sqlalchemy would take 'abc' for True."""
    return type_coerce(column, NullType()).label(column.key)


def bytes_column() -> Column[bytes]:
    return Column(AsItStands, nullable=False)


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model: the move path writes Core statements, never objects."""
    found = model.__table__  # type: ignore[attr-defined]
    assert isinstance(found, Table)
    return found


def rows_of(model: type[Model], result: CursorResult[Any]) -> list[Model]:
    """What was found of a whole table, made as sqlalchemy makes what it loads itself.

    To call the model with its values sets each by itself, which takes twenty times as long.
    """
    return made(model, tuple(result.keys()), result)


def made(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Model]:
    """Rows of a whole table from their values, in the order of the names."""
    manager = _manager(model)
    found = []
    for row in rows:
        one = manager.new_instance()
        one.__dict__.update(zip(names, row, strict=True))
        found.append(one)
    return found


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
def inserting(dialect: Dialect, target: Table, columns: tuple[str, ...]) -> Spoken:
    """Puts a row into a table, by these of its columns."""
    return spoken(dialect, target.insert(), columns)


def pieces(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in order, each once, so many at a time as one question may name."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), PIECE):
        yield ordered[start : start + PIECE]


@cache
def _manager(model: type[Model]) -> ClassManager[Model]:
    return class_mapper(model).class_manager
