"""What of deliveries falls due: reporting, an accreditation that lies idle, the end of a teach-out.

It is told of the accreditation on whose ground a delivery is held, else of the micro-credential.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select

from mcapproval.actions.cases.standing.ending import ending
from mcapproval.actions.deliveries.counted import of_listing
from mcapproval.actions.deliveries.seats import case_for
from mcapproval.actions.deliveries.standing import facts_of, reported
from mcapproval.actions.lookup import listing_row
from mcapproval.clock import add_days, add_months
from mcapproval.errors import NotInForce
from mcapproval.rules.deliveries import day, months_from, planned
from mcapproval.rules.idle import BEFORE_DELIVERY, HOLDING, by_state, last_day
from mcapproval.rules.law import Law
from mcapproval.store import queries
from mcapproval.store.tables import Accreditation, Case, Delivery, Listing, table
from mcapproval.workflow.notices import Times, Watched
from mcapproval.workflow.turns import IN_CHARGE

REPORTING, IDLE, TEACH_OUT = "reporting", "idle", "teach-out"
WORDS = {
    REPORTING: "report the completions of",
    IDLE: "nothing delivered for a year",
    TEACH_OUT: "goes on after the last day for learners under way:",
}
"""What a notice is about, in words that the reference of a delivery follows."""

AHEAD = 30
"""Days before an accreditation may lapse, as its workflow has them for the state of idleness."""

SLACK = 5
"""Days by which a count of months may be off at the end of a month: each row is looked at again."""


def watched(connection: Connection, case: Case, times: Times, today: date) -> Iterator[Watched]:
    """What falls due of the deliveries that hang on a case."""
    accreditation = queries.one(connection, Accreditation, ref=case.ref)
    if accreditation is None and case.track != "listing":
        return
    listing = listing_row(connection, accreditation.listing if accreditation else case.ref)
    rows = _own(connection, case, listing, accreditation)
    for row in rows:
        yield from _of_reporting(row, times, today)
    if accreditation:
        yield from _of_idleness(case, accreditation, rows, today)
    yield from _of_teach_out(connection, case, rows)


def _own(
    connection: Connection, case: Case, listing: Listing, accreditation: Accreditation | None
) -> list[Delivery]:
    rows = of_listing(connection, listing.ref)
    if accreditation:
        rows = [row for row in rows if row.provider == accreditation.provider]
    found = {p: case_for(connection, listing, p).ref for p in {row.provider for row in rows}}
    return [row for row in rows if found[row.provider] == case.ref]


def report_by(row: Delivery, today: date) -> date | None:
    """By when completions are reported; None where nobody completed, or it is done or not known."""
    months = Law(today).maybe("reporting", "months")
    on = row.completed_on or row.ends
    if not (row.completed and on and months) or row.cancelled or reported(row) != "no":
        return None
    return months_from(date.fromisoformat(on), months.value)


def _of_reporting(row: Delivery, times: Times, today: date) -> Iterator[Watched]:
    due = report_by(row, today)
    if due is None:
        return
    about = f"{REPORTING}:{row.ref}"
    try:
        remind_on = times.calendar.before(due, times.before)
    except NotInForce:
        yield Watched(about, due, IN_CHARGE)
    else:
        yield Watched(about, due, IN_CHARGE, remind_on, IN_CHARGE)


def _of_idleness(
    case: Case, accreditation: Accreditation, rows: list[Delivery], today: date
) -> Iterator[Watched]:
    """From the last day of delivery. Where no delivery was entered the state tells; of what is idle
    by its state the workflow tells itself, of what came from elsewhere nobody knows.
    """
    months = Law(today).maybe("idle", "months")
    if case.state not in HOLDING or months is None:
        return
    if not rows and (case.state == IDLE or case.imported):
        return
    whose = {"status": case.state, "since": accreditation.granted_on}
    own = [facts_of(row, today) for row in rows]
    last = last_day(whose, own, today) if own else by_state(whose)
    due = months_from(last, months.value) if last else None
    if due is None or any(_starts_by(each, due) for each in own):
        return
    yield Watched(IDLE, due, IN_CHARGE, add_days(due, -AHEAD), IN_CHARGE)


def _starts_by(delivery: dict[str, object], due: date) -> bool:
    starts = day(delivery, "starts")
    return planned(delivery) and starts is not None and starts <= due


def _of_teach_out(connection: Connection, case: Case, rows: list[Delivery]) -> Iterator[Watched]:
    """Each delivery that goes on after the last day for learners under way, told at once."""
    ends = ending(connection, case) if rows else None
    if ends is None:
        return
    own = date.fromisoformat(case.due_on) if case.state == TEACH_OUT and case.due_on else None
    last = own or ends.for_all
    for row in rows:
        if row.ends and row.ends > last.isoformat():
            yield Watched(f"{TEACH_OUT}:{row.ref}", last, IN_CHARGE, date.min, IN_CHARGE)


def cases_with(connection: Connection, today: date, farthest: date) -> set[str]:
    """The cases on which a delivery hangs that may have to be told of; `farthest` is the last day
    that something may be due on to be told of today."""
    ways = (
        _unreported(today, farthest),
        _last_long_ago(today),
        _taught_out(),
        _taught_out_by_one(),
    )
    found = {
        case_for(connection, listing_row(connection, listing), provider).ref
        for statement in ways
        for listing, provider in connection.execute(statement)
    }
    return found | set(connection.execute(_never_delivered(today)).scalars())


def unreported(connection: Connection, today: date) -> Iterator[tuple[Case, Delivery, date]]:
    """Every delivery whose completions are still to be reported, with its case and the day."""
    delivery = table(Delivery)
    statement = select(delivery).where(
        delivery.c.completed > 0, delivery.c.reported_on.is_(None), delivery.c.cancelled.is_(False)
    )
    for found in connection.execute(statement.order_by(delivery.c.ref)):
        row = Delivery(**found._mapping)
        due = report_by(row, today)
        if due:
            yield case_for(connection, listing_row(connection, row.listing), row.provider), row, due


Pairs = Select[str, str]


def _unreported(today: date, farthest: date) -> Pairs:
    delivery = table(Delivery)
    months = Law(today).maybe("reporting", "months")
    bound = add_months(min(farthest, add_days(today, 3660)), -months.value) if months else date.min
    on = func.coalesce(delivery.c.completed_on, delivery.c.ends)
    return select(delivery.c.listing, delivery.c.provider).where(
        delivery.c.completed > 0,
        delivery.c.reported_on.is_(None),
        delivery.c.cancelled.is_(False),
        on <= (bound + timedelta(SLACK)).isoformat() if months else on.is_(None),
    )


def _last_long_ago(today: date) -> Pairs:
    delivery, case = table(Delivery), table(Case)
    accreditation = table(Accreditation)
    return (
        select(delivery.c.listing, delivery.c.provider)
        .select_from(delivery)
        .join(accreditation, _same(delivery, accreditation))
        .join(case, case.c.ref == accreditation.c.ref)
        .where(delivery.c.cancelled.is_(False), case.c.state.in_(HOLDING))
        .group_by(delivery.c.listing, delivery.c.provider)
        .having(func.max(delivery.c.ends) <= _long_ago(today))
    )


def _taught_out() -> Pairs:
    """What is delivered after the last day of a micro-credential that expires."""
    delivery, case = table(Delivery), table(Case)
    return (
        select(delivery.c.listing, delivery.c.provider)
        .select_from(delivery)
        .join(case, case.c.ref == delivery.c.listing)
        .where(case.c.state == "expiring", *_after(delivery, case))
    )


def _taught_out_by_one() -> Pairs:
    """The same of one accreditation, which may have a last day of its own."""
    delivery, case, accreditation = table(Delivery), table(Case), table(Accreditation)
    return (
        select(delivery.c.listing, delivery.c.provider)
        .select_from(delivery)
        .join(accreditation, _same(delivery, accreditation))
        .join(case, case.c.ref == accreditation.c.ref)
        .where(case.c.state == TEACH_OUT, *_after(delivery, case))
    )


def _after(delivery: Table, case: Table) -> tuple[ColumnElement[bool], ...]:
    return delivery.c.cancelled.is_(False), delivery.c.ends > case.c.due_on


def _same(delivery: Table, accreditation: Table) -> ColumnElement[bool]:
    return and_(
        accreditation.c.listing == delivery.c.listing,
        accreditation.c.provider == delivery.c.provider,
    )


def _never_delivered(today: date) -> Select[str]:
    case, accreditation = table(Case), table(Accreditation)
    return (
        select(case.c.ref)
        .join(accreditation, accreditation.c.ref == case.c.ref)
        .where(
            case.c.state.in_(BEFORE_DELIVERY),
            case.c.imported.is_(None),
            accreditation.c.granted_on <= _long_ago(today),
        )
    )


def _long_ago(today: date) -> str:
    """The day before which nothing was delivered of what is to be told of as idle today."""
    months = Law(today).maybe("idle", "months")
    since = add_months(today, -months.value) if months else date.min
    return (since + timedelta(AHEAD + SLACK)).isoformat()
