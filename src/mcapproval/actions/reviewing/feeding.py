"""The days of the year for a calendar: what is due, how often its day moved, what is called off.

All comes from the journal: each case's own rows are folded once more, and what a row changes of a
day is a change of the entry in the calendar, with the instant at which it was recorded.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mcapproval.actions.deliveries.watching import imports_of, report_by
from mcapproval.actions.desk import Desk, about, person_ref
from mcapproval.actions.lookup import known_provider
from mcapproval.canonical import digest_of
from mcapproval.clock import add_months
from mcapproval.errors import AskedWrongly
from mcapproval.reports.feed import Entry, feed, which
from mcapproval.store.changes import Tables
from mcapproval.store.events import Event
from mcapproval.store.refolding import fold
from mcapproval.store.tables import Delivery
from mcapproval.store.whole import Dated, dated, histories
from mcapproval.workflow.vocabulary import ITEM_ENDS

TOLD_MONTHS = 12
"""How long a day that is called off is told, for calendars that are asked for seldom."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A day as one row of the journal leaves it."""

    key: str
    says: str
    day: str
    off: bool


def may_be_written(file: Path, data: bytes) -> None:
    """AskedWrongly for a place that is no calendar's: only a former one of the same days gives way.

    Another program's calendar, one of other records, and one of another owner or provider stay.
    """
    if file.suffix.casefold() != ".ics":
        raise AskedWrongly(f"{file} is no name of a calendar", "end it in .ics: --into reviews.ics")
    if not os.path.lexists(file):
        return
    former = file.is_file() and not file.is_symlink()
    if not former or which(file.read_bytes()) != which(data):
        raise AskedWrongly(
            f"{file} is there already and is no former one of these days: it is left as it is",
            "name another file with --into",
        )


def calendar(desk: Desk, owner: str | None = None, provider: str | None = None) -> bytes:
    """Every day on which something is due, of an owner or a provider where one is named, and what
    was called off in the last year.
    """
    with desk.reading() as connection:
        records = about(connection)
        if provider is not None:
            known_provider(connection, provider)
        whose = None
        if owner is not None:
            whose = desk.who() if owner == "me" else person_ref(connection, owner)
        since = add_months(desk.today, -TOLD_MONTHS).isoformat()
        wanted = {each.ref: each for each in dated(connection, whose, provider, since)}
        imports = imports_of(connection)
        entries = [
            entry
            for ref, events in histories(connection, wanted)
            for entry in _entries(events, wanted[ref], imports)
        ]
    of = digest_of([whose, provider])[:8] if whose or provider else "all"
    return feed(entries, records.name, digest_of(records.name)[:16], of)


def _entries(events: list[Event], of: Dated, imports: Mapping[str, date]) -> Iterator[Entry]:
    """The days of a case or delivery, as its rows of the journal leave them one after the other."""
    tables: Tables = defaultdict(dict)
    keys: dict[str, Entry] = {}
    for event in events:
        fold(tables, event, part=True)
        told = {each.key: each for each in _told(tables, of.ref, imports)}
        for key in dict.fromkeys((*keys, *told)):
            _change(keys, key, told.get(key), event.recorded_at, of)
    yield from keys.values()


def _change(keys: dict[str, Entry], key: str, told: _Told | None, at: str, of: Dated) -> None:
    """The entry of a day after a row of the journal; None where the row leaves no such day."""
    before = keys.get(key)
    off = told is None or told.off
    if before is None:
        if told is not None and not off:
            number = f" ({of.number})" if of.number else ""
            more = f"{of.ref}, {of.listing}{number}. See: mcapproval show {of.ref}"
            says, day = f"{told.says}: {of.title}", date.fromisoformat(told.day)
            keys[key] = Entry(key, says, more, day, at)
        return
    day = date.fromisoformat(told.day) if told is not None else before.day
    if (before.day, before.cancelled) != (day, off):
        moved = before.moved + 1
        keys[key] = replace(before, day=day, changed=at, moved=moved, cancelled=off)


def _told(tables: Tables, ref: str, imports: Mapping[str, date]) -> Iterator[_Told]:
    """The days that a case has as it stands in tables."""
    review = tables["review"].get((ref,))
    if review:
        kind = str(review["form"]).capitalize()
        yield _Told(f"{ref}-due", f"{kind} due", review["due_on"], not review["waits"])
    case = tables["case_record"].get((ref,))
    if case and case["track"] == "listing" and case["due_on"]:
        yield _Told(f"{ref}-teach-out", "Last day of teach-out", case["due_on"], off=False)
    for (of, number), item in sorted(tables["item"].items()):
        if of == ref and item["kind"] == "action" and item["due"]:
            off = item["state"] in ITEM_ENDS
            yield _Told(f"{ref}-action-{number}", f"Action {number} due", item["due"], off)
    row = tables["delivery"].get((ref,))
    on = (row["completed_on"] or row["ends"]) if row else None
    if row and on:
        due = report_by(Delivery(**row), date.fromisoformat(on), imports)
        if due is not None:
            told = "Completions to be reported"
            yield _Told(f"{ref}-report", told, due.isoformat(), off=False)
