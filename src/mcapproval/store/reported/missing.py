"""How often what is kept of micro-credentials and cohorts is empty: sums, and never a row each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    Exists,
    and_,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy import case as case_when

from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Case,
    Delivery,
    ImportBatch,
    Judgement,
    Listing,
    Organisation,
    Result,
    Review,
    Version,
)

CASE, LISTING, APPLICATION = table(Case), table(Listing), table(Application)
DELIVERY, ORGANISATION = table(Delivery), table(Organisation)
OF_CASE = CASE.c.ref == LISTING.c.ref
OF_APPLICATION = APPLICATION.c.ref == LISTING.c.application
Conditions = Mapping[str, ColumnElement[bool]]


def of_listings(
    connection: Connection, ended: Collection[str], conditions: Conditions
) -> dict[str, int]:
    """How many micro-credentials that are not at their end there are, as "", and of how many each
    condition holds."""
    rows = LISTING.join(CASE, OF_CASE).join(APPLICATION, OF_APPLICATION)
    return _sums(connection, rows, CASE.c.state.not_in(ended), conditions)


def of_cohorts(
    connection: Connection, ended: Collection[str], conditions: Conditions
) -> dict[str, int]:
    """The same of cohorts that were not called off."""
    return _sums(connection, _held(), _of_going_on(ended), conditions)


def contents(connection: Connection, ended: Collection[str]) -> Iterator[tuple[str, bool, int]]:
    """The contents of micro-credentials by hash, whether imports brought them, and of how many."""
    came = _number(as_it_came()).label("came")
    rows = LISTING.join(CASE, OF_CASE).join(APPLICATION, OF_APPLICATION)
    asked = select(APPLICATION.c.content, came, func.count()).select_from(rows)
    asked = asked.where(CASE.c.state.not_in(ended)).group_by(APPLICATION.c.content, came)
    for name, brought, many in connection.execute(asked):
        yield name, bool(brought), many


def fees(connection: Connection, ended: Collection[str]) -> list[tuple[str, int]]:
    """What cohorts cost, as it is kept, and how many it is."""
    asked = select(DELIVERY.c.fees, func.count()).select_from(_held())
    asked = asked.where(_of_going_on(ended)).group_by(DELIVERY.c.fees)
    return [(kept, many) for kept, many in connection.execute(asked)]


def as_it_came() -> ColumnElement[bool]:
    """That an import brought an application which was decided elsewhere, of which nothing changed
    since."""
    change, own, version = APPLICATION.alias(), CASE.alias(), table(Version)
    judged, batch = table(Judgement), table(ImportBatch)
    came_with = and_(batch.c.first <= version.c.seq, version.c.seq <= batch.c.last)
    return and_(
        CASE.c.imported.is_not(None),
        ~exists().where(change.c.of_ref == LISTING.c.ref, change.c.kind == "change"),
        ~exists().where(judged.c.ref == LISTING.c.ref, judged.c.says == "no"),
        exists().where(
            own.c.ref == APPLICATION.c.ref, own.c.state == "approved", own.c.imported.is_not(None)
        ),
        exists().where(
            version.c.ref == APPLICATION.c.ref,
            version.c.number == APPLICATION.c.number,
            exists().where(came_with),
        ),
    )


def no_result(name: str) -> ColumnElement[bool]:
    result = table(Result)
    return ~exists().where(result.c.ref == LISTING.c.application, result.c.result == name)


def no_provider() -> ColumnElement[bool]:
    accreditation = table(Accreditation)
    named = accreditation.c.provider.in_(select(ORGANISATION.c.key))
    return ~exists().where(accreditation.c.listing == LISTING.c.ref, named)


def never_reviewed() -> ColumnElement[bool]:
    review = table(Review)
    return ~exists().where(review.c.listing == LISTING.c.ref, review.c.decided_on.is_not(None))


def no_cohort() -> ColumnElement[bool]:
    held: Exists = exists().where(
        DELIVERY.c.listing == LISTING.c.ref, DELIVERY.c.cancelled.is_(False)
    )
    return not_(held)


def nobody(column: ColumnClause[Any], known: ColumnElement[Any] | Any) -> ColumnElement[bool]:
    """That a column is empty, or names none of those who are known."""
    return or_(column.is_(None), column.not_in(known))


def _held() -> Any:
    return DELIVERY.join(LISTING, LISTING.c.ref == DELIVERY.c.listing).join(CASE, OF_CASE)


def _of_going_on(ended: Collection[str]) -> ColumnElement[bool]:
    return and_(CASE.c.state.not_in(ended), DELIVERY.c.cancelled.is_(False))


def _sums(
    connection: Connection, rows: Any, there: ColumnElement[bool], conditions: Conditions
) -> dict[str, int]:
    sums = [func.coalesce(func.sum(_number(each)), 0) for each in conditions.values()]
    asked = select(func.count(), *sums).select_from(rows).where(there)
    found = connection.execute(asked).one()
    return dict(zip(("", *conditions), map(int, found), strict=True))


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case_when((condition, 1), else_=0)
