"""The days of a review that waits, when the import that moved it is taken back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.standing.imported import taken_back
from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.batch import Batch
from mcapproval.actions.importing.work import COUNTED_FROM, due_anew
from mcapproval.actions.lookup import case_row
from mcapproval.store import queries
from mcapproval.store.events import Author, Event
from mcapproval.store.folding.refolding import empty, fold
from mcapproval.store.rows.folded import Review
from mcapproval.store.rows.places import PLACES
from mcapproval.store.writer import Writer

DAYS = ("form", "due_on", "covers")
"""What an import moves of a review that waits."""


def put_days_back(writer: Writer, desk: Desk, batch: Batch, listing: str, cause: int) -> None:
    """As they were before, whatever our policy counts by now; counted anew where something else of
    the micro-credential or its reviews was moved since, for then there is no former day.
    """
    connection = writer.connection
    reviews = {row.ref: row for row in queries.many(connection, Review, listing=listing)}
    waits = {ref for ref, row in reviews.items() if row.waits}
    if _moved_since(connection, batch, {listing, *reviews}, cause):
        due_anew(writer, desk, listing, cause, desk.today)
        return
    by = Author(desk.who(), desk.channel, None)
    for ref in sorted(waits & {event.ref for event in batch.events}):
        was = _before(connection, batch, ref)
        if any(getattr(reviews[ref], name) != value for name, value in was.items()):
            case, due = case_row(connection, ref), str(was["due_on"])
            clock = clocking.with_review_day(connection, case, due, desk.today)
            told = {"track": "review", "facts": was, **clock}
            writer.add(ref, "noted", desk.today, told, cause=cause, by=by)


def _moved_since(connection: Connection, batch: Batch, refs: Collection[str], cause: int) -> bool:
    gone = taken_back(connection)
    later = queries.events(connection, after=batch.row.last)
    return any(_moves(event, refs) for event in later if event.seq < cause and not gone(event.seq))


def _moves(event: Event, refs: Collection[str]) -> bool:
    if event.act == "import-undone":
        return any(back["key"].get("ref") in refs for back in event.data.get("puts_back", ()))
    if event.ref not in refs or event.act not in ("opened", "moved", "undone", "noted"):
        return False
    return event.act != "noted" or bool({*COUNTED_FROM, *DAYS} & event.data["facts"].keys())


def _before(connection: Connection, batch: Batch, ref: str) -> dict[str, Any]:
    tables = empty()
    for event in queries.events(connection, ref):
        if event.seq < batch.row.first:
            fold(tables, event, part=True)
    row = tables[PLACES[Review].table][(ref,)]
    return {name: row[name] for name in DAYS}
