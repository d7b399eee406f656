"""Is the journal whole, and do the tables say what it says?

In order: the triggers, the chain of bytes, the refold, and what is kept by hash. The first thing
wrong is named with its row. A chain alone can't show that its end was cut off together with the
tables: `against` holds it to a head kept outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from mcapproval.store.changes import Add, Set, Tables
from mcapproval.store.events import GENESIS, Event, read_event, row_hash
from mcapproval.store.fold import changes
from mcapproval.store.tables import FOLDED, Base, Journal, table
from mcapproval.store.triggers import missing
from mcapproval.store.verdict import Fault as Fault
from mcapproval.store.verdict import Verdict as Verdict
from mcapproval.store.verify_kept import kept_faults


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
        folded, unfolded = _folded(events)
        if unfolded:
            faults.append(unfolded)
        else:
            faults.extend(_readable(lambda: _compare(connection, folded)))
            faults.extend(_readable(lambda: kept_faults(connection, events)))
    if against:
        faults.extend(_held_to(connection, against))
    return Verdict(len(events), head, tuple(faults))


def _readable(look: Callable[[], Iterable[Fault]]) -> list[Fault]:
    """What a look finds; that the tables can't even be read is a fault of theirs, not of ours."""
    try:
        return list(look())
    except (DatabaseError, ValueError, TypeError, KeyError) as fault:
        said = str(fault.orig if isinstance(fault, DatabaseError) else fault).splitlines()
        return [Fault(None, f"the tables can't be read as they were written: {said[0]}")]


def _chain(connection: Connection, events: list[Event]) -> tuple[str, Fault | None]:
    """Fill `events` until the first row that is not as it was written."""
    journal = table(Journal)
    head = GENESIS
    for row in connection.execute(select(journal).order_by(journal.c.seq)):
        expected = len(events) + 1
        payload = bytes(row.payload)
        if row.seq < expected:
            return head, Fault(row.seq, f"row {row.seq} was put in before the first: inserted")
        if row.seq > expected:
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


def refold(events: Iterable[Event]) -> Tables:
    """The tables as the journal says they are."""
    tables = _empty()
    for event in events:
        _fold(tables, event)
    return tables


def _empty() -> Tables:
    return {str(model.__tablename__): {} for model in FOLDED}


def _fold(tables: Tables, event: Event) -> None:
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


def _folded(events: list[Event]) -> tuple[Tables, Fault | None]:
    """The refold, up to the first row that can't be one of ours."""
    tables = _empty()
    for event in events:
        try:
            _fold(tables, event)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            said = f"row {event.seq} can't be folded ({fault!r}): it was not written by mcapproval"
            return tables, Fault(event.seq, said)
    return tables, None


def _compare(connection: Connection, folded: Tables) -> Iterator[Fault]:
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
                for column in target.c.keys()  # noqa: SIM118  (a collection of columns, not a dict)
                if ours[column] != theirs[column]
            )


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
