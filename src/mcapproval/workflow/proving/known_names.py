"""Names by which the program finds cases of a track; a label may say anything.

What is due, told, listed and counted is asked for by the name of a state, in the records and in
reports. A state under another name would drop out of all of them without a word, so a definition
that has one is refused. Applications are looked at by what their states and results say, and are
free to name them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mcapproval.rules.idle import HOLDING
from mcapproval.workflow.model import Definition
from mcapproval.workflow.proving.soundness import Fault, Way, shortest_ways
from mcapproval.workflow.tracks import DECIDED, OPEN_REVIEWS
from mcapproval.workflow.vocabulary import ACCREDITATION_ENDS, LISTING_ENDS


@dataclass(frozen=True, slots=True)
class Named:
    """The names that states of a track may have while it goes on and at its end, and what a state
    under another name would lose."""

    going: tuple[str, ...]
    ends: tuple[str, ...]
    lost: str


STATES: Mapping[str, Named] = {
    "listing": Named(
        ("current", "expiring"),
        LISTING_ENDS,
        "whether a micro-credential takes new learners and where it is counted is known by these",
    ),
    "accreditation": Named(
        (*HOLDING, "teach-out"),
        ACCREDITATION_ENDS,
        "whether an accreditation is held, its deliveries and the year without any are known by "
        "these",
    ),
}
OF_REVIEWS = "its due day, its notices and its place in every list are known by these"
OF_DECIDED = "that nothing is due any more until it is reported is known by this"

MOVES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "review": (
        ("notified", "notify", "`tick` gives notice by it"),
        ("in-progress", "begin", "`review open` begins by it"),
    ),
    "accreditation": (("delivering", "deliver", "a first cohort that is recorded begins by it"),),
}
"""By track: a state, the move by which the program itself brings a case there, and when."""


def known_name_faults(definition: Definition) -> tuple[Fault, ...]:
    """Every state and move that the program would look for in vain."""
    ways = shortest_ways(definition)
    states = _of_review if definition.case == "review" else _of_track
    return (*states(definition, ways), *_moves(definition, ways))


def _of_track(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    named = STATES.get(definition.case)
    for name, state in definition.states.items() if named else ():
        assert named
        if name not in (known := named.ends if state.end else named.going):
            what = "an end" if state.end else "no end"
            yield _named(name, f"is {what} of the {definition.case}", known, named.lost, ways)


def _of_review(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    """What comes before a decision, and where a decision leads unless that is an end."""
    undecided, decided = _undecided(definition), _decided(definition)
    for name, state in definition.states.items():
        if name in undecided and not state.end and name not in OPEN_REVIEWS:
            yield _named(name, "comes before the decision", OPEN_REVIEWS, OF_REVIEWS, ways)
        elif name in decided and not state.end and name not in DECIDED:
            yield _named(name, "is where a decision leads", DECIDED, OF_DECIDED, ways)


def _decided(definition: Definition) -> set[str]:
    made = (move for move in definition.moves if move.decides)
    return {to for move in made for at in move.sources for to in definition.targets(move, at)}


def _undecided(definition: Definition) -> set[str]:
    """The states that a re-evaluation comes to without a decision."""
    found = {definition.first, *definition.enter}
    todo = list(found)
    while todo:
        here = todo.pop()
        for move in definition.out_of(here):
            after = () if move.decides else definition.targets(move, here)
            todo += [state for state in after if state not in found]
            found.update(after)
    return found


def _moves(definition: Definition, ways: Mapping[str, Way]) -> Iterator[Fault]:
    for state, move, when in MOVES.get(definition.case, ()):
        if state in definition.states and not definition.called(move):
            said = f"no move is called `{move}`, which leads to `{state}`: {when}"
            yield Fault("MOVE-NAME", f"{said}; call it so, with a label of your own", ways[state])


def _named(
    name: str, what: str, known: tuple[str, ...], lost: str, ways: Mapping[str, Way]
) -> Fault:
    said = f"state `{name}` {what} and has to be called {_one_of(known)}, with a label of your own"
    return Fault("STATE-NAME", f"{said}: {lost}", ways.get(name, ()))


def _one_of(names: tuple[str, ...]) -> str:
    said = [f"`{name}`" for name in names]
    return " or ".join(filter(None, (", ".join(said[:-1]), said[-1])))
