"""A page of a table whose rows are numbered by the journal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select

from mcapproval.store.base import Model, rows_of
from mcapproval.store.tables import table

MANY = 1000
"""Beyond it rows are not counted for a page: it takes no longer however much is stored."""


def by_number(
    connection: Connection,
    model: type[Model],
    first: int | None,
    after: int | None,
    until: str | None = None,
    **key: Any,
) -> tuple[list[Model], bool, int]:
    """So many rows after one, in the order of their numbers; whether there are more; and how many
    there are in all, MANY + 1 where there are more than MANY. With `until` only those of a day
    until then.
    """
    target = table(model)
    asked = select(target).where(*(target.c[name] == value for name, value in key.items()))
    if until is not None:
        asked = asked.where(target.c.on_day <= until)
    page = asked if after is None else asked.where(target.c.seq > after)
    page = page.order_by(target.c.seq).limit(None if first is None else first + 1)
    found = rows_of(model, connection.execute(page))
    rows = found[:first]
    whole = after is None and len(rows) == len(found)
    return rows, len(found) > len(rows), len(rows) if whole else counted(connection, asked)


def counted(connection: Connection, asked: Select[Any]) -> int:
    """How many rows there are; MANY + 1 where there are more than MANY."""
    some = asked.limit(MANY + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar() or 0)
