"""Standings and answers: their shape, and that what is not known stays unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from tests.rules.casebook import BOUNDARIES, TODAY, Tried, base, cases

from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import find, pointer, tokens
from mcapproval.draft.shape import validator
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.rules.book import REVIEW_RULES, STANDING_RULES
from mcapproval.rules.examine import examine
from mcapproval.rules.rule import About, Rule
from mcapproval.shipped import schema

STRICT = Policy(overdue_stops_intake=True, feedback_at_least=20, lead_days=400)
RULES = {"standing": STANDING_RULES, "review": REVIEW_RULES}
ODD: list[Any] = [0, -1, True, "", "x", [], {}, ["x"], [1], [{}], {"x": 1}, "9999-12-31"]
ODD += ["0001-01-01", [{"provider": {}}], 10**12]


def paths(value: Any, at: str = "") -> Iterator[str]:
    if at:
        yield at
    if isinstance(value, dict):
        for key, part in value.items():
            yield from paths(part, f"{at}/{key}")
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from paths(part, f"{at}/{n}")


def holder(data: Any, path: str) -> tuple[Any, Any]:
    *steps, last = tokens(path)
    held = find(data, pointer(steps))
    return held, int(last) if isinstance(held, list) else last


def about(kind: About) -> list[Tried]:
    return [tried for tried in cases() if tried.rule.about == kind]


@pytest.mark.parametrize("tried", about("standing"), ids=str)
def test_a_case_about_a_standing_has_the_shape_of_one(tried: Tried) -> None:
    assert [fault.message for fault in validator("standing").iter_errors(tried.data)] == []


@pytest.mark.parametrize("tried", about("review"), ids=str)
def test_a_case_about_answers_has_the_shape_of_answers_and_what_the_records_know(
    tried: Tried,
) -> None:
    answers = {key: part for key, part in tried.data.items() if key != "case"}
    faults = [fault.message for fault in validator("review").iter_errors(answers)]
    assert faults == []


@pytest.mark.parametrize("kind", ["standing", "review"])
def test_nothing_of_any_shape_crashes_a_rule(kind: About) -> None:
    for path in paths(base(kind)):
        for odd in ODD:
            data = base(kind)
            held, last = holder(data, path)
            held[last] = odd
            for day in (date(2020, 6, 1), date(2025, 12, 31), TODAY):
                for policy in (SHIPPED, STRICT):
                    examine(Draft(data), day, policy, RULES[kind])


@pytest.mark.parametrize("day", BOUNDARIES, ids=str)
@pytest.mark.parametrize("kind", ["standing", "review"])
def test_of_nothing_known_only_missing_answers_are_told(kind: About, day: date) -> None:
    found = examine(Draft({"format": f"{kind}/1"}), day, STRICT, RULES[kind])
    assert {finding.code for finding in found} <= {"REV-CONTENT", "REV-SEARCH"}
    assert kind == "review" or found == ()


SAYS_NONE = ("counted_until", "counts_awaited_until")
"""What the records always know: left out, it says that there is none."""


@pytest.mark.parametrize("tried", about("standing"), ids=str)
def test_to_know_less_of_what_is_in_order_finds_nothing(tried: Tried) -> None:
    """Every single key of a standing without findings is taken out, one at a time."""
    if tried.findings():
        return
    for path in list(paths(tried.data)):
        data = deepcopy(dict(tried.data))
        held, last = holder(data, path)
        if isinstance(held, list) or last in SAYS_NONE:
            continue
        del held[last]
        found = examine(Draft(data), tried.day, tried.case.policy, [tried.rule])
        assert found == (), path


def test_only_our_own_clauses_ask_of_answers_beyond_what_nzqa_asks() -> None:
    asks = {found.code: found.asked_by for tried in about("review") for found in tried.findings()}
    assert asks.pop("REV-CONTENT") == "rule"
    assert set(asks.values()) == {"policy"}
    assert len(asks) == len(REVIEW_RULES) - 1


@pytest.mark.parametrize("rule", [*STANDING_RULES, *REVIEW_RULES], ids=lambda rule: rule.code)
def test_what_is_read_is_in_the_schema_or_known_to_the_records(rule: Rule) -> None:
    keys = set(schema(rule.about)["properties"])
    if rule.about == "review":
        keys.add("case")
    assert {tokens(path)[0] for path in rule.reads} <= keys


def test_what_is_found_in_answers_points_into_their_file() -> None:
    keys = set(schema("review")["properties"])
    for tried in about("review"):
        assert {tokens(found.path)[0] for found in tried.findings()} <= keys
