"""What was approved and is not delivered: thin rows, what has had no cohort for longest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    nulls_first,
    nulls_last,
    or_,
    select,
)

from mcapproval.store.asking import spoken, streamed
from mcapproval.store.clauses import pieces, table
from mcapproval.store.reported import paging
from mcapproval.store.rows.folded import Accreditation, Case, Delivery, ImportBatch, Listing, Step
from mcapproval.workflow.vocabulary import LISTING_ENDS

LISTING, CASE, DELIVERY, BATCH = table(Listing), table(Case), table(Delivery), table(ImportBatch)
JOINED = LISTING.join(CASE, CASE.c.ref == LISTING.c.ref).outerjoin(
    BATCH, BATCH.c.ref == CASE.c.imported
)


class Sought(NamedTuple):
    """`until`: those too that were delivered, but for the last time by that day. Only those of a
    provider where one is named. Days are ISO days.
    """

    today: str
    until: str | None = None
    provider: str | None = None


class UndeliveredRow(NamedTuple):
    """`last` is the last day of a cohort, None where there was none; `planned` the first day of the
    next one that is; `imported_on` when it came from elsewhere, with what nobody knows before.
    There was no cohort `since` the last one, else since it was approved or imported, whichever
    came later.
    """

    ref: str
    number: str | None
    number_version: int | None
    title: str
    approved_on: str | None
    status: str
    provider: str
    imported_on: str | None
    last: str | None
    planned: str | None
    since: str | None


class Delivering(NamedTuple):
    """An accreditation under which delivery began on `first_on`, and its state since a day."""

    listing: str
    first_on: str
    state: str
    entered_on: str


class Place(NamedTuple):
    """A micro-credential in the order of the days since which there was no cohort."""

    ref: str
    since: str | None


def page(
    connection: Connection, sought: Sought, first: int | None, after: Place | None
) -> list[UndeliveredRow]:
    """So many of them after a place; those of which no day is known stand last."""
    since = _since(sought.today)
    those = _asked(_select(sought.today), sought)
    if after is not None:
        those = those.where(_beyond(since, after))
    those = those.order_by(nulls_last(since.asc()), LISTING.c.ref).limit(first)
    return [UndeliveredRow(*row) for row in connection.execute(those)]


def since_now(connection: Connection, today: str, ref: str) -> tuple[str | None] | None:
    """Since when there was no cohort of one; None where there is no such micro-credential."""
    found = one(connection, today, ref)
    return None if found is None else (found.since,)


def every(connection: Connection, sought: Sought) -> Iterator[UndeliveredRow]:
    """All of them, one by one; those of which no day is known stand first."""
    since = _since(sought.today)
    those = _asked(_select(sought.today), sought)
    those = those.order_by(nulls_first(since.asc()), LISTING.c.ref)
    yield from map(
        UndeliveredRow._make, streamed(connection, spoken(connection.dialect, those), {})
    )


def one(connection: Connection, today: str, ref: str) -> UndeliveredRow | None:
    """The same of one micro-credential, whatever is delivered of it; None where there is none."""
    asked = _select(today).select_from(JOINED).where(LISTING.c.ref == ref)
    found = connection.execute(asked).first()
    return None if found is None else UndeliveredRow(*found)


def counted(connection: Connection, sought: Sought) -> int:
    """How many there are, no further than `paging.counted` counts."""
    return paging.counted(connection, _asked(select(LISTING.c.ref), sought))


def _select(today: str) -> Select[Any]:
    return select(
        *(LISTING.c[name] for name in UndeliveredRow._fields[:5]),
        *(CASE.c.state, CASE.c.provider, BATCH.c.on_day),
        *(_last(today), _planned(today), _since(today)),
    )


def accredited(
    connection: Connection, listings: Collection[str], states: Collection[str]
) -> dict[str, list[str]]:
    """The providers whose accreditation is in one of the states, by micro-credential."""
    held = table(Accreditation)
    asked = select(held.c.listing, held.c.provider).join(CASE, CASE.c.ref == held.c.ref)
    asked = asked.where(CASE.c.state.in_(states)).order_by(held.c.listing, held.c.provider)
    found: dict[str, list[str]] = {}
    for piece in pieces(listings):
        for ref, provider in connection.execute(asked.where(held.c.listing.in_(piece))):
            found.setdefault(ref, []).append(provider)
    return found


def delivering(
    connection: Connection, listings: Collection[str], state: str
) -> Iterator[Delivering]:
    """The accreditations of micro-credentials that were moved into the state of delivery; what an
    import put there nobody saw begin."""
    held, step = table(Accreditation), table(Step)
    asked = (
        select(held.c.listing, func.min(step.c.on_day), CASE.c.state, CASE.c.entered_on)
        .select_from(held.join(CASE, CASE.c.ref == held.c.ref).join(step, step.c.ref == held.c.ref))
        .where(step.c.state == state, step.c.enters, step.c.move.is_not(None))
        .group_by(held.c.listing, held.c.ref, CASE.c.state, CASE.c.entered_on)
        .order_by(held.c.listing, held.c.ref)
    )
    for piece in pieces(listings):
        for row in connection.execute(asked.where(held.c.listing.in_(piece))):
            yield Delivering(*row)


def _asked(asked: Select[Any], sought: Sought) -> Select[Any]:
    asked = asked.select_from(JOINED).where(*(CASE.c.state != end for end in LISTING_ENDS))
    begun = select(DELIVERY.c.ref).where(*_begun(sought.today)).correlate(LISTING).exists()
    if sought.until is None:
        asked = asked.where(~begun)
    else:
        asked = asked.where(or_(~begun, _last(sought.today) <= sought.until))
    return asked if sought.provider is None else asked.where(CASE.c.provider == sought.provider)


def _since(today: str) -> ColumnElement[Any]:
    approved, imported = LISTING.c.approved_on, BATCH.c.on_day
    later = case((imported > approved, imported), else_=func.coalesce(approved, imported))
    return func.coalesce(_last(today), later)


def _beyond(since: ColumnElement[Any], after: Place) -> ColumnElement[bool]:
    """What stands after a place in the order; no day is after every day."""
    later = LISTING.c.ref > after.ref
    if after.since is None:
        return and_(since.is_(None), later)
    return or_(since > after.since, and_(since == after.since, later), since.is_(None))


def _begun(today: str) -> tuple[ColumnElement[bool], ...]:
    """The cohorts of a micro-credential that began; one without a first day came from elsewhere,
    and is over."""
    began = or_(DELIVERY.c.starts.is_(None), DELIVERY.c.starts <= today)
    return DELIVERY.c.listing == LISTING.c.ref, DELIVERY.c.cancelled.is_(False), began


def _last(today: str) -> ColumnElement[Any]:
    over = func.max(func.coalesce(DELIVERY.c.ends, DELIVERY.c.completed_on, DELIVERY.c.starts))
    return select(over).where(*_begun(today)).correlate(LISTING).scalar_subquery()


def _planned(today: str) -> ColumnElement[Any]:
    to_come = (DELIVERY.c.listing == LISTING.c.ref, DELIVERY.c.cancelled.is_(False))
    asked = select(func.min(DELIVERY.c.starts)).where(*to_come, DELIVERY.c.starts > today)
    return asked.correlate(LISTING).scalar_subquery()
