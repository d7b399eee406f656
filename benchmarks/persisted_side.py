"""One step that is kept, with an event of what happened, by the peers that can and by us.

The floor is sqlite3: read the state, change it if nobody else did, add the event, commit. Engines
that keep nothing are given the same two statements. eventsourcing and dbos keep steps themselves,
as each sets up SQLite. All files are in memory where there is such a folder; ours and those by
hand are written with synchronous=NORMAL. Ours is a whole move: findings, guards, chained journal.
"""

from __future__ import annotations

import itertools
import json
import logging
import os
import sqlite3
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import move
from dbos import DBOS
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.domain import event as happened
from measure import QUICK, medians, show
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import event
from statemachine import State, StateMachine
from transitions import Machine

CASES, DEPTH, ROUNDS = 100, 10, 200
TOLD = json.dumps({"note": "x" * 200, "checks": [{"rule": f"R{n}", "ok": True} for n in range(4)]})

logging.disable(logging.WARNING)


class Kept:
    """Cases and events in a file of SQLite, by hand; each turn is of the next case."""

    def __init__(self, place: Path, state: str) -> None:
        self.raw = sqlite3.connect(place, isolation_level=None)
        self.raw.execute("PRAGMA journal_mode=WAL")
        self.raw.execute("PRAGMA synchronous=NORMAL")
        self.raw.execute("CREATE TABLE kase(id INTEGER PRIMARY KEY, state TEXT, version INT)")
        self.raw.execute("CREATE TABLE event(id INTEGER PRIMARY KEY, kase INT, told TEXT)")
        rows = ((number, state) for number in range(CASES))
        self.raw.executemany("INSERT INTO kase VALUES (?, ?, 0)", rows)
        self.turns = itertools.cycle(range(CASES))

    def step(self, after: Callable[[str], str]) -> None:
        number = next(self.turns)
        asked = self.raw.execute("SELECT state, version FROM kase WHERE id = ?", (number,))
        state, seen = asked.fetchone()
        changed = (after(state), number, seen)
        self.raw.execute("BEGIN IMMEDIATE")
        self.raw.execute(
            "UPDATE kase SET state = ?, version = version + 1 WHERE id = ? AND version = ?", changed
        )
        self.raw.execute("INSERT INTO event(kase, told) VALUES (?, ?)", (number, TOLD))
        self.raw.execute("COMMIT")


def alone(folder: Path) -> Callable[[], object]:
    kept = Kept(folder / "floor.db", "held")
    return lambda: kept.step({"held": "going", "going": "held"}.__getitem__)


def transitions(folder: Path) -> Callable[[], object]:
    machine = Machine(
        model=None,
        states=["held", "going"],
        initial="held",
        auto_transitions=False,
        transitions=[
            {"trigger": "turn", "source": "held", "dest": "going", "conditions": lambda: True},
            {"trigger": "turn", "source": "going", "dest": "held", "conditions": lambda: True},
        ],
    )

    class Case:
        state = ""

    def after(state: str) -> str:
        case = Case()
        case.state = state
        machine.events["turn"].trigger(case)
        return case.state

    kept = Kept(folder / "transitions.db", "held")
    return lambda: kept.step(after)


class Turning(StateMachine):
    held = State(initial=True)
    going = State()
    turn = held.to(going, cond="ok") | going.to(held, cond="ok")
    ok = True


def statemachine(folder: Path) -> Callable[[], object]:
    """A machine for each step, begun where the case stands: it holds one case."""

    def after(state: str) -> str:
        machine = Turning(start_value=state)
        machine.send("turn")
        return str(next(iter(machine.configuration_values)))

    kept = Kept(folder / "statemachine.db", "held")
    return lambda: kept.step(after)


PROCESS = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="b">
<process id="p" isExecutable="true"><startEvent id="begin"/><manualTask id="turn"/>
<exclusiveGateway id="in"/><endEvent id="end"/><exclusiveGateway id="out" default="again"/>
<sequenceFlow id="a" sourceRef="begin" targetRef="in"/>
<sequenceFlow id="b" sourceRef="in" targetRef="turn"/>
<sequenceFlow id="c" sourceRef="turn" targetRef="out"/>
<sequenceFlow id="again" sourceRef="out" targetRef="in"/>
<sequenceFlow id="d" sourceRef="out" targetRef="end">
<conditionExpression>False</conditionExpression></sequenceFlow>
</process></definitions>"""


def spiff(folder: Path) -> Callable[[], object]:
    """The whole instance is read, stepped and written; it grows with each step."""
    parser = BpmnParser()
    parser.add_bpmn_str(PROCESS)
    begun = BpmnWorkflow(parser.get_spec("p"))
    begun.do_engine_steps()
    keeper = BpmnWorkflowSerializer()

    def after(state: str) -> str:
        process = keeper.deserialize_json(state)
        process.get_next_task(state=TaskState.READY, manual=True).run()
        process.do_engine_steps()
        return str(keeper.serialize_json(process))

    kept = Kept(folder / "spiff.db", keeper.serialize_json(begun))
    return lambda: kept.step(after)


class Held(Aggregate):
    def __init__(self) -> None:
        self.state = "held"

    @happened("Turned")
    def turn(self, state: str, told: str) -> None:
        self.state = state


def eventsourcing(folder: Path) -> Callable[[], object]:
    """Aggregates that have already ten events, read from them and saved with one more."""
    where = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(folder / "events.db"),
    }
    kept: Application = Application(env=where)
    found = []
    for _ in range(CASES):
        held = Held()
        for _ in range(DEPTH):
            held.turn("going", TOLD)
        kept.save(held)
        found.append(held.id)
    turns = itertools.cycle(found)

    def turn() -> None:
        held = kept.repository.get(next(turns))
        held.turn("held", TOLD)
        kept.save(held)

    return turn


def dbos(folder: Path) -> Callable[[], object]:
    """A workflow of one step, whose result it keeps."""
    place = f"sqlite:///{folder / 'dbos.db'}"
    DBOS(
        config={
            "name": "bench",
            "system_database_url": place,
            "run_admin_server": False,
            "log_level": "ERROR",
        }
    )

    @DBOS.step()
    def turn() -> str:
        return TOLD

    @DBOS.workflow()
    def turned() -> str:
        return turn()

    DBOS.launch()
    return turned


def ours(folder: Path) -> Callable[[], object]:
    desk, ref, _ = move.opened(str(folder / "records.db"))
    kept = desk.kept_open().__enter__()
    event.listen(kept.records._engine, "connect", move.setting("NORMAL"))
    turns = itertools.cycle(move.REASONS)
    return lambda: move.one(kept, ref, next(turns))


with tempfile.TemporaryDirectory(dir=QUICK) as name:
    folder = Path(name)
    found = medians(
        {
            "sqlite3": alone(folder),
            f"transitions {version('transitions')}, kept by hand": transitions(folder),
            f"python-statemachine {version('python-statemachine')}, kept by hand": statemachine(
                folder
            ),
            f"SpiffWorkflow {version('SpiffWorkflow')}, kept by hand": spiff(folder),
            f"eventsourcing {version('eventsourcing')}": eventsourcing(folder),
            f"dbos {version('dbos')}": dbos(folder),
            "mcapproval, a whole move": ours(folder),
        },
        ROUNDS,
    )
    note = "a step kept, with an event | sqlite3, two statements"
    show("One step, kept with an event", found, "peers/2-kept", note)
    DBOS.destroy()
    os._exit(0)  # threads of dbos stay
