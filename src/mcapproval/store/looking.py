"""Ask records something without sqlalchemy and the tables, which take longer to load than to ask.

A file is asked by `sqlite3` alone. PostgreSQL, and a file that is not as it should be, are asked by
`store/records.py` as everything else is, which also says what is wrong with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from mcapproval.store.ask import Ask, over
from mcapproval.store.plain_file import plain_file


@contextmanager
def looking(where: str) -> Iterator[Ask]:
    """One consistent view of the records. Raises as `open_records` and reading them do."""
    raw = plain_file(where, "ro")
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


def _asking(where: str, raw: sqlite3.Connection) -> Ask:
    def ask(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        try:
            return raw.execute(sql, values).fetchall()
        except sqlite3.Error:
            from mcapproval.store.records import open_records

            with open_records(where).reading() as connection:
                return over(connection)(sql, values)

    return ask
