"""The version of the records' tables: made, asked, upgraded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0006"
"""The revision this program writes; the newest module in `migrations/versions`."""

FILLING = "filling-"
"""Begins the version of records that are being filled from outside, before their revision."""


TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
VERSIONS = "alembic_version"
"""The table in which the revision stands."""


def revision(connection: Connection) -> str | None:
    """The revision of the records, None where there are none; asked often, so without alembic."""
    from sqlalchemy import text

    if VERSIONS not in _tables(connection):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def stamp(connection: Connection, version: str) -> None:
    """Say that the tables have a version."""
    from sqlalchemy import text

    connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})


def ours(connection: Connection) -> bool:
    """Whether most of our tables are there: other programs number their tables like this, too."""
    from mcapproval.store.rows.places import ROWS

    known = ROWS.keys()
    return 2 * len(known & _tables(connection)) > len(known)


def _tables(connection: Connection) -> set[str]:
    """The names of all tables: asked at each opening, so of SQLite without an inspector."""
    from sqlalchemy import inspect

    if connection.dialect.name == "sqlite":
        return set(connection.exec_driver_sql(TABLES).scalars())
    return set(inspect(connection).get_table_names())


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Bring the tables to a revision inside the transaction that is open."""
    import io

    from alembic import command
    from alembic.config import Config

    from mcapproval.store.tables.all import METADATA

    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", "mcapproval.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = METADATA
    command.upgrade(config, to)
