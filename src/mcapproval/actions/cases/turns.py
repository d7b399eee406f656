"""When a case is due and whose turn it is, for whoever looks at it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.in_force import policy_for
from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case
from mcapproval.store.waiting import fallen_approvals
from mcapproval.workflow.clocks import counts_working_days
from mcapproval.workflow.model import Definition
from mcapproval.workflow.turns import whose


@dataclass(frozen=True, slots=True)
class Stopped:
    """A clock that stands still: what is left of the state's time, below 0 where it was overdue."""

    state: str
    label: str
    left: int
    working_days: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """`due_on` is an ISO day, `days_left` until then. `clock` is whose time the state takes.

    `turn` is the role or outside body whose turn it is and `turn_title` how this provider prints
    it: "" and "nobody" where nobody is waited for, both empty at an end. Every look at a case has
    these as its keys.
    """

    due_on: str | None = None
    days_left: int | None = None
    clock: str = "own"
    turn: str = ""
    turn_title: str = ""
    stopped: tuple[Stopped, ...] = ()


def turn_of(
    connection: Connection, case: Case, definition: Definition, policy: Policy, today: date
) -> Turn:
    clock = clocking.of(case)
    fallen = fallen_approvals(connection, [case.ref]).get(case.ref, ())
    role, title = whose_turn(case, definition, policy, fallen, today)
    days = (clock.due_on - today).days if clock.due_on else None
    stopped = tuple(
        Stopped(name, definition.label(name), left, counts_working_days(definition.states[name]))
        for name, left in clock.left.items()
        if name in definition.states
    )
    return Turn(case.due_on, days, definition.states[case.state].clock, role, title, stopped)


def whose_turn(
    case: Case, definition: Definition, policy: Policy, fallen: Collection[str], today: date
) -> tuple[str, str]:
    """Whose turn it is, and in the words of a provider; `fallen` are bodies of which an approval
    of the case fell."""
    state = definition.states[case.state]
    late = case.due_on is not None and case.due_on < today.isoformat()
    return ("", "") if state.end else whose(definition, state, policy, fallen, late)


def turns_of(
    connection: Connection, refs: Iterable[str], today: date
) -> dict[str, tuple[str, str | None]]:
    """By case the role or outside body whose turn it is, and the day on which it is due."""
    cases, fallen = queries.among(connection, Case, "ref", refs), fallen_approvals(connection)
    policy = cache(lambda provider: policy_for(connection, provider, today))
    found: dict[str, tuple[str, str | None]] = {}
    for case in cases:
        definition, fell = definition_of(connection, case), fallen.get(case.ref, ())
        role, _ = whose_turn(case, definition, policy(case.provider), fell, today)
        found[case.ref] = role, case.due_on
    return found
