"""Ask records something without sqlalchemy and the tables, which take longer to load than to ask.

A file is asked by `sqlite3` alone. PostgreSQL, and a file that is not as it should be, are asked by
`store/records.py` as everything else is, which also says what is wrong with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcapproval.store.addresses import as_uri
from mcapproval.store.schema import HEAD

if TYPE_CHECKING:
    from sqlalchemy import Connection

Ask = Callable[[str, Mapping[str, Any]], list[tuple[Any, ...]]]
"""A question in the SQL that both engines speak, its values by name (`:day`), and all its rows."""

PATIENCE = 10
"""Seconds for which a look waits for whoever has a file for themselves alone."""


@contextmanager
def looking(where: str) -> Iterator[Ask]:
    """One consistent view of the records. Raises as `open_records` and reading them do."""
    raw = _file(where, "ro")
    if raw is not None:
        try:
            yield _asking(where, raw)
        except (ValueError, TypeError, LookupError, AttributeError, AssertionError):
            from mcapproval.store.records import open_records

            with open_records(where).reading():
                raise  # that says whether it comes of damage
        finally:
            raw.close()
        return
    from mcapproval.store.records import open_records

    with open_records(where).reading() as connection:
        yield over(connection)


def over(connection: Connection) -> Ask:
    """The same of records that are open, as they lie there."""
    from sqlalchemy import text

    return lambda sql, values: [tuple(r) for r in connection.execute(text(sql), dict(values))]


def _file(where: str, mode: str) -> sqlite3.Connection | None:
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
    raw = _file(where, mode)
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


def _asking(where: str, raw: sqlite3.Connection) -> Ask:
    def ask(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        try:
            return raw.execute(sql, values).fetchall()
        except sqlite3.Error:
            from mcapproval.store.records import open_records

            with open_records(where).reading() as connection:
                return over(connection)(sql, values)

    return ask
