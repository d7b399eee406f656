"""What was approved and is not delivered, as its report shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.paused import intakes
from mcapproval.actions.deliveries.by_review import awaited_until, counted_until, of_anybody
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.reporting.slices import after_place, page_of
from mcapproval.clock import add_months, months_between, spoken
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.places import day, written
from mcapproval.reports.undelivered import ENDED, NEVER, NO_COHORT, NOT_KNOWN, Lapse, Undelivered
from mcapproval.rules.deliveries import months_from
from mcapproval.rules.idle import HOLDING
from mcapproval.rules.law import Law
from mcapproval.rules.texts import clauses
from mcapproval.store.gathering import gathered
from mcapproval.store.reported import undelivered as kept
from mcapproval.store.reported.listed import number
from mcapproval.store.reported.undelivered import Delivering, Place, Sought, UndeliveredRow
from mcapproval.store.rows.folded import Review

DELIVERING, IDLE, TEACH_OUT = "delivering", "idle", "teach-out"
LATER = {IDLE: 1, TEACH_OUT: 2, DELIVERING: 3}
"""The states of an accreditation under which delivery began: of several the last tells."""


def undelivered(
    desk: Desk,
    months: int | None = None,
    provider: str | None = None,
    asked: Slice = EVERYTHING,
) -> Page[Undelivered]:
    """What was approved and has no cohort that began, the longest first; with `months` what had
    none for so many too. Unknown for a provider that nothing names.
    """
    until = None if months is None else add_months(desk.today, -months).isoformat()
    sought = Sought(desk.today.isoformat(), until, provider)
    with desk.reading() as connection:
        known_provider(connection, provider)
        now = partial(kept.since_now, connection, sought.today)
        after = after_place(asked, {"the day since which nothing is delivered": day}, now)
        place = after and Place(after.ref, *(after.values or ()))
        found = kept.page(connection, sought, asked.one_more, place)
        return page_of(
            found,
            asked,
            lambda rows: _rows(connection, rows, desk.today),
            lambda: kept.counted(connection, sought),
            lambda row: written(row.ref, row.since),
        )


def _rows(
    connection: Connection, rows: Sequence[UndeliveredRow], today: date
) -> Iterator[Undelivered]:
    refs = [row.ref for row in rows]
    holding = kept.accredited(connection, refs, HOLDING)
    ending = kept.accredited(connection, refs, [TEACH_OUT])
    intake = intakes(connection, today, refs)
    until = counted_until(connection, refs)
    last = {ref: on for ref in refs if (on := of_anybody(until, ref))}
    counted = {ref: on.isoformat() for ref, on in last.items()}
    reviews = gathered(connection, Review, "listing", last)
    awaited = {ref: awaited_until(reviews.get(ref, ()), on) for ref, on in last.items()}
    taught = _taught(connection, [row.ref for row in rows if not row.last], counted)
    held = lapse_on(today).months
    for row in rows:
        ends = ending.get(row.ref, [])
        bodies = sorted({*holding.get(row.ref, []), *ends})
        words = ", ".join(bodies) or "nobody", ", ".join(ends), intake.get(row.ref, "")
        of = Known(
            counted.get(row.ref), taught.get(row.ref), row.ref in holding, awaited.get(row.ref)
        )
        yield _told(row, today, held, of, *words)


class Taught(NamedTuple):
    """What tells of delivery where no cohort does; `until` is None where nothing says it ended."""

    said: str
    until: str | None = None


class Known(NamedTuple):
    """Until when learners were counted, what tells of delivery besides, whether an accreditation is
    held that may lapse, and until when the next count is waited for."""

    counted: str | None
    taught: Taught | None
    held: bool
    awaited: date | None


def _taught(
    connection: Connection, refs: Sequence[str], counted: Mapping[str, str]
) -> dict[str, Taught]:
    """By accreditations in delivery, else by what decided re-evaluations counted."""
    found = {ref: Taught(_counted(counted[ref]), counted[ref]) for ref in refs if ref in counted}
    each = kept.delivering(connection, refs, DELIVERING)
    for row in sorted(each, key=lambda row: LATER.get(row.state, 0)):
        found[row.listing] = _by_accreditation(row, counted.get(row.listing))
    return found


def _by_accreditation(row: Delivering, counted: str | None) -> Taught:
    """What is delivered under one accreditation lies idle under no other."""
    first, since = (spoken(date.fromisoformat(on)) for on in (row.first_on, row.entered_on))
    more = f", {_counted(counted)}" if counted else ""
    if row.state == DELIVERING:
        return Taught(f"delivering since {first}{more}", counted)
    if row.state == TEACH_OUT:
        return Taught(f"from {first}, teaching out since {since}{more}", counted)
    return Taught(f"from {first} until {since}{more}", max(row.entered_on, counted or ""))


def _counted(until: str) -> str:
    return f"learners counted until {spoken(date.fromisoformat(until))}"


def lapse_on(day: date) -> Lapse:
    """How long nothing may be delivered, by the law of a day."""
    found = Law(day).maybe("idle", "months")
    if found is None:
        return Lapse(day, None, "")
    return Lapse(day, int(found.value), f"IDLE: {clauses()[found.clause].citation}")


def _told(
    row: UndeliveredRow,
    today: date,
    held: int | None,
    known: Known,
    accredited: str,
    teaching_out: str,
    intake: str,
) -> Undelivered:
    delivery, words = _delivered(row, known)
    begins = date.fromisoformat(row.since) if row.since else None
    lapses = _lapses(row, held, known, today)
    return Undelivered(
        row.ref,
        number(row),
        row.title,
        row.provider,
        row.status,
        row.approved_on or "",
        delivery,
        words,
        row.since or "",
        months_between(begins, today) if begins and delivery != NOT_KNOWN else None,
        lapses,
        "yes" if lapses and lapses <= today.isoformat() else "no",
        row.planned or "",
        accredited,
        teaching_out,
        intake,
    )


def _lapses(row: UndeliveredRow, held: int | None, known: Known, today: date) -> str:
    """From when an accreditation that is held may lapse; empty where nothing tells, or none is, or
    the learners of the year since are still to be counted."""
    if row.last:
        unused: str | None = max(row.last, known.counted or "")
    else:
        unused = known.taught.until if known.taught else row.since
    if not (unused and held and known.held):
        return ""
    on = months_from(date.fromisoformat(unused), held)
    waits = unused == known.counted and known.awaited and today < known.awaited
    return on.isoformat() if on and not (waits and on <= today) else ""


def _delivered(row: UndeliveredRow, known: Known) -> tuple[str, str]:
    """What is known of its delivery, and the same in words."""
    if row.last:
        counted = known.counted or ""
        return ENDED, f"{row.last}, {_counted(counted)}" if counted > row.last else row.last
    if known.taught:
        return NO_COHORT, f"{known.taught.said}, no cohort recorded"
    if row.imported_on:
        return NOT_KNOWN, f"not known before {spoken(date.fromisoformat(row.imported_on))}"
    return NEVER, "never"
