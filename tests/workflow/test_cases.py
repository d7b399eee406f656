"""Each workflow goes where its cases say, and refuses for the reasons that they give."""

from __future__ import annotations

import pytest
from tests.workflow.walking import Case, cases, made, situated, walked

from mcapproval.errors import Refused
from mcapproval.workflow.definition import load, names


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.workflow}: {case.name}")
def test_the_workflow_goes_as_the_case_says(case: Case) -> None:
    definition = load(case.workflow)
    situation = walked(definition, situated(definition, case.start, case.given), case.walk)
    if case.ends:
        assert situation.state == case.ends
    if case.tries:
        with pytest.raises(Refused) as refusal:
            made(definition, situation, case.tries)
        reasons = refusal.value.reasons
        assert sorted(reason.code for reason in reasons) == sorted(case.refused)
        told = " | ".join(f"{r.message} > {r.mend} > {r.who}" for r in reasons)
        assert all(words in told for words in case.says), told
        assert all(reason.message and reason.mend and reason.who for reason in reasons)


def test_every_workflow_has_cases_that_walk_and_cases_that_are_refused() -> None:
    for name in names():
        own = [case for case in cases() if case.workflow == name]
        assert any(case.ends for case in own), name
        assert any(case.refused for case in own), name


def test_the_cases_make_every_move_of_every_workflow() -> None:
    for name in names():
        told = {
            word
            for case in cases()
            if case.workflow == name and case.ends
            for step in case.walk
            for word in step.split()[1:2]
        }
        assert {move.name for move in load(name).moves} <= told, name
