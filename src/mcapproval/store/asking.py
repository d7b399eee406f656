"""Statements as the driver takes them: put together by sqlalchemy once, then sent by the driver.

What sqlalchemy does around each statement takes longer than the database takes for it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import UpdateBase

from mcapproval.store.conflict import Conflict

Values = Mapping[str, Any]

ROWS = 200
"""Rows that are held at a time of an answer that is streamed: the largest have some kilobytes."""

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement in one dialect. `fixed` are values of its own, `read` makes a row of ours of one
    of the driver's where that is needed.
    """

    sql: str
    fixed: Values
    positions: tuple[str, ...] | None
    read: Callable[[Sequence[Any]], Sequence[Any]] | None = None

    def filled(self, values: Values) -> Any:
        """The values as the driver takes them: in their order, or by name."""
        if self.fixed:
            values = {**self.fixed, **values}
        if self.positions is None:
            return values
        return [values[name] for name in self.positions]


def spoken(
    dialect: Dialect,
    statement: Select[Any] | CompoundSelect[Any] | UpdateBase,
    names: Sequence[str] | None = None,
) -> Spoken:
    """Takes long: to be kept. `names` are the columns that an insert fills."""
    compiled = statement.compile(dialect=dialect, column_keys=names)
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    positions = tuple(compiled.positiontup or ()) if compiled.positional else None
    if isinstance(statement, UpdateBase):
        return Spoken(str(compiled), fixed, positions)
    return Spoken(str(compiled), fixed, positions, reader(dialect, statement.selected_columns))


def reader(
    dialect: Dialect, columns: Iterable[Any]
) -> Callable[[Sequence[Any]], Sequence[Any]] | None:
    """Makes a row of ours of one of the driver's; None where it is one."""
    kinds = [
        (place, kind)
        for place, column in enumerate(columns)
        if (kind := column.type.dialect_impl(dialect).result_processor(dialect, None))
    ]

    def read(row: Sequence[Any]) -> Sequence[Any]:
        made = list(row)
        for place, kind in kinds:
            made[place] = kind(made[place])
        return made

    return read if kinds else None


def asked(connection: Connection, question: Spoken, values: Values) -> list[Sequence[Any]]:
    """All rows that answer a question."""
    try:
        rows = driver(connection).execute(question.sql, question.filled(values)).fetchall()
    except _faults(connection) as fault:
        raise _as_told(connection, question.sql, fault) from fault
    return rows if question.read is None else [*map(question.read, rows)]


def streamed(connection: Connection, question: Spoken, values: Values) -> Generator[Sequence[Any]]:
    """The same as the driver has them, one by one: never all of them in memory."""
    try:
        with _rows_as_asked_for(connection) as cursor:
            yield from cursor.execute(question.sql, question.filled(values))
    except _faults(connection) as fault:
        raise _as_told(connection, question.sql, fault) from fault


@contextmanager
def _rows_as_asked_for(connection: Connection) -> Iterator[Any]:
    """What to ask: SQLite gives each row when it is asked for, PostgreSQL by a name alone."""
    if connection.dialect.name == "sqlite":
        cursor = driver(connection).cursor()
    else:
        cursor = driver(connection).cursor(f"streamed_{next(_numbers)}")
        cursor.itersize = ROWS
    try:
        yield cursor
    finally:
        cursor.close()


def done(connection: Connection, statement: Spoken, values: Values) -> int:
    """How many rows a statement changed."""
    return int(sent(connection, statement.sql, statement.filled(values)).rowcount)


class Step(NamedTuple):
    """A statement that is done with its values. `must` says what has moved on where it changes no
    row; it is empty where that is no conflict.
    """

    statement: Spoken
    values: Values
    must: str = ""


def done_in_turn(connection: Connection, steps: Sequence[Step]) -> list[int]:
    """How many rows each of some steps changed; Conflict where one that must change a row did not.

    PostgreSQL gets all of them in one round trip: none waits for what another answers.
    """
    if connection.dialect.name == "sqlite":
        return [_done(connection, step) for step in steps]
    answers: list[Any] = []
    try:
        with driver(connection).pipeline():
            for statement, values, _ in steps:
                answers.append(driver(connection).execute(statement.sql, statement.filled(values)))
    except _faults(connection) as fault:
        _all_found(steps, answers)
        raise _as_told(
            connection, "; ".join(step.statement.sql for step in steps), fault
        ) from fault
    _all_found(steps, answers)
    return [int(answer.rowcount) for answer in answers]


def _done(connection: Connection, step: Step) -> int:
    changed = done(connection, step.statement, step.values)
    if step.must and not changed:
        raise Conflict(step.must)
    return changed


def _all_found(steps: Sequence[Step], answers: Sequence[Any]) -> None:
    """A step that found no row is told first: a later one may have failed only because of it."""
    for step, answer in zip(steps, answers, strict=False):
        if step.must and answer.rowcount == 0:
            raise Conflict(step.must)


def done_for_all(connection: Connection, statement: Spoken, rows: Sequence[Values]) -> None:
    """Do a statement with each row of values."""
    try:
        driver(connection).cursor().executemany(statement.sql, [*map(statement.filled, rows)])
    except _faults(connection) as fault:
        raise _as_told(connection, statement.sql, fault) from fault


def sent(connection: Connection, sql: str, values: Any = ()) -> Any:
    """The driver's answer. Raises what sqlalchemy raises where the driver does."""
    try:
        return driver(connection).execute(sql, values)
    except _faults(connection) as fault:
        raise _as_told(connection, sql, fault) from fault


def ended(connection: Connection, how: str) -> None:
    """Let the driver `commit` or `rollback`. Raises as `sent` does."""
    try:
        getattr(driver(connection), how)()
    except _faults(connection) as fault:
        raise _as_told(connection, how, fault) from fault


def driver(connection: Connection) -> Any:
    """The connection as the driver has it."""
    return connection.connection.dbapi_connection


def _faults(connection: Connection) -> Any:
    """What the driver's own faults have in common."""
    return connection.dialect.loaded_dbapi.Error


def _as_told(connection: Connection, sql: str, fault: Any) -> BaseException:
    """A fault of the driver as sqlalchemy tells it."""
    lost = connection.dialect.is_disconnect(fault, driver(connection), None)
    if lost:
        connection.invalidate(fault)
    told = DBAPIError.instance(
        sql,
        None,
        fault,
        _faults(connection),
        connection_invalidated=lost,
        dialect=connection.dialect,
    )
    assert isinstance(told, DBAPIError)
    return told
