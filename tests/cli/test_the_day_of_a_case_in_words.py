"""What is due on a day is told apart from a last day by which nothing is to be done."""

from __future__ import annotations

import pytest

from mcapproval.cli.due_text import TEACHING_OUT, turn_lines
from mcapproval.workflow.definition import load

TURN = {"due_on": "2029-09-01", "clock": "own", "turn": "", "stopped": []}


@pytest.mark.parametrize(
    ("state", "days", "said"),
    [
        ("expiring", 731, "The last day for learners is 1 September 2029, in 731 days."),
        ("teach-out", 0, "The last day for learners is 1 September 2029, today."),
        ("expiring", -1, "The last day for learners was 1 September 2029, 1 day ago."),
        ("decided", 731, "It is due on 1 September 2029, in 731 days."),
        ("decided", -2, "It was due on 1 September 2029: 2 days late."),
    ],
)
def test_the_last_day_for_learners_is_no_day_on_which_something_is_due(
    state: str, days: int, said: str
) -> None:
    assert list(turn_lines({**TURN, "days_left": days, "state": state})) == [said]


def test_those_are_all_states_whose_day_is_the_last_one_for_learners() -> None:
    found = {
        name
        for workflow in ("listing", "accreditation", "review")
        for name, state in load(workflow).states.items()
        if state.due and state.due.get("from") == "teach-out"
    }
    assert found == set(TEACHING_OUT)
