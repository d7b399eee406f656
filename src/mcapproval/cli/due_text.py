"""When a case is due and whose turn it is, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mcapproval.cli.say import counted
from mcapproval.clock import spoken
from mcapproval.policy.model import the
from mcapproval.reports.due import left
from mcapproval.workflow.tracks import DECIDED as DECIDED
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES

TEACHING_OUT = ("expiring", "teach-out")
"""The states whose day is the last one for learners under way: nothing is to be done by then."""


def turn_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The due day with what is left, whose turn it is, and clocks that stand still.

    `found` has the keys of a Turn, and the case's `state`.
    """
    whose = _whose(found)
    if found["due_on"] and found["state"] not in DECIDED:
        said = _last_day if found["state"] in TEACHING_OUT else _due
        yield f"{said(found['due_on'], found['days_left'])} {whose}".rstrip()
    elif whose:
        yield whose
    yield from map(_stands, found["stopped"])


def _whose(found: Mapping[str, Any]) -> str:
    """In the words of `report where`; nothing where the case is at an end."""
    if found["turn"] in OUTSIDE_BODIES:
        return f"It waits for {found['turn_title']}."
    if not found["turn_title"]:
        return ""
    return f"It is {the(found['turn_title']) if found['turn'] else found['turn_title']}'s turn."


def _due(due_on: str, days: int) -> str:
    on = spoken(date.fromisoformat(due_on))
    if days < 0:
        return f"It was due on {on}: {left(days)}."
    return f"It is due on {on}, {'today' if days == 0 else f'in {left(days)}'}."


def _last_day(due_on: str, days: int) -> str:
    on = spoken(date.fromisoformat(due_on))
    if days < 0:
        return f"The last day for learners was {on}, {counted(-days, 'day')} ago."
    return f"The last day for learners is {on}, {'today' if days == 0 else f'in {left(days)}'}."


def _stands(stopped: Mapping[str, Any]) -> str:
    unit, number = "working day" if stopped["working_days"] else "day", stopped["left"]
    still = f"The clock of {stopped['label']} stands still"
    if number < 0:
        return f"{still}: it was overdue by {counted(-number, unit)} when it stopped."
    return f"{still}: {counted(number, unit)} left."
