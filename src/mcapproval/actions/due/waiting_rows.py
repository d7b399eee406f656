"""What waits, as rows in people's words: a case by its state, an item by what it asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.deliveries.seeking import unreported
from mcapproval.actions.deliveries.watching import REPORTING, WORDS
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.watching import CHAIRS_ACTION, to_ratify
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.people.known import ERASED
from mcapproval.policy.model import Policy
from mcapproval.policy.readiness import topic
from mcapproval.reports.waiting import Waits
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Approval, Case
from mcapproval.store.waiting import CaseAt, ItemOwed, definitions_in_use, fallen_approvals
from mcapproval.store.whole import titles
from mcapproval.workflow.item_guards import ITEM_WORDS
from mcapproval.workflow.model import Definition, State
from mcapproval.workflow.notices import times_of
from mcapproval.workflow.turns import IN_CHARGE, whose
from mcapproval.workflow.vocabulary import SECRETARY


@dataclass(frozen=True, slots=True)
class Here:
    """The records on a day, with what is read once for all cases."""

    connection: Connection
    desk: Desk
    definitions: Mapping[str, Definition]
    policy: Callable[[str], Policy]
    fallen: Mapping[str, Collection[str]]

    @property
    def today(self) -> date:
        return self.desk.today

    def days(self, due_on: str | None) -> int | None:
        return (date.fromisoformat(due_on) - self.today).days if due_on else None

    def state(self, case: CaseAt) -> State:
        return self.definitions[case.definition_hash].states[case.state]


def records_on(connection: Connection, desk: Desk) -> Here:
    definitions = {
        name: kept_definition(connection, name, ref) for name, ref in definitions_in_use(connection)
    }
    policy = cache(lambda key: policy_for(connection, key, desk.today))
    return Here(connection, desk, definitions, policy, fallen_approvals(connection))


def case_row(
    here: Here,
    case: CaseAt,
    can: tuple[str, ...] = (),
    for_whom: tuple[str, ...] = (),
    next_move: str = "",
    reasons: int | None = None,
) -> Waits:
    """The first of what they can do would be next, with no reason against it."""
    next_move, reasons = (can[0], 0) if can else (next_move, reasons)
    definition, state = here.definitions[case.definition_hash], here.state(case)
    again, policy = here.fallen.get(case.ref, ()), here.policy(case.provider)
    theirs = whose(definition, state, policy, again, late=True)
    days = here.days(case.due_on)
    told = (None, state.label, "", case.due_on, days, *theirs)
    return Waits(case.ref, case.title, *told, can, for_whom, next_move, reasons)


def item_rows(here: Here, items: list[ItemOwed]) -> Iterator[Waits]:
    said = texts(here.connection, {item.says for item in items if item.says})
    for item in items:
        owner = item.owner or IN_CHARGE
        title = here.policy(item.case.provider).title(owner)
        says = str(said.get(item.says, ERASED))
        if item.kind == "readiness" and item.topic:
            says = topic(item.topic).words
        what = f"{ITEM_WORDS[item.kind]} {item.number}"
        told = (item.number, what, says, item.due, here.days(item.due), owner, title)
        yield Waits(item.ref, item.case.title, *told)


def report_rows(here: Here) -> Iterator[tuple[Case, Waits]]:
    """The completions that are still to be reported, each for whoever is in charge."""
    found = list(unreported(here.connection, here.today))
    called = titles(here.connection, {case.ref for case, _, _ in found})
    for case, row, due in found:
        on, title = due.isoformat(), here.policy(case.provider).title(IN_CHARGE)
        what = f"{WORDS[REPORTING]} {row.ref}"
        told = (None, what, row.cohort, on, here.days(on), IN_CHARGE, title)
        yield case, Waits(case.ref, called[case.ref], *told)


def ratify_rows(here: Here) -> Iterator[tuple[Case, Waits]]:
    """The chair's actions that wait for a meeting, each for the secretary of the board."""
    pending = queries.many(here.connection, Approval, ratify="pending", stands=True)
    refs = {row.ref for row in pending}
    called = titles(here.connection, refs)
    for case in queries.among(here.connection, Case, "ref", refs):
        policy = here.policy(case.provider)
        for each in to_ratify(here.connection, case, times_of(policy)):
            due_on, secretary = each.due_on.isoformat(), policy.title(SECRETARY)
            told = (None, CHAIRS_ACTION, "", due_on, here.days(due_on), SECRETARY, secretary)
            yield case, Waits(case.ref, called[case.ref], *told)
