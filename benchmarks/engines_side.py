"""One step in memory, its condition asked, by the engines of others and by our workflows.

The floor is a table of moves in a dict. There are 20 states in a ring and 40 moves, of which a lap
makes 20; SpiffWorkflow has 20 tasks in a row. Nothing is kept: `persisted_side.py` keeps steps.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from io import BytesIO

from lxml import etree
from measure import medians, show
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from statemachine import State, StateMachine
from transitions import Machine
from workflow import situation

from mcapproval.workflow.build import definition_from
from mcapproval.workflow.engine import step
from mcapproval.workflow.situation import Actor

NEEDS = [{"findings": "none", "of": ["need"]}]
N = 20
LAPS = 20
STATES = [f"s{number:02}" for number in range(N)]
MOVES = [(f"on{k:02}", STATES[k], STATES[(k + 1) % N]) for k in range(N)]
MOVES += [(f"back{k:02}", STATES[(k + 1) % N], STATES[k]) for k in range(N)]
LAP = [name for name, _, _ in MOVES[:N]]


def allowed(*_: object, **__: object) -> bool:
    return True


class Case:
    """What a machine moves."""

    state = STATES[0]


def table() -> Callable[[], None]:
    moves = {(source, name): (target, allowed) for name, source, target in MOVES}
    case = Case()

    def lap() -> None:
        for name in LAP:
            target, condition = moves[case.state, name]
            if condition(case):
                case.state = target

    return lap


def transitions() -> Callable[[], None]:
    """One machine for all cases, none of which it holds: the quickest way that it has."""
    told = [
        {"trigger": name, "source": source, "dest": target, "conditions": allowed}
        for name, source, target in MOVES
    ]
    machine = Machine(
        model=None, states=STATES, transitions=told, initial=STATES[0], auto_transitions=False
    )
    case, events = Case(), machine.events

    def lap() -> None:
        for name in LAP:
            events[name].trigger(case)

    return lap


def statemachine() -> Callable[[], None]:
    parts: dict[str, object] = {name: State(initial=name == STATES[0]) for name in STATES}
    for name, source, target in MOVES:
        parts[name] = parts[source].to(parts[target], cond=["ok"])  # type: ignore[attr-defined]
    parts["ok"] = True
    machine = type(StateMachine)("Ring", (StateMachine,), parts)()

    def lap() -> None:
        for name in LAP:
            machine.send(name)

    return lap


def spiff() -> Callable[[], None]:
    """Manual tasks one after the other: a process of BPMN has no ring of states."""
    ids = ["begin", *(f"task{k}" for k in range(N)), "end"]
    tasks = "".join(f'<manualTask id="{name}"/>' for name in ids[1:-1])
    flows = "".join(
        f'<sequenceFlow id="f{k}" sourceRef="{ids[k]}" targetRef="{ids[k + 1]}"/>'
        for k in range(N + 1)
    )
    drawn = (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="b">'
        f'<process id="p" isExecutable="true"><startEvent id="begin"/>{tasks}'
        f'<endEvent id="end"/>{flows}</process></definitions>'
    )
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(BytesIO(drawn.encode())), filename="p.bpmn")
    spec = parser.get_spec("p")

    def lap() -> None:
        process = BpmnWorkflow(spec)
        process.do_engine_steps()
        for _ in range(N):
            process.get_next_task(state=TaskState.READY, manual=True).run()
            process.do_engine_steps()
        assert process.is_completed()

    return lap


def many(lap: Callable[[], None]) -> Callable[[], None]:
    def laps() -> None:
        for _ in range(LAPS):
            lap()

    return laps


def ours() -> Callable[[], None]:
    """The same ring: who may, every reason why not, one condition; pytransitions makes the step."""
    ring = definition_from(
        {
            "workflow": "ring",
            "case": "application",
            "first": STATES[0],
            "roles": {"author": "own"},
            "states": {name: {} for name in STATES},
            "move": [
                {"name": name, "from": source, "to": target, "by": ["author"], "needs": NEEDS}
                for name, source, target in MOVES
            ],
        },
        digest="ring",
    )
    actor = Actor("PER-0001", frozenset({"author"}))
    at = {name: situation(ring, name) for name in STATES}

    def lap() -> None:
        state = STATES[0]
        for name in LAP:
            state = step(ring, at[state], actor, name, {}).to

    return lap


found = medians(
    {
        "a dict of moves": many(table()),
        f"transitions {version('transitions')}, one machine for all": many(transitions()),
        f"python-statemachine {version('python-statemachine')}": many(statemachine()),
        f"SpiffWorkflow {version('SpiffWorkflow')}, manual tasks": many(spiff()),
        "mcapproval, with who may and every reason": many(ours()),
    },
    rounds=15,
)
each = {name: seconds / (N * LAPS) for name, seconds in found.items()}
show("One step in memory", each, "peers/1-in-memory", "a step in memory | a dict of moves")
