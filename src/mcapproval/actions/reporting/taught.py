"""What tells of the delivery of micro-credentials: their cohorts, else what an accreditation or a
re-evaluation says; in the order of the days since which nothing does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.deliveries.by_review import awaited_until, counted_until, of_anybody
from mcapproval.actions.reporting.slices import TOGETHER
from mcapproval.batches import batched
from mcapproval.clock import spoken
from mcapproval.rules.idle import HOLDING
from mcapproval.store.gathering import gathered
from mcapproval.store.reported import undelivered as kept
from mcapproval.store.reported.undelivered import Delivering, Sought, UndeliveredRow
from mcapproval.store.rows.folded import Review

DELIVERING, IDLE, TEACH_OUT = "delivering", "idle", "teach-out"
LATER = {IDLE: 1, TEACH_OUT: 2, DELIVERING: 3}
"""The states of an accreditation under which delivery began: of several the last tells."""


class Taught(NamedTuple):
    """What tells of delivery where no cohort does; `until` is None where nothing says it ended."""

    said: str
    until: str | None = None


class Known(NamedTuple):
    """Until when learners were counted, what tells of delivery where no cohort does, who holds an
    accreditation that may lapse, and until when the next count is waited for."""

    counted: str | None
    taught: Taught | None
    holding: tuple[str, ...]
    awaited: date | None

    @property
    def until(self) -> str | None:
        return self.taught.until if self.taught else None


class Seen(NamedTuple):
    """A micro-credential, and what is known of its delivery besides its cohorts."""

    row: UndeliveredRow
    known: Known

    @property
    def since(self) -> str | None:
        """The later of the day since which there was no cohort and the last on which something
        else tells of delivery."""
        taught = self.known.counted if self.row.last else self.known.until
        return max(filter(None, (self.row.since, taught)), default=None)

    @property
    def place(self) -> tuple[bool, str, str]:
        """Its place in the order; those of which no day is known stand last."""
        return place_of(self.since, self.row.ref)


def place_of(since: str | None, ref: str) -> tuple[bool, str, str]:
    return since is None, since or "", ref


def in_order(connection: Connection, sought: Sought) -> Iterator[Seen]:
    """All of them by what tells of delivery, where they come by their cohorts: what comes later for
    that waits until those before it have come."""
    waiting: list[tuple[tuple[bool, str, str], Seen]] = []
    for rows in batched(kept.every(connection, sought), TOGETHER):
        for seen in seen_of(connection, rows):
            heappush(waiting, (seen.place, seen))
        reached = False, rows[-1].since or "", rows[-1].ref
        while waiting and waiting[0][0] <= reached:
            yield heappop(waiting)[1]
    while waiting:
        yield heappop(waiting)[1]


def seen_of(connection: Connection, rows: Sequence[UndeliveredRow]) -> Iterator[Seen]:
    refs = [row.ref for row in rows]
    holding = kept.accredited(connection, refs, HOLDING)
    until = of_anybody(counted_until(connection, refs))
    counted = {ref: day.isoformat() for ref, day in until.items()}
    reviews = gathered(connection, Review, "listing", until)
    awaited = {ref: awaited_until(reviews.get(ref, ()), day) for ref, day in until.items()}
    taught = _taught(connection, [row.ref for row in rows if not row.last], counted)
    for row in rows:
        bodies = tuple(holding.get(row.ref, ()))
        known = Known(counted.get(row.ref), taught.get(row.ref), bodies, awaited.get(row.ref))
        yield Seen(row, known)


def _taught(
    connection: Connection, refs: Sequence[str], counted: Mapping[str, str]
) -> dict[str, Taught]:
    """By accreditations in delivery, else by what decided re-evaluations counted."""
    found = {
        ref: Taught(counted_said(counted[ref]), counted[ref]) for ref in refs if ref in counted
    }
    each = kept.delivering(connection, refs, DELIVERING)
    for row in sorted(each, key=lambda row: LATER.get(row.state, 0)):
        found[row.listing] = _by_accreditation(row, counted.get(row.listing))
    return found


def _by_accreditation(row: Delivering, counted: str | None) -> Taught:
    """What is delivered under one accreditation lies idle under no other."""
    first, since = (spoken(date.fromisoformat(on)) for on in (row.first_on, row.entered_on))
    more = f", {counted_said(counted)}" if counted else ""
    if row.state == DELIVERING:
        return Taught(f"delivering since {first}{more}", counted)
    if row.state == TEACH_OUT:
        return Taught(f"from {first}, teaching out since {since}{more}", counted)
    return Taught(f"from {first} until {since}{more}", max(row.entered_on, counted or ""))


def counted_said(until: str) -> str:
    return f"learners counted until {spoken(date.fromisoformat(until))}"
