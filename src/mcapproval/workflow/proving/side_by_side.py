"""Linked tracks walked side by side: every combination of states that people can reach.

One application, listing, accreditation and review, each absent until it is started. What a move
starts and drives is done with it, as the records do; the guard `linked` is taken seriously, every
other guard as passable. What only `system` may do happens when another track drives it, or where a
due day can bring it about.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from mcapproval.workflow.model import Definition, Drive, Move, Start, listed
from mcapproval.workflow.vocabulary import TRACKS

States = tuple[str | None, ...]
"""The state of each track's case in the order of the tracks; None where there is none."""

NONE: frozenset[int] = frozenset()


class Driving(NamedTuple):
    """A move that drives another, from one state."""

    track: int
    source: str
    move: str
    drive: Drive


class Effects(NamedTuple):
    """What a move starts and drives when these of its conditions hold."""

    holds: frozenset[object]
    starts: tuple[Start, ...]
    drives: tuple[Driving, ...]


class Way(NamedTuple):
    """A move that can be made from a state: where it leads, and what others must be like."""

    name: str
    move: Move
    targets: tuple[str, ...]
    needs: tuple[tuple[int, tuple[str, ...]], ...]
    effects: tuple[Effects, ...]


class Step(NamedTuple):
    """One move of one case: where it leads, and the tracks whose fate is not told by what follows.

    Of such a track another case is then looked at, and the former goes on unseen.
    """

    name: str
    after: States
    replaced: frozenset[int] = NONE


@dataclass(slots=True)
class Explored:
    """All combinations with the shortest way to each, all steps backwards, and drives tried."""

    ways: dict[States, tuple[str, ...]]
    before: dict[States, list[tuple[States, frozenset[int]]]]
    made: dict[Driving, set[States]] = field(default_factory=dict)
    refused: dict[Driving, dict[States, None]] = field(default_factory=dict)


class Tracks:
    """The definitions of some tracks, prepared for being walked together."""

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self.names = tuple(track for track in TRACKS if track in definitions)
        self.of = tuple(definitions[track] for track in self.names)
        self._number = {name: number for number, name in enumerate(self.names)}
        self._ways = tuple(
            {state: tuple(self._prepared(track, state)) for state in found.states}
            for track, found in enumerate(self.of)
        )

    def ended(self, state: str | None, track: int) -> bool:
        return state is None or self.of[track].states[state].end

    def needs(self, move: Move, track: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The other tracks that the move looks at, each with the states that it lets pass."""
        return tuple(
            (self._number[need.args["linked"]], tuple(listed(need.args["in"])))
            for need in move.needs
            if need.guard == "linked" and self._number.get(need.args["linked"], track) != track
        )

    def explored(self) -> Explored:
        """Breadth first from a new application, so that each way is a shortest."""
        applies = "application" in self._number
        first: States = tuple(
            found.first if not applies or found.case == "application" else None for found in self.of
        )
        found = Explored({first: ()}, {first: []})
        todo = deque([first])
        while todo:
            here = todo.popleft()
            way = found.ways[here]
            for name, after, replaced in self._steps(here, found):
                if after not in found.ways:
                    found.ways[after] = (*way, name)
                    found.before[after] = []
                    todo.append(after)
                found.before[after].append((here, replaced))
        return found

    def _prepared(self, track: int, state: str) -> Iterator[Way]:
        """The moves that somebody can make from there, or a due day can."""
        definition = self.of[track]
        for move in definition.out_of(state):
            if set(move.by) - {"system"} or definition.states[state].due:
                yield Way(
                    f"{self.names[track]}: {move.name}",
                    move,
                    definition.targets(move, state),
                    self.needs(move, track),
                    tuple(self._effects(move, track, state)),
                )

    def _effects(self, move: Move, track: int, state: str) -> Iterator[Effects]:
        """One for each way in which the move's conditions can be; none where it has no effects."""
        starts = [start for start in move.starts if start.track in self._number]
        drives = [drive for drive in move.drives if drive.track in self._number]
        effects: list[Start | Drive] = [*starts, *drives]
        asked = dict.fromkeys(one for effect in effects for one in conditions(effect))
        for truth in product((True, False), repeat=len(asked)) if effects else ():
            holds = frozenset(one for one, true in zip(asked, truth, strict=True) if true)
            yield Effects(
                holds,
                tuple(start for start in starts if holds.issuperset(conditions(start))),
                tuple(
                    Driving(track, state, move.name, drive)
                    for drive in drives
                    if holds.issuperset(conditions(drive))
                ),
            )

    def _steps(self, here: States, found: Explored) -> Iterator[Step]:
        """All that can happen next; drives that were made or refused are noted."""
        for track, state in enumerate(here):
            if state is None:
                continue
            if self.names[track] == "application" and self.ended(state, track):
                again = _put(here, track, self.of[track].first)
                yield Step("application: open", again, frozenset({track}))
            for way in self._ways[track][state]:
                if any(here[other] not in states for other, states in way.needs):
                    continue
                for after in way.targets:
                    then = _put(here, track, after)
                    if not way.effects:
                        if after != state:
                            yield Step(way.name, then)
                        continue
                    for effects in way.effects:
                        yield from self._linked(Step(way.name, then), here, track, effects, found)

    def _linked(
        self, made: Step, here: States, track: int, effects: Effects, found: Explored
    ) -> Iterator[Step]:
        """The move with what it starts and then drives; no step where one of these is refused."""
        begun = [made]
        for start in effects.starts:
            begun = [one for step in begun for one in self._started(step, start)]
        for step in begun:
            driven = self._driven(step.after, effects.drives, effects.holds, frozenset({track}))
            for driving in effects.drives:
                if driven is None:
                    found.refused.setdefault(driving, {})[here] = None
                else:
                    found.made.setdefault(driving, set()).add(here)
            if driven is not None:
                yield Step(step.name, driven, step.replaced)

    def _started(self, step: Step, start: Start) -> Iterator[Step]:
        """A case is opened; where there is one already, either is looked at from here on.

        A listing outlives its applications: one that is there is never opened again. A case that is
        still open goes on to be linked to the others, so what follows without it does not count.
        """
        track = self._number[start.track]
        there = step.after[track]
        opened = _put(step.after, track, start.state)
        if there is None:
            yield Step(step.name, opened, step.replaced)
            if start.each or start.due:
                yield step
            return
        yield step
        ended = self.ended(there, track)
        if start.track != "listing" and (ended or not start.once):
            unseen = {track} if ended else range(len(self.names))
            yield Step(step.name, opened, step.replaced.union(unseen))

    def _driven(
        self,
        here: States,
        drives: tuple[Driving, ...],
        holds: frozenset[object],
        seen: frozenset[int],
    ) -> States | None:
        """What is driven, and what that drives in turn; None where one of them is not open."""
        for driving in drives:
            track = self._number[driving.drive.track]
            state = here[track]
            if track in seen or state is None or self.ended(state, track):
                continue
            if driving.drive.only_in and state not in driving.drive.only_in:
                continue
            move = self.of[track].move(state, driving.drive.move)
            targets = self.of[track].targets(move, state) if move else ()
            if not move or not targets:
                return None
            further = tuple(
                Driving(track, state, move.name, drive)
                for drive in move.drives
                if drive.track in self._number and holds.issuperset(conditions(drive))
            )
            then = self._driven(_put(here, track, targets[0]), further, holds, seen | {track})
            if then is None:
                return None
            here = then
        return here


def conditions(effect: Start | Drive) -> list[object]:
    """The conditions of an effect: a result that was granted, kinds of application."""
    kinds = effect.if_kind if isinstance(effect, Drive) else ()
    return [condition for condition in (effect.if_result, kinds) if condition]


def _put(here: States, track: int, state: str) -> States:
    return (*here[:track], state, *here[track + 1 :])
