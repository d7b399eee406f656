"""Whether a case that walks one definition can go on in another, and where it would be there.

Names come first: a state that keeps its name is the same state, and a map says of others where
they went. Then structure: the case must be able to go back to where it was, where the new
definition leads it back, and to come to an end. Guards are taken as passable.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mcapproval.errors import Reason
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.workflow.model import BackFrom, Definition, Move
from mcapproval.workflow.nearest import meant

CameFrom = Mapping[str, str]
"""By move, the state from which it was made last."""

MAPS = "administrator"
SUBMISSION = "submission"


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a case goes, from where its moves lead back there, and every reason against it."""

    to: str
    came_from: CameFrom
    reasons: tuple[Reason, ...]


def carried(
    old: Definition,
    new: Definition,
    state: str,
    came_from: CameFrom,
    renames: Mapping[str, str],
    policy: Policy = SHIPPED,
) -> Carried:
    """A case in a state of the old definition, carried over into the new one; bodies and roles are
    called as a policy does.
    """
    to = renames.get(state, state)
    named = {back.move for back in _backs(new)}
    where = {move: renames.get(left, left) for move, left in came_from.items() if move in named}
    kept = {move: left for move, left in where.items() if _leads_back(new, move, left)}
    reasons = tuple(_names(old, new, state, to)) or (
        *_gates(old, new, state, to, policy),
        *(r for m, left in kept.items() for r in _gates(old, new, came_from[m], left, policy)),
        *_structure(old, new, to, kept, came_from),
    )
    who = policy.the(MAPS)
    return Carried(to, kept, tuple(replace(reason, who=who) for reason in reasons))


def same_place(old: Definition, new: Definition, state: str, to: str) -> bool:
    """Whether a case that goes over stays where it is: the name is the same, or only the name is
    another, which the old definition did not have as the new one does not have the former."""
    return to == state or (to not in old.states and state not in new.states)


def _backs(definition: Definition) -> Iterator[BackFrom]:
    return (move.target for move in definition.moves if isinstance(move.target, BackFrom))


def _leads_back(definition: Definition, move: str, left: str) -> bool:
    return any(left in made.sources for made in definition.called(move))


def _names(old: Definition, new: Definition, state: str, to: str) -> Iterator[Reason]:
    label = old.label(state)
    if to not in new.states:
        where = f"it is in `{state}` ({label})"
        if to == state:
            said = f"{where}, which the new workflow does not have{meant(state, new.states)}"
            yield Reason("STATE-DROPPED", said, f"say where it goes: --map {state}=STATE", MAPS)
        else:
            said = f"{where} and would go to `{to}`, which is no state of the new workflow"
            mend = f"map `{state}` to one of its states{meant(to, new.states)}"
            yield Reason("STATE-UNKNOWN", said, mend, MAPS)
    elif new.states[to].end:
        said = f"it is in `{state}` ({label}) and would go to `{to}`, which is an end"
        mend = "map it to a state that is no end: a new version decides nothing, a move does"
        yield Reason("STATE-ENDS", said, mend, MAPS)


def _gates(
    old: Definition, new: Definition, state: str, to: str, policy: Policy
) -> Iterator[Reason]:
    """A migration decides nothing: no case is carried past a decision that it has not passed.

    What the new definition asks and the old one did not know is not held against a case.
    """
    missing = (gates_before(new, to) & set(_gates_of(old))) - gates_before(old, state)
    if missing:
        told = " and ".join(sorted(_told(gate, policy) for gate in missing))
        said = f"`{to}` lies behind {told}, which this case has not passed"
        mend = "map it to a state before that; a new version decides nothing, a move does"
        yield Reason("PAST-DECISION", said, mend, MAPS)


def gates_before(definition: Definition, state: str) -> set[str]:
    """The bodies that decide, and the submission, without which no way leads to a state."""
    return {gate for gate in _gates_of(definition) if state not in _reached(definition, gate)}


def _gates_of(definition: Definition) -> list[str]:
    return [gate for gate in dict.fromkeys(_gate(move) for move in definition.moves) if gate]


def _gate(move: Move) -> str | None:
    if move.decision and not move.decision.recommends:
        return move.decision.body
    return SUBMISSION if move.fixes == "law-day" else None


def _told(gate: str, policy: Policy) -> str:
    return "the submission" if gate == SUBMISSION else f"the decision by {policy.the(gate)}"


def _reached(definition: Definition, without: str) -> set[str]:
    """The states that can be reached without a gate; a way back leads only where one was."""
    found = {definition.first, *definition.enter}
    todo = deque(found)
    while todo:
        here = todo.popleft()
        for move in definition.out_of(here):
            if _gate(move) == without or isinstance(move.target, BackFrom):
                continue
            for after in definition.targets(move, here):
                if after not in found:
                    found.add(after)
                    todo.append(after)
    return found


def _structure(
    old: Definition, new: Definition, to: str, kept: CameFrom, came_from: CameFrom
) -> Iterator[Reason]:
    for move in new.out_of(to):
        if isinstance(move.target, BackFrom) and move.target.move not in kept:
            yield _no_way_back(old, move.name, move.target.move, to, came_from)
    if not comes_to_an_end(new, to, kept):
        said = f"from `{to}` it could come to no end in the new workflow"
        yield Reason("NO-END", said, "map it to a state that leads on", MAPS)


def _no_way_back(old: Definition, back: str, of: str, to: str, came_from: CameFrom) -> Reason:
    said = f"`{back}` out of `{to}` leads back to where `{of}` was made, "
    left = came_from.get(of)
    if left is None:
        said += "and this case never made that move"
        return Reason("NO-WAY-BACK", said, "map it to another state, or move it on first", MAPS)
    label = old.label(left) if left in old.states else left
    said += f"for this case in `{left}` ({label}), from which the new workflow has no such move"
    return Reason("NO-WAY-BACK", said, f"say where that state went: --map {left}=STATE", MAPS)


def comes_to_an_end(definition: Definition, state: str, came_from: CameFrom) -> bool:
    """Whether some moves lead to an end, with each way back leading where it truly would."""
    named = {back.move for back in _backs(definition)}
    begun = (state, frozenset(came_from.items()))
    seen, todo = {begun}, deque([begun])
    while todo:
        here, came = todo.popleft()
        if definition.states[here].end:
            return True
        for move in definition.out_of(here):
            known = dict(came)
            targets = definition.targets(move, here)
            if isinstance(move.target, BackFrom):
                left = known.get(move.target.move)
                targets = tuple(target for target in targets if target == left)
            if move.name in named:
                known[move.name] = here
            for after in targets:
                one = (after, frozenset(known.items()))
                if one not in seen:
                    seen.add(one)
                    todo.append(one)
    return False
