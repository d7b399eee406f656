"""An import as the journal has it, with what followed from it and not from a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from mcapproval.errors import Unknown
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.rows.folded import ImportBatch

SYSTEM = "system"
BY_ITSELF = ("noticed", "overtaken", "moved")
"""Acts of mcapproval on its own: nobody's touch, unless a person's row brought them about."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Its rows, and the references that it opened."""

    row: ImportBatch
    events: tuple[Event, ...]
    opened: frozenset[str]
    since: tuple[Event, ...]
    """What mcapproval did by itself with what the import opened."""


def read_batch(connection: Connection, ref: str) -> Batch:
    row = queries.one(connection, ImportBatch, ref=ref)
    if row is None:
        raise Unknown(f"there is no import {ref}", "an import says its own, such as IMP-0001")
    after = list(queries.events(connection, after=row.first - 1))
    events = tuple(event for event in after if event.seq <= row.last)
    acts = ("opened", "delivery-entered")
    opened = frozenset(e.ref for e in events if e.act in acts)
    return Batch(row, events, opened, tuple(_by_itself(row, opened, after)))


def _by_itself(
    row: ImportBatch, opened: Collection[str], after: Iterable[Event]
) -> Iterator[Event]:
    """The rows since the import that follow from the day or from the import, not from a person."""
    own: set[int] = set()
    for event in after:
        caused = event.cause is None or row.first <= event.cause <= row.last or event.cause in own
        mine = event.by.person == SYSTEM and event.act in BY_ITSELF and caused
        if event.seq > row.last and event.ref in opened and mine:
            own.add(event.seq)
            yield event
