"""Is the journal whole, and do the tables say what it says?

In order: the triggers, the chain of bytes, the refold, and what is kept by hash. The first thing
wrong is named with its row. A chain alone can't show that its end was cut off together with the
tables: `against` holds it to a head kept outside.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from mcapproval.canonical import digest
from mcapproval.store.changes import Add, Set, Tables
from mcapproval.store.events import GENESIS, Event, read_event, row_hash
from mcapproval.store.fold import changes
from mcapproval.store.keep import file_pieces
from mcapproval.store.kept_tables import Content, FileRow, TextRow
from mcapproval.store.tables import FOLDED, Base, Journal, table
from mcapproval.store.triggers import missing


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong of one kind: at which journal row (None where none is to blame)."""

    row: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`rows` and `head` are of the journal as it stands; whole where there are no faults."""

    rows: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        return not self.faults


def verify(connection: Connection, against: tuple[int, str] | None = None) -> Verdict:
    """Check everything; `against` is a head kept outside: (row number, hash)."""
    faults = [
        Fault(None, f"the trigger {name} is missing: rows can be changed without a word")
        for name in missing(connection)
    ]
    events: list[Event] = []
    head, broken = _chain(connection, events)
    if broken:
        faults.append(broken)
    else:
        faults.extend(_compare(connection, events))
        faults.extend(_kept(connection, events))
    if against:
        faults.extend(_held_to(connection, against))
    return Verdict(len(events), head, tuple(faults))


def _chain(connection: Connection, events: list[Event]) -> tuple[str, Fault | None]:
    """Fill `events` until the first row that is not as it was written."""
    journal = table(Journal)
    head = GENESIS
    for row in connection.execute(select(journal).order_by(journal.c.seq)):
        expected = len(events) + 1
        payload = bytes(row.payload)
        if row.seq != expected:
            last = row.seq - 1
            gone = f"row {expected} is" if last == expected else f"rows {expected} to {last} are"
            return head, Fault(expected, f"{gone} gone from the journal: removed")
        if row_hash(payload) != row.hash:
            return head, Fault(
                row.seq,
                f"the text of row {row.seq} was changed after it was written: edited",
            )
        try:
            event = read_event(payload)
        except (ValueError, KeyError, TypeError):
            return head, Fault(row.seq, f"row {row.seq} is no row of a journal: replaced")
        if event.seq != row.seq:
            return head, Fault(
                row.seq,
                f"row {row.seq} holds what was written as row {event.seq}: reordered",
            )
        if event.prev != head or row.prev != head:
            return head, Fault(
                row.seq,
                f"row {row.seq} does not follow the row before it: row {row.seq - 1} was replaced"
                if row.seq > 1
                else "row 1 is not the beginning of this journal: replaced",
            )
        if (event.ref, event.ref_seq) != (row.ref, row.ref_seq):
            return head, Fault(
                row.seq,
                f"row {row.seq} is filed under another case than it was written for",
            )
        events.append(event)
        head = row.hash
    return head, None


def refold(events: list[Event]) -> Tables:
    """The tables as the journal says they are."""
    tables: Tables = {model.__tablename__: {} for model in FOLDED}  # type: ignore[misc]
    for event in events:
        for change in changes(event):
            target = Base.metadata.tables[change.table]
            names = [column.name for column in target.primary_key.columns]
            rows = tables[change.table]
            if isinstance(change, Add):
                key = tuple(change.values[name] for name in names)
                rows[key] = dict.fromkeys(target.columns.keys()) | dict(change.values)
                continue
            key = tuple(change.key[name] for name in names)
            if key not in rows and not isinstance(change, Set):
                rows[key] = dict.fromkeys(target.columns.keys()) | dict(change.key)
            rows[key].update(change.values)
    return tables


def _compare(connection: Connection, events: list[Event]) -> Iterator[Fault]:
    try:
        folded = refold(events)
    except (KeyError, TypeError, ValueError) as fault:
        yield Fault(None, f"the journal can't be folded: {fault} is not what was expected")
        return
    journal_says = folded["counter"].get(("journal",), {}).get("value", 0)
    counter = Base.metadata.tables["counter"]
    tables_say = connection.execute(
        select(counter.c.value).where(counter.c.series == "journal")
    ).scalar()
    if (tables_say or 0) > journal_says:
        yield Fault(
            journal_says + 1,
            f"the journal ends at row {journal_says} but the tables know of row {tables_say}: "
            f"row {journal_says + 1} and what followed were cut off",
        )
        return
    for model in FOLDED:
        yield from _compare_table(connection, str(model.__tablename__), folded)


def _compare_table(connection: Connection, name: str, folded: Tables) -> Iterator[Fault]:
    target = Base.metadata.tables[name]
    keys = [column.name for column in target.primary_key.columns]
    stored = {
        tuple(row[key] for key in keys): dict(row)
        for row in connection.execute(select(target)).mappings()
    }
    for key in sorted(folded[name].keys() | stored.keys(), key=str):
        shown = f"{name} {' '.join(str(part) for part in key)}"
        ours, theirs = folded[name].get(key), stored.get(key)
        if theirs is None:
            yield Fault(None, f"{shown} is in the journal but not in the tables")
        elif ours is None:
            yield Fault(None, f"{shown} is in the tables but not in the journal")
        else:
            yield from (
                Fault(
                    None,
                    f"{shown}: {column} is {theirs[column]!r} in the tables, "
                    f"{ours[column]!r} by the journal",
                )
                for column in target.columns.keys()
                if ours[column] != theirs[column]
            )


def _kept(connection: Connection, events: list[Event]) -> Iterator[Fault]:
    """Contents, texts and files: there, unless erased by a recorded act, and unchanged."""
    named, erased = _named(events)
    for kind, there in (
        ("content", dict(_contents(connection))),
        ("text", dict(_texts(connection))),
        ("file", dict(_files(connection))),
    ):
        for name, sound in there.items():
            if not sound:
                yield Fault(named[kind].get(name), f"{kind} {name[:16]} was changed")
        for name, row in named[kind].items():
            if name not in there and name not in erased[kind]:
                yield Fault(
                    row,
                    f"{kind} {name[:16]}, named in row {row}, is gone without a word",
                )


def _named(
    events: list[Event],
) -> tuple[dict[str, dict[str, int]], dict[str, set[str]]]:
    """By kind, the hashes that the journal names (with the first row) and those it erased."""
    named: dict[str, dict[str, int]] = {"content": {}, "text": {}, "file": {}}
    erased: dict[str, set[str]] = {"content": set(), "text": set(), "file": set()}
    for event in events:
        if event.act == "erased":
            for kind in erased:
                erased[kind].update(event.data["erased"][kind])
        for kind, names in event.data.get("keeps", {}).items():
            for name in names:
                named[kind].setdefault(name, event.seq)
                erased[kind].discard(name)
    return named, erased


def _contents(connection: Connection) -> Iterator[tuple[str, bool]]:
    target = table(Content)
    for row in connection.execute(select(target)):
        yield row.hash, digest(bytes(row.body)) == row.hash


def _texts(connection: Connection) -> Iterator[tuple[str, bool]]:
    target = table(TextRow)
    for row in connection.execute(select(target)):
        bound = hmac.new(bytes(row.salt), bytes(row.body), hashlib.sha256).hexdigest()
        yield row.commitment, bound == row.commitment


def _files(connection: Connection) -> Iterator[tuple[str, bool]]:
    target = table(FileRow)
    for name in connection.execute(select(target.c.sha256)).scalars().all():
        hashed = hashlib.sha256()
        for piece in file_pieces(connection, name):
            hashed.update(piece)
        yield name, hashed.hexdigest() == name


def _held_to(connection: Connection, against: tuple[int, str]) -> Iterator[Fault]:
    number, expected = against
    journal = table(Journal)
    last = connection.execute(select(func.max(journal.c.seq))).scalar() or 0
    if last < number:
        yield Fault(
            last + 1,
            f"the journal ends at row {last}, but row {number} was there when the head was kept: "
            f"row {last + 1} and what followed were cut off",
        )
        return
    found: Any = connection.execute(select(journal.c.hash).where(journal.c.seq == number)).scalar()
    if found != expected:
        yield Fault(
            number,
            f"row {number} is not the row that was there when the head was kept: "
            "the journal was written again up to it or before",
        )
