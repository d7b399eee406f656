"""Rows of several tables by one question: what hangs on a case is little, and asking takes longer.

Each table has its place in a UNION ALL; columns of one type share places, so that PostgreSQL takes
them as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Connection,
    Dialect,
    Integer,
    String,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    union_all,
)

from mcapproval.store.asking import Spoken, asked, spoken
from mcapproval.store.clauses import AsItStands, by_key, made, table

TYPES = (Boolean, Integer, AsItStands, String)


class Wanted(NamedTuple):
    """The rows of a table whose columns have these values."""

    model: type[NamedTuple]
    key: Mapping[str, Any]


def several(connection: Connection, *wanted: Wanted) -> list[list[Any]]:
    """The rows of each, in the order of their primary key."""
    question, names, places = _several(
        connection.dialect, tuple((each.model, *each.key) for each in wanted)
    )
    values = dict(zip(names, (v for each in wanted for v in each.key.values()), strict=True))
    found: list[list[Sequence[Any]]] = [[] for _ in wanted]
    for row in asked(connection, question, values):
        found[row[0]].append(places[row[0]](row))
    return [_in_order(w.model, rows) if rows else [] for w, rows in zip(wanted, found, strict=True)]


def _in_order(model: type[NamedTuple], rows: list[Sequence[Any]]) -> list[Any]:
    found = made(model, rows)
    if len(found) > 1:
        found.sort(key=by_key(model))
    return found


@lru_cache(maxsize=64)
def _several(
    dialect: Dialect, wanted: tuple[tuple[Any, ...], ...]
) -> tuple[Spoken, list[str], list[itemgetter[Any]]]:
    """The question to models by some of their columns, what its values are called, and which of
    its columns are those of each."""
    tables = [(table(model), names) for model, *names in wanted]
    width = {
        kind: max(sum(_kind(c) is kind for c in target.columns) for target, _ in tables)
        for kind in TYPES
    }
    layout = [kind for kind in TYPES for _ in range(width[kind])]
    parts, called, places = [], list[str](), []
    for number, (target, names) in enumerate(tables):
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
        where = [target.c[name] == bindparam(f"{name}_{number}") for name in names]
        called += [f"{name}_{number}" for name in names]
        parts.append(asked_for.select_from(target).where(*where))
        by_name = {column.name: n for n, column in at.items()}
        places.append(itemgetter(*(by_name[column.name] for column in target.columns)))
    return spoken(dialect, union_all(*parts)), called, places


def _kind(column: Any) -> type[Any]:
    """Its type of `TYPES`: all that is no number, no truth and no bytes is text."""
    return next((kind for kind in TYPES[:-1] if isinstance(column.type, kind)), String)
