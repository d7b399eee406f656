"""The records and a copy of NZQA's register, number by number: nothing is changed by comparing."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.next_review import nzqas_days
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.importing.headings import Own, loose
from mcapproval.actions.reconciling.mending import Ours, Said, mend
from mcapproval.actions.reconciling.register import Entry, newest, read_register
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Listing, Organisation, Result
from mcapproval.workflow.vocabulary import LISTING_ENDS

SAME, DIFFERS, UNKNOWN, THEIRS, OURS, TWICE, NOT_COMPARED = (
    *("same", "differs", "not-known", "only-register", "only-ours", "twice", "not-compared"),
)
DIFFERENT = (DIFFERS, THEIRS, OURS, TWICE)
"""What makes the records and the register say two things."""

LABELS = {
    "title": "title",
    "title_te_reo": "title in te reo Māori",
    "number": "NZQA number",
    "number_version": "version",
    "level": "level",
    "credits": "credits",
    "nzsced": "NZSCED",
    "status": "status",
    "nzqa_review_on": "NZQA review date",
    "listed_on": "listed on",
}
FILLED = tuple(name for name in LABELS if name not in ("title", "status", "listed_on"))
"""What is taken over where it is not known with us: no status, and no day that a result has."""

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to know of a micro-credential: `kind` is one of those above, `field` the fact where
    it is of one. `mend` is what to do about it.
    """

    kind: str
    number: str
    ref: str
    title: str
    field: str = ""
    ours: Said = None
    theirs: Said = None
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """`as_of` is the day of the copy; `others` are the rows of other providers, left out."""

    as_of: date | None
    found: tuple[Found, ...]
    others: int
    notes: tuple[str, ...]

    @property
    def different(self) -> bool:
        return any(each.kind in DIFFERENT for each in self.found)


def reconcile(
    desk: Desk, file: Path, own: Own, as_of: date | None = None, provider: str | None = None
) -> Compared:
    """`provider` is how the register writes whose rows are ours, where it is not as we do."""
    register = read_register(file, own)
    with desk.reading() as connection:
        results = queries.many(connection, Result, result="listing")
        listed = {row.ref: row.on_day for row in results}
        cases = {case.ref: case for case in queries.many(connection, Case, track="listing")}
        rows = queries.many(connection, Listing)
        nzqas = nzqas_days(connection, rows)
        ours = [
            _ours(connection, row, cases[row.ref], listed.get(row.application), nzqas.get(row.ref))
            for row in rows
        ]
        mine = {case.provider for case in cases.values()} | {about(connection).provider}
        bodies = queries.many(connection, Organisation)
    names = {loose(word) for word in mine}
    names |= {loose(body.name) for body in bodies if body.key in mine}
    names |= {loose(provider)} if provider else set()
    numbers = {row.number for row in ours}
    entries = [
        entry
        for entry in register.entries
        if not entry.provider or loose(entry.provider) in names or entry.number in numbers
    ]
    found = tuple(compared(ours, entries, shlex.quote(str(file))))
    return Compared(as_of, found, len(register.entries) - len(entries), register.notes)


def _ours(
    connection: Connection, row: Listing, case: Case, listed_on: str | None, nzqas: date | None
) -> Ours:
    says = {name: getattr(row, name) for name in FILLED} | {"title": row.title}
    says |= {"status": case.state, "listed_on": listed_on}
    if nzqas:
        says["nzqa_review_on"] = nzqas.isoformat()
    moves = frozenset(move.name for move in definition_of(connection, case).out_of(case.state))
    return Ours(
        row.ref,
        row.number,
        row.title,
        case.state,
        says,
        case.imported is not None,
        row.nzqa_review_on,
        moves,
    )


def compared(ours: Sequence[Ours], entries: Sequence[Entry], file: str = "FILE") -> Iterator[Found]:
    """Ours in their order, each with what there is to know of it; then what is only theirs."""
    last, twice = newest(entries)
    for number, rows in twice.items():
        places = " and ".join(each.place for each in rows)
        said = f"the register has {number} more than once ({places}): save the page again"
        yield Found(TWICE, number, "", rows[0].title, mend=said)
    by_title = _once((loose(entry.title), entry) for entry in last.values())
    titles = _once((loose(each.title), each) for each in ours if each.state not in LISTING_ENDS)
    numbers = {each.number for each in ours}
    taken: dict[str, str] = {}
    for each in ours:
        entry = last.get(each.number) if each.number else None
        if each.number is None and titles.get(loose(each.title)) is each:
            entry = by_title.get(loose(each.title))
            entry = None if entry and entry.number in numbers else entry
        if entry is None:
            yield from _without(each)
        elif entry.number in taken:
            said = f"{taken[entry.number]} has the number {entry.number} as well: one is wrong"
            yield Found(TWICE, entry.number, each.ref, each.title, mend=said)
        else:
            taken[entry.number] = each.ref
            yield from _beside(each, entry, file)
    for number, entry in last.items():
        if number not in taken and entry.says["status"] not in LISTING_ENDS:
            said = "bring it in, as a row with this number and title: mcapproval import FILE"
            yield Found(THEIRS, number, "", entry.title, mend=said)


def _once(named: Iterable[tuple[str, Each]]) -> dict[str, Each]:
    """By title, where only one has it."""
    found: dict[str, Each] = {}
    several: set[str] = set()
    for title, each in named:
        if title in found:
            several.add(title)
        found[title] = each
    return {title: each for title, each in found.items() if title and title not in several}


def _without(each: Ours) -> Iterator[Found]:
    if each.state in LISTING_ENDS:
        return
    if each.number is None:
        said = "its number is not known here, and no row of the register has its title alone"
        yield Found(NOT_COMPARED, "", each.ref, each.title, mend=said)
    else:
        said = "look it up: was it discontinued, or is the copy of other rows?"
        yield Found(OURS, each.number, each.ref, each.title, mend=said)


def _beside(ours: Ours, entry: Entry, file: str) -> Iterator[Found]:
    any_found = False
    for field, theirs in {"number": entry.number, **entry.says}.items():
        have = ours.says[field]
        if theirs is None or have == theirs or _alike(field, have, theirs):
            continue
        if field == "nzqa_review_on" and theirs == ours.nzqa_set:
            continue
        any_found = True
        place = (entry.number, ours.ref, ours.title, field, have, theirs)
        if have is None and field in FILLED:
            yield Found(UNKNOWN, *place, f"mcapproval import reconcile {file} --fill")
        elif have is None:
            yield Found(UNKNOWN, *place, "")
        else:
            yield Found(DIFFERS, *place, mend(ours, field, theirs))
    if not any_found:
        yield Found(SAME, entry.number, ours.ref, ours.title)


def _alike(field: str, have: Said, theirs: Said) -> bool:
    """A title in other letters of the same words; a status that both call the end."""
    if field in ("title", "title_te_reo") and have:
        return " ".join(str(have).split()) == " ".join(str(theirs).split())
    return field == "status" and have in LISTING_ENDS and theirs in LISTING_ENDS
