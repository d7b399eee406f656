"""A plain move of many re-evaluations: what is judged alike is judged once, written together.

Whatever is not as plain is left to be moved for itself, with the same row in the journal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.effects.moved_row import moved_data
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.canonical import plain
from mcapproval.errors import Refused
from mcapproval.store.batch import RowOf
from mcapproval.store.clauses import table
from mcapproval.store.events import Author
from mcapproval.store.rows.folded import Case, Grant, Item, Listing, Review
from mcapproval.store.writer import Writer
from mcapproval.workflow import clocks, engine
from mcapproval.workflow.model import Definition, Move
from mcapproval.workflow.situation import Actor
from mcapproval.working_days import Calendar

TOGETHER = 1000
"""Re-evaluations written in one transaction."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What holds of all that are judged alike: the data of their rows, and what moves the clock."""

    data: dict[str, Any]
    definition: Definition
    move: Move
    calendar: Calendar
    by: Author
    clocks: dict[tuple[str | None, ...], dict[str, Any]] = field(default_factory=dict)
    ways: dict[str, dict[str, str]] = field(default_factory=dict)

    def row(self, found: Row[Any], day: date, cause: int | None = None) -> RowOf:
        """The row of one: the data of the one that was judged, with its own way and clock."""
        days = (found.review_day, found.due_on, found.remind_on, found.escalate_on, found.left)
        if days not in self.clocks:
            self.clocks[days] = _clock(self, found, day)
        if found.came_from not in self.ways:
            before = json.loads(found.came_from)
            self.ways[found.came_from] = {**before, self.move.name: found.state}
        came_from = self.ways[found.came_from]
        data = {**self.data, "came_from": came_from, "clock": self.clocks[days]}
        return RowOf(found.ref, found.version, data, self.by, cause)


@dataclass(slots=True)
class Judging:
    """One move of many, inside one transaction; `who` gives the person of a case as its actor."""

    writer: Writer
    desk: Desk
    move: str
    day: date
    who: Callable[[Case, Definition], Actor]
    known: dict[tuple[Any, ...], Alike | None] = field(default_factory=dict)

    def alike(self, found: Row[Any]) -> Alike | None:
        """What one has alike with others; None where it must be moved for itself."""
        if found.last_on > self.day.isoformat():
            return None
        own = self.desk.person in (found.opened_by, found.owner or found.listing_owner)
        key = (found.definition_hash, found.state, found.provider, found.unit, own)
        if key not in self.known:
            self.known[key] = self._judged(found.ref)
        return self.known[key]

    def _judged(self, ref: str) -> Alike | None:
        """The move judged on one of those that are alike; None where each is to be for itself."""
        connection, desk = self.writer.connection, self.desk
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
        made = definition.move(case.state, self.move)
        if made is None or not _is_plain(made):
            return None
        stands = standing(connection, case, desk.today)
        try:
            who = self.who(case, definition)
            outcome = engine.step(definition, stands.situation, who, self.move, {})
        except Refused:
            return None
        data = moved_data(self.writer, desk, stands, outcome, {}, self.day)
        opens = (data["facts"], data["items"], data["closes"], data["texts"], data["files"])
        if any(opens) or stands.checked or outcome.passed:
            return None
        calendar = clocking.calendar_for(connection, case.provider, self.day)
        data = {key: plain(value) for key, value in data.items()}
        by = Author(desk.who(), desk.channel, outcome.acts_for)
        return Alike(data, definition, outcome.move, calendar, by)


def read(connection: Connection, refs: Sequence[str]) -> list[Row[Any]]:
    """Re-evaluations with what is asked of each, in the order given; without those that are gone
    since, with the import that they came from.
    """
    review, case, listing = table(Review), table(Case), table(Listing)
    named = ("state", "version", "provider", "unit", "opened_by", "definition_hash")
    last = ("last_on", "last_row")
    clock = ("came_from", "due_on", "remind_on", "escalate_on", "left")
    statement = (
        select(
            review.c.ref,
            review.c.listing,
            review.c.owner,
            review.c.due_on.label("review_day"),
            listing.c.title,
            listing.c.owner.label("listing_owner"),
            *(case.c[name] for name in (*named, *last, *clock)),
        )
        .join(case, case.c.ref == review.c.ref)
        .join(listing, listing.c.ref == review.c.listing)
        .where(review.c.ref.in_(sorted(refs)))
    )
    found = {row.ref: row for row in connection.execute(statement)}
    return [found[ref] for ref in refs if ref in found]


def apart(connection: Connection, refs: Sequence[str]) -> set[str]:
    """Those that may not be as plain as the others: with items, or roles granted for them alone."""
    item, grant = table(Item), table(Grant)
    among = sorted(refs)
    items = connection.execute(select(item.c.ref).where(item.c.ref.in_(among))).scalars()
    granted = select(grant.c.case_ref).where(grant.c.case_ref.in_(among))
    return {*items, *connection.execute(granted).scalars()}


def _is_plain(move: Move) -> bool:
    """Whether a move depends on the state and on who makes it alone, and brings about no more."""
    more = (move.not_by, move.needs, move.asks, move.decision, move.opens, move.closes)
    effects = (move.starts, move.drives, move.fixes, move.decides, move.results, move.renews)
    return not any((*more, *effects, move.recorded_for, move.if_policy))


def _clock(one: Alike, row: Row[Any], day: date) -> dict[str, Any]:
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
