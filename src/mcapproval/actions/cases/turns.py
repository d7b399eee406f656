"""When a case is due and whose turn it is, for whoever looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.policy.model import Policy
from mcapproval.store.rows.folded import Case
from mcapproval.store.waiting import fallen_approvals
from mcapproval.workflow.clocks import counts_working_days
from mcapproval.workflow.model import Definition
from mcapproval.workflow.turns import turn


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

    `turn` is the role whose turn it is and `turn_title` how this provider prints it; both are empty
    at an end and where nobody is waited for. Every look at a case has these as its keys.
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
    state = definition.states[case.state]
    clock = clocking.of(case)
    fallen = fallen_approvals(connection, [case.ref]).get(case.ref, ())
    role = "" if state.end or state.clock == "none" else turn(definition, state, fallen)
    days = (clock.due_on - today).days if clock.due_on else None
    stopped = tuple(
        Stopped(name, definition.label(name), left, counts_working_days(definition.states[name]))
        for name, left in clock.left.items()
        if name in definition.states
    )
    title = policy.title(role) if role else ""
    return Turn(case.due_on, days, state.clock, role, title, stopped)
