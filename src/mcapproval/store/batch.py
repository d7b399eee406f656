"""Many rows of many cases in one go: what they change is gathered and sent table by table.

The journal gets the rows that the writer would write one by one, and the tables the same changes
of the same pure fold; only the statements are fewer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert

from mcapproval import canonical
from mcapproval.store.clauses import named, run_many, table
from mcapproval.store.conflict import Conflict
from mcapproval.store.events import Author, Event, read_event, row_hash
from mcapproval.store.finding.search import keep_up
from mcapproval.store.folding.changes import Add, Change, Put, Set
from mcapproval.store.folding.fold import changes
from mcapproval.store.rows.folded import Journal
from mcapproval.store.writer import CASE, KEY, Writer, update_of


@dataclass(frozen=True, slots=True)
class RowOf:
    """A row to be written of a case that was read with the version `seen`.

    `data` is hashed as it stands: it must be what `canonical.plain` gives (NFC text, whole numbers,
    lists and dicts).
    """

    ref: str
    seen: int
    data: Mapping[str, Any]
    by: Author | None = None
    cause: int | None = None


def add_all(writer: Writer, act: str, day: date, rows: Sequence[RowOf]) -> None:
    """Append a row of each case. Conflict where one has moved on: nothing of it may be kept then.

    For acts that set columns of what is there and add rows: no other kind of change is taken.
    """
    keeps = {kind: names for kind, names in writer.keeps.items() if names}
    sets: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[dict[str, Any]]] = {}
    adds: dict[str, list[Mapping[str, Any]]] = {}
    put: Put | None = None
    written, done = [], []
    for row in rows:
        event = Event(
            seq=writer.seq + 1,
            prev=writer.head,
            ref=row.ref,
            ref_seq=row.seen + 1,
            act=act,
            recorded_at=writer.at,
            effective_on=day.isoformat(),
            by=row.by or writer.by,
            cause=row.cause,
            data={**row.data, "keeps": keeps},
        )
        payload = canonical.written(event.as_json())
        event = read_event(payload)  # as a refold will see it
        made = list(changes(event))
        done.append((event, made))
        for change in made:
            if isinstance(change, Put) and change.key == JOURNALS:
                put = change
            elif isinstance(change, Add):
                adds.setdefault(change.table, []).append(change.values)
            else:
                _gather(sets, change, row.seen)
        writer.seq, writer.head = event.seq, row_hash(payload)
        written.append(
            {
                "seq": event.seq,
                "ref": event.ref,
                "ref_seq": event.ref_seq,
                "prev": event.prev,
                "hash": writer.head,
                "payload": payload,
            }
        )
    if put is None:
        return
    for (name, keys, columns), values in sets.items():
        statement = update_of(name, keys, columns)
        if run_many(writer.connection, statement, values) != len(values):
            raise Conflict(f"{name}: of {len(values)} some have moved on")
    for name, added in adds.items():
        run_many(writer.connection, insert(named(name)), added)
    writer.put(put)
    run_many(writer.connection, insert(table(Journal)), written)
    writer.keeps = {kind: [] for kind in writer.keeps}
    keep_up(writer.connection, done)


JOURNALS = {"series": "journal"}
"""The one counter that many rows move: it gets the last's number."""


def _gather(
    sets: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[dict[str, Any]]],
    change: Change,
    seen: int,
) -> None:
    if not isinstance(change, Set):
        raise TypeError(f"{type(change).__name__} of {change.table} is no change for many rows")
    key = {**change.key, "version": seen} if change.table == CASE else change.key
    kind = change.table, tuple(key), tuple(change.values)
    values = {f"{KEY}{name}": value for name, value in key.items()}
    sets.setdefault(kind, []).append({**values, **change.values})
