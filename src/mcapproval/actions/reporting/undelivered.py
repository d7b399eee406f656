"""What was approved and is not delivered, as its report shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.paused import intakes
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.reporting.portfolio import number
from mcapproval.actions.reporting.slices import after_ref, page_of
from mcapproval.clock import add_months, spoken
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.undelivered import Undelivered
from mcapproval.rules.deliveries import months_from
from mcapproval.rules.idle import HOLDING
from mcapproval.rules.law import Law
from mcapproval.store import undelivered as kept
from mcapproval.store.tables import Listing
from mcapproval.store.undelivered import Sought, UndeliveredRow


def undelivered(
    desk: Desk,
    months: int | None = None,
    provider: str | None = None,
    asked: Slice = EVERYTHING,
) -> Page[Undelivered]:
    """What was never delivered since it was approved, the longest first; with `months` what was not
    for so many too. Unknown for a provider that nothing names.
    """
    until = None if months is None else add_months(desk.today, -months).isoformat()
    sought = Sought(desk.today.isoformat(), until, provider)
    with desk.reading() as connection:
        known_provider(connection, provider)
        after = after_ref(connection, asked, Listing)
        found = kept.page(connection, sought, asked.one_more, after)
        return page_of(
            found,
            asked,
            lambda rows: _rows(connection, rows, desk.today),
            lambda: kept.counted(connection, sought),
            lambda row: row.ref,
        )


def _rows(
    connection: Connection, rows: Sequence[UndeliveredRow], today: date
) -> Iterator[Undelivered]:
    refs = [row.ref for row in rows]
    accredited = kept.accredited(connection, refs, HOLDING)
    intake = intakes(connection, today, refs)
    held = held_for(today)
    for row in rows:
        yield _told(row, today, held, accredited.get(row.ref, []), intake.get(row.ref, ""))


def held_for(day: date) -> int | None:
    """Months without delivery after which an accreditation may lapse, by the law of a day."""
    found = Law(day).maybe("idle", "months")
    return int(found.value) if found else None


def _told(
    row: UndeliveredRow, today: date, held: int | None, accredited: list[str], intake: str
) -> Undelivered:
    begins = date.fromisoformat(row.since) if row.since else None
    lapses = months_from(begins, held) if begins and held else None
    return Undelivered(
        row.ref,
        number(row),
        row.title,
        row.provider,
        row.status,
        row.approved_on or "",
        _delivered(row),
        row.since or "",
        months_between(begins, today) if begins else None,
        lapses.isoformat() if lapses else "",
        "yes" if lapses and lapses <= today else "no",
        row.planned or "",
        ", ".join(accredited) or "nobody",
        intake,
    )


def _delivered(row: UndeliveredRow) -> str:
    if row.last:
        return row.last
    if row.imported_on:
        return f"not known before {spoken(date.fromisoformat(row.imported_on))}"
    return "never"


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; none where the first is not before."""
    months = 12 * (last.year - first.year) + last.month - first.month
    return max(0, months if add_months(first, months) <= last else months - 1)
