"""What the form could not use is for the form to say: no rule finds it missing, or sums without it.

And the other way about: a fault that has nothing to do with it is still found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.any_drafts import drafts
from tests.rules.casebook import TODAY, base

from mcapproval.draft.pointer import find, pointer, tokens
from mcapproval.draft.reader import Reading, read_draft_bytes
from mcapproval.errors import Unreadable
from mcapproval.findings import Finding
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import RULES
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Law
from mcapproval.rules.workload_study import study

STUDY = [
    {"outcome": "LO1", "guided": 4, "practice": 6, "work_based": 12, "assessment": 6, "feedback": 2,
     "basis": "counted in the pilot"},
    {"outcome": "LO2", "guided": 2, "independent": 6, "work_based": 8, "assessment": 4,
     "basis": "counted in the pilot"},
]  # fmt: skip


def _read(changes: Mapping[str, Any]) -> Reading:
    """The faultless draft with a study, as it is read from a file with other values at paths."""
    data = {**base(), "workload": [dict(row) for row in STUDY]}
    data["people"] = {"person-1": {"name": "Ana"}}
    data["delivery"] |= {"weeks": 4, "hours_a_week": 8, "contact_hours_a_week": 2}
    for path, value in changes.items():
        *steps, last = tokens(path)
        held = find(data, pointer(steps))
        held[int(last) if isinstance(held, list) else last] = value
    return read_draft_bytes(json.dumps(data).encode(), "draft.json")


def _all(changes: Mapping[str, Any]) -> tuple[Finding, ...]:
    reading = _read(changes)
    return reading.with_rules(examine(reading.draft, TODAY, SHIPPED, RULES))


def _codes(changes: Mapping[str, Any]) -> set[str]:
    return {found.code for found in _all(changes)}


SILENT: dict[str, dict[str, Any]] = {
    "a kind of hours with a part": {"/learning_hours/directed": 12.5},
    "a kind of hours with its unit": {"/learning_hours/directed": "12h"},
    "a kind of hours under a misspelt key": {
        "/learning_hours": {
            "directd": 8, "self_directed": 12, "work_based": 20, "assessment": 10,
        },
    },
    "hours that are all unusable": {
        "/learning_hours": {
            "directed": "8h", "self_directed": "12h", "work_based": "20h", "assessment": "10h",
        },
    },
    "hours below nought in the study": {"/workload/0/guided": -6},
    "hours of the study that stand for the directed ones": {
        "/workload/0/guided": -6, "/delivery/contact_hours_a_week": 3, "/workload/0/practice": 14,
        "/learning_hours": {"self_directed": 20, "work_based": 20, "assessment": 10},
    },
    "hours at work that the plan needs": {
        "/workload/0/work_based": -6, "/workload/0/practice": 26,
        "/learning_hours": {"directed": 8, "self_directed": 32, "assessment": 10},
    },
    "hours with a part in the study": {"/workload/1/independent": 2.5},
    "a row of the study that is a text": {"/workload/1": "LO2: 20 hours"},
    "an outcome's name in the study": {"/workload/1/outcome": "LO 2"},
    "an outcome's id": {"/learning_outcomes/1/id": "LO 2"},
    "an outcome's hours": {"/learning_outcomes/1/hours": "20h"},
    "an outcome that is a text": {"/learning_outcomes/1": "Reflect"},
    "outcomes that are all texts": {"/learning_outcomes": ["Facilitate", "Reflect"]},
    "contact hours with a part": {"/delivery/contact_hours_a_week": 0.4},
    "what an assessment assesses": {"/assessments/1/outcomes": ["LO 1", "LO 2"]},
    "the type of an item of evidence": {"/need/evidence/1/type": "leter"},
    "what a letter claims": {"/need/evidence/1/claims": ["assessment-reflects-jobb"]},
    "what a letter claims, as a text": {"/need/evidence/1/claims": "x"},
    "whom evidence is from": {"/need/evidence/1/from/organisation": "Harbour Council"},
    "an item of evidence that is a text": {"/need/evidence/0": "a letter"},
    "the type of the applicant": {"/organisations/otago-polytechnic/type": "institute"},
}  # fmt: skip


@pytest.mark.parametrize("what", SILENT)
def test_only_the_form_speaks_of(what: str) -> None:
    codes = _codes(SILENT[what])
    assert codes
    assert {code for code in codes if not code.startswith("FORM-")} == set()


def test_a_meeting_that_says_what_it_changed_is_not_asked_what_it_changed() -> None:
    assert "NEED-STAKE" not in _codes({"/co_design/meetings/0/changed": ["LO 2"]})
    assert "NEED-STAKE" not in _codes({"/learning_outcomes/1/id": "LO 2"})
    assert "NEED-STAKE" in _codes({"/co_design/meetings/0/changed": []})


def test_the_draft_with_a_study_is_faultless() -> None:
    assert _all({}) == ()


HEARD: dict[str, tuple[dict[str, Any], str]] = {
    "a sum of hours beside a broken statement": (
        {"/learning_hours/directed": 9, "/learning_outcomes/0/statement": ["x"]},
        "HOURS-10 at /learning_hours",
    ),
    "a sum of the study beside a broken basis": (
        {"/workload/0/guided": 5, "/workload/0/basis": ["x"]},
        "WORK-SUM at /learning_hours/directed",
    ),
    "the hours of a kind beside an outcome's broken hours": (
        {"/workload/0/guided": 5, "/learning_outcomes/1/hours": "20h"},
        "WORK-SUM at /learning_hours/directed",
    ),
    "evidence without a day beside one with a broken file": (
        {"/need/evidence": [{"id": "N1", "from": {"source": "Survey"}, "file": ["x"]}]},
        "NEED-EVID at /need/evidence",
    ),
    "another kind of hours beside a broken one": (
        {"/workload/0/practice": 7, "/learning_hours/directed": "8h", "/credits": "five"},
        "WORK-SUM at /learning_hours/self_directed",
    ),
    "a kind of the study beside broken hours of another kind": (
        {"/workload/0/practice": 7, "/workload/0/guided": "4h"},
        "WORK-SUM at /learning_hours/self_directed",
    ),
    "another outcome beside a broken row": (
        {"/workload/0/guided": "4h", "/learning_outcomes/1/hours": 21},
        "WORK-SUM at /learning_outcomes/1/hours",
    ),
    "a plan that is too small beside broken hours of another kind": (
        {"/learning_hours/directed": "8h", "/delivery/weeks": 2},
        "WORK-WEEKS at /delivery/hours_a_week",
    ),
    "an outcome not assessed beside a broken id of another": (
        {"/learning_outcomes/0/id": "LO 1", "/assessments/1/outcomes": ["LO1"]},
        "LO-ASSESSED at /learning_outcomes/1",
    ),
    "another body's type beside a broken one": (
        {"/organisations/otago-polytechnic/type": "institute", "/developer/organisation": "kura",
         "/organisations/kura": {"name": "Te Kura"}},
        "DEV-NAMED at /developer/organisation",
    ),
    "the type of a developer beside its broken name": (
        {"/developer/organisation": "works",
         "/organisations/works": {"name": ["Works"], "type": "employer"}},
        "DEV-NAMED at /developer/organisation",
    ),
    "the type of the applicant beside its broken name": (
        {"/organisations/otago-polytechnic": {"name": ["Works"], "type": "employer"}},
        "APPLICANT-ROLE at /applicant/organisation",
    ),
    "the type of a provider beside its broken name": (
        {"/accreditation": [{"provider": "works"}],
         "/organisations/works": {"name": ["Works"], "type": "employer"}},
        "APPLICANT-ROLE at /accreditation/0/provider",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HEARD)
def test_a_form_fault_hides_no_fault_of_something_else(what: str) -> None:
    changes, wanted = HEARD[what]
    found = {f"{f.code} at {f.path}" for f in _all(changes)}
    assert any(one.startswith("FORM-") for one in found)
    assert wanted in found


BY_STUDY = {"directed", "self_directed", "work_based", "assessment", "LO1", "LO2"}
BY_HOURS = {"directed", "self_directed", "work_based", "assessment", "all outcomes", "credits"}
COMPARED = BY_STUDY | BY_HOURS | {"plan", "contact"}


@pytest.mark.parametrize(
    ("changes", "left_out"),
    [
        ({"/workload/0/guided": -6}, {"directed", "LO1"}),
        ({"/workload/0/indepedent": 6}, {"self_directed", "LO1"}),
        ({"/workload/0/outcome": "LO 1"}, {"LO1", "LO2"}),
        ({"/learning_hours/directed": "8h"}, {"directed", "all outcomes", "credits"}),
        ({"/learning_hours": "50 hours"}, BY_HOURS),
        ({"/learning_outcomes/0/hours": "30h"}, {"LO1", "all outcomes"}),
        ({"/credits": "five"}, {"credits", "plan"}),
        ({"/delivery/weeks": "four"}, {"plan", "contact"}),
        ({"/delivery/contact_hours_a_week": "two"}, {"contact"}),
        ({"/delivery": "online"}, {"plan", "contact"}),
    ],
)
def test_the_table_leaves_out_what_needs_a_value_that_cant_be_used_and_shows_the_rest(
    changes: dict[str, Any], left_out: set[str]
) -> None:
    shown = study(_read(changes).draft, Law(TODAY), SHIPPED)
    assert {one.what for one in shown.comparisons} - {"weeks"} == COMPARED - left_out
    assert set(shown.not_compared) == left_out
    assert all(one.agrees for one in shown.comparisons)


@pytest.mark.parametrize("changes", [{"/workload/0": "LO1: 30 hours"}, {"/workload": "50 hours"}])
def test_the_study_is_compared_with_nothing_where_a_row_of_it_cant_be_used(
    changes: dict[str, Any],
) -> None:
    shown = study(_read(changes).draft, Law(TODAY), SHIPPED)
    assert {one.what for one in shown.comparisons} == COMPARED - BY_STUDY
    assert shown.not_compared == ("the study",)


def test_the_table_of_a_whole_draft_leaves_nothing_out() -> None:
    shown = study(_read({}).draft, Law(TODAY), SHIPPED)
    assert {one.what for one in shown.comparisons} == COMPARED
    assert (shown.not_compared, shown.left_out) == ((), {})


def test_hours_of_a_row_that_cant_be_used_are_unknown_and_no_part_of_a_sum() -> None:
    shown = study(_read({"/workload/0/guided": "4h"}).draft, Law(TODAY), SHIPPED)
    assert [row.whole for row in shown.rows] == [False, True]
    assert (shown.sums["guided"], shown.sums["practice"], shown.total) == (None, 6, None)
    shown = study(_read({"/workload/0": "LO1"}).draft, Law(TODAY), SHIPPED)
    assert set(shown.sums.values()) == {None}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("industry-skills-board", "isb"),
        ("Workforce Development Council", "wdc"),
        ("private-training-establishment", "pte"),
        ("kura", "school"),
        ("wānanga", "wananga"),
        ("polytecnic", "polytechnic"),
    ],
)
def test_a_type_by_another_name_is_known(written: str, meant: str) -> None:
    found = _all({"/organisations/otago-polytechnic/type": written})
    assert [(f.code, f.mend) for f in found] == [("FORM-CHOICE", f"did you mean `{meant}`?")]


def test_what_the_form_only_warns_of_the_rules_find_all_the_same() -> None:
    """A developer that the draft does not describe may be in the records; its type is asked for."""
    found = _all({"/developer/organisation": "te-wananga"})
    told = [(f.code, f.blocks) for f in found if f.path == "/developer/organisation"]
    assert told == [("DEV-NAMED", True), ("FORM-REFERENCE", False)]


def test_a_value_left_out_is_called_by_where_its_holder_is_now() -> None:
    reading = _read({"/workload/0": "LO1", "/workload/1/guided": -6, "/learning_hours/x": 1})
    assert reading.draft.left_out == {"/workload/-", "/workload/0/guided", "/learning_hours/x"}
    assert reading.draft.unusable("/workload/0/guided")
    assert reading.draft.unusable("/workload")
    assert not reading.draft.unusable("/workload/0/practice")


@given(drafts(), st.booleans())
def test_no_finding_speaks_of_none(data: dict[str, Any], whole: bool) -> None:
    written = {**base(), **data} if whole else {**data, "format": "application/1"}
    try:
        reading = read_draft_bytes(json.dumps(written).encode(), "draft.json")
    except Unreadable:
        return  # a control character: no rule is asked
    for found in reading.with_rules(examine(reading.draft, TODAY, SHIPPED, RULES)):
        assert "None" not in found.message + found.mend, found
