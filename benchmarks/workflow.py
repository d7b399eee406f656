"""Workflows: one machine however many cases, what is possible now, and what a proof costs."""

from __future__ import annotations

from collections import deque
from datetime import date

from measure import medians, show

from mcapproval.draft.model import Draft
from mcapproval.policy.model import SHIPPED
from mcapproval.workflow.build import definition_from
from mcapproval.workflow.definition import load, names, parse
from mcapproval.workflow.engine import options
from mcapproval.workflow.guards import GUARDS
from mcapproval.workflow.machine import machine, walk
from mcapproval.workflow.model import Definition, Need, listed
from mcapproval.workflow.proving.linked_tracks import deadlock_faults
from mcapproval.workflow.proving.sets import sets
from mcapproval.workflow.proving.soundness import faults_of
from mcapproval.workflow.situation import Actor, Situation

DAY = date(2026, 11, 21)
CASES = 20_000
TIMES = 200
"""A single turn is too short to be measured well: so many are, and the table shows one of them."""


def machines() -> None:
    """Every case makes a step; the machines are counted."""
    machine.cache_clear()
    shipped = [load(name) for name in names()]
    for number in range(CASES):
        definition = shipped[number % len(shipped)]
        move = definition.out_of(definition.first)[0]
        to = definition.targets(move, definition.first)[0]
        walk(definition, definition.first, move.name, to)
    made = machine.cache_info().currsize
    print(f"\n### Machines\n\n{CASES:,} cases of {len(shipped)} workflows: {made} machines")


def situation(definition: Definition, state: str) -> Situation:
    return Situation(
        ref="APP-2026-0001",
        track=definition.case,
        state=state,
        version=1,
        entered_on=DAY,
        policy=SHIPPED,
        draft=Draft({}),
        today=DAY,
    )


def applies(need: Need) -> bool:
    """Whether the policy that ships asks for it."""
    wanted = need.args.get("if_policy", {})
    said = {key: {True: "yes", False: "no"}.get(v := getattr(SHIPPED, key), v) for key in wanted}
    return all(said[key] in listed(value) for key, value in wanted.items())


def what_is_possible(state: str) -> None:
    definition = load("nzqa-application")
    case, actor = situation(definition, state), Actor("PER-0001", frozenset({"quality-manager"}))
    asked = {
        name: [need for move in definition.out_of(name) for need in move.needs if applies(need)]
        for name in definition.states
    }

    def floor() -> None:
        for _ in range(TIMES):
            for need in asked[case.state]:
                GUARDS[need.guard].check(case, need.args)

    def ours() -> None:
        for _ in range(TIMES):
            options(definition, case, actor)

    many = medians({"index and guards": floor, "options": ours}, rounds=30)
    moves = len(definition.out_of(state))
    show(
        f"What is possible in `{state}`: {moves} moves, all reasons",
        {name: seconds / TIMES for name, seconds in many.items()},
    )


def large(states: int) -> Definition:
    """Twice as many moves as states, each with two conditions, one of them in ten looking back."""
    needs = [{"findings": "none", "of": ["need"]}, {"items": "settled", "kind": "condition"}]
    last = states - 1
    moves = [
        {"name": f"on-{n}", "from": f"s{n}", "to": f"s{n + 1}", "by": ["author"], "needs": needs}
        for n in range(last)
    ]
    moves += [
        {"name": f"back-{n}", "from": f"s{n}", "to": f"s{n // 2}", "by": ["author"], "needs": needs}
        for n in range(last)
    ]
    moves += [
        {"name": f"over-{n}", "from": f"s{n}", "to": f"s{last}", "by": ["author"]} for n in (0, 1)
    ]
    return definition_from(
        {
            "workflow": f"of-{states}-states",
            "case": "application",
            "first": "s0",
            "roles": {"author": "own"},
            "states": {f"s{n}": {"end": n == last} for n in range(states)},
            "move": moves,
        },
        digest=f"{states}",
    )


def two_way_search(definition: Definition) -> tuple[set[str], set[str]]:
    """The floor of a proof: what is reached from the first state, and what reaches an end."""
    forth: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for move in definition.moves:
        for source in move.sources:
            for after in definition.targets(move, source):
                forth.setdefault(source, []).append(after)
                back.setdefault(after, []).append(source)
    ends = [name for name, state in definition.states.items() if state.end]
    return _closure(forth, [definition.first]), _closure(back, ends)


def _closure(edges: dict[str, list[str]], begun: list[str]) -> set[str]:
    found, todo = set(begun), deque(begun)
    while todo:
        for after in edges.get(todo.popleft(), ()):
            if after not in found:
                found.add(after)
                todo.append(after)
    return found


def proof(definition: Definition, times: int) -> None:
    assert faults_of(definition) == ()

    def floor() -> None:
        for _ in range(times):
            two_way_search(definition)

    def ours() -> None:
        for _ in range(times):
            faults_of(definition)

    many = medians({"two-way search": floor, "all faults": ours}, rounds=20)
    show(
        f"Proof of {len(definition.states)} states and {len(definition.moves)} moves",
        {name: seconds / times for name, seconds in many.items()},
    )


def whole_files() -> None:
    text = load("nzqa-application").text
    beside = {beside.definitions["application"].name: beside.definitions for beside in sets()}
    found = medians(
        {
            "reading and proving nzqa-application": lambda: parse(text, "nzqa-application"),
            **{
                f"{name} with the other tracks, every combination": (
                    lambda definitions=definitions: deadlock_faults(definitions)
                )
                for name, definitions in beside.items()
            },
        },
        rounds=5,
    )
    show("Whole files, and tracks side by side", found)


if __name__ == "__main__":
    machines()
    what_is_possible("internal-check")
    what_is_possible("ready-to-submit")
    proof(large(20), times=20)
    proof(load("nzqa-application"), times=20)
    proof(large(1000), times=1)
    whole_files()
