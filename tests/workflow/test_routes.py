"""Route and kind: a workflow, a form, the results; or a sentence why there is none."""

from __future__ import annotations

from datetime import date

import pytest

from mcapproval.errors import AskedWrongly
from mcapproval.rules.law import Law
from mcapproval.workflow.definition import load
from mcapproval.workflow.routes import Route, route_for, routes
from mcapproval.workflow.vocabulary import KINDS, RESULTS, ROUTES

ALL = [(route, kind) for route in ROUTES for kind in KINDS]


@pytest.mark.parametrize(("route", "kind"), ALL)
def test_each_route_and_kind_has_its_workflow_or_does_not_exist(route: str, kind: str) -> None:
    if route == "skills-board" and "accreditation" in kind:
        with pytest.raises(AskedWrongly, match="does not deliver") as wrong:
            route_for(route, kind)
        assert wrong.value.hint == "the route skills-board has listing-and-approval, change"
    else:
        assert load(route_for(route, kind).definition).case == "application"


@pytest.mark.parametrize("found", list(routes().values()), ids=lambda r: f"{r.route} {r.kind}")
def test_each_result_is_recorded_for_the_body_that_gives_it(found: Route) -> None:
    assert set(found.results) <= set(RESULTS)
    for result in found.results:
        recording = [
            move
            for move in load(found.definition).moves
            if any(ask.name == "results" for ask in move.asks)
            and result in (move.results or RESULTS)
        ]
        assert [move.recorded_for for move in recording] == [found.decided_by[result]]


def test_the_forms_are_those_of_the_kinds() -> None:
    assert {(kind, found.form) for (_, kind), found in routes().items()} == {
        ("listing-and-approval", "Form 1"),
        ("listing-approval-and-accreditation", "Form 2"),
        ("accreditation", "Form 3"),
        ("change", "changes"),
    }


def test_a_university_is_listed_by_nzqa_and_approved_by_universities_new_zealand() -> None:
    found = route_for("university", "listing-approval-and-accreditation")
    assert found.results == ("listing", "approval", "accreditation")
    assert dict(found.decided_by) == {
        "listing": "nzqa", "approval": "cuap", "accreditation": "cuap",
    }  # fmt: skip


def test_a_skills_board_can_not_be_accredited() -> None:
    assert not [found for found in routes().values()
                if found.route == "skills-board" and "accreditation" in found.results]  # fmt: skip


def test_its_work_based_division_is_told_the_route_that_its_rule_lets_it_take() -> None:
    """What `APPLICANT-ROLE` lets it go; whether it may be accredited is for NZQA, by a waiver."""
    with pytest.raises(AskedWrongly, match=r"unless .* division: then the division .* route nzqa"):
        route_for("skills-board", "accreditation")
    let = Law(date(2026, 6, 15)).value("route", "isb-work-based").value
    assert set(let) == {"skills-board", "nzqa"}
    assert ("nzqa", "accreditation") in routes()


def test_a_route_or_kind_that_there_is_not_is_asked_wrongly() -> None:
    with pytest.raises(AskedWrongly, match="there is no route `wdc`") as wrong:
        route_for("wdc", "change")
    assert wrong.value.hint == "there are nzqa, university, skills-board"
    with pytest.raises(AskedWrongly, match="no application of kind `badge` on the route `nzqa`"):
        route_for("nzqa", "badge")
