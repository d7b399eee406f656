"""Who is told what today: pure, from the days of a case's state and of its open items.

Each is told once to a role for each day on which a thing is due: what was told is given, and is
left out. Whoever has it handed over to them was not told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from mcapproval.errors import NotInForce
from mcapproval.policy.model import Policy
from mcapproval.workflow.clocks import Clock, calendar_of
from mcapproval.workflow.model import Definition
from mcapproval.workflow.situation import Item
from mcapproval.workflow.turns import IN_CHARGE, turn
from mcapproval.workflow.vocabulary import ITEM_OWED, ROLES, SECRETARY
from mcapproval.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Watched:
    """Something that falls due: `about` is as a notice has it, such as `state:drafting`.

    `turn` is the role that is told when it is due.
    """

    about: str
    due_on: date
    turn: str
    remind_on: date | None = None
    remind_to: str = ""
    escalate_on: date | None = None
    escalate_to: str = ""

    @property
    def telling(self) -> tuple[Told, ...]:
        """All that is told of it, some day or other."""
        ways = (
            ("remind", self.remind_on, self.remind_to),
            ("overdue", self.due_on, self.turn),
            ("escalate", self.escalate_on, self.escalate_to),
        )
        return tuple(Told(kind, self.about, self.due_on, to) for kind, day, to in ways if day)


Once = tuple[str, str, str, str]
"""What is told only once: of which kind, about what, due on which ISO day, to which role."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice: of which kind ("remind", "overdue", "escalate"), about what, to which role."""

    kind: str
    about: str
    due_on: date
    to_role: str

    @property
    def once(self) -> Once:
        return self.kind, self.about, self.due_on.isoformat(), self.to_role


def due_now(watched: Iterable[Watched], told: Collection[Once], today: date) -> tuple[Told, ...]:
    """The notices of a day: reminders before what is due, the others on the day and after it."""
    return tuple(
        new
        for each in watched
        for new in each.telling
        if _is_time(new.kind, each, today) and new.once not in told
    )


def _is_time(kind: str, watched: Watched, today: date) -> bool:
    if kind == "remind":
        return bool(watched.remind_on and watched.remind_on <= today < watched.due_on)
    if kind == "overdue":
        return watched.due_on <= today
    return bool(watched.escalate_on and watched.escalate_on <= today)


def of_state(definition: Definition, name: str, clock: Clock) -> Watched | None:
    """The state of a case as something that falls due; None where it does not.

    A state that is due with its items is told of by them, unless it names whom to tell itself.
    """
    state = definition.states[name]
    if clock.due_on is None or state.end:
        return None
    if state.due == {"from": "item"} and not (state.remind or state.escalate):
        return None
    return Watched(
        f"state:{name}",
        clock.due_on,
        turn(definition, state),
        clock.remind_on,
        state.remind["to"] if state.remind else "",
        clock.escalate_on,
        state.escalate["to"] if state.escalate else "",
    )


@dataclass(frozen=True, slots=True)
class Times:
    """Working days as a provider's policy has them, and its calendar to count them in.

    So many `before` something is due its owner is reminded, so many `after` it the quality manager
    is told; a chair's action is ratified `within` so many where no meeting is called.
    """

    calendar: Calendar
    before: int
    after: int
    within: int

    def reminds_of(self, today: date) -> date:
        """The last day that something may be due on for its owner to be reminded of it today."""
        try:
            return self.calendar.after(today, self.before)
        except NotInForce:
            return date.max


def times_of(policy: Policy) -> Times:
    counts = (policy.remind_before, policy.escalate_after, policy.ratify_within)
    return Times(calendar_of(policy), *counts)


def of_item(item: Item, times: Times) -> Watched | None:
    """An item that somebody still owes by a day: open, or agreed to follow. None for others."""
    if item.due is None or item.state not in ITEM_OWED:
        return None
    owner = item.owner if item.owner in ROLES else IN_CHARGE
    return _owed(f"item:{item.number}", item.due, owner, times)


def of_chairs_action(row: int, acted_on: date, meets_on: date | None, times: Times) -> Watched:
    """A chair's action that waits to be ratified: by the next meeting, else by a time of ours.

    `row` is that of the approval. The secretary brings it to a meeting, or has one called.
    """
    try:
        due = meets_on or times.calendar.after(acted_on, times.within)
    except NotInForce:
        due = acted_on
    return _owed(f"approval:{row}", due, SECRETARY, times)


def _owed(about: str, due: date, owner: str, times: Times) -> Watched:
    """Where its day is past those that working days can be counted to, it is told of on that day
    only."""
    escalates = owner != IN_CHARGE
    try:
        remind_on = times.calendar.before(due, times.before)
        escalate_on = times.calendar.after(due, times.after) if escalates else None
    except NotInForce:
        return Watched(about, due, owner)
    escalate_to = IN_CHARGE if escalates else ""
    return Watched(about, due, owner, remind_on, owner, escalate_on, escalate_to)
