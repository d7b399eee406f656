"""The delegations with what was done under each, as their report shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.delegating import EVERY_ROLE, standing_of
from mcapproval.actions.people.known import names
from mcapproval.clock import nz_day, read_stamp
from mcapproval.reports.delegations import Delegated
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.store import acting, paging, queries
from mcapproval.store.events import Event
from mcapproval.store.tables import Delegation, Person

Acts = Mapping[tuple[str, str], Sequence[str]]
"""By delegate and whom they stand in for, the days on which they did something in their place."""


def delegations(desk: Desk, asked: Slice = EVERYTHING, after: int | None = None) -> Page[Delegated]:
    """Every delegation in the order in which they were entered."""
    with desk.reading() as connection:
        rows, more, found = paging.by_number(connection, Delegation, asked.first, after)
        entered = {row.seq: event for row in rows if (event := queries.event(connection, row.seq))}
        refs = {ref for row in rows for ref in (row.person, row.acts_for)}
        refs |= {event.by.person for event in entered.values()}
        who = names(connection, refs)
        gone = {p.ref for p in queries.among(connection, Person, "ref", refs) if p.erased_on}
        acts = _acts(acting.in_place_of_others(connection)) if rows else {}
    told = [
        Delegated(
            row.seq,
            who[row.acts_for],
            who[row.person],
            row.role or EVERY_ROLE,
            row.from_day,
            row.until_day,
            standing_of(row, desk.today.isoformat(), gone),
            who[entered[row.seq].by.person],
            entered[row.seq].effective_on,
            *_done(row, acts),
        )
        for row in rows
    ]
    return Page(tuple(told), found, paging.MANY, str(rows[-1].seq) if more else None)


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
