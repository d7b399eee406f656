"""The inside of a write transaction: rows to the journal and their changes to the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, and_, bindparam, delete, func, select, update
from sqlalchemy.sql.dml import Update

from mcapproval.clock import stamp
from mcapproval.store.asking import Spoken, asked, done, spoken
from mcapproval.store.clauses import inserting, named, table
from mcapproval.store.conflict import Conflict
from mcapproval.store.events import GENESIS, Author, Event, read_event, row_hash
from mcapproval.store.finding.search import keep_up
from mcapproval.store.folding.changes import Add, Change, Drop, Put
from mcapproval.store.folding.fold import changes
from mcapproval.store.keep import Text, keep_content, keep_file, keep_text
from mcapproval.store.rows.folded import Case, Counter, Journal, RecordsRow
from mcapproval.store.rows.places import PLACES


class Writer:
    """Appends rows on one connection whose write transaction has begun.

    `by` answers for the rows, `at` is the instant at which they are recorded.
    """

    def __init__(self, connection: Connection, by: Author, at: datetime) -> None:
        self.connection = connection
        self.by = by
        self.at = stamp(at)
        rows = asked(connection, _begun(connection.dialect), {})
        seq, head, simulated = rows[0] if rows else (0, GENESIS, None)
        self.seq: int = seq
        self.head: str = head
        self.simulated: bool | None = simulated
        """Whether the records are; None where they were never made."""
        self._versions: dict[str, int] = {}
        self.keeps: dict[str, list[str]] = {"content": [], "text": [], "file": []}
        """What the next row will name."""
        self._said: dict[str, Any] = {}

    def content(self, value: object) -> str:
        """Keep a content; the next row names it."""
        return self._kept("content", keep_content(self.connection, value))

    def text(self, text: Text) -> str:
        """Keep a personal text; the next row holds its commitment."""
        name = self._kept("text", keep_text(self.connection, text))
        self._said[name] = text.value
        return name

    def file(self, data: bytes) -> str:
        """Keep a file; the next row names it."""
        return self._kept("file", keep_file(self.connection, data))

    def _kept(self, kind: str, name: str) -> str:
        if name not in self.keeps[kind]:
            self.keeps[kind].append(name)
        return name

    def next_ref(self, series: str) -> str:
        """The next reference of a series, from its counter row: `APP-2026-0001`."""
        counter = table(Counter)
        value = self.connection.execute(
            select(counter.c.value).where(counter.c.series == series)
        ).scalar()
        return f"{series}-{(value or 0) + 1:04d}"

    def add(
        self,
        ref: str,
        act: str,
        effective_on: date,
        data: Mapping[str, Any],
        *,
        seen: int | None = None,
        cause: int | None = None,
        by: Author | None = None,
    ) -> Event:
        """Append one row and make its changes. `seen` is the version of the case that was read.

        Raises Conflict when the case has moved on since.
        """
        if seen is not None:
            self._versions.setdefault(ref, seen)
        event = Event(
            seq=self.seq + 1,
            prev=self.head,
            ref=ref,
            ref_seq=self._next_of(ref),
            act=act,
            recorded_at=self.at,
            effective_on=effective_on.isoformat(),
            by=by or self.by,
            cause=cause,
            data={
                **data,
                "keeps": {kind: names for kind, names in self.keeps.items() if names},
            },
        )
        self.keeps = {kind: [] for kind in self.keeps}
        payload = event.payload()
        event = read_event(payload)  # as a refold will see it
        made = list(changes(event))
        for change in made:
            self._make(change, event)
        self.seq, self.head = event.seq, row_hash(payload)
        row = {
            "seq": event.seq,
            "ref": ref,
            "ref_seq": event.ref_seq,
            "prev": event.prev,
            "hash": self.head,
            "payload": payload,
        }
        self._insert(JOURNAL, row)
        if ref in self._versions:
            self._versions[ref] = event.ref_seq
        keep_up(self.connection, [(event, made)], self._said)
        self._said = {}
        return event

    def _next_of(self, ref: str) -> int:
        if ref in self._versions:
            return self._versions[ref] + 1
        journal = table(Journal)
        last = self.connection.execute(
            select(func.max(journal.c.ref_seq)).where(journal.c.ref == ref)
        ).scalar()
        return (last or 0) + 1

    def put(self, change: Put) -> None:
        """One row as it is to be, whether or not it is there."""
        if not self._update(change.table, change.key, change.values):
            self._insert(change.table, {**change.key, **change.values})

    def _make(self, change: Change, event: Event) -> None:
        if isinstance(change, Add):
            self._insert(change.table, change.values)
        elif isinstance(change, Drop):
            target = named(change.table)
            where = [target.c[name] == value for name, value in change.key.items()]
            self.connection.execute(delete(target).where(and_(*where)))
        elif isinstance(change, Put):
            self.put(change)
        else:
            seen = {"version": event.ref_seq - 1} if change.table == CASE else {}
            if not self._update(change.table, {**change.key, **seen}, change.values):
                raise Conflict(f"{change.table} {dict(change.key)}")

    def _insert(self, name: str, values: Mapping[str, Any]) -> None:
        done(
            self.connection, inserting(self.connection.dialect, named(name), tuple(values)), values
        )

    def _update(self, name: str, key: Mapping[str, Any], values: Mapping[str, Any]) -> int:
        statement = updating(self.connection.dialect, name, tuple(key), tuple(values))
        found = {f"{KEY}{column}": value for column, value in key.items()}
        return done(self.connection, statement, {**found, **values})


JOURNAL, CASE = PLACES[Journal].table, PLACES[Case].table
KEY = "the_"
"""Begins the name of a value by which a row is found, beside those that are set."""


@lru_cache(maxsize=16)
def _begun(dialect: Dialect) -> Spoken:
    """The journal's last row, and whether the records are simulated."""
    journal, simulated = table(Journal).c, select(table(RecordsRow).c.simulated).scalar_subquery()
    last = select(journal.seq, journal.hash, simulated.label("simulated"))
    return spoken(dialect, last.order_by(journal.seq.desc()).limit(1))


@lru_cache(maxsize=512)
def updating(dialect: Dialect, name: str, key: tuple[str, ...], columns: tuple[str, ...]) -> Spoken:
    return spoken(dialect, update_of(name, key, columns))


def update_of(name: str, key: Iterable[str], columns: Iterable[str]) -> Update:
    """Sets columns of the row of a table with a key."""
    target = named(name)
    where = [target.c[column] == bindparam(f"{KEY}{column}") for column in key]
    return update(target).where(*where).values({column: bindparam(column) for column in columns})
