"""A page of a table whose rows are numbered by the journal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Integer,
    Select,
    Table,
    bindparam,
    func,
    literal_column,
    select,
)

from mcapproval.store.asking import Spoken, asked, spoken
from mcapproval.store.clauses import Model, made, table
from mcapproval.store.counting import MANY


def by_number(
    connection: Connection,
    model: type[Model],
    first: int | None,
    after: int | None,
    until: str | None = None,
    **key: Any,
) -> list[Model]:
    """So many rows after one, in the order of their numbers; with `until` only those of a day until
    then."""
    of_page = {"first": first, "after": after, "until": until}
    values = {**key, **{name: value for name, value in of_page.items() if value is not None}}
    page, _ = _questions(connection.dialect, table(model), tuple(key), tuple(values))
    return made(model, asked(connection, page, values))


def how_many(
    connection: Connection, model: type[Model], until: str | None = None, **key: Any
) -> int:
    """How many there are of all these, MANY + 1 where there are more than MANY."""
    values = key if until is None else {**key, "until": until}
    _, count = _questions(connection.dialect, table(model), tuple(key), tuple(values))
    ((many,),) = asked(connection, count, values)
    return int(many)


@lru_cache(maxsize=64)
def _questions(
    dialect: Dialect, target: Table, key: tuple[str, ...], names: tuple[str, ...]
) -> tuple[Spoken, Spoken]:
    """For a page and for how many there are; kept, since to put them together takes longer than to
    have them answered."""
    every = select(target).where(*(target.c[name] == bindparam(name) for name in key))
    if "until" in names:
        every = every.where(target.c.on_day <= bindparam("until"))
    page = every.where(target.c.seq > bindparam("after")) if "after" in names else every
    page = limited(page.order_by(target.c.seq), names)
    return spoken(dialect, page), spoken(dialect, counting(every))


def given(wanted: NamedTuple, **of_page: Any) -> dict[str, Any]:
    """The values of what is asked for, by name: what does not matter has none."""
    every = {**wanted._asdict(), **of_page}
    return {name: value for name, value in every.items() if value is not None}


def matching(
    columns: Mapping[str, ColumnElement[Any]], names: Collection[str]
) -> list[ColumnElement[bool]]:
    """That columns are what is asked for by their names."""
    return [column == bindparam(name) for name, column in columns.items() if name in names]


def limited(page: Select[Any], names: Collection[str]) -> Select[Any]:
    """No more of them than are asked for as `first`."""
    return page.limit(bindparam("first", type_=Integer)) if "first" in names else page


def counted(connection: Connection, those: Select[Any]) -> int:
    """How many rows there are; MANY + 1 where there are more than MANY."""
    return int(connection.execute(counting(those)).scalar() or 0)


def counting(those: Select[Any]) -> Select[Any]:
    """The question how many they are, which looks at no more than MANY + 1."""
    some = those.limit(literal_column(str(MANY + 1), Integer)).subquery()
    return select(func.count()).select_from(some)
