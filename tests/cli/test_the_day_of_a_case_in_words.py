"""What is due on a day is told apart from a last day by which nothing is to be done."""

from __future__ import annotations

import pytest

from mcapproval.cli.due_text import DECIDED, TEACHING_OUT, turn_lines
from mcapproval.cli.show_text import fact_lines
from mcapproval.workflow.definition import load

TURN = {"due_on": "2029-09-01", "clock": "own", "turn": "", "turn_title": "", "stopped": []}


@pytest.mark.parametrize(
    ("state", "days", "said"),
    [
        ("expiring", 731, "The last day for learners is 1 September 2029, in 731 days."),
        ("teach-out", 0, "The last day for learners is 1 September 2029, today."),
        ("expiring", -1, "The last day for learners was 1 September 2029, 1 day ago."),
        ("in-progress", 731, "It is due on 1 September 2029, in 731 days."),
        ("in-progress", -2, "It was due on 1 September 2029: 2 days late."),
    ],
)
def test_the_last_day_for_learners_is_no_day_on_which_something_is_due(
    state: str, days: int, said: str
) -> None:
    assert list(turn_lines({**TURN, "days_left": days, "state": state})) == [said]


@pytest.mark.parametrize("days", [90, -2])
def test_a_re_evaluation_that_was_decided_is_not_told_to_be_due(days: int) -> None:
    decided = {**TURN, "turn": "quality-manager", "turn_title": "quality manager"}
    told = list(turn_lines({**decided, "days_left": days, "state": "decided"}))
    assert told == ["It is the quality manager's turn."]
    assert set(DECIDED) < set(load("review").states)


def test_those_are_all_states_whose_day_is_the_last_one_for_learners() -> None:
    found = {
        name
        for workflow in ("listing", "accreditation", "review")
        for name, state in load(workflow).states.items()
        if state.due and state.due.get("from") == "teach-out"
    }
    assert found == set(TEACHING_OUT)


@pytest.mark.parametrize(("state", "told"), [("current", True), ("expiring", False)])
def test_a_review_of_nzqas_is_told_only_where_one_is_still_to_come(state: str, told: bool) -> None:
    found = {"facts": {"nzqa_review_on": "2028-08-11"}, "results": {}, "state": state}
    assert (("NZQA's review on", "11 August 2028") in list(fact_lines(found))) is told
