"""The clock of a case: when its state is due, and what is left of clocks that stand still.

Pure: the days, the calendar and the facts are given. Working days are counted where the due of the
state is in working days, calendar days where it is in days or months, or comes from a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from mcapproval.clock import add_months
from mcapproval.policy.model import Policy
from mcapproval.workflow.model import BackFrom, Definition, Move, State
from mcapproval.workflow.vocabulary import ITEM_KINDS, OUTSIDE_BODIES
from mcapproval.working_days import Calendar

_NOTHING: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Clock:
    """The days of the present state, and by state what was left of a clock when it was stopped.

    What is left is counted in the units of the state's due; below 0 it was overdue by so many.
    """

    due_on: date | None = None
    remind_on: date | None = None
    escalate_on: date | None = None
    left: Mapping[str, int] = field(default_factory=lambda: _NOTHING)

    def as_json(self) -> dict[str, Any]:
        """As the journal has it."""
        days = {name: getattr(self, name) for name in ("due_on", "remind_on", "escalate_on")}
        told = {name: day.isoformat() if day else None for name, day in days.items()}
        return {**told, "left": dict(self.left)}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a due may come from: the days of the open items, the next review, the teach-out."""

    items: tuple[date, ...] = ()
    next_review: date | None = None
    teach_out: date | None = None


def calendar_of(policy: Policy) -> Calendar:
    return Calendar(policy.region, policy.close_down)


def entered(
    state: State,
    on: date,
    calendar: Calendar,
    facts: Facts,
    left: Mapping[str, int] = _NOTHING,
) -> Clock:
    """The clock of a state that begins on a day. Months run from that day itself."""
    return _around(state, _due(state, on, calendar, facts), calendar, left)


def after_move(
    definition: Definition,
    move: Move,
    was: str,
    now: str,
    on: date,
    before: Clock,
    calendar: Calendar,
    facts: Facts,
) -> Clock:
    """The clock once a move was made.

    A move to which another leads back stops the clock of the state it leaves, and so does one by
    which an outside body is waited for; on the way back, or once that body has answered, that clock
    goes on with what was left. A state entered in any other way begins afresh, and a case that
    stays has no new due, unless the fact changed from which it comes.
    """
    state = definition.states[now]
    if now == was:
        return with_facts(state, before, calendar, facts)
    if state.end:
        return Clock()
    left = dict(before.left)
    if (stops(definition, move) or _outside(state)) and before.due_on:
        left |= _remaining(definition.states[was], before.due_on, on, calendar)
    rest = left.pop(now, None)
    returns = isinstance(move.target, BackFrom) or _outside(definition.states[was])
    if returns and rest is not None and _counted(state):
        return _around(state, _shifted(state, on, rest, calendar), calendar, left)
    return entered(state, on, calendar, facts, left)


def with_facts(state: State, before: Clock, calendar: Calendar, facts: Facts) -> Clock:
    """The clock of a state in which the case stays, after facts that a due may come from.

    A day that was given once holds until another is given; without open items nothing is due.
    """
    if not state.due or "from" not in state.due:
        return before
    due = _due(state, date.min, calendar, facts)
    if due is None and state.due["from"] != "item":
        due = before.due_on
    return _around(state, due, calendar, before.left)


def stops(definition: Definition, move: Move) -> bool:
    """Whether some move leads back to where this one was made from."""
    return move.name in _led_back(definition)


@cache
def _led_back(definition: Definition) -> frozenset[str]:
    targets = (move.target for move in definition.moves)
    return frozenset(each.move for each in targets if isinstance(each, BackFrom))


def _outside(state: State) -> bool:
    """Whether an outside body is waited for in a state: none of our clocks runs there."""
    return state.clock in OUTSIDE_BODIES


def counts_working_days(state: State) -> bool:
    return bool(state.due and "working_days" in state.due)


def _counted(state: State) -> bool:
    """Whether the due is a count, which can stand still, and no fact."""
    return bool(state.due and "from" not in state.due)


def _due(state: State, on: date, calendar: Calendar, facts: Facts) -> date | None:
    match dict(state.due or {}):
        case {"working_days": count}:
            return calendar.after(on, count)
        case {"days": count}:
            return on + timedelta(days=count)
        case {"months": count}:
            return add_months(on, count)
        case {"from": "item"}:
            return min(facts.items, default=None)
        case {"from": "next-review"}:
            return facts.next_review
        case {"from": "teach-out"}:
            return facts.teach_out
        case _:
            return None


def _around(state: State, due: date | None, calendar: Calendar, left: Mapping[str, int]) -> Clock:
    """The days before and after a due on which somebody is told."""
    kept = MappingProxyType(dict(left))
    if due is None:
        return Clock(left=kept)
    remind, escalate = state.remind, state.escalate
    return Clock(
        due_on=due,
        remind_on=_before(state, due, remind["before"], calendar) if remind else None,
        escalate_on=_shifted(state, due, escalate["after"], calendar) if escalate else None,
        left=kept,
    )


def _before(state: State, due: date, count: int, calendar: Calendar) -> date:
    if counts_working_days(state):
        return calendar.before(due, count)
    return due - timedelta(days=count)


def _shifted(state: State, day: date, count: int, calendar: Calendar) -> date:
    """So many units of the state's due on from a day; below 0, so many back."""
    if counts_working_days(state):
        return calendar.after(day, count)
    return day + timedelta(days=count)


def _remaining(state: State, due: date, on: date, calendar: Calendar) -> dict[str, int]:
    if not _counted(state):
        return {}
    working = counts_working_days(state)
    return {state.name: calendar.between(on, due) if working else (due - on).days}


def waited_kinds(definition: Definition, state: str) -> frozenset[str]:
    """The kinds of item that hold a case in a state: those that a way out of it needs met.

    Where no way out asks for any, every kind.
    """
    needs = (need for move in definition.out_of(state) for need in move.needs)
    kinds = {need.args["kind"] for need in needs if need.guard == "items"}
    return frozenset(kinds or ITEM_KINDS)
