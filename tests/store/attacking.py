"""Attack records as somebody could who has the database in their hands: no rule of ours holds them.

Every attack happens in a transaction that is rolled back, so that one set of records serves all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text

from mcapproval.canonical import canonical
from mcapproval.store import engine as engines
from mcapproval.store.clauses import table
from mcapproval.store.events import GENESIS, row_hash
from mcapproval.store.rows.folded import Journal
from mcapproval.store.triggers import missing, statements

JOURNAL = table(Journal)
Rows = list[dict[str, Any]]


class _UndoneError(Exception):
    pass


@contextmanager
def undone(where: str) -> Iterator[Connection]:
    """A write transaction of which nothing is kept."""
    with suppress(_UndoneError), engines.writing(engines.connect(where)) as connection:
        yield connection
        raise _UndoneError


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """The journal's triggers away, and back again afterwards as if nothing had been."""
    dialect = connection.dialect.name
    there = missing(connection)
    assert there == ()
    creating = [s for s in statements(dialect) if s.startswith("CREATE TRIGGER")]
    names = [statement.split()[2] for statement in creating]
    for name in names:
        on = " ON journal" if dialect == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER {name}{on}"))
    yield
    for statement in creating:
        connection.exec_driver_sql(statement)


def read_rows(connection: Connection) -> Rows:
    found = connection.execute(select(JOURNAL).order_by(JOURNAL.c.seq)).mappings()
    return [{**row, "payload": bytes(row["payload"])} for row in found]


def write_rows(connection: Connection, rows: Rows) -> None:
    """The journal is these rows and no others."""
    with unguarded(connection):
        connection.execute(delete(JOURNAL))
        if rows:
            connection.execute(insert(JOURNAL), rows)


def said(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says, as a value to be changed."""
    found = json.loads(row["payload"])
    assert isinstance(found, dict)
    return found


def resaid(row: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """The row with other bytes and its old hash."""
    return {**row, "payload": canonical(changed)}


def edited(row: dict[str, Any]) -> dict[str, Any]:
    """The row with another person named as its author, which no table shows."""
    value = said(row)
    value["by"]["person"] = "PER-0099"
    return resaid(row, value)


def rehashed(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "hash": row_hash(row["payload"])}


def rechained(rows: Rows) -> Rows:
    """The rows numbered, chained and hashed afresh: a journal without a seam."""
    found: Rows = []
    head = GENESIS
    for number, row in enumerate(rows, 1):
        value = {**said(row), "seq": number, "prev": head}
        payload = canonical(value)
        found.append({**row, "seq": number, "prev": head, "payload": payload})
        head = found[-1]["hash"] = row_hash(payload)
    return found
