"""A draft under two laws at once: the same difference as when it is examined twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle, product

import pytest
from tests.rules.casebook import BOUNDARIES, TODAY, base, cases

from mcapproval.draft.model import Draft
from mcapproval.errors import NotInForce
from mcapproval.findings import Finding
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.rules.book import RULES
from mcapproval.rules.comparing import Compared, Comparison, Waived, compared
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.two_laws import TwoLaws, Under

DRAFTS = [base(), *(tried.data for tried in cases() if tried.rule.about == "draft")][::5]
"""Every fifth case: whichever they are, nothing may differ."""


Findings = tuple[Finding, ...]


def compare(
    laws: TwoLaws, draft: Draft, waived: Waived = frozenset(), kept: Findings | None = None
) -> Compared:
    (one,) = compared([Comparison(laws, draft, waived, kept)])
    return one


def difference(was: Findings, now: Findings) -> Compared:
    """The same, worked out from both examinations."""
    return Compared(
        not any(f.blocks for f in was), not any(f.blocks for f in now),
        only_in(now, was), only_in(was, now),
    )  # fmt: skip


def only_in(these: Findings, those: Findings) -> Findings:
    left = Counter((f.code, f.path, f.severity) for f in those)
    only = []
    for found in these:
        key = (found.code, found.path, found.severity)
        if left[key]:
            left[key] -= 1
        else:
            only.append(found)
    return tuple(only)


def counted(asked: list[str], code: str) -> Rule:
    """A rule that adds its code each time it is asked."""
    rule = next(rule for rule in RULES if rule.code == code)

    def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
        asked.append(code)
        yield from rule.check(draft, law, policy)

    return replace(rule, check=check)


def test_a_waived_finding_holds_up_neither_side() -> None:
    laws = TwoLaws(Under(TODAY, SHIPPED), Under(date(2024, 6, 1), SHIPPED), RULES)
    short = Draft({**base(), "learning_hours": {"directed": 40}})
    assert compare(laws, short)[:2] == (False, False)
    assert compare(laws, short, frozenset({("HOURS-10", "/learning_hours")}))[0]
    assert not compare(laws, short, frozenset({("HOURS-10", "/credits")}))[0]


@pytest.mark.parametrize("day", BOUNDARIES, ids=str)
def test_both_are_what_each_would_be_alone(day: date) -> None:
    for other in (TODAY, date(2022, 6, 1), date(2023, 1, 16)):
        laws = TwoLaws(Under(day, SHIPPED), Under(other, SHIPPED), RULES)
        drafts = [Draft(data) for data in DRAFTS]
        alone = [
            (examine(d, day, SHIPPED, RULES), examine(d, other, SHIPPED, RULES, facts_on=day))
            for d in drafts
        ]
        anew = [Comparison(laws, draft) for draft in drafts]
        kept = [Comparison(laws, d, kept=was) for d, (was, _) in zip(drafts, alone, strict=True)]
        for found in (compared(anew), compared(kept)):
            assert found == [difference(*both) for both in alone]


def test_drafts_of_different_days_are_asked_together_as_each_alone() -> None:
    pairs = [
        (TwoLaws(Under(day, SHIPPED), Under(TODAY, SHIPPED), RULES), Draft(data))
        for day, data in zip(cycle(BOUNDARIES), DRAFTS, strict=False)
    ]
    together = compared([Comparison(*pair) for pair in pairs])
    assert together == [compare(*pair) for pair in pairs]
    assert len(set(together)) > 1


@pytest.mark.parametrize(
    "policy", [Policy(credits_at_least=12), Policy(need_months=1, level_at_most=3)]
)
def test_another_policy_on_the_same_day(policy: Policy) -> None:
    laws = TwoLaws(Under(TODAY, SHIPPED), Under(TODAY, policy), RULES)
    for data in DRAFTS:
        was, now = (examine(Draft(data), TODAY, asked, RULES) for asked in (SHIPPED, policy))
        assert compare(laws, Draft(data)) == difference(was, now)


def test_a_rule_that_the_law_answers_alike_is_asked_once() -> None:
    asked: list[str] = []
    rules = [counted(asked, "LVL-RANGE"), counted(asked, "CRED-MAX"), counted(asked, "NEED-EVID")]
    laws = TwoLaws(Under(date(2026, 6, 1), SHIPPED), Under(date(2026, 6, 2), SHIPPED), rules)
    compare(laws, Draft(base()))
    assert sorted(asked) == ["CRED-MAX", "LVL-RANGE", "NEED-EVID"]


def test_a_rule_that_is_known_to_have_found_nothing_is_asked_only_under_another_law() -> None:
    asked: list[str] = []
    rules = [
        counted(asked, "LO-PRESENT"),
        counted(asked, "DUP-CHECK"),
        counted(asked, "REV-PERIOD"),
    ]
    laws = TwoLaws(Under(date(2022, 6, 1), SHIPPED), Under(TODAY, SHIPPED), rules)
    compare(laws, Draft(base()), kept=())
    assert asked == ["REV-PERIOD"]


def test_a_rule_that_neither_differs_nor_blocks_is_not_asked_at_all() -> None:
    def never(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
        raise AssertionError

    advice = next(rule for rule in RULES if rule.code == "LO-VERB")
    laws = TwoLaws(
        Under(date(2024, 1, 1), SHIPPED), Under(date(2026, 6, 1), SHIPPED),
        [replace(advice, check=never)],
    )  # fmt: skip
    assert compare(laws, Draft(base())) == Compared(True, True, (), ())


@pytest.mark.parametrize("days", list(product([date(2018, 8, 21), TODAY], repeat=2))[:-1], ids=str)
def test_neither_day_may_be_before_the_first_law(days: tuple[date, date]) -> None:
    with pytest.raises(NotInForce, match="2018-08-21"):
        TwoLaws(Under(days[0], SHIPPED), Under(days[1], SHIPPED), RULES)
