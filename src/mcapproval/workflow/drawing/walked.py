"""How a case went through its workflow: where it was, for how many days, where it is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mcapproval.workflow.model import Definition


@dataclass(frozen=True, slots=True)
class Spent:
    """Time in one state: whole calendar days over all visits, and how many visits there were."""

    days: int
    visits: int


@dataclass(frozen=True, slots=True)
class Walked:
    """A case on its way, `today` or on the day on which it ended.

    `spent` has the states that it was in, in the order of visits; `before` has, by label, those of
    an earlier workflow that the present one does not have.
    """

    ref: str
    title: str
    present: str
    since: date
    today: date
    spent: Mapping[str, Spent]
    before: Mapping[str, Spent]

    def mark(self, state: str) -> str:
        """`now`, `passed`, or nothing."""
        return "now" if state == self.present else "passed" if state in self.spent else ""


@dataclass(frozen=True, slots=True)
class Entered:
    """That a state was entered on a day; `label` is what it was called then."""

    state: str
    label: str
    on: date


def walked(
    ref: str, title: str, entered: Iterable[Entered], today: date, definition: Definition
) -> Walked:
    """The days between entering one state and the next; the last state runs until today, but for an
    end, which has no days.

    `entered` is in the order of time, with states by their names in the present definition where
    it has them. The same state entered again without another between goes on.
    """
    stays: list[Entered] = []
    for one in entered:
        if not stays or stays[-1].state != one.state:
            stays.append(one)
    spent: dict[str, Spent] = {}
    before: dict[str, Spent] = {}
    last = definition.states.get(stays[-1].state)
    until = stays[-1].on if last and last.end else today
    left = [stay.on for stay in stays[1:]] + [until]
    for stay, gone in zip(stays, left, strict=True):
        known = stay.state in definition.states
        told, key = (spent, stay.state) if known else (before, stay.label)
        was = told.get(key, Spent(0, 0))
        told[key] = Spent(was.days + max((gone - stay.on).days, 0), was.visits + 1)
    return Walked(ref, title, stays[-1].state, stays[-1].on, until, spent, before)


def days(number: int) -> str:
    return "less than a day" if number == 0 else f"{number} day{'s' * (number != 1)}"


def said(spent: Spent) -> str:
    """`12 days`, `12 days in 2 visits`."""
    return days(spent.days) + (f" in {spent.visits} visits" if spent.visits > 1 else "")
