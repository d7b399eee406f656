"""Rewrite the records without what was deleted, so that no byte of it is left behind."""

from __future__ import annotations

import sqlite3
import time

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from mcapproval.store.asking import driver
from mcapproval.store.rows.places import ROWS
from mcapproval.store.unusable import HELD
from mcapproval.store.verifying.readable import first_line

PATIENCE = 10_000
"""Milliseconds for which it waits for others who read or write."""

IN_USE = "another program is using them"

NOT_THEIRS = "only the user of the server who owns the tables may do that"

OTHERS = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND backend_xmin IS NOT NULL
"""
"""How many are reading in PostgreSQL: what they may still see is not thrown away."""


def shake_out(engine: Engine, patience: int) -> str | None:
    """None when it is done, else why it could not be."""
    return _postgresql(engine, patience) if _is_server(engine) else _sqlite(engine, patience)


def _is_server(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"


def _sqlite(engine: Engine, patience: int) -> str | None:
    """VACUUM needs as much room again as the records have; the old bytes go at the checkpoint."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA busy_timeout={patience}")
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return IN_USE if busy else None
    except sqlite3.OperationalError as fault:
        return IN_USE if "locked" in str(fault) else str(fault)
    finally:
        raw.close()


def _postgresql(engine: Engine, patience: int) -> str | None:
    """Our tables alone: others may have theirs beside them, and need them meanwhile. The server
    passes over tables of somebody else's with no more than a word. What was
    sampled of the columns is sampled anew; that old samples go with their bytes takes a person who
    owns the database, and is left out for others.
    """
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")
            until = time.monotonic() + patience / 1000
            while connection.execute(text(OTHERS)).scalar():
                if time.monotonic() >= until:
                    return IN_USE
                time.sleep(0.05)
            connection.exec_driver_sql(f"SET lock_timeout = {max(patience, 1)}")
            passed_over: list[str | None] = []
            driver(connection).add_notice_handler(
                lambda said: passed_over.append(said.message_primary)
            )
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {', '.join(sorted(ROWS))}")
            if passed_over:
                return NOT_THEIRS
            connection.exec_driver_sql("VACUUM FULL pg_catalog.pg_statistic")
    except DatabaseError as fault:
        return IN_USE if getattr(fault.orig, "sqlstate", None) in HELD else first_line(fault)
    return None
