"""Beginning many re-evaluations in one run: what is judged alike is judged once, written together.

Whatever is not as plain goes the way of a single one (`opening.py`), with the same result and the
same row in the journal.
"""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.effects.moved_row import moved_data
from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.desk import Desk, effective_day
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import actor
from mcapproval.actions.reviewing.due import Asked, refs_due
from mcapproval.actions.reviewing.opening import BEGUN, waiting
from mcapproval.canonical import plain
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.batch import RowOf, add_all
from mcapproval.store.events import Author
from mcapproval.store.tables import Case, Grant, Item, Listing, Review, table
from mcapproval.store.writer import Conflict, Writer
from mcapproval.workflow import clocks, engine
from mcapproval.workflow.model import Definition, Move
from mcapproval.working_days import Calendar

BEGIN = "begin"
TOGETHER = 1000
"""Re-evaluations written in one transaction."""

DONE, THERE, REFUSED = "begun", "there", "refused"


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of one: begun now, there already, or refused. `ref` is empty where none waits."""

    ref: str
    listing: str
    title: str
    how: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Alike:
    """What holds of all that are judged alike: the data of their rows, and what moves the clock."""

    data: dict[str, Any]
    definition: Definition
    move: Move
    calendar: Calendar
    by: Author
    clocks: dict[tuple[str | None, ...], dict[str, Any]] = field(default_factory=dict)


def open_due(desk: Desk, asked: Asked, effective: date | None = None) -> tuple[Opened, ...]:
    """Begin all that are due, as `review due` lists them."""
    refs = refs_due(desk.records.where, desk.person, desk.today, asked)
    return _opened(desk, refs, effective)


def open_named(
    desk: Desk, listings: Sequence[str], effective: date | None = None
) -> tuple[Opened, ...]:
    """Begin the one that waits of each micro-credential."""
    lines: dict[str, Opened | None] = {}
    with desk.reading() as connection:
        for name in dict.fromkeys(listings):
            try:
                lines[waiting(connection, name).ref] = None
            except Unknown as fault:
                reason = Reason("NONE-WAITS", fault.message, fault.hint, "you")
                lines[name] = Opened("", name, "", REFUSED, (reason,))
    found = _opened(desk, [ref for ref, line in lines.items() if line is None], effective)
    return (*found, *(line for line in lines.values() if line))


def _opened(desk: Desk, refs: Sequence[str], effective: date | None) -> tuple[Opened, ...]:
    desk.who()
    day = effective_day(desk, effective)
    with desk.reading() as connection:
        cases = queries.among(connection, Case, "ref", {*refs})
        there = {case.ref for case in cases if case.state == BEGUN}
    found: list[Opened] = []
    for start in range(0, len(refs), TOGETHER):
        lines, singly = _together(desk, refs[start : start + TOGETHER], day, there)
        lines |= {ref: _singly(desk, lines[ref], effective) for ref in singly}
        found += lines.values()
    return tuple(found)


def _together(
    desk: Desk, refs: Sequence[str], day: date, there: Set[str]
) -> tuple[dict[str, Opened], list[str]]:
    """What came of each, and those that are to be begun for themselves; `there` are those that were
    begun when these were read.
    """
    rows: list[RowOf] = []
    singly: list[str] = []
    alike: dict[tuple[Any, ...], _Alike | None] = {}
    lines: dict[str, Opened] = {}
    try:
        with desk.writing() as writer:
            apart = _apart(writer.connection, refs)
            for row in _read(writer.connection, refs):
                lines[row.ref] = Opened(row.ref, row.listing, row.title, DONE)
                if row.state == BEGUN:
                    lines[row.ref] = _there(lines[row.ref], there)
                    continue
                one = None
                if row.ref not in apart and row.last_on <= day.isoformat():
                    own = desk.person in (row.opened_by, row.owner or row.listing_owner)
                    key = (row.definition_hash, row.state, row.provider, row.unit, own)
                    if key not in alike:
                        alike[key] = _judged(writer, desk, row.ref, day)
                    one = alike[key]
                if one is None:
                    singly.append(row.ref)
                    continue
                rows.append(RowOf(row.ref, row.version, _data(one, row, day), one.by))
            add_all(writer, "moved", day, rows)
    except Conflict:
        singly += [row.ref for row in rows]
    return lines, singly


def _there(line: Opened, there: Set[str]) -> Opened:
    """Begun before; that somebody did it while this ran is told."""
    if line.ref in there:
        return replace(line, how=THERE)
    reason = Reason(
        "MOVED-ON",
        f"somebody else began {line.ref} just now",
        f"see by whom, and on which day: mcapproval history {line.ref}",
        "you",
    )
    return replace(line, how=THERE, reasons=(reason,))


def _singly(desk: Desk, line: Opened, effective: date | None) -> Opened:
    try:
        move(desk, line.ref, BEGIN, Said(), effective)
    except Refused as refusal:
        with desk.reading() as connection:
            if case_row(connection, line.ref).state == BEGUN:
                return _there(line, frozenset())
        told = refusal.reasons or [Reason("MOVED-ON", refusal.message, refusal.hint, "you")]
        return replace(line, how=REFUSED, reasons=tuple(told))
    return line


def _read(connection: Connection, refs: Sequence[str]) -> list[Row[Any]]:
    review, case, listing = table(Review), table(Case), table(Listing)
    named = ("state", "version", "provider", "unit", "opened_by", "definition_hash", "last_on")
    clock = ("came_from", "due_on", "remind_on", "escalate_on", "left")
    statement = (
        select(
            review.c.ref,
            review.c.listing,
            review.c.owner,
            review.c.due_on.label("review_day"),
            listing.c.title,
            listing.c.owner.label("listing_owner"),
            *(case.c[name] for name in (*named, *clock)),
        )
        .join(case, case.c.ref == review.c.ref)
        .join(listing, listing.c.ref == review.c.listing)
        .where(review.c.ref.in_(sorted(refs)))
    )
    found = {row.ref: row for row in connection.execute(statement)}
    return [found[ref] for ref in refs]


def _apart(connection: Connection, refs: Sequence[str]) -> set[str]:
    """Those that may not be as plain as the others: with items, or roles granted for them alone."""
    item, grant = table(Item), table(Grant)
    among = sorted(refs)
    items = connection.execute(select(item.c.ref).where(item.c.ref.in_(among))).scalars()
    granted = select(grant.c.case_ref).where(grant.c.case_ref.in_(among))
    return {*items, *connection.execute(granted).scalars()}


def _judged(writer: Writer, desk: Desk, ref: str, day: date) -> _Alike | None:
    """The move judged on one of those that are alike; None where each must be judged for itself."""
    connection = writer.connection
    case = case_row(connection, ref)
    definition = definition_of(connection, case)
    made = definition.move(case.state, BEGIN)
    if made is None or not _is_plain(made):
        return None
    stands = standing(connection, case, desk.today)
    try:
        outcome = engine.step(
            definition, stands.situation, actor(connection, desk, case, definition), BEGIN, {}
        )
    except Refused:
        return None
    data = moved_data(writer, desk, stands, outcome, {}, day)
    opens = (data["facts"], data["items"], data["closes"], data["texts"], data["files"])
    if any(opens) or stands.checked or outcome.passed:
        return None
    calendar = clocking.calendar_for(connection, case.provider, day)
    data = {key: plain(value) for key, value in data.items()}
    by = Author(desk.who(), desk.channel, outcome.acts_for)
    return _Alike(data, definition, outcome.move, calendar, by)


def _is_plain(move: Move) -> bool:
    """Whether a move depends on the state and on who makes it alone, and brings about no more."""
    more = (move.not_by, move.needs, move.asks, move.decision, move.opens, move.closes)
    effects = (move.starts, move.drives, move.fixes, move.decides, move.results, move.renews)
    return not any((*more, *effects, move.recorded_for, move.if_policy))


def _data(one: _Alike, row: Row[Any], day: date) -> dict[str, Any]:
    """The data of a row: those of the one that was judged, with its own way and its own clock."""
    days = (row.review_day, row.due_on, row.remind_on, row.escalate_on, row.left)
    if days not in one.clocks:
        one.clocks[days] = _clock(one, row, day)
    came_from = {**json.loads(row.came_from), one.move.name: row.state}
    return {**one.data, "came_from": came_from, "clock": one.clocks[days]}


def _clock(one: _Alike, row: Row[Any], day: date) -> dict[str, Any]:
    due, remind, escalate = (
        date.fromisoformat(on) if on else None
        for on in (row.due_on, row.remind_on, row.escalate_on)
    )
    before = clocks.Clock(due, remind, escalate, json.loads(row.left))
    known = clocks.Facts(next_review=date.fromisoformat(row.review_day))
    definition, calendar, to = one.definition, one.calendar, one.data["to"]
    return clocks.after_move(
        definition, one.move, row.state, to, day, before, calendar, known
    ).as_json()
