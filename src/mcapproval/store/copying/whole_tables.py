"""Every table as it stands, copied into an empty database: for a backup, and for putting one back.

What was written by an older program is copied with the tables that it had.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, MetaData, func, select, text
from sqlalchemy.exc import DatabaseError

from mcapproval.errors import Refused
from mcapproval.progress import HowFar, unheard
from mcapproval.store import engine as engines
from mcapproval.store.rows.places import ROWS
from mcapproval.store.sampling import sample
from mcapproval.store.schema import VERSIONS, revision, upgrade
from mcapproval.store.verifying.readable import first_line

LEANED_ON = "2BP01"
"""How PostgreSQL says that a table has views of others upon it."""

HELD = 200
"""Rows that are held at a time: a piece of a file has 256 KB."""


def copy_tables(source: Connection, target: Connection, told: HowFar = unheard) -> None:
    """Make the tables that the source has in an empty database, and put every row of them there."""
    found = revision(source)
    assert found is not None
    upgrade(target, found)
    tables = [table for table in _ours(target).sorted_tables if table.name != VERSIONS]
    counts = [select(func.count()).select_from(table) for table in tables]
    done, of = 0, sum(source.execute(count).scalar() or 0 for count in counts)
    for table in tables:
        rows = source.execute(
            select(table).order_by(*table.primary_key.columns),
            execution_options={"yield_per": HELD},
        )
        for piece in rows.mappings().partitions():
            target.execute(table.insert(), [dict(row) for row in piece])
            done += len(piece)
            told(done, of)
    sample(target, (table.name for table in tables))


def copy_to_file(source: Connection, place: Path, told: HowFar = unheard) -> None:
    """The same into a fresh SQLite file."""
    with engines.writing(engines.connect(str(place))) as target:
        copy_tables(source, target, told)


def _ours(connection: Connection) -> MetaData:
    """The tables of ours that are there: other programs may have some beside them."""
    there, ours = MetaData(), {*ROWS, VERSIONS}
    there.reflect(connection, only=lambda name, _: name in ours)
    return there


def drop_tables(connection: Connection) -> None:
    """Drop the tables of ours that a PostgreSQL database has, and what guards them.

    Refused where others made views upon them.
    """
    assert connection.dialect.name == "postgresql"
    try:
        _ours(connection).drop_all(connection)
    except DatabaseError as fault:
        if getattr(fault.orig, "sqlstate", None) != LEANED_ON:
            raise
        raise Refused(
            f"others have made something that leans on these tables: {first_line(fault)}",
            hint="drop their views first, and make them again afterwards",
        ) from fault
    connection.execute(text("DROP FUNCTION IF EXISTS journal_only_grows()"))
