"""The days of the year for a calendar: what is due, was done or is called off, and how it changed.

All comes from the journal: each case's own rows are folded once more, and what a row changes of a
day is a change of the entry in the calendar, with the instant at which it was recorded.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from textwrap import shorten

from sqlalchemy import Connection

from mcapproval.actions.deliveries.standing import reported
from mcapproval.actions.deliveries.watching import imports_of, report_by
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.people.known import ERASED
from mcapproval.actions.people.matching import meant
from mcapproval.actions.people.owner_words import owner_meant
from mcapproval.actions.people.roles import handles
from mcapproval.canonical import digest_of
from mcapproval.clock import add_months, nz_day, read_stamp, spoken
from mcapproval.errors import AskedWrongly
from mcapproval.reports.feed import Entry, Stands, feed, which
from mcapproval.store import queries
from mcapproval.store.due import NOBODY
from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Tables
from mcapproval.store.folding.refolding import fold
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Delivery, Item, Organisation
from mcapproval.store.whole import Dated, dated, histories

STANDS: Mapping[str, Stands] = {"closed": "done", "not-applicable": "off", "withdrawn": "off"}
"""How the day of an action stands by the state in which nothing of it is left to do."""

DISCONTINUED = "discontinued"
"""The state of a micro-credential that came to the end of its teach-out."""

LONGEST_ACTION = 80
"""Letters of an action that stand in the title of its day; all of them stand below it."""

TOLD_MONTHS = 12
"""How long a day that is called off or done is told, for calendars that are asked for seldom."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A day as one row of the journal leaves it; `words` say all that is to be done on it."""

    key: str
    says: str
    day: str
    stands: Stands
    words: str = ""


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
    was done or called off in the last year.
    """
    with desk.reading() as connection:
        records = about(connection)
        known_provider(connection, provider)
        whose = owner_meant(desk.person, owner, partial(meant, connection))
        since = add_months(desk.today, -TOLD_MONTHS).isoformat()
        wanted = {each.ref: each for each in dated(connection, whose, provider, since)}
        imports = imports_of(connection)
        words = _words(connection, wanted)
        entries = [
            _told_late(entry, desk.today)
            for ref, events in histories(connection, wanted)
            for entry in _entries(events, wanted[ref], imports, words)
            if entry.stands == "due" or nz_day(read_stamp(entry.changed)).isoformat() >= since
        ]
        name = ": ".join((records.name, *filter(None, (_whose(connection, whose, provider),))))
    of = digest_of([whose, provider])[:8] if owner or provider else "all"
    return feed(entries, name, digest_of(records.name)[:16], of)


def _whose(connection: Connection, owner: str | None, provider: str | None) -> str:
    """Whose days alone these are, as a calendar is called among others: a person by the short name
    that they are known by, or their reference."""
    told = []
    if owner is not None:
        known = {NOBODY: "nobody's"} | handles(connection, {owner} - {NOBODY})
        told.append(known.get(owner, owner))
    if provider is not None:
        body = queries.one(connection, Organisation, key=provider)
        told.append(body.name if body else provider)
    return ", ".join(told)


def _told_late(entry: Entry, today: date) -> Entry:
    """An entry whose day has passed and is not done says so: a calendar shows the day alone."""
    if entry.stands != "due" or entry.day >= today:
        return entry
    return replace(entry, says=f"Overdue since {spoken(entry.day)}: {entry.says}")


def _words(connection: Connection, refs: Iterable[str]) -> Mapping[str, str]:
    """What actions of cases say, by its commitment; what was erased is missing."""
    rows = queries.among(connection, Item, "ref", refs)
    told = texts(connection, {row.says for row in rows if row.kind == "action" and row.due})
    return {name: " ".join(str(said).split()) for name, said in told.items()}


def _entries(
    events: list[Event], of: Dated, imports: Mapping[str, date], words: Mapping[str, str]
) -> Iterator[Entry]:
    """The days of a case or delivery, as its rows of the journal leave them one after the other."""
    tables: Tables = defaultdict(dict)
    keys: dict[str, Entry] = {}
    for event in events:
        fold(tables, event, part=True)
        told = {each.key: each for each in _told(tables, of, imports, words)}
        for key in dict.fromkeys((*keys, *told)):
            _change(keys, key, told.get(key), event.recorded_at, of)
    yield from keys.values()


def _change(keys: dict[str, Entry], key: str, told: _Told | None, at: str, of: Dated) -> None:
    """The entry of a day after a row of the journal; None where the row leaves no such day."""
    before = keys.get(key)
    if before is None:
        if told is not None and told.stands == "due":
            keys[key] = Entry(key, told.says, _about(told, of), date.fromisoformat(told.day), at)
        return
    after = replace(before, stands="off")
    if told is not None:
        day = date.fromisoformat(told.day) if told.day else before.day
        about = _about(told, of)
        after = replace(before, says=told.says, about=about, day=day, stands=told.stands)
    if after != before:
        keys[key] = replace(after, changed=at, moved=before.moved + 1)


def _about(told: _Told, of: Dated) -> str:
    number = f" ({of.number})" if of.number else ""
    refs = ", ".join(dict.fromkeys((of.ref, of.listing)))
    more = f"{refs}{number}. See: mcapproval show {of.ref}"
    return f"{told.words}\n{more}" if told.words else more


def _told(
    tables: Tables, of: Dated, imports: Mapping[str, date], words: Mapping[str, str]
) -> Iterator[_Told]:
    """The days that a case has as it stands in tables."""
    ref = of.ref
    review = tables["review"].get((ref,))
    if review:
        says = f"{str(review['form']).capitalize()} due: {of.title}"
        stands: Stands = "due" if review["waits"] else "done" if review["decision"] else "off"
        yield _Told(f"{ref}-due", says, review["due_on"], stands)
    case = tables["case_record"].get((ref,))
    if case and case["track"] == "listing" and (case["due_on"] or case["state"] == DISCONTINUED):
        stands = "due" if case["due_on"] else "done"
        says = f"Last day of teach-out: {of.title}"
        yield _Told(f"{ref}-teach-out", says, case["due_on"] or "", stands)
    for (whose, number), item in sorted(tables["item"].items()):
        if whose == ref and item["kind"] == "action" and item["due"]:
            all_words = words.get(item["says"], ERASED)
            short = shorten(all_words, LONGEST_ACTION, placeholder=" \u2026")
            says = f"Action {number} due: {short} ({of.title})"
            stands = STANDS.get(item["state"], "due")
            yield _Told(f"{ref}-action-{number}", says, item["due"], stands, all_words)
    row = tables["delivery"].get((ref,))
    on = (row["completed_on"] or row["ends"]) if row else None
    if row and on:
        held, says = Delivery(**row), f"Completions to be reported: {of.title}"
        due = report_by(held, date.fromisoformat(on), imports)
        if due is not None:
            yield _Told(f"{ref}-report", says, due.isoformat(), "due")
        elif reported(held) == "yes" and not held.cancelled:
            yield _Told(f"{ref}-report", says, "", "done")
