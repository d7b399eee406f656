"""Whether a definition is sound: every fault at once, each with the shortest way that shows it.

Guards are taken as passable. A way is the names of the moves from the first state.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mcapproval.errors import AskedWrongly
from mcapproval.workflow.model import Definition, Move, OneOf
from mcapproval.workflow.proving.meaning import move_faults, state_faults, steps_of
from mcapproval.workflow.proving.naming import name_faults, state_name_faults

Way = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the moves from the first state that lead there (none where none do)."""

    code: str
    message: str
    path: Way = ()

    def __str__(self) -> str:
        way = f" [{' > '.join(self.path)}]" if self.path else ""
        return f"{self.code}: {self.message}{way}"


class Unsound(AskedWrongly):
    """A definition that can't be used; `faults` holds every one."""

    def __init__(self, source: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        number = f"{len(self.faults)} fault{'s' * (len(self.faults) != 1)}"
        listed = "".join(f"\n  {fault}" for fault in self.faults)
        super().__init__(
            f"{source} is no sound workflow: {number}{listed}",
            "mend each; a way in brackets is the shortest that shows the fault",
        )


def faults_of(definition: Definition, *, whole: bool = True) -> tuple[Fault, ...]:
    """Every fault. With `whole` False, parts are known to be missing: only names are judged."""
    ways = shortest_ways(definition)
    found = [*_naming(definition, ways)]
    if whole:
        found += [*_unreachable(definition, ways), *_trapped(definition, ways)]
        found += [*_ends(definition, ways), *_twins(definition, ways)]
        found += [*_one_way_approvals(definition, ways), *_no_source(definition)]
        found += [*_meaning(definition, ways)]
    return tuple(found)


def edges(definition: Definition, state: str) -> Iterator[tuple[str, str]]:
    """(move, next state) out of a state; states that the definition lacks are left out."""
    for move in definition.out_of(state):
        for after in definition.targets(move, state):
            if after in definition.states:
                yield move.name, after


def shortest_ways(definition: Definition) -> Mapping[str, Way]:
    """The shortest way to every state that can be reached."""
    if definition.first not in definition.states:
        return {}
    ways: dict[str, Way] = {definition.first: ()}
    todo = deque([definition.first])
    while todo:
        state = todo.popleft()
        for name, after in edges(definition, state):
            if after not in ways:
                ways[after] = (*ways[state], name)
                todo.append(after)
    return ways


def way_to(move: Move, ways: Mapping[str, Way]) -> Way:
    """The shortest way that ends with the move; none where it can never be made."""
    known = [ways[source] for source in move.sources if source in ways]
    return (*min(known, key=len), move.name) if known else ()


def _naming(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    for code, message in state_name_faults(definition):
        yield Fault(code, message)
    for move in definition.moves:
        for code, message in name_faults(definition, move):
            yield Fault(code, f"move `{move.name}`: {message}", way_to(move, ways))


def _meaning(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    for code, message in state_faults(definition):
        yield Fault(code, message)
    steps = steps_of(definition)
    for move in definition.moves:
        for code, message in move_faults(definition, move, steps):
            yield Fault(code, f"move `{move.name}`: {message}", way_to(move, ways))


def _unreachable(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    for state in definition.states:
        if state not in ways and ways:
            into = [
                f"`{move.name}` from `{source}`"
                for source in definition.states
                for move in definition.out_of(source)
                if state in definition.targets(move, source) and source != state
            ]
            why = (
                f"only {', '.join(into)}, never reached, lead to it"
                if into
                else "no move leads to it"
            )
            yield Fault("UNREACHABLE", f"state `{state}` can't be reached: {why}")


def _trapped(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    """States from which no end can be reached, found by going backwards from the ends."""
    before: dict[str, set[str]] = {state: set() for state in definition.states}
    for state in definition.states:
        for _, after in edges(definition, state):
            before[after].add(state)
    free = {name for name, state in definition.states.items() if state.end}
    todo = deque(free)
    while todo:
        for state in before[todo.popleft()] - free:
            free.add(state)
            todo.append(state)
    for state in definition.states:
        if state not in free and state in ways:
            yield Fault("NO-END", f"from state `{state}` no end can be reached", ways[state])


def _ends(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    """An end is left only to the state that it names for reopening."""
    for name, state in definition.states.items():
        for move in definition.out_of(name) if state.end else ():
            if definition.targets(move, name) != (state.reopen,):
                way = (*ways.get(name, ()), move.name)
                yield Fault("END-LEFT", f"move `{move.name}` leaves the end `{name}`", way)


def _twins(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    for state, moves in definition.leaving.items():
        names = [move.name for move in moves]
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                way = (*ways.get(state, ()), name)
                yield Fault("TWO-MOVES", f"two moves `{name}` leave state `{state}`", way)


def _one_way_approvals(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    """A way back is a move out of the same state to one where somebody may edit."""
    for move in definition.moves:
        for source in move.sources if move.decision else ():
            assert move.decision
            back = definition.move(source, move.decision.back)
            if back is None or not _lets_edit(definition, back, source):
                message = f"approval `{move.name}` has no way back from state `{source}`"
                yield Fault("NO-WAY-BACK", message, (*ways.get(source, ()), move.name))


def _lets_edit(definition: Definition, back: Move, source: str) -> bool:
    after = [definition.states.get(state) for state in definition.targets(back, source)]
    return any(state is not None and state.edit for state in after)


def _no_source(definition: Definition) -> Iterator[Fault]:
    for move in definition.moves:
        if not move.sources:
            yield Fault("NO-SOURCE", f"move `{move.name}` leaves no state")
        if isinstance(move.target, OneOf) and len(set(move.target.states)) < 2:
            yield Fault("NO-CHOICE", f"move `{move.name}` offers no choice among its states")
