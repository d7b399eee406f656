"""Each rule says in each case what the case says it finds."""

from __future__ import annotations

import pytest
from tests.rules.casebook import TODAY, Case, base, cases

from mcapproval.draft.model import Draft
from mcapproval.rules.book import RULES
from mcapproval.rules.examine import examine


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.module}: {case.name}")
def test_the_rule_finds_what_the_case_says(case: Case) -> None:
    found = case.findings()
    assert sorted(f"{f.code} at {f.path}" for f in found) == sorted(case.finds), found
    for expected, given in (
        (case.asked_by, {f.asked_by for f in found}),
        (case.severity, {f.severity.value for f in found}),
        (case.clause, {f.clause for f in found}),
    ):
        assert expected is None or given == {expected}, found
    messages = " | ".join(f"{f.message} > {f.mend}" for f in found)
    assert all(words in messages for words in case.says), messages
    assert not any(words in messages for words in case.never_says), messages


def test_the_base_draft_has_no_findings() -> None:
    from mcapproval.policy.model import SHIPPED

    assert examine(Draft(base()), TODAY, SHIPPED, RULES) == ()


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.module}: {case.name}")
def test_every_finding_has_a_sentence_and_a_remedy(case: Case) -> None:
    for found in case.findings():
        assert found.message
        assert found.mend
        assert not found.message.endswith(".")
        assert "None" not in found.message + found.mend
        assert "NZQA" not in found.message or found.asked_by == "rule"
