"""Whose turn it is in every state of every workflow that ships, each thought of by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mcapproval.workflow.definition import Definition, Unsound, load, names, parse
from mcapproval.workflow.turns import goes_on, turn

AUTHOR, ADVISER, MANAGER = "author", "quality-adviser", "quality-manager"

APPLICATION = {
    "enquiry": AUTHOR,
    "need": ADVISER,
    "approval-to-develop": "head-of-school",
    "co-design": AUTHOR,
    "drafting": AUTHOR,
    "internal-check": ADVISER,
    "academic-approval": "board-member",
    "ready-to-submit": MANAGER,
    "submitted": MANAGER,
    "evaluation": MANAGER,
    "information-requested": MANAGER,
    "outcome-received": MANAGER,
    "on-hold": AUTHOR,
}

EXPECTED = {
    "nzqa-application": APPLICATION,
    "skills-board-application": APPLICATION,
    "university-application": {**APPLICATION, "listing-answered": MANAGER},
    "listing": {"current": MANAGER, "expiring": MANAGER},
    "accreditation": {
        "granted": "programme-manager",
        "ready-to-deliver": "programme-manager",
        "delivering": "programme-manager",
        "idle": "programme-manager",
        "teach-out": MANAGER,
    },
    "review": {
        "scheduled": ADVISER,
        "notified": ADVISER,
        "in-progress": ADVISER,
        "decided": MANAGER,
    },
}

SMALL = """
format = "workflow/1"
workflow = "small"
case = "application"
first = "draft"

[roles]
author = "own"
quality-manager = "provider"
system = "mcapproval"

[states]
draft = { edit = ["author"]TURN }
aside = { clock = "none" }
done = { end = trueEND }
withdrawn = { end = true }

[[move]]
name = "withdraw"
from = { any_but = [] }
to = "withdrawn"
by = ["author"]

[[move]]
name = "put-aside"
from = "draft"
to = "aside"
by = ["author"]

[[move]]
name = "take-up"
from = "aside"
to = { back_from = "put-aside" }
by = ["author"]

[[move]]
name = "finish"
from = "draft"
to = "done"
by = ["quality-manager"]
"""


def small(state: str = "", end: str = "") -> Definition:
    return parse(SMALL.replace("TURN", state).replace("END", end), "small.toml")


def moves(definition: Definition, state: str) -> list[str]:
    return [move.name for move in goes_on(definition, state)]


@pytest.mark.parametrize("name", names())
def test_in_every_state_it_is_the_turn_of_who_has_to_act(name: str) -> None:
    definition = load(name)
    states = [state for state in definition.states.values() if not state.end]
    assert {state.name: turn(definition, state) for state in states} == EXPECTED[name]


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("nzqa-application", "need", ["accept-need"]),
        ("nzqa-application", "approval-to-develop", ["develop"]),
        ("nzqa-application", "ready-to-submit", ["submit"]),
        ("nzqa-application", "information-requested", ["reply"]),
        ("nzqa-application", "evaluation", ["request-information", "record-outcome"]),
        ("nzqa-application", "outcome-received", ["finish"]),
        ("nzqa-application", "on-hold", ["resume"]),
        ("accreditation", "idle", ["deliver"]),
        ("accreditation", "teach-out", ["take-up"]),
    ],
)
def test_what_goes_on_is_no_way_back_aside_or_to_a_refusal(
    name: str, state: str, expected: list[str]
) -> None:
    assert moves(load(name), state) == expected


def test_a_state_may_say_whose_turn_it_is() -> None:
    mover, said = small(), small(', turn = "author"')
    assert turn(mover, mover.states["draft"]) == MANAGER
    assert turn(said, said.states["draft"]) == AUTHOR


def test_where_no_person_moves_on_it_is_who_edits_and_else_who_is_in_charge() -> None:
    definition = small()
    alone = replace(definition, leaving={})
    assert turn(alone, definition.states["draft"]) == AUTHOR
    assert turn(alone, definition.states["done"]) == MANAGER


@pytest.mark.parametrize(
    ("state", "end", "fault"),
    [
        (', turn = "clerk"', "", "UNKNOWN-ROLE: state `draft`: it is the turn of nobody, `clerk`"),
        (', turn = "system"', "", "SYSTEM-TURN: state `draft`: a turn is a person's"),
        ("", ', turn = "author"', "END-RUNS: it would be somebody's turn in the end `done`"),
        (", turn = 7", "", "SHAPE: /states/draft/turn: `7` must be a text in double quotes"),
    ],
)
def test_a_turn_of_nobody_of_the_program_or_at_an_end_is_refused(
    state: str, end: str, fault: str
) -> None:
    with pytest.raises(Unsound) as refused:
        small(state, end)
    assert fault in [f"{each.code}: {each.message}"[: len(fault)] for each in refused.value.faults]
