"""What was approved and is not delivered, as its report shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.paused import intakes
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.reporting.slices import after_place, page_of
from mcapproval.clock import add_months, months_between, spoken
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.places import day, written
from mcapproval.reports.undelivered import ENDED, NEVER, NO_COHORT, NOT_KNOWN, Lapse, Undelivered
from mcapproval.rules.deliveries import enrolling, months_from
from mcapproval.rules.idle import HOLDING
from mcapproval.rules.law import Law
from mcapproval.rules.texts import clauses
from mcapproval.store import whole
from mcapproval.store.reported import undelivered as kept
from mcapproval.store.reported.listed import number
from mcapproval.store.reported.undelivered import Place, Sought, UndeliveredRow

DELIVERING, IDLE = "delivering", "idle"
"""The states of an accreditation under which delivery began."""


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
    accredited = kept.accredited(connection, refs, HOLDING)
    intake = intakes(connection, today, refs)
    taught = _taught(connection, [row.ref for row in rows if not row.last])
    held = lapse_on(today).months
    for row in rows:
        words = ", ".join(accredited.get(row.ref, [])) or "nobody", intake.get(row.ref, "")
        yield _told(row, today, held, taught.get(row.ref), *words)


class Taught(NamedTuple):
    """What tells of delivery where no cohort does; `until` is None where nothing says it ended."""

    said: str
    until: str | None = None


def _taught(connection: Connection, refs: Sequence[str]) -> dict[str, Taught]:
    """By accreditations in delivery, else by what decided re-evaluations counted."""
    found: dict[str, Taught] = {}
    for review in whole.decided(connection, refs):
        if any(_counts(row) for row in review.answers.get("delivery", ())):
            day = spoken(date.fromisoformat(review.decided_on))
            found[review.listing] = Taught(f"counted in the re-evaluation of {day}")
    each = sorted(kept.delivering(connection, refs, DELIVERING), key=lambda row: row.state != IDLE)
    for row in each:  # what is delivered under one accreditation lies idle under no other
        first = spoken(date.fromisoformat(row.first_on))
        found[row.listing] = (
            Taught(
                f"from {first} until {spoken(date.fromisoformat(row.entered_on))}", row.entered_on
            )
            if row.state == IDLE
            else Taught(f"delivering since {first}")
        )
    return found


def _counts(row: Any) -> bool:
    return isinstance(row, dict) and enrolling({"new_enrolments": row.get("enrolments")})


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
    taught: Taught | None,
    accredited: str,
    intake: str,
) -> Undelivered:
    delivery, words = _delivered(row, taught)
    begins = date.fromisoformat(row.since) if row.since else None
    unused = (taught.until if taught else row.since) or None
    lapses = months_from(date.fromisoformat(unused), held) if unused and held else None
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
        lapses.isoformat() if lapses else "",
        "yes" if lapses and lapses <= today else "no",
        row.planned or "",
        accredited,
        intake,
    )


def _delivered(row: UndeliveredRow, taught: Taught | None) -> tuple[str, str]:
    """What is known of its delivery, and the same in words."""
    if row.last:
        return ENDED, row.last
    if taught:
        return NO_COHORT, f"{taught.said}, no cohort recorded"
    if row.imported_on:
        return NOT_KNOWN, f"not known before {spoken(date.fromisoformat(row.imported_on))}"
    return NEVER, "never"
