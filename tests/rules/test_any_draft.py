"""Whatever a draft looks like: four lines, half a part, a shape that the schema would refuse."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.rules.casebook import BOUNDARIES, TODAY, base, cases

from mcapproval.draft.model import Draft, Place
from mcapproval.draft.pointer import find, pointer, tokens
from mcapproval.errors import NotInForce
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import EVERY_RULE, RULES
from mcapproval.rules.examine import examine, in_force
from mcapproval.rules.law import Law, first_day, values
from mcapproval.rules.texts import checking, clauses


@pytest.mark.parametrize("day", BOUNDARIES, ids=str)
@pytest.mark.parametrize("kind", ["listing-and-approval", "accreditation", "change"])
@pytest.mark.parametrize("route", ["nzqa", "university", "skills-board"])
def test_four_lines_are_told_what_is_missing(day: date, kind: str, route: str) -> None:
    four: dict[str, Any] = {
        "format": "application/1", "route": route, "kind": kind, "title": "Speak Up",
    }  # fmt: skip
    found = examine(Draft(four), day, SHIPPED, RULES)
    assert "/applicant/organisation" in {f.path for f in found}
    assert all(f.clause in clauses() for f in found)
    assert all(f.source for f in found)
    if kind != "accreditation":
        assert {"/credits", "/level", "/learning_outcomes"} <= {f.path for f in found}
        if day >= date(2023, 1, 16):
            assert "/purpose/use_in" in {f.path for f in found}


def test_half_written_parts_crash_no_rule() -> None:
    empties: list[Any] = [{}, [], [{}], [{"id": "LO1"}], {"organisation": "x"}]
    for key, part in base().items():
        if not isinstance(part, dict | list):
            continue
        for empty in empties:
            data = {**base(), key: empty}
            for day in BOUNDARIES:
                examine(Draft(data), day, SHIPPED, RULES)


def test_no_finding_asked_by_policy_says_that_the_law_asks() -> None:
    of_its_values = {
        rule.code: {
            d.clause for (file, _), held in values().items() if file in rule.law for d in held
        }
        for rule in EVERY_RULE
    }
    for tried in cases():
        for found in tried.findings():
            clause = clauses()[found.clause or ""]
            assert found.asked_by == clause.asked_by
            assert clause.checked_by == found.code or clause.id in of_its_values[found.code]
            assert clause.in_force(tried.day)
            if found.asked_by == "policy":
                assert "our policy" in found.message
                assert "NZQA" not in found.message + found.mend


def test_a_finding_has_the_place_of_the_value_or_of_what_would_hold_it() -> None:
    data = {**base(), "level": 11}
    del data["purpose"]["use_in"]
    places = {"": Place(1, 1), "/level": Place(7, 8), "/purpose": Place(20, 3)}
    found = examine(Draft(data, places), TODAY, SHIPPED, RULES)
    assert [(f.code, f.line, f.column) for f in found] == [
        ("LVL-RANGE", 7, 8),
        ("PURPOSE-5", 20, 3),
    ]
    assert {f.line for f in examine(Draft(data), TODAY, SHIPPED, RULES)} == {None}


def test_a_rule_out_of_force_says_nothing() -> None:
    rule = next(rule for rule in RULES if rule.code == "PURPOSE-5")
    assert not in_force(rule, date(2023, 1, 15))
    assert in_force(rule, date(2023, 1, 16))
    assert checking("PURPOSE-5", date(2023, 1, 15)) == ()


def test_there_is_no_law_before_the_first_day() -> None:
    with pytest.raises(NotInForce, match="2018-08-21"):
        examine(Draft(base()), first_day() - timedelta(days=1), SHIPPED, RULES)


def test_a_value_that_the_law_does_not_have_on_a_day_is_refused() -> None:
    with pytest.raises(NotInForce, match="restricted"):
        Law(date(2020, 6, 1)).value("title_words", "restricted")


ODD: list[Any] = [
    0,
    -1,
    True,
    "",
    "x",
    "a/b~c",
    [],
    {},
    ["x"],
    [1],
    [{}],
    [["x"]],
    {"x": 1},
    [{"id": {}}],
]


def test_a_draft_of_any_shape_crashes_no_rule() -> None:
    for path in _paths(base()):
        for odd in ODD:
            data = base()
            *steps, last = tokens(path)
            held = find(data, pointer(steps))
            held[int(last) if isinstance(held, list) else last] = odd
            for day in (date(2020, 6, 1), date(2025, 12, 31), TODAY):
                examine(Draft(data), day, SHIPPED, RULES)


def _paths(value: Any, at: str = "") -> list[str]:
    found = [at] if at else []
    if isinstance(value, dict):
        value = list(value.items())
    elif isinstance(value, list):
        value = list(enumerate(value))
    else:
        return found
    return found + [path for key, part in value for path in _paths(part, f"{at}/{key}")]
