"""Take back a whole import, while nothing of it was touched: one act, and no number is given again.

Organisations that it entered stay: they are nobody's work, and others may name them by now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.cases.numbers_given import numbers_back
from mcapproval.actions.cases.standing.imported import taken_back
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.importing.batch import Batch, read_batch
from mcapproval.actions.importing.learning import text_before_is_gone
from mcapproval.actions.importing.putting_back import contents_before, dropped, emptied, filled
from mcapproval.actions.importing.review_days import put_days_back
from mcapproval.actions.importing.taking import may_import
from mcapproval.actions.importing.work import COUNTED_FROM
from mcapproval.actions.in_force import policy_for
from mcapproval.clock import nz_day, read_stamp
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Case,
    Delivery,
    Grant,
    Judgement,
    Listing,
    Review,
)

STILL = ("refused", "seen")
"""Acts that change nothing of a case."""

HANGING: tuple[tuple[type[NamedTuple], str], ...] = (
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


def undo_import(desk: Desk, ref: str) -> Undone:
    """Refused with every reason: too late, or what of it was touched since."""
    with desk.reading() as connection:
        may_import(connection, desk)
    with desk.writing() as writer:
        batch = read_batch(writer.connection, ref)
        empty = list(emptied(batch))
        reasons = list(_against(writer.connection, desk, batch))
        reasons += numbers_back(writer.connection, empty)
        if reasons:
            raise Refused(f"{ref} can't be taken back", reasons)
        back = [*empty, *contents_before(writer.connection, batch)]
        data = {"drops": list(dropped(batch)), "puts_back": back}
        event = writer.add(ref, "import-undone", desk.today, data)
        for each in (row for row in empty if COUNTED_FROM & row["values"].keys()):
            put_days_back(writer, desk, batch, each["key"]["ref"], event.seq)
    entered = (e.data["key"] for e in batch.events if e.act == "organisation-entered")
    return Undone(ref, tuple(sorted(batch.opened)), tuple(entered))


def _against(connection: Connection, desk: Desk, batch: Batch) -> Iterator[Reason]:
    row = batch.row
    if row.undone_on:
        said = f"it was taken back on {row.undone_on} already"
        yield Reason("IMPORT-UNDONE", said, "import the file again where it is wanted", "you")
        return
    policy = policy_for(connection, about(connection).provider, desk.today)
    who, hours = policy.title("quality-manager"), policy.undo_hours
    at = read_stamp(batch.events[-1].recorded_at)
    if desk.now > at + timedelta(hours=hours):
        said = (
            f"it was recorded on {nz_day(at).isoformat()}, more than {hours} hours ago: an import"
            " is taken back within that time (approval.undo_hours of our policy)"
        )
        first = next((e.ref for e in batch.events if e.ref.startswith("MC-")), "")
        yield Reason("UNDO-TOO-LATE", said, _mend(connection, first), who)
    touched: dict[str, list[Event]] = {}
    empty = [each for each in emptied(batch) if each["table"] != "result"]
    learnt = {each["key"]["ref"]: each["values"] for each in empty}
    full = {event.ref for event in filled(batch)}
    gone = taken_back(connection)
    itself = {event.seq for event in batch.since}
    later = list(queries.events(connection, after=row.last))
    undone = {event.seq for event in later if event.act == "import-undone"}
    for event in later:
        if event.cause in undone or gone(event.seq):
            continue
        again = learnt.get(event.ref, {}).keys() & {*event.data, *event.data.get("facts", ())}
        still = event.act in STILL or event.seq in itself
        if not still and (event.ref in batch.opened or event.ref in full or again):
            touched.setdefault(event.ref, []).append(event)
    for ref, events in touched.items():
        acts = ", ".join(f"{event.act.replace('-', ' ')} in row {event.seq}" for event in events)
        said = f"{ref} was touched since: {acts}"
        yield Reason("IMPORT-TOUCHED", said, _mend(connection, ref), who)
    hanging = [
        *_hanging(connection, batch.opened),
        *_on_filled(connection, batch, full),
        *_held_since(connection, batch),
    ]
    for ref, named in hanging:
        said = f"{named} hangs on {ref} now"
        yield Reason("IMPORT-TOUCHED", said, _mend(connection, ref), who)
    for event in filled(batch):
        if text_before_is_gone(connection, event):
            said = f"what {event.ref} said before was erased"
            yield Reason("ERASED", said, _mend(connection, event.ref), who)


def _mend(connection: Connection, ref: str) -> str:
    """What to do about a case that stands, or a cohort: its micro-credential is put right."""
    stands = "it stands: mend what is wrong case by case"
    listed = queries.one(connection, Listing, application=ref)
    of = listed.ref if listed else ref
    for model, column in HANGING:
        if model is not Application and (row := queries.one(connection, model, ref=ref)):
            of = str(getattr(row, column))
    case = queries.one(connection, Case, ref=of)
    if case is None:
        return stands
    if case.track == "listing":
        return f"{stands}: mcapproval import correct {of} --set COLUMN=VALUE --note WHY"
    return f"it stands: go on with it from here: mcapproval next {of}"


def _hanging(connection: Connection, opened: Collection[str]) -> Iterator[tuple[str, str]]:
    """What was opened since on a micro-credential of the import: what it is on, and what it is."""
    for model, column in HANGING:
        for row in queries.among(connection, model, column, opened):
            if (ref := str(row._asdict()["ref"])) not in opened:
                yield str(getattr(row, column)), ref
    for grant in queries.among(connection, Grant, "case_ref", opened):
        yield str(grant.case_ref), f"the role {grant.role} of {grant.person}"


def _on_filled(
    connection: Connection, batch: Batch, full: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What was held since to a content that the import filled: changes of it, noted or applied
    for. There was none before, or it had not been filled.
    """
    for listing in queries.among(connection, Listing, "application", full):
        for change in queries.many(connection, Application, of_ref=listing.ref, kind="change"):
            if change.ref not in batch.opened:
                yield listing.application, change.ref
        for judged in queries.many(connection, Judgement, ref=listing.ref):
            if judged.seq > batch.row.last:
                yield listing.application, f"the change that was judged in row {judged.seq}"


def _held_since(connection: Connection, batch: Batch) -> Iterator[tuple[str, str]]:
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
