"""What stood before an import, and is to stand again when that is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.imported import taken_back
from mcapproval.actions.importing.batch import Batch
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.folding.refolding import empty, fold
from mcapproval.store.folding.taking_back import put_back
from mcapproval.store.rows.folded import Application, Listing
from mcapproval.store.rows.places import PLACES, ROWS

LISTING = PLACES[Listing].table
STAYS = ("counter", "import_batch", "organisation")
"""Tables of which nothing is dropped."""


def dropped(batch: Batch) -> Iterator[dict[str, Any]]:
    """The rows that the import made, and what mcapproval made of them since, by table and key."""
    made = empty()
    for event in (*batch.events, *batch.since):
        fold(made, event, part=True)
    for table in sorted(made.keys() - set(STAYS)):
        names = PLACES[ROWS[table]].key
        for key in sorted(made[table], key=str):
            yield {"table": table, "key": dict(zip(names, key, strict=True))}


def emptied(batch: Batch) -> Iterator[dict[str, Any]]:
    """What was learnt of cases that were there before: it is to be empty again, or as it was."""
    for event in batch.events:
        data, key = event.data, {"ref": event.ref}
        if event.act != "noted" or event.ref in batch.opened:
            continue
        if data["track"] == LISTING or "was" in data:
            values = data.get("was") or dict.fromkeys(data["facts"])
            yield {"table": data["track"], "key": key, "values": values}
        for name, on in data.get("result_days_were", {}).items():
            yield {"table": "result", "key": {**key, "result": name}, "values": {"on_day": on}}


def filled(batch: Batch) -> Iterator[Event]:
    """The rows by which applications that were there before got a new content."""
    return (event for event in batch.events if event.act == "updated")


def contents_before(connection: Connection, batch: Batch) -> Iterator[dict[str, Any]]:
    """The content that stood before: its version is dropped, and the case counts its rows on."""
    gone = taken_back(connection)
    for event in filled(batch):
        rows = (row for row in queries.events(connection, event.ref) if not gone(row.seq))
        backs = put_back(rows, event.seq, event.effective_on)
        yield from (back for back in backs if back["table"] == PLACES[Application].table)
