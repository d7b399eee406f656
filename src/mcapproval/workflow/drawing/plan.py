"""What is drawn where: the main line of states, those beside it, and the arrows between them.

The main line begins with the first state and has the others in the file's order, down to the end
that is named first. Beside it stand the other
ends, and a state that is left to where the case came from, such as on hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mcapproval.workflow.model import BackFrom, Definition, Move

MANY = 3
"""From so many places on, one sentence in the box says that a move leads back to where it was."""

NEXT, AHEAD, BACK, ASIDE = "next", "ahead", "back", "aside"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow out of a state: to one state, or to each of those among which is chosen.

    `labels` has every move that it stands for, in the file's order. `kind`: to the next state of
    the main line, further ahead, back, or to or from a state beside it.
    """

    source: str
    targets: tuple[str, ...]
    labels: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`stays` has the labels of moves that leave a state where it is, `returns` of those that lead
    back to where the case was, by state."""

    main: tuple[str, ...]
    side: tuple[str, ...]
    arrows: tuple[Arrow, ...]
    stays: Mapping[str, tuple[str, ...]]
    returns: Mapping[str, tuple[str, ...]]


def planned(definition: Definition) -> Plan:
    side = tuple(name for name in definition.states if _beside(definition, name))
    rest = (name for name in definition.states if name not in (*side, definition.first))
    main = (definition.first, *rest)
    place = {name: number for number, name in enumerate(main)}
    arrows: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    stays: dict[str, list[str]] = {}
    returns: dict[str, list[str]] = {}
    for source in definition.states:
        for move in definition.out_of(source):
            if _returns(definition, move, source):
                returns.setdefault(source, []).append(move.label)
                continue
            ways: dict[str, list[str]] = {}
            for after in dict.fromkeys(definition.targets(move, source)):
                if after == source:
                    stays.setdefault(source, []).append(move.label)
                else:
                    ways.setdefault(_kind(place, source, after), []).append(after)
            for kind, targets in ways.items():
                arrows.setdefault((source, kind, tuple(targets)), []).append(move.label)
    return Plan(
        main,
        side,
        tuple(
            Arrow(source, targets, tuple(dict.fromkeys(labels)), kind)
            for (source, kind, targets), labels in arrows.items()
        ),
        {state: tuple(dict.fromkeys(labels)) for state, labels in stays.items()},
        {state: tuple(dict.fromkeys(labels)) for state, labels in returns.items()},
    )


def _kind(place: Mapping[str, int], source: str, after: str) -> str:
    if source not in place or after not in place:
        return ASIDE
    step = place[after] - place[source]
    return NEXT if step == 1 else AHEAD if step > 0 else BACK


def _beside(definition: Definition, name: str) -> bool:
    if name == definition.first:
        return False
    if definition.states[name].end:
        return name != next(end for end, state in definition.states.items() if state.end)
    return any(_returns(definition, move, name) for move in definition.out_of(name))


def _returns(definition: Definition, move: Move, source: str) -> bool:
    return isinstance(move.target, BackFrom) and len(definition.targets(move, source)) >= MANY
