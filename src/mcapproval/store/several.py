"""Rows of several tables by one question: what hangs on a case is little, and asking takes longer.

Each table has its place in a UNION ALL; columns of one type share places, so that PostgreSQL takes
them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Connection,
    Dialect,
    Integer,
    ScalarSelect,
    String,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    union_all,
)

from mcapproval.store.asking import Spoken, asked, reader, spoken
from mcapproval.store.clauses import AsItStands, by_key, made, table

Column = str | ScalarSelect[Any]
Read = Callable[[Sequence[Any]], Sequence[Any]] | None

TYPES = (Boolean, Integer, AsItStands, String)


class Wanted(NamedTuple):
    """The rows of a table whose columns have these values."""

    model: type[NamedTuple]
    key: Mapping[str, Any]


def several(connection: Connection, *wanted: Wanted) -> list[list[Any]]:
    """The rows of each, in the order of their primary key."""
    question = _asking_for(tuple((each.model, *each.key) for each in wanted))
    values = {f"{name}_{n}": v for n, each in enumerate(wanted) for name, v in each.key.items()}
    return question.rows(connection, values)


@lru_cache(maxsize=64)
def _asking_for(wanted: tuple[tuple[Any, ...], ...]) -> Several:
    named = [
        (model, {column: f"{column}_{n}" for column in columns})
        for n, (model, *columns) in enumerate(wanted)
    ]
    return Several(*named)


class Several:
    """A question that is put together once: of each table the rows whose columns have the values
    that are given by these names, or that another table has.
    """

    def __init__(self, *wanted: tuple[type[NamedTuple], Mapping[str, Column]]) -> None:
        self.wanted = wanted

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[list[Any]]:
        """The rows of each, in the order of their primary key."""
        question, places = _several(connection.dialect, self)
        found: list[list[Sequence[Any]]] = [[] for _ in places]
        for row in asked(connection, question, values):
            own, read = places[row[0]]
            found[row[0]].append(own(row) if read is None else read(own(row)))
        return [
            _in_order(model, rows) if rows else []
            for (model, _), rows in zip(self.wanted, found, strict=True)
        ]


def _in_order(model: type[NamedTuple], rows: list[Sequence[Any]]) -> list[Any]:
    found = made(model, rows)
    if len(found) > 1:
        found.sort(key=by_key(model))
    return found


@lru_cache(maxsize=128)
def _several(
    dialect: Dialect, several: Several
) -> tuple[Spoken, list[tuple[itemgetter[Any], Read]]]:
    """The question in one dialect, and of each table which columns are its own, and how they are
    read."""
    tables = [(table(model), values) for model, values in several.wanted]
    width = {
        kind: max(sum(_kind(c) is kind for c in target.columns) for target, _ in tables)
        for kind in TYPES
    }
    layout = [kind for kind in TYPES for _ in range(width[kind])]
    parts, places = [], []
    for number, (target, values) in enumerate(tables):
        left = list(enumerate(layout, start=1))
        at = {}
        for column in target.columns:
            place = next(each for each in left if each[1] is _kind(column))
            left.remove(place)
            at[place[0]] = column
        filled = [
            at[n].label(f"c{n}") if n in at else cast(null(), kind()).label(f"c{n}")
            for n, kind in enumerate(layout, start=1)
        ]
        asked_for = select(literal_column(str(number), Integer).label("c0"), *filled)
        where = [
            target.c[column] == (bindparam(value) if isinstance(value, str) else value)
            for column, value in values.items()
        ]
        parts.append(asked_for.select_from(target).where(*where))
        by_name = {column.name: n for n, column in at.items()}
        own = itemgetter(*(by_name[column.name] for column in target.columns))
        places.append((own, reader(dialect, target.columns)))
    return replace(spoken(dialect, union_all(*parts)), read=None), places


def _kind(column: Any) -> type[Any]:
    """Its type of `TYPES`: all that is no number, no truth and no bytes is text."""
    return next((kind for kind in TYPES[:-1] if isinstance(column.type, kind)), String)
