"""The stays of a case: each state that it was in, from when until when, and whose turn it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mcapproval.documents.answers import title_of
from mcapproval.documents.dossier import Dossier, Walk
from mcapproval.policy.model import Policy
from mcapproval.workflow.drawing.picture import waits_for
from mcapproval.workflow.drawing.walked import Entered, Walked, walked
from mcapproval.workflow.model import Definition
from mcapproval.workflow.turns import is_aside, turn
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES

Kind = Literal["ours", "outside", "aside", "ended"]


@dataclass(frozen=True, slots=True)
class Stay:
    """`whose` says in words with whom the case was; `kind` how its days are drawn."""

    state: str
    label: str
    first: date
    until: date
    whose: str
    kind: Kind

    @property
    def days(self) -> int:
        return max(0, (self.until - self.first).days)


def stays(walk: Walk, as_at: date, policy: Policy) -> tuple[Stay, ...]:
    """In the order of time; the same state entered again without another between goes on."""
    merged: list[Entered] = []
    for one in walk.entered:
        if not merged or merged[-1].state != one.state:
            merged.append(one)
    ends = [*(one.on for one in merged[1:]), as_at]
    return tuple(
        Stay(
            one.state,
            one.label,
            one.on,
            until,
            *_whose(walk.definition, one.state, policy),
        )
        for one, until in zip(merged, ends, strict=True)
    )


def _whose(definition: Definition, name: str, policy: Policy) -> tuple[str, Kind]:
    """Each state of the present workflow has one answer; one of an earlier workflow was ours."""
    state = definition.states.get(name)
    if state is None:
        return "in an earlier workflow", "ours"
    if state.end:
        return "ended", "ended"
    if state.clock in OUTSIDE_BODIES:
        return f"with {OUTSIDE_BODIES[state.clock]}", "outside"
    if is_aside(definition, name) or state.clock == "none":
        return "put aside", "aside"
    return f"with {waits_for(state, policy) or policy.the(turn(definition, state))}", "ours"


def walk_of(dossier: Dossier, walk: Walk) -> Walked:
    """How the application went until the day of the dossier."""
    return walked(dossier.ref, title_of(dossier), walk.entered, dossier.as_at, walk.definition)


def by_state(all_stays: Iterable[Stay]) -> dict[str, tuple[Stay, ...]]:
    """The stays of each state, in the order in which the states were first entered."""
    found: dict[str, tuple[Stay, ...]] = {}
    for stay in all_stays:
        found[stay.label] = (*found.get(stay.label, ()), stay)
    return found
