"""Is the journal whole, and do the tables say what it says?

In order: the triggers, the chain of bytes, the refold, what is kept by hash, and what things are
found by, which is made of all these. The first thing wrong is named with its row. A chain alone
can't show that its end was cut off together with the tables: `against` holds it to a head kept
outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from mcapproval.errors import NotWhole
from mcapproval.store.asking import spoken, streamed
from mcapproval.store.clauses import as_it_stands, table
from mcapproval.store.events import GENESIS, NOT_OURS, Event, read_event, row_hash
from mcapproval.store.folding.refolding import empty, fold
from mcapproval.store.rows.folded import Journal
from mcapproval.store.verifying.readable import every_byte, readable
from mcapproval.store.verifying.verdict import Fault, Head, Verdict
from mcapproval.store.verifying.verify_indexes import apart_faults
from mcapproval.store.verifying.verify_kept import Kept, kept_faults
from mcapproval.store.verifying.verify_search import Notes, search_faults
from mcapproval.store.verifying.verify_shape import table_faults, trigger_faults
from mcapproval.store.verifying.verify_tables import compared


def verify(connection: Connection, against: Head | None = None) -> Verdict:
    """Check everything; `against` is a head kept outside."""
    verdict = _looked_through(connection, against)
    if verdict.whole or connection.invalidated:
        return verdict
    with every_byte(connection):  # slower: what can't be read is told in full
        return _looked_through(connection, against)


def _looked_through(connection: Connection, against: Head | None) -> Verdict:
    told, broken = Told(), set[str]()
    faults = readable(connection, "what guards them", partial(trigger_faults, connection))
    faults += readable(connection, "the list of tables", partial(table_faults, connection, broken))
    if not broken:
        faults += readable(connection, "the list of indexes", partial(apart_faults, connection))
    if "journal" not in broken:
        faults += _journal(connection, told, broken)
        if against:
            look = partial(held_to, connection, against)
            faults += readable(connection, "the journal", look)
    return Verdict(told.rows, told.head, tuple(_printable(fault) for fault in faults))


class Told:
    """What the rows say that were read so far: how many, the last's hash, what they fold to, what
    they keep; or the first of them that can't be one of ours.
    """

    def __init__(self) -> None:
        self.rows, self.head = 0, GENESIS
        self.begun: str | None = None
        self.tables, self.kept, self.notes = empty(), Kept(), Notes()
        self.unfolded: Fault | None = None

    def add(self, event: Event, hashed: str) -> None:
        self.rows, self.head = event.seq, hashed
        self.begun = self.begun or event.act
        if self.unfolded:
            return
        try:
            fold(self.tables, event)
            self.kept.add(event)
            self.notes.add(event)
        except NotWhole as fault:
            self.unfolded = Fault(event.seq, fault.message)
        except NOT_OURS as fault:
            said = f"row {event.seq} can't be folded ({fault!r}): it was not written by mcapproval"
            self.unfolded = Fault(event.seq, said)


def _printable(fault: Fault) -> Fault:
    said = fault.message.encode("utf-8", "backslashreplace").decode()
    return replace(fault, message=said)


def _journal(connection: Connection, told: Told, broken: set[str]) -> list[Fault]:
    """The chain; where it holds, what it folds to and what it keeps."""
    faults = readable(connection, "the journal", partial(_chain, connection, told))
    if faults:
        return faults
    if told.unfolded:
        return [told.unfolded]
    differ = list(compared(connection, told.tables, broken))
    begun = () if any(fault.row == 1 for fault in differ) else _begun(told.begun)
    found = [*begun, *differ, *kept_faults(connection, told.kept, broken)]
    return found or [*search_faults(connection, told.notes, broken)]


def _begun(act: str | None) -> Iterator[Fault]:
    """The first row is the one by which records are made: emptied records are not whole."""
    if act is None:
        said = "row 1 is not there: the records were emptied, or never made to the end"
        yield Fault(1, said)
    elif act != "records-made":
        yield Fault(1, "row 1 is not the one by which records are made: replaced")


def _chain(connection: Connection, told: Told) -> Iterator[Fault]:
    """Let every row be told until the first that is not as it was written."""
    journal = table(Journal)
    columns = map(as_it_stands, journal.columns)
    question = spoken(connection.dialect, select(*columns).order_by(journal.c.seq))
    for row in map(JournalRow._make, streamed(connection, question, {})):
        found = _read(row, told.rows + 1, told.head)
        if isinstance(found, Fault):
            yield found
            return
        told.add(found, row.hash)


class JournalRow(NamedTuple):
    """A row as it is stored, its columns in the order of the table."""

    seq: Any
    ref: Any
    ref_seq: Any
    prev: Any
    hash: Any
    payload: Any


def _read(row: JournalRow, expected: int, head: str) -> Event | Fault:
    """A row as it was written, or what is wrong with it."""
    seq, payload = row.seq, row.payload if isinstance(row.payload, bytes) else b""
    if seq < expected:
        return Fault(seq, f"row {seq} was put in before the first: inserted")
    if seq > expected:
        last = seq - 1
        gone = f"row {expected} is" if last == expected else f"rows {expected} to {last} are"
        return Fault(expected, f"{gone} gone from the journal: removed")
    if row_hash(payload) != row.hash:
        return Fault(seq, f"the text of row {seq} was changed after it was written: edited")
    try:
        event = read_event(payload)
    except NOT_OURS:
        return Fault(seq, f"row {seq} is no row of a journal: replaced")
    if event.seq != seq:
        return Fault(seq, f"row {seq} holds what was written as row {event.seq}: reordered")
    if event.prev != head or row.prev != head:
        return Fault(
            seq,
            f"row {seq} does not follow the row before it: row {seq - 1} was replaced"
            if seq > 1
            else "row 1 is not the beginning of this journal: replaced",
        )
    if (event.ref, event.ref_seq) != (row.ref, row.ref_seq):
        return Fault(seq, f"row {seq} is filed under another case than it was written for")
    return event


def held_to(connection: Connection, against: Head) -> Iterator[Fault]:
    """Why the journal does not go on from a head kept outside."""
    journal = table(Journal)
    last = connection.execute(select(func.max(journal.c.seq))).scalar() or 0
    if last < against.number:
        yield Fault(
            last + 1,
            f"the journal ends at row {last}, but row {against.number} was there when the head was "
            f"kept: row {last + 1} and what followed were cut off"
            f"{_or_of_others(connection, against)}",
        )
        return
    if _hash(connection, against.number) != against.hash:
        yield Fault(
            against.number,
            f"row {against.number} is not the row that was there when the head was kept: "
            f"the journal was written again up to it or before{_or_of_others(connection, against)}",
        )


def _or_of_others(connection: Connection, against: Head) -> str:
    """What else may be: nothing where the first row shows that the head is of these records."""
    if against.first and against.first == _hash(connection, 1):
        return ""
    more = ", for its first row is another" if against.first else ""
    return f", or it is not the journal of which the head was kept{more}"


def _hash(connection: Connection, seq: int) -> Any:
    journal = table(Journal).c
    return connection.execute(select(journal.hash).where(journal.seq == seq)).scalar()
