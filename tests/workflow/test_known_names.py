"""States and moves that the program finds by their names must bear them, in any definition."""

from __future__ import annotations

import re

import pytest

from mcapproval.actions.deliveries import beginning
from mcapproval.actions.due.announcing import NOTIFY
from mcapproval.actions.reviewing import bulk_opening, opening
from mcapproval.cli.due_text import TEACHING_OUT
from mcapproval.rules import change_notified, review_due
from mcapproval.workflow.definition import Definition, load, names, parse
from mcapproval.workflow.proving.known_names import MOVES, STATES, known_name_faults
from mcapproval.workflow.proving.sets import sets
from mcapproval.workflow.tracks import OPEN_REVIEWS

LOOKED_FOR = [
    *(("review", name) for name in (*OPEN_REVIEWS, "decided")),
    *((track, name) for track, named in STATES.items() for name in (*named.going, *named.ends)),
]


def renamed(workflow: str, name: str, to: str = "our-own") -> Definition:
    """A definition in which a state, a move, or both, are called otherwise throughout."""
    text = load(workflow).text.replace(f'"{name}"', f'"{to}"')
    text = text.replace(f'due = {{ from = "{to}" }}', f'due = {{ from = "{name}" }}')
    return parse(re.sub(rf"(?m)^{name} = ", f"{to} = ", text), "ours.toml")


def told(definition: Definition) -> list[str]:
    return [str(fault) for fault in known_name_faults(definition)]


@pytest.mark.parametrize("name", names())
def test_the_definitions_that_ship_call_everything_as_the_program_looks_for_it(name: str) -> None:
    assert told(load(name)) == []


@pytest.mark.parametrize(("workflow", "state"), LOOKED_FOR)
def test_a_state_that_is_looked_for_and_called_otherwise_is_refused(
    workflow: str, state: str
) -> None:
    said = told(renamed(workflow, state))
    assert any("state `our-own` " in one and f"`{state}`" in one for one in said)


@pytest.mark.parametrize(
    ("workflow", "move"), [(track, row[1]) for track, rows in MOVES.items() for row in rows]
)
def test_a_move_that_the_program_makes_and_is_called_otherwise_is_refused(
    workflow: str, move: str
) -> None:
    (said,) = told(renamed(workflow, move))
    assert said.startswith(f"MOVE-NAME: no move is called `{move}`")


def test_what_is_refused_says_which_names_there_are_and_what_would_be_lost() -> None:
    (said,) = told(renamed("review", "in-progress", "under-way"))
    assert said == (
        "STATE-NAME: state `under-way` comes before the decision and has to be called `scheduled`, "
        "`notified` or `in-progress`, with a label of your own: its due day, its notices and its "
        "place in every list are known by these [begin]"
    )


def test_a_label_an_end_of_a_re_evaluation_and_a_state_of_an_application_are_free() -> None:
    text = load("review").text.replace('label = "In progress"', 'label = "Gathering"')
    assert told(parse(text, "ours.toml")) == []
    assert told(renamed("review", "closed")) == []
    assert told(renamed("nzqa-application", "drafting")) == []


def test_a_definition_in_the_place_of_one_that_ships_is_held_to_the_names() -> None:
    found = [fault.code for each in sets([renamed("review", "notified")]) for fault in each.faults]
    assert set(found) == {"STATE-NAME"}


def test_the_names_are_those_that_the_rules_and_actions_look_for() -> None:
    accreditation, listing = STATES["accreditation"], STATES["listing"]
    assert review_due.WAITING == OPEN_REVIEWS
    assert set(change_notified.HELD) == set(accreditation.going)
    assert set(TEACHING_OUT) <= {*listing.going, *accreditation.going}
    assert set(beginning.WAITING) <= set(accreditation.going)
    moves = {row[1] for rows in MOVES.values() for row in rows}
    assert moves == {NOTIFY, bulk_opening.BEGIN, beginning.DELIVER}
    assert opening.BEGUN in OPEN_REVIEWS
