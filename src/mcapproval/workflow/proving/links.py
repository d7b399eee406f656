"""What a definition starts, drives or looks at in another track must be there, and fit."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from mcapproval.workflow.model import BackFrom, Definition, Drive, Move, OneOf, listed
from mcapproval.workflow.proving.known_names import known_name_faults
from mcapproval.workflow.proving.linked_tracks import deadlock_faults
from mcapproval.workflow.proving.soundness import Fault, Way, shortest_ways, way_to

Tracks = Mapping[str, Definition]
Called = tuple[str, str]
"""A track and the name of a move of it."""


def set_faults(definitions: Tracks) -> tuple[Fault, ...]:
    """Every fault of definitions that are sound each by itself and walk side by side; by track.

    Links that point nowhere are told without what comes of walking: nothing can be walked along
    them.
    """
    named = [fault for found in definitions.values() for fault in known_name_faults(found)]
    return (*named, *(link_faults(definitions) or deadlock_faults(definitions)))


def link_faults(definitions: Tracks) -> tuple[Fault, ...]:
    """What a move starts, drives or needs in another of the tracks that are given."""
    found: list[Fault] = []
    for definition in definitions.values():
        ways = shortest_ways(definition)
        for move in definition.moves:
            way = way_to(move, ways)
            found += _starts(definitions, move, way)
            for drive in move.drives:
                found += _drive(definitions, move, drive, way)
            found += _looks(definitions, move, way)
    return (*found, *_rounds(definitions))


def _starts(definitions: Tracks, move: Move, way: Way) -> Iterator[Fault]:
    for start in move.starts:
        other = definitions.get(start.track)
        if other and start.state not in (other.first, *other.enter):
            said = f"move `{move.name}` starts {start.track} in `{start.state}`"
            yield Fault("LINK-STATE", f"{said}, not its first state or one to enter by", way)


def _drive(definitions: Tracks, move: Move, drive: Drive, way: Way) -> Iterator[Fault]:
    other = definitions.get(drive.track)
    if other is None:
        return
    said = f"move `{move.name}` drives {drive.track} by `{drive.move}`"
    called = other.called(drive.move)
    if not any("system" in driven.by for driven in called):
        yield Fault("LINK-MOVE", f"{said}, which `system` can't make", way)
        return
    for state in drive.only_in:
        if other.move(state, drive.move) is None:
            yield Fault("LINK-STATE", f"{said} in `{state}`, where it is not open", way)
    if any(isinstance(driven.target, OneOf | BackFrom) for driven in called):
        yield Fault("LINK-CHOICE", f"{said}, and nobody chooses where that leads", way)
    answered = {ask.name for ask in move.every_ask if not ask.optional}
    asked = (ask.name for driven in called for ask in driven.every_ask if not ask.optional)
    for name in dict.fromkeys(name for name in asked if name not in answered):
        yield Fault("LINK-ASK", f"{said}, which asks for `{name}`: this move does not", way)


def _looks(definitions: Tracks, move: Move, way: Way) -> Iterator[Fault]:
    """The states that a guard waits for. Applications differ, so there one that is enough."""
    for need in move.needs:
        other = definitions.get(need.args["linked"]) if need.guard == "linked" else None
        if other is None:
            continue
        wanted = listed(need.args["in"])
        unknown = [state for state in wanted if state not in other.states]
        if unknown and (other.case != "application" or len(unknown) == len(wanted)):
            said = f"move `{move.name}` needs the {other.case} in `{unknown[0]}`"
            yield Fault("LINK-GUARD", f"{said}, which is no state of it", way)


def _rounds(definitions: Tracks) -> Iterator[Fault]:
    """Moves that drive one another in a ring, each ring told once."""
    after = {
        (track, move.name): [(d.track, d.move) for m in found.called(move.name) for d in m.drives]
        for track, found in definitions.items()
        for move in found.moves
        if move.drives
    }
    told: set[Called] = set()
    for begun in after:
        ring = _ring(after, begun)
        if ring and not told & set(ring):
            told |= set(ring)
            said = ", which drives ".join(f"{track} `{move}`" for track, move in ring)
            yield Fault("LINK-ROUND", f"moves drive one another in a ring: {said}")


def _ring(after: Mapping[Called, list[Called]], begun: Called) -> tuple[Called, ...]:
    """The shortest ring of drives back to where it begins; empty where none leads back."""
    todo: deque[tuple[Called, ...]] = deque([(begun,)])
    seen: set[Called] = set()
    while todo:
        way = todo.popleft()
        for one in after.get(way[-1], ()):
            if one == begun:
                return (*way, one)
            if one not in seen:
                seen.add(one)
                todo.append((*way, one))
    return ()
