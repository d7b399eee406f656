"""Rows of many cases in few questions: to ask of each case by itself takes far longer."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from mcapproval.store import queries
from mcapproval.store.clauses import Model


def gathered(
    connection: Connection, model: type[Model], column: str, values: Collection[str]
) -> dict[str, list[Model]]:
    """The rows whose column has one of the values, by that value, each list in the order of their
    primary key."""
    found: dict[str, list[Model]] = {}
    for row in queries.among(connection, model, column, values):
        found.setdefault(getattr(row, column), []).append(row)
    return found
