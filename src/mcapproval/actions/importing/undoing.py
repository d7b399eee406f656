"""Take back a whole import, while nothing of it was touched: one act, and no number is given again.

Organisations that it entered stay: they are nobody's work, and others may name them by now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from mcapproval.actions.cases.standing.imported import taken_back
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.importing.learning import text_before_is_gone
from mcapproval.actions.importing.taking import may_import
from mcapproval.actions.importing.work import COUNTED_FROM, due_anew
from mcapproval.actions.in_force import policy_for
from mcapproval.clock import nz_day, read_stamp
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.refolding import empty, fold
from mcapproval.store.tables import (
    Accreditation,
    Application,
    Base,
    Delivery,
    Grant,
    ImportBatch,
    Judgement,
    Listing,
    Review,
)
from mcapproval.store.taking_back import put_back

STILL = ("refused", "seen")
"""Acts that change nothing of a case."""

LISTING = str(Listing.__tablename__)
SYSTEM = "system"
BY_ITSELF = ("noticed", "overtaken", "moved")
"""Acts of mcapproval on its own: nobody's touch, unless a person's row brought them about."""

STAYS = ("counter", "import_batch", "organisation")
"""Tables of which nothing is dropped."""

HANGING: tuple[tuple[type[SQLModel], str], ...] = (
    (Application, "of_ref"),
    (Accreditation, "listing"),
    (Review, "listing"),
    (Delivery, "listing"),
)
"""What hangs on a micro-credential, and the column that names it."""


@dataclass(frozen=True, slots=True)
class Undone:
    """An import that was taken back, the cases and cohorts that are gone with it, and by key the
    organisations that it entered, which stay.
    """

    ref: str
    gone: tuple[str, ...]
    stay: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    """An import as the journal has it: its rows, and the references that it opened."""

    row: ImportBatch
    events: tuple[Event, ...]
    opened: frozenset[str]
    since: tuple[Event, ...]
    """What mcapproval did by itself with what the import opened."""


def undo_import(desk: Desk, ref: str) -> Undone:
    """Refused with every reason: too late, or what of it was touched since."""
    with desk.reading() as connection:
        may_import(connection, desk)
    with desk.writing() as writer:
        batch = _batch(writer.connection, ref)
        reasons = list(_against(writer.connection, desk, batch))
        if reasons:
            raise Refused(f"{ref} can't be taken back", reasons)
        emptied = list(_emptied(batch))
        back = [*emptied, *_as_before(writer.connection, batch)]
        data = {"drops": list(_drops(batch)), "puts_back": back}
        event = writer.add(ref, "import-undone", desk.today, data)
        for each in (row for row in emptied if COUNTED_FROM & row["values"].keys()):
            due_anew(writer, desk, each["key"]["ref"], event.seq, desk.today)
    entered = (e.data["key"] for e in batch.events if e.act == "organisation-entered")
    return Undone(ref, tuple(sorted(batch.opened)), tuple(entered))


def _batch(connection: Connection, ref: str) -> _Batch:
    row = queries.one(connection, ImportBatch, ref=ref)
    if row is None:
        raise Unknown(f"there is no import {ref}", "an import says its own, such as IMP-0001")
    after = list(queries.events(connection, after=row.first - 1))
    events = tuple(event for event in after if event.seq <= row.last)
    acts = ("opened", "delivery-entered")
    opened = frozenset(e.ref for e in events if e.act in acts)
    return _Batch(row, events, opened, tuple(_by_itself(row, opened, after)))


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


def _against(connection: Connection, desk: Desk, batch: _Batch) -> Iterator[Reason]:
    row = batch.row
    if row.undone_on:
        said = f"it was taken back on {row.undone_on} already"
        yield Reason("IMPORT-UNDONE", said, "import the file again where it is wanted", "you")
        return
    policy = policy_for(connection, about(connection).provider, desk.today)
    who, hours = policy.title("quality-manager"), policy.undo_hours
    at = read_stamp(batch.events[-1].recorded_at)
    mend = (
        "it stands: mend what is wrong case by case: mcapproval import correct MC-0001"
        " --set level=4 --note WHY"
    )
    if desk.now > at + timedelta(hours=hours):
        said = (
            f"it was recorded on {nz_day(at).isoformat()}, more than {hours} hours ago: an import"
            " is taken back within that time (approval.undo_hours of our policy)"
        )
        yield Reason("UNDO-TOO-LATE", said, mend, who)
    touched: dict[str, list[Event]] = {}
    emptied = [each for each in _emptied(batch) if each["table"] != "result"]
    learnt = {each["key"]["ref"]: each["values"] for each in emptied}
    filled = {event.ref for event in _filled(batch)}
    gone = taken_back(connection)
    itself = {event.seq for event in batch.since}
    later = list(queries.events(connection, after=row.last))
    undone = {event.seq for event in later if event.act == "import-undone"}
    for event in later:
        if event.cause in undone or gone(event.seq):
            continue
        again = learnt.get(event.ref, {}).keys() & {*event.data, *event.data.get("facts", ())}
        still = event.act in STILL or event.seq in itself
        if not still and (event.ref in batch.opened or event.ref in filled or again):
            touched.setdefault(event.ref, []).append(event)
    for ref, events in touched.items():
        acts = ", ".join(f"{event.act.replace('-', ' ')} in row {event.seq}" for event in events)
        yield Reason("IMPORT-TOUCHED", f"{ref} was touched since: {acts}", mend, who)
    hanging = [
        *_hanging(connection, batch.opened),
        *_on_filled(connection, batch, filled),
        *_held_since(connection, batch),
    ]
    for ref, named in hanging:
        yield Reason("IMPORT-TOUCHED", f"{named} hangs on {ref} now", mend, who)
    for event in _filled(batch):
        if text_before_is_gone(connection, event):
            yield Reason("ERASED", f"what {event.ref} said before was erased", mend, who)


def _hanging(connection: Connection, opened: Collection[str]) -> Iterator[tuple[str, str]]:
    """What was opened since on a micro-credential of the import: what it is on, and what it is."""
    for model, column in HANGING:
        for row in queries.among(connection, model, column, opened):
            if (ref := str(row.model_dump()["ref"])) not in opened:
                yield str(getattr(row, column)), ref
    for grant in queries.among(connection, Grant, "case_ref", opened):
        yield str(grant.case_ref), f"the role {grant.role} of {grant.person}"


def _on_filled(
    connection: Connection, batch: _Batch, filled: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What was held since to a content that the import filled: changes of it, noted or applied
    for. There was none before, or it had not been filled.
    """
    for listing in queries.among(connection, Listing, "application", filled):
        for change in queries.many(connection, Application, of_ref=listing.ref, kind="change"):
            if change.ref not in batch.opened:
                yield listing.application, change.ref
        for judged in queries.many(connection, Judgement, ref=listing.ref):
            if judged.seq > batch.row.last:
                yield listing.application, f"the change that was judged in row {judged.seq}"


def _held_since(connection: Connection, batch: _Batch) -> Iterator[tuple[str, str]]:
    """Cohorts entered since, of providers of whom the import said that they are accredited."""
    opened = [event for event in batch.events if event.act == "opened"]
    accredited = {
        (event.data["facts"]["listing"], event.data["facts"]["provider"]): event.ref
        for event in opened
        if event.data["track"] == "accreditation"
    }
    since = queries.events(connection, after=batch.row.last)
    entered = [event.ref for event in since if event.act == "delivery-entered"]
    for row in queries.among(connection, Delivery, "ref", entered):
        by = accredited.get((row.listing, row.provider))
        if by and row.listing not in batch.opened:
            yield by, row.ref


def _drops(batch: _Batch) -> Iterator[dict[str, Any]]:
    """The rows that the import made, and what mcapproval made of them since, by table and key."""
    made = empty()
    for event in (*batch.events, *batch.since):
        fold(made, event, part=True)
    for table in sorted(made.keys() - set(STAYS)):
        names = [column.name for column in Base.metadata.tables[table].primary_key.columns]
        for key in sorted(made[table], key=str):
            yield {"table": table, "key": dict(zip(names, key, strict=True))}


def _emptied(batch: _Batch) -> Iterator[dict[str, Any]]:
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


def _filled(batch: _Batch) -> Iterator[Event]:
    """The rows by which applications that were there before got a new content."""
    return (event for event in batch.events if event.act == "updated")


def _as_before(connection: Connection, batch: _Batch) -> Iterator[dict[str, Any]]:
    """The content that stood before: its version is dropped, and the case counts its rows on."""
    gone = taken_back(connection)
    for event in _filled(batch):
        rows = (row for row in queries.events(connection, event.ref) if not gone(row.seq))
        backs = put_back(rows, event.seq, event.effective_on)
        yield from (back for back in backs if back["table"] == Application.__tablename__)
