"""Each rule says in each case what the case says it finds."""

from __future__ import annotations

import pytest
from tests.rules.casebook import TODAY, Tried, base, cases, unasked

from mcapproval.draft.model import Draft
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import OVERLAP_RULES, REVIEW_RULES, RULES, STANDING_RULES
from mcapproval.rules.examine import examine
from mcapproval.rules.rule import About, Rule


@pytest.mark.parametrize("tried", cases(), ids=str)
def test_the_rule_finds_what_the_case_says(tried: Tried) -> None:
    case, found = tried.case, tried.findings()
    assert sorted(f"{f.code} at {f.path}" for f in found) == sorted(case.finds), (
        found or f"nothing{unasked(tried.rule)}"
    )
    for expected, given in (
        (case.asked_by, {f.asked_by for f in found}),
        (case.severity, {f.severity.value for f in found}),
        (case.clause, {f.clause for f in found}),
    ):
        assert expected is None or given == {expected}, found
    messages = " | ".join(f"{f.message} > {f.mend}" for f in found)
    assert all(words in messages for words in case.says), messages
    assert not any(words in messages for words in case.never_says), messages


@pytest.mark.parametrize(
    ("about", "rules"),
    [
        ("draft", RULES),
        ("review", REVIEW_RULES),
        ("standing", STANDING_RULES),
        ("overlap", OVERLAP_RULES),
    ],
)
def test_a_base_has_no_findings(about: About, rules: tuple[Rule, ...]) -> None:
    assert rules
    assert all(rule.about == about for rule in rules)
    assert examine(Draft(base(about)), TODAY, SHIPPED, rules) == ()


@pytest.mark.parametrize("tried", cases(), ids=str)
def test_every_finding_has_a_sentence_and_a_remedy(tried: Tried) -> None:
    for found in tried.findings():
        assert found.message
        assert found.mend
        assert not found.message.endswith(".")
        assert "None" not in found.message + found.mend
        assert "NZQA" not in found.message or found.asked_by == "rule"
