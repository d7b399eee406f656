"""The items of a case that somebody still has to do something about, as people are told of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.view import items, linked_conditions
from mcapproval.policy.model import Policy
from mcapproval.store.rows.folded import Case
from mcapproval.workflow.item_guards import late, unfinished
from mcapproval.workflow.situation import Item, Situation


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item that is not done. `ref` is its case, a linked one too; `owner` is a role or an
    organisation, and `who` how it is printed; empty where none is named."""

    ref: str
    number: int
    kind: str
    state: str
    owner: str
    who: str
    due: str
    overdue: bool
    round: int | None
    touches: str
    topic: str
    weight: str
    says: str


def of_situation(situation: Situation) -> tuple[OpenItem, ...]:
    """Those of a case as its conditions see it, and the conditions behind an accreditation."""
    today = situation.today
    there = (*situation.items, *situation.linked_items)
    return tuple(_told(situation.ref, there, situation.policy, today))


def of_case(
    connection: Connection, case: Case, policy: Policy, today: date
) -> tuple[OpenItem, ...]:
    """The same, read for one case."""
    there = (*items(connection, case.ref), *linked_conditions(connection, case))
    return tuple(_told(case.ref, there, policy, today))


def _told(
    ref: str, there: Iterable[Item], policy: Policy, today: date | None
) -> Iterable[OpenItem]:
    for item in there:
        if unfinished(item):
            yield OpenItem(
                item.ref or ref,
                item.number,
                item.kind,
                item.state,
                item.owner or "",
                policy.title(item.owner) if item.owner else "",
                item.due.isoformat() if item.due else "",
                late(item.state, item.due, today),
                item.round,
                ",".join(item.touches),
                item.topic or "",
                item.weight or "",
                item.says,
            )
