"""Which accreditations may have to be told of because nothing is delivered under them: found by few
queries over all of them, and without those of which that was told since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Select, TableClause, and_, func, select
from sqlalchemy import case as either

from mcapproval.actions.deliveries.by_review import counted_until, of_provider
from mcapproval.actions.deliveries.watching import AHEAD, IDLE
from mcapproval.clock import add_months
from mcapproval.rules.idle import BEFORE_DELIVERY, HOLDING
from mcapproval.rules.law import Law
from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Accreditation, Case, Delivery, ImportBatch, Notice, Review

SLACK = timedelta(5)
"""By how much a count of months may be off at the end of a month."""

ANSWERED = timedelta(183)
"""No re-evaluation is decided so long after the end of the period that it counted."""

DELIVERING = "delivering"


def idle(connection: Connection, today: date) -> Iterator[str]:
    """The accreditations under which nothing was delivered for nearly a year or more, without those
    of which that was told since."""
    told = _told_idle(connection)
    bound = (months_before(today, today, IDLE) + timedelta(AHEAD) + SLACK).isoformat()
    before: dict[str, str] = {}
    for statement in (
        _delivered_until(bound),
        _never_delivered(bound),
        _never_since_import(bound),
        _counted_alone((today - ANSWERED).isoformat()),
    ):
        for ref, last in connection.execute(statement):
            if told.get(ref, "") <= last:
                yield ref
            else:
                before[ref] = told[ref]
    yield from _counted_since(connection, before)


def _counted_since(connection: Connection, told: Mapping[str, str]) -> Iterator[str]:
    """Of those that were told of on a day, the ones of which learners were counted since."""
    rows = queries.among(connection, Accreditation, "ref", told)
    until = counted_until(connection, {row.listing for row in rows})
    for row in rows:
        counted = of_provider(until, row.listing, row.provider)
        if counted and counted.isoformat() >= told[row.ref]:
            yield row.ref


def _told_idle(connection: Connection) -> dict[str, str]:
    notice = table(Notice)
    statement = (
        select(notice.c.ref, func.max(notice.c.on_day))
        .where(notice.c.about == IDLE, notice.c.kind == "overdue", notice.c.overtaken_on.is_(None))
        .group_by(notice.c.ref)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def _delivered_until(bound: str) -> Select[str, str]:
    delivery, case, accreditation = table(Delivery), table(Case), table(Accreditation)
    last = func.max(delivery.c.ends)
    return (
        select(case.c.ref, last)
        .select_from(delivery)
        .join(accreditation, same(delivery, accreditation))
        .join(case, case.c.ref == accreditation.c.ref)
        .where(delivery.c.cancelled.is_(False), case.c.state.in_(HOLDING))
        .group_by(case.c.ref)
        .having(last <= bound)
    )


def _never_delivered(bound: str) -> Select[str, str]:
    """What was granted long ago and is before its first delivery still, by its state."""
    case, accreditation = table(Case), table(Accreditation)
    return (
        select(case.c.ref, accreditation.c.granted_on)
        .join(accreditation, accreditation.c.ref == case.c.ref)
        .where(
            case.c.state.in_(BEFORE_DELIVERY),
            case.c.imported.is_(None),
            accreditation.c.granted_on <= bound,
        )
    )


def _counted_alone(bound: str) -> Select[str, str]:
    """What is delivered with no cohort recorded, and was last re-evaluated long ago."""
    case, review, accreditation = table(Case), table(Review), table(Accreditation)
    last = func.max(review.c.decided_on)
    return (
        select(case.c.ref, last)
        .join(accreditation, accreditation.c.ref == case.c.ref)
        .join(review, review.c.listing == accreditation.c.listing)
        .where(case.c.state == DELIVERING, case.c.imported.is_(None), ~_any_cohort(accreditation))
        .group_by(case.c.ref)
        .having(last <= bound)
    )


def _never_since_import(bound: str) -> Select[str, str]:
    """What was imported long ago and has no delivery, with the later of that day and the grant."""
    batch, case, accreditation = table(ImportBatch), table(Case), table(Accreditation)
    granted = accreditation.c.granted_on
    last = either((granted > batch.c.on_day, granted), else_=batch.c.on_day)
    return (
        select(case.c.ref, last)
        .join(accreditation, accreditation.c.ref == case.c.ref)
        .join(batch, batch.c.ref == case.c.imported)
        .where(case.c.state.in_(HOLDING), case.c.state != IDLE, last <= bound)
        .where(~_any_cohort(accreditation))
    )


def _any_cohort(accreditation: TableClause) -> ColumnElement[bool]:
    """Whether a cohort that was not called off is recorded under an accreditation."""
    delivery = table(Delivery)
    held = select(delivery.c.ref).where(same(delivery, accreditation))
    return held.where(delivery.c.cancelled.is_(False)).exists()


def months_before(day: date, today: date, value: str) -> date:
    """So many months before a day as the law of today has under that value."""
    months = Law(today).maybe(value, "months")
    return add_months(day, -months.value) if months else date.min


def same(delivery: TableClause, accreditation: TableClause) -> ColumnElement[bool]:
    return and_(
        accreditation.c.listing == delivery.c.listing,
        accreditation.c.provider == delivery.c.provider,
    )
