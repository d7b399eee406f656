"""pytransitions, narrowly: one machine a definition, shared; no callbacks, no models kept.

The library would import any dotted name given as a callback and would add a `to_<state>` trigger
round every guard: it gets nothing but states and (trigger, source, destination) from here.
"""

from __future__ import annotations

from functools import cache

from transitions import Machine, MachineError

from mcapproval.errors import OurFault
from mcapproval.workflow.model import Definition


class _Token:
    """A throw-away that holds a state while a step is made."""

    def __init__(self, state: str) -> None:
        self.state = state


@cache
def machine(definition: Definition) -> Machine:
    """The machine of a definition, made once however many cases walk it."""
    made = Machine(
        model=None,
        states=list(definition.states),
        initial=definition.first,
        auto_transitions=False,
    )
    for source in definition.states:
        for move in definition.out_of(source):
            for after in definition.targets(move, source):
                made.add_transition(trigger(move.name, after), source, after)
    return made


def trigger(move: str, after: str) -> str:
    return f"{move}>{after}"


@cache
def walk(definition: Definition, source: str, move: str, after: str) -> str:
    """The state after a step that the guards have let through. OurFault where there is no such.

    A step leads to the same state each time: the machine makes it once.
    """
    token = _Token(source)
    event = machine(definition).events.get(trigger(move, after))
    try:
        if event is None or not event.trigger(token):
            raise OurFault(f"{definition.name}: no step {move} from {source} to {after}")
    except MachineError as wrong:
        raise OurFault(f"{definition.name}: {wrong}") from wrong
    return token.state
