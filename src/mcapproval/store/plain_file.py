"""A file of records as `sqlite3` alone opens it, where it is seen at a glance to be one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from mcapproval.store.addresses import as_uri
from mcapproval.store.schema import HEAD

PATIENCE = 10
"""Seconds for which a look waits for whoever has a file for themselves alone."""


def plain_file(where: str, mode: str) -> sqlite3.Connection | None:
    """A connection to a file of records of this version; None where it needs a closer look."""
    if "://" in where or not Path(where).is_file():
        return None
    raw = None
    try:
        place = as_uri(Path(where).absolute(), f"mode={mode}")
        raw = sqlite3.connect(place, uri=True, timeout=PATIENCE, isolation_level=None)
        raw.execute("BEGIN")
        if raw.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,):
            return raw
    except sqlite3.Error:
        pass
    if raw is not None:
        raw.close()
    return None


def plainly_ours(where: str, mode: str = "ro") -> sqlite3.Connection | None:
    """A view of a file that is seen at a glance to be of this program and version, to be closed by
    whoever asks; None says nothing.

    Opened to be read alone ("ro") it is quickest; only what could write ("rw") takes away at its
    end what SQLite lays beside the file.
    """
    raw = plain_file(where, mode)
    if raw is None:
        return None
    try:
        if raw.execute(OURS).fetchone() == (3,):
            return raw
    except sqlite3.Error:
        pass
    raw.close()
    return None


OURS = """SELECT count(*) FROM sqlite_master
WHERE type = 'table' AND name IN ('journal', 'case_record', 'content_version')"""
"""Other programs number their tables like this, too; none has all of these."""
