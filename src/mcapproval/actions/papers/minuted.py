"""Under which reference the minutes of a meeting were closed, for decisions that name the meeting
and no minute of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from mcapproval.store import queries
from mcapproval.store.events import Event


def closed_as(connection: Connection, rows: Iterable[Event], until: int) -> Mapping[str, str]:
    """By the meeting that any of these rows names: the reference, where it was closed by the row
    `until` of the journal. A paper as of a row is then the same whenever it is made.
    """
    named = {row.data["values"].get("meeting") for row in rows if row.act == "moved"} - {None}
    return {
        ref: str(row.data["minute_reference"])
        for ref in sorted(named)
        for row in queries.events(connection, ref)
        if row.act == "meeting-closed" and row.seq <= until
    }
