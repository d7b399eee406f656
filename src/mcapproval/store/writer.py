"""The inside of a write transaction: rows to the journal and their changes to the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.sql.dml import Update

from mcapproval.clock import stamp
from mcapproval.store.asking import Spoken, Step, asked, done_in_turn, spoken
from mcapproval.store.clauses import inserting, named, table
from mcapproval.store.events import GENESIS, Author, Event, read_event, row_hash
from mcapproval.store.finding.search import keep_up
from mcapproval.store.folding.changes import Add, Change, Drop, Put
from mcapproval.store.folding.fold import changes
from mcapproval.store.keep import Text, keep_content, keep_file, keep_text
from mcapproval.store.rows.folded import Case, Counter, Journal, RecordsRow
from mcapproval.store.rows.places import PLACES
from mcapproval.store.schema import VERSIONS


class Writer:
    """Appends rows on one connection whose write transaction has begun.

    `by` answers for the rows, `at` is the instant at which they are recorded.
    """

    def __init__(self, connection: Connection, by: Author, at: datetime) -> None:
        self.connection = connection
        self.by = by
        self.at = stamp(at)
        rows = asked(connection, _begun(connection.dialect), {})
        seq, head, simulated, tables = rows[0] if rows else (0, GENESIS, None, None)
        self.seq: int = seq
        self.head: str = head
        self.simulated: bool | None = simulated
        """Whether the records are; None where they were never made."""
        self.tables: str | None = tables
        """The version of the tables in this transaction; None where nothing was written yet."""
        self._versions: dict[str, int] = {}
        self.keeps: dict[str, list[str]] = {"content": [], "text": [], "file": []}
        """What the next row will name."""
        self._said: dict[str, Any] = {}
        """The texts that were kept, which need not be read again to be found."""

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
        self.seq, self.head = event.seq, row_hash(payload)
        row = {
            "seq": event.seq,
            "ref": ref,
            "ref_seq": event.ref_seq,
            "prev": event.prev,
            "hash": self.head,
            "payload": payload,
        }
        self._write(made, event.ref_seq - 1, row)
        if ref in self._versions:
            self._versions[ref] = event.ref_seq
        keep_up(self.connection, [(event, made)], self._said)
        return event

    def _next_of(self, ref: str) -> int:
        if ref in self._versions:
            return self._versions[ref] + 1
        journal = table(Journal)
        last = self.connection.execute(
            select(func.max(journal.c.ref_seq)).where(journal.c.ref == ref)
        ).scalar()
        return (last or 0) + 1

    def _write(self, made: Sequence[Change], seen: int, row: Mapping[str, Any]) -> None:
        """The changes and the row that tells them; a row of a table that was not there comes last,
        for only then is it known."""
        dialect = self.connection.dialect
        steps = [step_of(dialect, change, seen) for change in made]
        changed = done_in_turn(self.connection, [*steps, _added(dialect, JOURNAL, row)])
        for change, rows in zip(made, changed, strict=False):
            if isinstance(change, Put) and not rows:
                self._insert(change)

    def put(self, change: Put) -> None:
        """One row as it is to be, whether or not it is there."""
        (rows,) = done_in_turn(self.connection, [step_of(self.connection.dialect, change, 0)])
        if not rows:
            self._insert(change)

    def _insert(self, change: Put) -> None:
        values = {**change.key, **change.values}
        done_in_turn(self.connection, [_added(self.connection.dialect, change.table, values)])


JOURNAL, CASE = PLACES[Journal].table, PLACES[Case].table
KEY = "the_"
"""Begins the name of a value by which a row is found, beside those that are set."""


def step_of(dialect: Dialect, change: Change, seen: int) -> Step:
    """What makes a change, of a case that was read with the version `seen`."""
    if isinstance(change, Add):
        return _added(dialect, change.table, change.values)
    if isinstance(change, Drop):
        dropped = dropping(dialect, change.table, tuple(change.key))
        return Step(dropped, _by(change.key))
    key = {**change.key, "version": seen} if change.table == CASE else change.key
    statement = updating(dialect, change.table, tuple(key), tuple(change.values))
    must = "" if isinstance(change, Put) else f"{change.table} {dict(change.key)}"
    return Step(statement, {**_by(key), **change.values}, must)


def _added(dialect: Dialect, name: str, values: Mapping[str, Any]) -> Step:
    return Step(inserting(dialect, named(name), tuple(values)), values)


def _by(key: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{KEY}{column}": value for column, value in key.items()}


@lru_cache(maxsize=16)
def _begun(dialect: Dialect) -> Spoken:
    """The journal's last row, whether the records are simulated, and of which version they are."""
    journal, simulated = table(Journal).c, select(table(RecordsRow).c.simulated).scalar_subquery()
    versions = select(literal_column("version_num")).select_from(text(VERSIONS)).scalar_subquery()
    last = select(journal.seq, journal.hash, simulated.label("simulated"), versions)
    return spoken(dialect, last.order_by(journal.seq.desc()).limit(1))


@lru_cache(maxsize=512)
def updating(dialect: Dialect, name: str, key: tuple[str, ...], columns: tuple[str, ...]) -> Spoken:
    return spoken(dialect, update_of(name, key, columns))


@lru_cache(maxsize=64)
def dropping(dialect: Dialect, name: str, key: tuple[str, ...]) -> Spoken:
    return spoken(dialect, delete(named(name)).where(*_keyed(name, key)))


def update_of(name: str, key: Iterable[str], columns: Iterable[str]) -> Update:
    """Sets columns of the row of a table with a key."""
    values: Any = {column: bindparam(column) for column in columns}
    return update(named(name)).where(*_keyed(name, key)).values(values)


def _keyed(name: str, key: Iterable[str]) -> list[ColumnElement[bool]]:
    return [named(name).c[column] == bindparam(f"{KEY}{column}") for column in key]
