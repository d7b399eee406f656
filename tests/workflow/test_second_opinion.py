"""A second opinion on every workflow: python-statemachine 3 sees the same graph, the same faults.

Each definition is built again in that library, which proves its machines by itself. Where the two
mean different things, and why:

- There a final state has no way out. What leaves an end of ours reopens it, and is left out.
- There an event takes the first of several transitions that it may; ours asks who moves for the
  state to go to, or goes back to where the case came from. All targets are built; of what happens
  when the event is sent only the first is compared.
- There the states without a path to a final state are looked for among all of them, where there is
  a final state; ours among those that can be reached, also where there is none.
- There the other faults of ours have no counterpart: roles, conditions, ways back, links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from statemachine import State, StateMachine
from statemachine.exceptions import InvalidDefinition, TransitionNotAllowed
from statemachine.graph import visit_connected_states
from statemachine.transition_list import TransitionList
from tests.workflow.generating import graphs, sound_definitions

from mcapproval.workflow.definition import load, names
from mcapproval.workflow.machine import walk
from mcapproval.workflow.model import Definition
from mcapproval.workflow.proving.soundness import faults_of, shortest_ways

REACHABLE = "validate_disconnected_states"
ENDING = "validate_final_reachability"
LEAVING = "validate_trap_states"
"""What that library proves of a machine when it is made."""


def built(definition: Definition, *proofs: str) -> type[StateMachine]:
    """The definition in that library. InvalidDefinition where one of the proofs fails."""
    states = {
        name: State(initial=name == definition.first, final=state.end, value=name)
        for name, state in definition.states.items()
    }
    events: dict[str, TransitionList] = {}
    for source, move, after in _steps(definition):
        to = states[source].to(states[after])
        events[move] = events[move] | to if move in events else to
    body: dict[str, object] = {proof: proof in proofs for proof in (REACHABLE, ENDING, LEAVING)}
    body |= {_state_id(name): state for name, state in states.items()}
    body |= {_event_id(name): event for name, event in events.items()}
    return type("Rebuilt", (StateMachine,), body)


def _steps(definition: Definition) -> Iterator[tuple[str, str, str]]:
    for source, state in definition.states.items():
        for move in () if state.end else definition.out_of(source):
            for after in definition.targets(move, source):
                yield source, move.name, after


def _state_id(name: str) -> str:
    return f"at_{name.replace('-', '_')}"


def _event_id(name: str) -> str:
    return f"do_{name.replace('-', '_')}"


def agree(definition: Definition) -> None:
    """The same states can be reached, the same moves made from each, with the same outcome."""
    other = built(definition, REACHABLE, ENDING, LEAVING)
    seen = {state.value for state in visit_connected_states(other.initial_state)}
    assert seen == set(shortest_ways(definition)) == set(definition.states)
    moves = {move.name for move in definition.moves}
    for name, state in definition.states.items():
        if state.end:
            continue
        mine = {move.name for move in definition.out_of(name)}
        there = other(start_value=name)
        assert {event.id for event in there.allowed_events} == {_event_id(move) for move in mine}
        for move in mine:
            there = other(start_value=name)
            there.send(_event_id(move))
            called = definition.move(name, move)
            assert called
            first = definition.targets(called, name)[0]
            (now,) = there.configuration
            assert now.value == first == walk(definition, name, move, first)
        for move in sorted(moves - mine)[:2]:
            with pytest.raises(TransitionNotAllowed):
                other(start_value=name, allow_event_without_transition=False).send(_event_id(move))


@pytest.mark.parametrize("name", names())
def test_the_second_opinion_on_a_shipped_workflow_is_the_same(name: str) -> None:
    agree(load(name))


@given(sound_definitions())
def test_the_second_opinion_on_a_generated_workflow_is_the_same(definition: Definition) -> None:
    agree(definition)


def refused(definition: Definition, proof: str) -> set[str]:
    """The states that the proof names in its refusal; none where it lets the machine be made."""
    try:
        built(definition, proof)
    except InvalidDefinition as refusal:
        ids = set(re.findall(r"at_\w+", str(refusal))) or {"none was named"}
        return {name for name in definition.states if _state_id(name) in ids} or ids
    return set()


@given(graphs())
def test_the_second_opinion_on_a_graph_of_any_kind_is_the_same(definition: Definition) -> None:
    said = {code: set[str]() for code in ("UNREACHABLE", "NO-END")}
    for fault in faults_of(definition):
        if fault.code in said:
            (state,) = re.findall(r"state `([^`]+)`", fault.message)
            said[fault.code].add(state)
    reached = set(shortest_ways(definition))
    assert said["UNREACHABLE"] == refused(definition, REACHABLE)
    if any(state.end for state in definition.states.values()):
        assert said["NO-END"] == refused(definition, ENDING) & reached
    else:
        assert said["NO-END"] == reached
    assert refused(definition, LEAVING) & reached <= said["NO-END"]
