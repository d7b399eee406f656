"""The delegations with what was done under each, as their report shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.delegating import EVERY_ROLE, standing_of
from mcapproval.actions.people.known import names
from mcapproval.actions.reporting.slices import numbered
from mcapproval.clock import nz_day, read_stamp
from mcapproval.reports.delegations import Delegated
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.reported import acting
from mcapproval.store.rows.folded import Delegation, Person

Acts = Mapping[tuple[str, str], Sequence[str]]
"""By delegate and whom they stand in for, the days on which they did something in their place."""


def delegations(desk: Desk, asked: Slice = EVERYTHING) -> Page[Delegated]:
    """The delegations in the order in which they were entered; a page begins after a row of the
    journal."""
    with desk.reading() as connection:
        acts = cache(lambda: _acts(acting.in_place_of_others(connection)))
        return numbered(
            connection,
            Delegation,
            asked,
            lambda rows: _told(connection, rows, acts(), desk.today),
        )


def _told(
    connection: Connection, rows: Sequence[Delegation], acts: Acts, today: date
) -> list[Delegated]:
    entered = {row.seq: event for row in rows if (event := queries.event(connection, row.seq))}
    refs = {ref for row in rows for ref in (row.person, row.acts_for)}
    refs |= {event.by.person for event in entered.values()}
    who = names(connection, refs)
    gone = {p.ref for p in queries.among(connection, Person, "ref", refs) if p.erased_on}
    return [
        Delegated(
            row.seq,
            who[row.acts_for],
            who[row.person],
            row.role or EVERY_ROLE,
            row.from_day,
            row.until_day,
            standing_of(row, today.isoformat(), gone),
            who[entered[row.seq].by.person],
            entered[row.seq].effective_on,
            *_done(row, acts),
            row.acts_for,
            row.person,
            entered[row.seq].by.person,
        )
        for row in rows
    ]


def _acts(rows: Iterable[Event]) -> Acts:
    """By the day on which it was recorded: on that day the delegation had to hold."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        pair = (row.by.person, str(row.by.acts_for))
        found.setdefault(pair, []).append(nz_day(read_stamp(row.recorded_at)).isoformat())
    return found


def _done(row: Delegation, acts: Acts) -> tuple[int, str]:
    """How often, and the last day. Where two of the same people overlap an act counts for both."""
    pair = acts.get((row.person, row.acts_for), ())
    days = [day for day in pair if row.from_day <= day <= row.until_day]
    return len(days), max(days, default="")
