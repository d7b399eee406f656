"""What can be done now and why not the rest, and one step: for the shell and for programs alike.

Reasons come from here and from the guards, all of them at once; pytransitions makes the step.
Nothing here has side effects: the caller records what a step says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.workflow.acting import actor_reasons, part
from mcapproval.workflow.committee import Quorum
from mcapproval.workflow.decisions import NOTHING, decision_reasons, quorum_of, ways_of
from mcapproval.workflow.guards import asked_for
from mcapproval.workflow.machine import walk
from mcapproval.workflow.model import Ask, BackFrom, Definition, Fixed, Move, OneOf, Same
from mcapproval.workflow.nearest import meant
from mcapproval.workflow.overriding import past
from mcapproval.workflow.situation import Actor, Situation
from mcapproval.workflow.standing_against import (
    case_reasons,
    missing_reasons,
    not_open,
    not_ours,
    possible_targets,
)


class Option(NamedTuple):
    """A move and whether it is possible now; `reasons` has every one against it.

    What a move asks for is no reason against it here: `asks` lists it. `acts_for` is the person in
    whose place whoever asks would make it. `quorum` says of a move that decides how many must,
    `ways` what each way of deciding asks beside.
    """

    move: str
    label: str
    to: tuple[str, ...]
    by: tuple[str, ...]
    asks: tuple[Ask, ...]
    possible: bool
    reasons: tuple[Reason, ...]
    acts_for: str | None = None
    quorum: Quorum | None = None
    ways: Mapping[str, tuple[str, ...]] = NOTHING


@dataclass(frozen=True, slots=True)
class Outcome:
    """A step that may be made: the move, the state after it, the answers that go with it.

    `acts_for` is the person in whose place it is made. `passed` has the codes of the reasons past
    which an administrator went.
    """

    move: Move
    to: str
    values: Mapping[str, Any]
    acts_for: str | None = None
    passed: tuple[str, ...] = ()


def options(
    definition: Definition,
    situation: Situation,
    actor: Actor | None,
    *,
    closed: bool = False,
) -> tuple[Option, ...]:
    """Every move out of the present state, in the file's order; with `closed` the others too.

    Without an actor nobody's roles count: what is possible for whoever may.
    """
    found = []
    for move in definition.out_of(situation.state):
        if move.if_policy and not asked_for(move.if_policy, situation.policy):
            continue
        reasons = (
            *actor_reasons(move, situation.policy, actor),
            *case_reasons(definition, move, situation),
        )
        to = possible_targets(definition, move, situation)
        found.append(_option(move, to, reasons, actor, situation))
    return (*found, *(_closed(definition, situation, actor) if closed else ()))


def _closed(definition: Definition, situation: Situation, actor: Actor | None) -> Iterator[Option]:
    """The moves that are not open from here, each name once, with all that they lead to."""
    names = dict.fromkeys(move.name for move in definition.moves)
    for name in names:
        if definition.move(situation.state, name):
            continue
        called = definition.called(name)
        to = (t for move in called for s in move.sources for t in definition.targets(move, s))
        stands_against = not_open(definition, called[0], situation)
        reasons = (*stands_against, *actor_reasons(called[0], situation.policy, actor))
        yield _option(called[0], tuple(dict.fromkeys(to)), reasons, actor, situation)


def _option(
    move: Move,
    to: tuple[str, ...],
    reasons: tuple[Reason, ...],
    actor: Actor | None,
    situation: Situation,
) -> Option:
    whom = part(actor, move.by).acts_for if actor and actor.through else None
    told = (move.name, move.label, to, move.by, move.every_ask, not reasons, reasons, whom)
    if move.decision is None:
        return Option(*told)
    return Option(*told, quorum_of(move, situation), ways_of(move, situation.policy))


def step(
    definition: Definition,
    situation: Situation,
    actor: Actor,
    move_name: str,
    values: Mapping[str, Any],
    *,
    override: bool = False,
) -> Outcome:
    """The step that a move makes. Refused with every reason; Unknown where no move has the name.

    With `override` an administrator goes past those that they may.
    """
    called = definition.called(move_name)
    if not called:
        moves = dict.fromkeys(m.name for m in definition.moves)
        raise Unknown(
            f"{definition.name} has no move `{move_name}`{meant(move_name, moves)}",
            f"`mcapproval next {situation.ref}` lists the moves",
        )
    here = definition.move(situation.state, move_name)
    move = here or called[0]
    reasons = [] if here else [*not_open(definition, move, situation)]
    reasons += not_ours(move, situation)
    reasons += actor_reasons(move, situation.policy, actor)
    reasons += [r for r in case_reasons(definition, move, situation) if r not in reasons]
    reasons += missing_reasons(move, situation, values)
    reasons += decision_reasons(move, situation, values)
    passed: tuple[str, ...] = ()
    if override:
        reasons, passed = past(move, situation, actor, reasons)
    if reasons:
        raise Refused(_refusal(move, situation, reasons), reasons, _hint(situation))
    to = walk(definition, situation.state, move.name, _chosen(move, situation, values))
    whom = None if override else part(actor, move.by).acts_for
    return Outcome(move, to, dict(values), whom, passed)


def _refusal(move: Move, situation: Situation, reasons: list[Reason]) -> str:
    count = "1 reason" if len(reasons) == 1 else f"{len(reasons)} reasons"
    return f"{situation.ref}: {move.name} ({move.label}) is not possible now, for {count}"


def _hint(situation: Situation) -> str:
    return f"`mcapproval next {situation.ref}` shows what is possible now"


def _chosen(move: Move, situation: Situation, values: Mapping[str, Any]) -> str:
    match move.target:
        case Fixed(state):
            return state
        case Same():
            return situation.state
        case BackFrom(name):
            return situation.came_from[name]
        case OneOf(states):
            if values["to"] not in states:
                raise AskedWrongly(f"{move.name}: `to` is one of {', '.join(states)}")
            return str(values["to"])
