"""What PostgreSQL plans by, sampled where many rows were written in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from mcapproval.store.rows.places import ROWS


def sample(connection: Connection, names: Iterable[str] = ROWS) -> None:
    """Let PostgreSQL look at our tables before they are asked in the transaction that filled them.

    VACUUM that passes meanwhile counts none of these rows, since nobody else may see them yet. The
    tables are then taken for empty, and by a plan for empty tables full ones take very long. Until
    the transaction ends, no other VACUUM comes in between. SQLite plans without.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ANALYZE {', '.join(sorted(names))}")
