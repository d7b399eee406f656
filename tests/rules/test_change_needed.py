"""Must a change be applied for? What of a draft is listed or approved, and what is only noted."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from tests.rules.casebook import base

from mcapproval.rules.change_needed import APPLIED_FOR, FRAME, WORDS, change_needed, parts, parts_on
from mcapproval.rules.law import first_day
from mcapproval.rules.texts import clauses
from mcapproval.shipped import schema

TODAY = date(2027, 3, 1)
LAST_OF_OLD, FIRST_OF_NEW = date(2023, 1, 15), date(2023, 1, 16)
DAYS = (first_day(), LAST_OF_OLD, FIRST_OF_NEW, date(2026, 1, 19), TODAY)
KEYS = list(schema("application")["properties"])


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_key_of_a_draft_is_classed_exactly_once_on_each_day(day: date) -> None:
    classed = [part.key for part in parts() if part.holds_on(day)]
    assert sorted(classed) == sorted(KEYS)


def test_a_part_is_one_of_a_few_things_by_a_clause_that_is_in_force_or_says_why_not() -> None:
    for part in parts():
        assert part.kind in (*WORDS, FRAME), part.key
        if part.kind in APPLIED_FOR:
            assert part.clause is not None
            clause = clauses()[part.clause]
            assert clause.in_force(part.since), part.key
            assert part.until is None or clause.in_force(part.until), part.key
            assert part.by == clause.citation
        else:
            assert part.clause is None, part.key
            assert part.by or part.kind == FRAME, part.key


def changed(key: str) -> dict[str, Any]:
    """A whole draft with another answer under one key."""
    data = copy.deepcopy(base())
    data[key] = {"another": "answer"}
    return data


@pytest.mark.parametrize("key", KEYS)
def test_an_edit_of_a_key_says_what_its_class_says(key: str) -> None:
    part = parts_on(TODAY)[key]
    found = change_needed(base(), changed(key), TODAY)
    assert found.needed == (part.kind in APPLIED_FOR)
    assert bool(found.differs) == (part.kind != FRAME)
    assert {one.by for one in found.differs} <= {part.by}
    assert (found.clause is not None) == found.needed
    assert (key.replace("_", " ") in found.because) == found.needed


def test_nothing_differs_in_what_says_the_same() -> None:
    found = change_needed(base(), base(), TODAY)
    assert (found.says, found.because, found.differs) == ("no", "nothing differs", ())


def test_a_contact_that_is_mended_needs_no_application_and_an_outcome_does() -> None:
    before = base()
    mended = copy.deepcopy(before)
    mended["applicant"] = {**before["applicant"], "provider_number": "6019"}
    mended["enquiry"] = {"asked_for": "Less"}
    found = change_needed(before, mended, TODAY)
    assert found.says == "no"
    assert found.because == "nothing that is listed or was approved differs"
    mended["learning_outcomes"][0]["statement"] = "Carry out another thing"
    found = change_needed(before, mended, TODAY)
    assert found.says == "yes"
    assert found.because == "what is listed or was approved differs: learning outcomes"
    assert found.clause == "NZQA, applying, changes"
    (asking,) = (one for one in found.differs if one.applied_for)
    assert asking.path == "/learning_outcomes/0/statement"
    assert asking.after == "Carry out another thing"
    assert "rule 6.1(d)(iii)" in asking.by


@pytest.mark.parametrize(
    ("key", "before", "since"),
    [
        ("level", "yes", "yes"),
        ("credits", "yes", "yes"),
        ("purpose", "yes", "yes"),
        ("title", "no", "yes"),
        ("entry", "no", "yes"),
        ("funding", "no", "no"),
    ],
)
def test_before_2023_only_a_significant_change_was_applied_for(
    key: str, before: str, since: str
) -> None:
    assert change_needed(base(), changed(key), LAST_OF_OLD).says == before
    assert change_needed(base(), changed(key), FIRST_OF_NEW).says == since
    if before == "yes":
        cited = change_needed(base(), changed(key), LAST_OF_OLD).clause
        assert cited == "NZQA requirements 2018, changes"


def test_what_is_taken_out_or_put_in_differs_too() -> None:
    without = {key: value for key, value in base().items() if key != "entry"}
    for found in (
        change_needed(base(), without, TODAY),
        change_needed(without, base(), TODAY),
    ):
        assert found.says == "yes"
        assert [one.path for one in found.differs] == ["/entry"]


def test_a_key_that_no_draft_has_any_more_is_not_looked_at() -> None:
    assert change_needed({**base(), "old_key": 1}, {**base(), "old_key": 2}, TODAY).differs == ()
