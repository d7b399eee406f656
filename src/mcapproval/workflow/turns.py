"""Whose turn it is in a state: whoever can make the move that goes on, unless the state says.

All of it is said by the definition; no condition is looked at and no case is read.
"""

from __future__ import annotations

from collections.abc import Collection

from mcapproval.policy.model import Policy
from mcapproval.workflow.model import BackFrom, Definition, Move, Same, State
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES

IN_CHARGE = "quality-manager"
"""Is told where nobody else is named, and follows up what outside bodies owe."""

NOBODY = "nobody"
"""Is said where a case is put aside, or goes on by itself."""

TURNS = {
    "author": "author",
    "head-of-school": "head-of-school",
    "quality": "quality-adviser",
    "board": "board-member",
    **dict.fromkeys(OUTSIDE_BODIES, IN_CHARGE),
}
"""By the clock of a state: the role whose turn it is."""


def turn(definition: Definition, state: State, fallen: Collection[str] = ()) -> str:
    """The role whose turn it is: whom the state or its clock names, or who can make it go on.

    Where an approval by one of the bodies `fallen` is to be given again, it is theirs. Who may edit
    goes before nobody only: where a draft is finished, another has to move it.
    """
    for move in definition.out_of(state.name) if fallen else ():
        if move.decision and move.decision.body in fallen and gives_again(move):
            return move.by[0]
    if state.turn:
        return state.turn
    if state.clock in TURNS:
        return TURNS[state.clock]
    able = [role for move in goes_on(definition, state.name) for role in move.by]
    return next((role for role in (*able, *state.edit) if role != "system"), IN_CHARGE)


def whose(
    definition: Definition,
    state: State,
    policy: Policy,
    fallen: Collection[str] = (),
    late: bool = False,
) -> tuple[str, str]:
    """Whose turn it is, and in the words of a provider: a role or an outside body; nobody's, "",
    where a case is put aside, or is not due yet."""
    if state.clock == "none" and not late:
        return "", NOBODY
    if state.clock in OUTSIDE_BODIES:
        return state.clock, OUTSIDE_BODIES[state.clock]
    role = turn(definition, state, fallen)
    return role, policy.title(role)


def goes_on(definition: Definition, source: str) -> tuple[Move, ...]:
    """The moves by which a case goes on from a state, in the file's order.

    They lead to a state that the file has later and that is no refusal, which could be reopened;
    where none does, elsewhere. What an outside body decided counts where nothing of ours does.
    Neither counts what puts the case aside, ends it from anywhere, sends it back or leaves it
    there, nor what only the program does.
    """
    ways = [move for move in definition.out_of(source) if _leads_away(definition, move, source)]
    later = [move for move in ways if _leads_on(definition, move, source)]
    ours = [move for move in ways if move.recorded_for is None]
    return tuple([move for move in ours if move in later] or ours or later or ways)


def steps(definition: Definition, source: str) -> tuple[Move, ...]:
    """What there is to do in a state: what goes on, and what a body decides that leaves it there,
    as a recommendation or an approval given again."""
    on = goes_on(definition, source)
    stays = (move for move in definition.out_of(source) if move.decision and move not in on)
    return (*on, *(move for move in stays if isinstance(move.target, Same)))


def gives_again(move: Move) -> bool:
    """Whether it only approves once more what was approved and fell."""
    return any(n.guard == "approvals" and n.args["approvals"] == "fallen" for n in move.needs)


def waits_here(state: State) -> bool:
    """Whether somebody of ours is waited for: nobody is at an end, or while it is put aside."""
    return not state.end and state.clock != "none" and state.clock not in OUTSIDE_BODIES


def is_aside(definition: Definition, source: str) -> bool:
    """Whether a case is put aside in a state: it is led back from there to where it came from, and
    no outside body had asked for anything."""
    back = [m.target.move for m in definition.out_of(source) if isinstance(m.target, BackFrom)]
    return any(
        called.recorded_for is None and source in definition.targets(called, left)
        for name in back
        for called in definition.called(name)
        for left in called.sources
    )


def _leads_away(definition: Definition, move: Move, source: str) -> bool:
    """Whether it leads elsewhere and is made in its own place, and not by the program alone."""
    returns = {each.decision.back for each in definition.moves if each.decision}
    return (
        set(move.by) != {"system"}
        and move.name not in returns
        and definition.targets(move, source) != (source,)
        and not _aside(definition, move)
    )


def _aside(definition: Definition, move: Move) -> bool:
    """Whether it is made from anywhere, or puts a case where nothing goes on until it is resumed.

    What is put aside is led back; a question from outside is too, but it asks for an answer.
    """
    open_states = [name for name, state in definition.states.items() if not state.end]
    if move.any_but or (len(open_states) > 1 and set(move.sources) >= set(open_states)):
        return True
    led_back = {m.target.move for m in definition.moves if isinstance(m.target, BackFrom)}
    return move.name in led_back and move.recorded_for is None


def _leads_on(definition: Definition, move: Move, source: str) -> bool:
    order = list(definition.states)
    after = definition.targets(move, source)
    return any(
        order.index(state) > order.index(source) and not definition.states[state].reopen
        for state in after
    )
