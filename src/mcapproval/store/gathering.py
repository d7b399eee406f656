"""Rows of many cases in few questions: to ask of each case by itself takes far longer."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from mcapproval.store import queries
from mcapproval.store.base import Model

AT_ONCE = 5000
"""How many values one question names; SQLite takes 32,766."""


def gathered(
    connection: Connection, model: type[Model], column: str, values: Collection[str]
) -> dict[str, list[Model]]:
    """The rows whose column has one of the values, by that value, each list in the order of their
    primary key."""
    wanted = sorted(values)
    found: dict[str, list[Model]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        for row in queries.among(connection, model, column, wanted[start : start + AT_ONCE]):
            found.setdefault(getattr(row, column), []).append(row)
    return found
