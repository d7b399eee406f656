"""Whether linked tracks can lock one another: a case that can come to no end, a drive refused."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from math import prod

from mcapproval.workflow.model import Definition
from mcapproval.workflow.proving.side_by_side import Explored, States, Tracks
from mcapproval.workflow.proving.soundness import Fault

MOST = 50_000
"""Combinations of states; those that ship have some 5,000, walked in a sixth of a second."""


def deadlock_faults(definitions: Mapping[str, Definition]) -> tuple[Fault, ...]:
    """What goes wrong in some combination of states that people can reach; by track, definitions.

    Each state is told once, with the shortest way to a combination that shows it, as `track: move`.
    """
    many = prod(len(definition.states) + 1 for definition in definitions.values())
    if many > MOST:
        said = (
            f"the tracks together have {many:,} combinations of states; at most {MOST:,} are walked"
        )
        return (Fault("TOO-MANY", said),)
    tracks = Tracks(definitions)
    explored = tracks.explored()
    return (*_stuck(tracks, explored), *_refused(tracks, explored))


def _stuck(tracks: Tracks, explored: Explored) -> Iterator[Fault]:
    """Cases from which no end can be reached, whatever happens to the others."""
    for track, name in enumerate(tracks.names):
        ends = (here for here in explored.ways if tracks.ended(here[track], track))
        free = _from_where(explored, ends, track)
        told = set()
        for here, way in explored.ways.items():
            if here not in free and here[track] not in told:
                told.add(here[track])
                said = f"the {name} in `{here[track]}` can come to no end"
                where, why = _beside(tracks, here, track), _why(tracks, here, track)
                yield Fault("DEADLOCK", f"{said}{where}{why}", way)


def _refused(tracks: Tracks, explored: Explored) -> Iterator[Fault]:
    """Moves that drive what is not open, and will not be for as long as the case waits for it."""
    told = set()
    for driving, refused in explored.refused.items():
        free = _from_where(explored, explored.made.get(driving, ()), driving.track)
        here = next((here for here in refused if here not in free), None)
        if here is not None and driving[2:] not in told:
            told.add(driving[2:])
            said = f"{tracks.names[driving.track]} move `{driving.move}` is refused for ever"
            what = f"it drives the {driving.drive.track} by `{driving.drive.move}`"
            message = f"{said}{_beside(tracks, here, driving.track)}: {what}, which is not open"
            yield Fault("REFUSED-FOR-EVER", message, explored.ways[here])


def _from_where(explored: Explored, goals: Iterable[States], track: int) -> set[States]:
    """The combinations from which one of the goals can be reached by the same case of a track."""
    found = set(goals)
    todo = deque(found)
    while todo:
        for here, replaced in explored.before[todo.popleft()]:
            if here not in found and track not in replaced:
                found.add(here)
                todo.append(here)
    return found


def _beside(tracks: Tracks, here: States, track: int) -> str:
    """Where the cases of the other tracks are: `, with the listing in `current`, no review`."""
    said = [
        f"the {name} in `{state}`" if state else f"no {name}"
        for name, state in zip(tracks.names, here, strict=True)
        if name != tracks.names[track]
    ]
    return f", with {', '.join(said)}" if said else ""


def _why(tracks: Tracks, here: States, track: int) -> str:
    """What keeps each move shut that would else lead on."""
    state = here[track]
    assert state is not None
    said = []
    for move in tracks.of[track].out_of(state):
        unmet = [
            f"the {tracks.names[other]} in {' or '.join(states)}"
            for other, states in tracks.needs(move, track)
            if here[other] not in states
        ]
        if unmet:
            said.append(f"`{move.name}` needs {' and '.join(unmet)}")
        elif set(move.by) <= {"system"}:
            said.append(f"`{move.name}` only `system` makes, and nothing drives it here")
    return f": {', '.join(said)}" if said else ""
