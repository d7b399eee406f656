"""How long cases stay in each state of a track."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import known_provider
from mcapproval.errors import Unknown
from mcapproval.policy.model import Policy
from mcapproval.reports.shares import NINE_IN_TEN, median, share
from mcapproval.reports.stages import Stage
from mcapproval.store.reported import stays as kept
from mcapproval.store.waiting import definitions_in_use
from mcapproval.workflow.clocks import calendar_of
from mcapproval.workflow.model import Definition, State
from mcapproval.workflow.turns import NOBODY, whose
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES
from mcapproval.working_days import Calendar

BEGAN = date(2018, 1, 1)
"""From this day on working days are numbered: before the first law, and in no stay's way."""


NONE = (-1, "")
"""Before the first stay was met: how long the longest is, and of which case."""


@dataclass(slots=True)
class _Tally:
    """How many stays took so many days, by days; the longest and its case; those that go on."""

    days: Counter[int] = field(default_factory=Counter)
    working: Counter[int] = field(default_factory=Counter)
    longest: tuple[int, str] = NONE
    now: Counter[int] = field(default_factory=Counter)


def stages(
    desk: Desk,
    track: str = "application",
    workflow: str | None = None,
    provider: str | None = None,
) -> list[Stage]:
    """In the order of the workflow; ends are left out.

    Working days are those of the provider, else of those whose records these are. Unknown for a
    provider that nothing in the records names, or a workflow that no case of the track is in.
    """
    with desk.reading() as connection:
        known_provider(connection, provider)
        definitions = _definitions(connection, track, workflow)
        policy = policy_for(connection, provider or "", desk.today)
        rows = kept.entered(connection, track, provider, workflow)
        tallies = _tallied(rows, desk.today, calendar_of(policy))
    states: dict[str, tuple[Definition, State]] = {}
    for definition in definitions:
        for state in definition.states.values():
            states.setdefault(state.name, (definition, state))
    return [
        _stage(definition, state, tallies[name], policy)
        for name, (definition, state) in states.items()
        if name in tallies and not state.end
    ]


def _definitions(connection: Connection, track: str, workflow: str | None) -> list[Definition]:
    """Those in use, by their names; of each name the newest first, of which a state has its label,
    its limit and its place in the order.
    """
    refs = dict(definitions_in_use(connection))
    pinned = kept.definitions(connection, track)
    known = sorted({name for name, _ in pinned})
    if workflow is not None and workflow not in known:
        there = f"there are: {', '.join(known)}" if known else "no case is in any"
        raise Unknown(f"no {track} is in a workflow {workflow}", there)
    wanted = [hashed for name, hashed in pinned if workflow in (None, name)]
    return [kept_definition(connection, hashed, refs[hashed]) for hashed in wanted]


def _tallied(rows: Iterable[Sequence[Any]], today: date, calendar: Calendar) -> dict[str, _Tally]:
    """The stays between one row of a case and its next, counted; the last of each goes on."""

    @cache
    def counted(iso: str) -> tuple[int, int]:
        """A day as a number, and as one of working days."""
        day = date.fromisoformat(iso)
        return day.toordinal(), calendar.between(BEGAN, day)

    ended: dict[tuple[str, int, int], int] = defaultdict(int)
    longest: dict[str, tuple[int, str]] = defaultdict(lambda: NONE)
    going_on: dict[tuple[str, int], int] = defaultdict(int)
    now = counted(today.isoformat())[0]
    last, state, since, untold = "", "", (now, 0), True
    for ref, to, on_day, is_untold in rows:
        day = counted(on_day)
        if untold:
            pass
        elif ref == last:
            days = day[0] - since[0]
            ended[state, days, day[1] - since[1]] += 1
            if days > longest[state][0]:
                longest[state] = days, ref
        else:
            going_on[state, now - since[0]] += 1
        last, state, since, untold = ref, to, day, is_untold
    if not untold:
        going_on[state, now - since[0]] += 1
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for (state, days, working), many in ended.items():
        tallies[state].days[days] += many
        tallies[state].working[working] += many
        tallies[state].longest = longest[state]
    for (state, days), many in going_on.items():
        tallies[state].now[days] += many
    return tallies


def _stage(definition: Definition, state: State, tally: _Tally, policy: Policy) -> Stage:
    days, example = tally.longest
    return Stage(
        state.name,
        state.label,
        whose(definition, state, policy)[1],
        _time(state),
        tally.days.total(),
        median(tally.days),
        share(tally.days, NINE_IN_TEN),
        days if example else None,
        example,
        median(tally.working),
        share(tally.working, NINE_IN_TEN),
        _allowed(state),
        tally.now.total(),
        max(tally.now, default=None),
    )


def _time(state: State) -> str:
    if state.clock == "none":
        return NOBODY
    return "others" if state.clock in OUTSIDE_BODIES else "ours"


def _allowed(state: State) -> str:
    """What the clock of the state gives, where it counts."""
    match dict(state.due or {}):
        case {"working_days": count}:
            return f"{count} working days"
        case {"days": count}:
            return f"{count} days"
        case {"months": count}:
            return f"{count} months"
        case _:
            return ""
