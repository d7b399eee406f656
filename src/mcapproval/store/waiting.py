"""The cases and items that may wait for somebody: thin rows by state and owner, never contents."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Select, and_, false, func, or_, select
from sqlalchemy import case as case_when

from mcapproval.store.asking import Spoken, asked, sent, spoken
from mcapproval.store.clauses import in_places, one_of, table
from mcapproval.store.finding.case_known import IN_USE
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Approval,
    Case,
    Item,
    Listing,
    Review,
)
from mcapproval.workflow.vocabulary import ITEM_OWED

UNDATED = ("information",)
"""Kinds of items that wait for whoever is in charge also where they have no day and no owner."""

States = Mapping[str, Collection[str]]
"""Names of states by the hash of the definition that has them."""


@dataclass(frozen=True, slots=True)
class CaseAt:
    """A case in few words; `due_on` is an ISO day."""

    ref: str
    definition_hash: str
    state: str
    provider: str
    due_on: str | None
    title: str


@dataclass(frozen=True, slots=True)
class ItemOwed:
    """An item that is open or agreed to follow, with the state in which its case is."""

    ref: str
    number: int
    kind: str
    state: str
    owner: str | None
    due: str | None
    says: str
    topic: str | None
    case: CaseAt

    @property
    def due_on(self) -> str | None:
        return self.due


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cases are asked for: those in some states; those in others of which an approval fell;
    those in others again that one of `people` opened or that are among `refs`."""

    states: States
    where_fallen: States = field(default_factory=dict)
    of_authors: States = field(default_factory=dict)
    people: Collection[str] = ()
    refs: Collection[str] = ()


def definitions_in_use(connection: Connection) -> list[tuple[str, str]]:
    """(hash, a case that has it) of every definition that some case is pinned to."""
    return [(name, ref) for name, ref in sent(connection, IN_USE)]


def fallen_approvals(
    connection: Connection, refs: Collection[str] | None = None
) -> dict[str, set[str]]:
    """The bodies whose approval of a case fell and was not given again, by case; of all cases, or
    of so few as one question can name."""
    if refs is not None and not refs:
        return {}
    values = in_places(sorted(refs)) if refs else {}
    found: dict[str, set[str]] = {}
    for each, body in asked(connection, _fallen(connection.dialect, len(values)), values):
        found.setdefault(each, set()).add(body)
    return found


@lru_cache(maxsize=32)
def _fallen(dialect: Dialect, places: int) -> Spoken:
    approval = table(Approval)
    stands = func.max(_number(approval.c.stands))
    those = select(approval.c.ref, approval.c.body).group_by(approval.c.ref, approval.c.body)
    those = those.where(approval.c.recommends.is_(False)).having(stands == 0)
    return spoken(dialect, those.where(one_of(approval.c.ref, places)) if places else those)


def _number(flag: ColumnElement[bool]) -> ColumnElement[int]:
    """Yes as 1 and no as 0: PostgreSQL has no largest of yes and no."""
    return case_when((flag, 1), else_=0)


def cases_at(connection: Connection, sought: Sought) -> list[CaseAt]:
    """The cases that are asked for, in one query: what is due first, then what never is."""
    case = table(Case)
    found = _in(sought.states)
    if sought.where_fallen:
        fell = select(table(Approval).c.ref).where(table(Approval).c.stands.is_(False))
        found = or_(found, and_(_in(sought.where_fallen), case.c.ref.in_(fell)))
    if sought.of_authors:
        whose = or_(case.c.opened_by.in_(sought.people), case.c.ref.in_(sought.refs))
        found = or_(found, and_(_in(sought.of_authors), whose))
    due_last = case.c.due_on.is_(None)
    statement = _cases().where(found).order_by(due_last, case.c.due_on, case.c.ref)
    return [CaseAt(*row) for row in connection.execute(statement)]


def items_owed(
    connection: Connection, owners: Collection[str] | None, nobodys: bool
) -> list[ItemOwed]:
    """The items of some owners, of all where none are named; `nobodys` adds those without an owner
    that have a day, or that an outside body asked."""
    item = table(Item)
    whose: ColumnElement[bool] = item.c.owner.in_(owners or ())
    if nobodys:
        asked = or_(item.c.due.is_not(None), item.c.kind.in_(UNDATED))
        whose = or_(whose, and_(item.c.owner.is_(None), asked))
    columns = [getattr(item.c, name) for name in _OF_ITEM]
    statement = (
        _cases(*columns)
        .join(item, item.c.ref == table(Case).c.ref)
        .where(item.c.state.in_(ITEM_OWED), *(() if owners is None else (whose,)))
        .order_by(item.c.due.is_(None), item.c.due, item.c.ref, item.c.number)
    )
    rows = connection.execute(statement)
    return [_item(tuple(row)) for row in rows]


def _item(row: tuple[Any, ...]) -> ItemOwed:
    of_item = dict(zip(_OF_ITEM, row[_WIDE:], strict=True))
    return ItemOwed(ref=row[0], case=CaseAt(*row[:_WIDE]), **of_item)


_OF_ITEM = ("number", "kind", "state", "owner", "due", "says", "topic")
_WIDE = 6


def _in(states: States) -> ColumnElement[bool]:
    case = table(Case)
    ways = [
        and_(case.c.definition_hash == name, case.c.state.in_(sorted(there)))
        for name, there in states.items()
        if there
    ]
    return or_(*ways) if ways else false()


def _cases(*more: ColumnElement[Any]) -> Select[Any]:
    """Cases with the title of their application or micro-credential."""
    case, application, listing = table(Case), table(Application), table(Listing)
    accreditation, review = table(Accreditation), table(Review)
    hangs_on = func.coalesce(accreditation.c.listing, review.c.listing, case.c.ref)
    return (
        select(
            case.c.ref,
            case.c.definition_hash,
            case.c.state,
            case.c.provider,
            case.c.due_on,
            func.coalesce(application.c.title, listing.c.title, ""),
            *more,
        )
        .outerjoin(application, application.c.ref == case.c.ref)
        .outerjoin(accreditation, accreditation.c.ref == case.c.ref)
        .outerjoin(review, review.c.ref == case.c.ref)
        .outerjoin(listing, listing.c.ref == hangs_on)
    )
