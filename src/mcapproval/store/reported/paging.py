"""A page of a table whose rows are numbered by the journal."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import (
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
    given = {"first": first, "after": after, "until": until}
    values = {**key, **{name: value for name, value in given.items() if value is not None}}
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
    dialect: Dialect, target: Table, key: tuple[str, ...], given: tuple[str, ...]
) -> tuple[Spoken, Spoken]:
    """For a page and for how many there are; kept, since to put them together takes longer than to
    have them answered."""
    every = select(target).where(*(target.c[name] == bindparam(name) for name in key))
    if "until" in given:
        every = every.where(target.c.on_day <= bindparam("until"))
    page = every.where(target.c.seq > bindparam("after")) if "after" in given else every
    page = page.order_by(target.c.seq)
    if "first" in given:
        page = page.limit(bindparam("first", type_=Integer))
    some = every.limit(literal_column(str(MANY + 1), Integer)).subquery()
    return spoken(dialect, page), spoken(dialect, select(func.count()).select_from(some))


def counted(connection: Connection, those: Select[Any]) -> int:
    """How many rows there are; MANY + 1 where there are more than MANY."""
    some = those.limit(MANY + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar() or 0)
