"""Which cases may have to be told of because of deliveries: found by few queries over all of them.

Months are counted roughly here: each case that is found is looked at again, day by day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Select, TableClause, and_, func, or_, select

from mcapproval.actions.deliveries.seats import seats
from mcapproval.actions.deliveries.seeking_idle import SLACK, idle, months_before, same
from mcapproval.actions.deliveries.standing import CLOSED
from mcapproval.actions.deliveries.watching import (
    TEACH_OUT,
    imports_of,
    report_by,
)
from mcapproval.store import queries
from mcapproval.store.clauses import made, table
from mcapproval.store.rows.folded import Accreditation, Case, Delivery

FARTHEST = timedelta(3660)
"""No reminder is earlier, and no month is counted from the end of the calendar."""


def cases_with(connection: Connection, today: date, farthest: date) -> set[str]:
    """The cases on which a delivery hangs that may have to be told of; `farthest` is the last day
    that something may be due on to be told of today."""
    pairs = {(mc, who) for mc, who in connection.execute(_to_report(connection, today, farthest))}
    seat = seats(connection, {mc for mc, _ in pairs})
    found = {seat[pair].ref if pair in seat else pair[0] for pair in pairs}
    for statement in (_taught_out(), _taught_out_by_one(), _closed_to_new()):
        found |= set(connection.execute(statement).scalars())
    return found | set(idle(connection, today))


def unreported(connection: Connection, today: date) -> Iterator[tuple[Case, Delivery, date]]:
    """Every delivery whose completions are still to be reported, with its case and the day."""
    delivery = table(Delivery)
    imports = imports_of(connection)
    asked = _still_to_report(delivery, imports, today)
    statement = select(delivery).where(*asked).order_by(delivery.c.ref)
    rows = made(Delivery, connection.execute(statement))
    listings = {row.listing for row in rows}
    seat = seats(connection, listings)
    itself = {case.ref: case for case in queries.among(connection, Case, "ref", listings)}
    for row in rows:
        due = report_by(row, today, imports)
        if due:
            yield seat.get((row.listing, row.provider)) or itself[row.listing], row, due


def _still_to_report(
    delivery: TableClause, imports: Mapping[str, date], today: date
) -> tuple[ColumnElement[bool], ...]:
    """As `watching.report_by` has it: fewer than completed, or nothing said of what is our own, or
    was imported before its day came.
    """
    on = func.coalesce(delivery.c.completed_on, delivery.c.ends)
    asked: list[ColumnElement[bool]] = [delivery.c.imported.is_(None)]
    for ref, day in imports.items():
        since = months_before(day - SLACK, today, "reporting").isoformat()
        asked.append(and_(delivery.c.imported == ref, on >= since))
    said_nothing = and_(delivery.c.reported.is_(None), or_(*asked))
    return (
        delivery.c.completed > 0,
        delivery.c.reported_on.is_(None),
        delivery.c.cancelled.is_(False),
        or_(said_nothing, delivery.c.reported < delivery.c.completed),
    )


def _to_report(connection: Connection, today: date, farthest: date) -> Select[str, str]:
    delivery = table(Delivery)
    on = func.coalesce(delivery.c.completed_on, delivery.c.ends)
    bound = months_before(min(farthest, today + FARTHEST), today, "reporting") + SLACK
    return select(delivery.c.listing, delivery.c.provider).where(
        *_still_to_report(delivery, imports_of(connection), today), on <= bound.isoformat()
    )


def _taught_out() -> Select[str]:
    """What is delivered after the last day of a micro-credential that expires."""
    return _delivered().where(
        table(Case).c.state == "expiring", *_after(table(Delivery), table(Case))
    )


def _taught_out_by_one() -> Select[str]:
    """The same of one accreditation, which may have a last day of its own."""
    delivery, case, accreditation = table(Delivery), table(Case), table(Accreditation)
    return (
        select(case.c.ref)
        .select_from(delivery)
        .join(accreditation, same(delivery, accreditation))
        .join(case, case.c.ref == accreditation.c.ref)
        .where(case.c.state == TEACH_OUT, *_after(delivery, case))
    )


def _closed_to_new() -> Select[str]:
    """What is to take in new learners in a micro-credential that is closed to them."""
    delivery, case = table(Delivery), table(Case)
    return _delivered().where(
        case.c.state.in_(CLOSED),
        delivery.c.cancelled.is_(False),
        delivery.c.starts.is_not(None),
        func.coalesce(delivery.c.last_enrolled_on, delivery.c.starts) >= case.c.entered_on,
        or_(delivery.c.enrolled.is_(None), delivery.c.enrolled > 0),
    )


def _delivered() -> Select[str]:
    """The accreditation of each delivery, or its micro-credential where the provider has none; the
    case is the micro-credential's."""
    delivery, case, accreditation = table(Delivery), table(Case), table(Accreditation)
    return (
        select(func.coalesce(accreditation.c.ref, delivery.c.listing))
        .select_from(delivery)
        .join(case, case.c.ref == delivery.c.listing)
        .join(accreditation, same(delivery, accreditation), isouter=True)
    )


def _after(delivery: TableClause, case: TableClause) -> tuple[ColumnElement[bool], ...]:
    over = func.coalesce(delivery.c.ends, delivery.c.starts)
    return delivery.c.cancelled.is_(False), over > case.c.due_on
