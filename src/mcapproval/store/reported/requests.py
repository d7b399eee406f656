"""Requests for information: how many applications were asked, how long replies took, what for.

What was imported and not moved here since has no requests in these records: it is left out of what
was sent, and counted apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, or_, select

from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Application, Case, Item, Listing, Step
from mcapproval.workflow.vocabulary import ITEM_OWED

APPLICATION, CASE, ITEM, STEP = table(Application), table(Case), table(Item), table(Step)
INFORMATION = "information"
YEAR = func.substr(APPLICATION.c.law_day, 1, 4)


class Sent(NamedTuple):
    """So many applications of a kind were sent in a year."""

    year: str
    kind: str
    many: int


class Imported(NamedTuple):
    """Applications that were sent before an import brought them here, and are in no count."""

    under_way: int
    approved: int


class Asked(NamedTuple):
    """So many applications sent in a year were asked; `open` requests wait for an answer."""

    year: str
    kind: str
    applications: int
    requests: int
    open: int


class Waits(NamedTuple):
    """`many` rounds of requests that came on one day and were replied to on one day; `until_day`
    is None where the reply was not sent yet."""

    year: str
    kind: str
    from_day: str
    until_day: str | None
    many: int


class Request(NamedTuple):
    """One question of a request; `says` is its text by commitment, `touches` the results that it is
    about."""

    ref: str
    number: int
    opened_on: str
    round: int | None
    state: str
    touches: str | None
    says: str
    kind: str
    provider: str
    title: str


def sent(connection: Connection, provider: str | None = None) -> list[Sent]:
    keys = (YEAR, APPLICATION.c.kind)
    asked = _of_provider(select(*keys, func.count()), provider).group_by(*keys)
    return [Sent(*row) for row in connection.execute(asked)]


def imported(connection: Connection, provider: str | None = None) -> Imported:
    """What came with an import as sent or approved, and was not moved here since."""
    of = table(Listing).c.application
    approved = select(of).where(of == APPLICATION.c.ref).correlate(APPLICATION).exists()
    under_way = case((APPLICATION.c.law_day.is_not(None), 1), else_=0)
    counts = func.sum(under_way), func.sum(case((approved, 1), else_=0))
    question = select(*counts).join(CASE, CASE.c.ref == APPLICATION.c.ref)
    question = question.where(CASE.c.imported.is_not(None), ~_moved())
    if provider is not None:
        question = question.where(CASE.c.provider == provider)
    return Imported(*(many or 0 for many in connection.execute(question).one()))


def asked(connection: Connection, provider: str | None = None) -> list[Asked]:
    keys = (YEAR, APPLICATION.c.kind)
    owed = func.sum(case((ITEM.c.state.in_(ITEM_OWED), 1), else_=0))
    counts = (func.count(ITEM.c.ref.distinct()), func.count(), owed)
    question = _of_provider(select(*keys, *counts), provider, ITEM)
    question = question.where(ITEM.c.kind == INFORMATION).group_by(*keys)
    return [Asked(*row) for row in connection.execute(question)]


def waits(
    connection: Connection, moves: Collection[str], provider: str | None = None
) -> list[Waits]:
    """How long a case stayed where the request put it; `moves` are those that record one."""
    about = select(ITEM.c.ref).where(ITEM.c.kind == INFORMATION)
    entered = (
        select(
            STEP.c.ref,
            STEP.c.move,
            STEP.c.on_day.label("from_day"),
            func.lead(STEP.c.on_day)
            .over(partition_by=STEP.c.ref, order_by=STEP.c.seq)
            .label("until_day"),
        )
        .where(STEP.c.enters, STEP.c.ref.in_(about))
        .subquery()
    )
    keys = (YEAR, APPLICATION.c.kind, entered.c.from_day, entered.c.until_day)
    question = _of_provider(select(*keys, func.count()), provider, entered)
    question = question.where(entered.c.move.in_(sorted(moves))).group_by(*keys)
    return [Waits(*row) for row in connection.execute(question)]


def _of_provider(question: Select[Any], provider: str | None, joined: Any = None) -> Select[Any]:
    """Of the applications that were sent, with another table of them joined where one is named."""
    tables: Any = APPLICATION.join(CASE, CASE.c.ref == APPLICATION.c.ref)
    if joined is not None:
        tables = tables.join(joined, joined.c.ref == APPLICATION.c.ref)
    question = question.select_from(tables).where(APPLICATION.c.law_day.is_not(None), _walked())
    return question if provider is None else question.where(CASE.c.provider == provider)


def _walked() -> ColumnElement[bool]:
    """Whether it was walked here and not only imported."""
    return or_(CASE.c.imported.is_(None), _moved())


def _moved() -> ColumnElement[bool]:
    return exists().where(STEP.c.ref == CASE.c.ref, STEP.c.move.is_not(None))


def newest(
    connection: Connection,
    provider: str | None = None,
    first: int | None = None,
    without: str | None = None,
) -> Iterator[Request]:
    """The requests that came last, so many of them, of a provider, without those of one case."""
    of_item: list[Any] = [ITEM.c[name] for name in Request._fields[:7]]
    question = (
        select(*of_item, APPLICATION.c.kind, CASE.c.provider, APPLICATION.c.title)
        .join(APPLICATION, APPLICATION.c.ref == ITEM.c.ref)
        .join(CASE, CASE.c.ref == ITEM.c.ref)
        .where(ITEM.c.kind == INFORMATION)
        .order_by(ITEM.c.opened_on.desc(), ITEM.c.ref, ITEM.c.number)
        .limit(first)
    )
    if provider is not None:
        question = question.where(CASE.c.provider == provider)
    if without is not None:
        question = question.where(ITEM.c.ref != without)
    yield from (Request(*tuple(row)) for row in connection.execute(question))
