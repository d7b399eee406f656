"""What a definition says, each name known and each state on a way, that still can't be meant.

Guards are taken as passable by the proof of the graph; here are those that nothing before them can
ever meet, and parts that the track of the case has no use for.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

from mcapproval.workflow.model import BackFrom, Definition, Move, Need, State, listed
from mcapproval.workflow.proving.arguments import argument_faults
from mcapproval.workflow.vocabulary import RESULTS

Meant = Iterator[tuple[str, str]]
"""Fault codes with their messages."""

Steps = tuple[tuple[str, Move, str], ...]
"""Every move with a state that it leaves and one that it leads to from there."""

Edges = dict[str, list[str]]

ONLY_REVIEWS = ("answers", "form")
"""Guards on the answers of a re-evaluation: elsewhere there are none to look at."""

LEANING = ("approvals", "recommended", "results")
"""Guards that only something earlier in the same workflow can meet."""


def state_faults(definition: Definition) -> Meant:
    """States that contradict themselves: an end on which time runs, a reminder before the start."""
    first = definition.states.get(definition.first)
    if first and first.end:
        yield "FIRST-END", f"a case would begin in the end `{first.name}`"
    for state in definition.states.values():
        if state.end:
            yield from _end(definition, state)
        elif state.reopen is not None:
            yield "REOPEN", f"state `{state.name}` is no end, so that nothing can reopen it"
        if state.due and state.remind:
            days = next((state.due[unit] for unit in _COUNTED if unit in state.due), None)
            if days is not None and state.remind["before"] >= days:
                said = f"{state.remind['before']} days before a due day that is {days} days away"
                yield "EARLY-REMINDER", f"state `{state.name}` reminds {said}"


_COUNTED = ("days", "working_days")


def _end(definition: Definition, state: State) -> Meant:
    if state.due:
        yield "END-RUNS", f"the end `{state.name}` has a due day, when nothing is to be done"
    if state.edit:
        yield "END-RUNS", f"what came to the end `{state.name}` could still be edited"
    if state.turn:
        yield "END-RUNS", f"it would be somebody's turn in the end `{state.name}`"
    if state.reopen in definition.states and not definition.out_of(state.name):
        yield "REOPEN", f"no move reopens the end `{state.name}` to `{state.reopen}`"


def steps_of(definition: Definition) -> Steps:
    return tuple(
        (state, move, after)
        for state in definition.states
        for move in definition.out_of(state)
        for after in definition.targets(move, state)
    )


def move_faults(definition: Definition, move: Move, steps: Steps) -> Meant:
    """Moves that nobody may make so, that lead back from nowhere, or wait for what never comes."""
    if "system" in move.by and (move.decision or move.decides or move.recorded_for):
        yield "SYSTEM-DECIDES", "a decision is a person's, and `system` could make it"
    if move.decides and definition.case != "review":
        yield "WRONG-TRACK", f"it `decides` a re-evaluation, and this is {_a(definition.case)}"
    if move.fixes and definition.case != "application":
        yield "WRONG-TRACK", f"it `fixes` a law day, which {_a(definition.case)} has not"
    if move.decision and move.decision.declines and move.decision.covers:
        yield "COVERS", "it `declines` and `covers` something: what is declined is not approved"
    elif (
        definition.case == "application"
        and move.decision
        and not (move.decision.covers or move.decision.declines)
    ):
        yield "NO-COVERS", "it approves nothing: its decision says no part that it `covers`"
    if isinstance(move.target, BackFrom):
        yield from _back(definition, move, move.target.move, steps)
    needs = [need for need in move.needs if not argument_faults(need)]
    leans = any(need.guard in LEANING for need in needs)
    before = _before(definition, move, steps) if leans else []
    for need in needs:
        yield from _need(definition, need, before)


def _a(case: str) -> str:
    return f"an {case}" if case[0] == "a" else f"a {case}"


def _back(definition: Definition, move: Move, name: str, steps: Steps) -> Meant:
    """Where the move that it leads back from can't have been made, or would forget its origin."""
    called = definition.called(name)
    known = {source for back in called for source in back.sources}
    led = {t for back in called for s in back.sources for t in definition.targets(back, s)}
    after = _closure(_edges(steps)[0], led)
    for source in move.sources if called else ():
        if source in known:
            said = f"`{name}` can be made again in `{source}`, and the way back would be lost"
            yield "BACK-FROM", f"it leads back from `{name}`: {said}"
        elif source not in after:
            yield (
                "BACK-FROM",
                f"`{name}`, from which it leads back, is never made before `{source}`",
            )


def _need(definition: Definition, need: Need, before: list[Move]) -> Meant:
    if need.guard in ONLY_REVIEWS and definition.case != "review":
        yield "WRONG-TRACK", f"guard `{need.guard}` looks at a re-evaluation"
    made = [other.decision for other in before if other.decision]
    if need.guard == "approvals":
        bodies = {decision.body for decision in made if decision.approves}
        for body in listed(need.args.get("of", [])):
            if body not in bodies:
                yield (
                    "UNMEETABLE",
                    f"it needs an approval by `{body}`, which no move before it gives",
                )
    if need.guard == "recommended" and not any(decision.recommends for decision in made):
        yield "UNMEETABLE", "it needs a recommendation, which no move before it gives"
    if need.guard == "results":
        yield from _results(need, before)


def _results(need: Need, before: list[Move]) -> Meant:
    """What is waited for: any, one of those named, or each of them.

    All that are `settled` without being named are those that the application is for.
    """
    recorded = {
        result
        for other in before
        if any(ask.name == "results" for ask in other.every_ask)
        for result in other.results or RESULTS
    }
    how = need.args["results"]
    said = listed(need.args.get("of", list(RESULTS)))
    wanted = list(RESULTS) if how == "none-granted" else said
    missing = [result for result in wanted if result not in recorded]
    each = how == "granted" or (how == "settled" and "of" in need.args)
    if missing and (each or len(missing) == len(wanted)):
        words = " or ".join(map(str, missing))
        yield "UNMEETABLE", f"it needs the result on {words}, which no move before it records"


def _before(definition: Definition, move: Move, steps: Steps) -> list[Move]:
    """The other moves that can have been made when this one is first made."""
    forth, back = _edges(steps, but=move)
    begun = {definition.first, *definition.enter}
    states = _closure(forth, begun) & _closure(back, set(move.sources))
    return [
        other for other in definition.moves if other is not move and states & set(other.sources)
    ]


def _edges(steps: Steps, but: Move | None = None) -> tuple[Edges, Edges]:
    """From each state those that a move leads to, and the same backwards."""
    forth: Edges = defaultdict(list)
    back: Edges = defaultdict(list)
    for state, move, after in steps:
        if move is not but:
            forth[state].append(after)
            back[after].append(state)
    return forth, back


def _closure(edges: Edges, states: set[str]) -> set[str]:
    """These states and all that can be reached from them."""
    found, todo = set(states), deque(states)
    while todo:
        for after in edges.get(todo.popleft(), ()):
            if after not in found:
                found.add(after)
                todo.append(after)
    return found
