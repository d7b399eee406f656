"""A draft under two laws at once: the same difference as when it is examined twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, product

import pytest
from tests.rules.casebook import BOUNDARIES, ERAS, TODAY, base, cases

from mcapproval.draft.model import Draft
from mcapproval.errors import NotInForce
from mcapproval.findings import Finding, Severity
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.rules.book import RULES
from mcapproval.rules.comparing import Compared, Comparison, Waived, compared
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.two_laws import TwoEras, TwoLaws, Under, eras_of

DRAFTS = [base(), *(tried.data for tried in cases() if tried.rule.about == "draft")][::5]
"""Every fifth case: whichever they are, nothing may differ."""


Findings = tuple[Finding, ...]


def two_laws(one: Under, other: Under, rules: Iterable[Rule]) -> TwoLaws:
    return TwoLaws(one, other, TwoEras(one, other, rules))


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
    laws = two_laws(Under(TODAY, SHIPPED), Under(date(2024, 6, 1), SHIPPED), RULES)
    short = Draft({**base(), "learning_hours": {"directed": 40}})
    assert compare(laws, short)[:2] == (False, False)
    assert compare(laws, short, frozenset({("HOURS-10", "/learning_hours")}))[0]
    assert not compare(laws, short, frozenset({("HOURS-10", "/credits")}))[0]


@pytest.mark.slow
@pytest.mark.parametrize("day", BOUNDARIES, ids=str)
def test_both_are_what_each_would_be_alone(day: date) -> None:
    for other in (TODAY, date(2022, 6, 1), date(2023, 1, 16)):
        laws = two_laws(Under(day, SHIPPED), Under(other, SHIPPED), RULES)
        drafts = [Draft(data) for data in DRAFTS]
        alone = [
            (examine(d, day, SHIPPED, RULES), examine(d, other, SHIPPED, RULES, facts_on=day))
            for d in drafts
        ]
        assert_compared(laws, drafts, alone)


def assert_compared(
    laws: TwoLaws, drafts: Sequence[Draft], alone: Sequence[tuple[Findings, Findings]]
) -> None:
    """That they differ as when examined alone, whether what was found is known before or not."""
    anew = [Comparison(laws, draft) for draft in drafts]
    kept = [Comparison(laws, d, kept=was) for d, (was, _) in zip(drafts, alone, strict=True)]
    for found in (compared(anew), compared(kept)):
        assert found == [difference(*both) for both in alone]


@pytest.mark.parametrize(("first", "_", "last"), ERAS, ids=str)
def test_what_is_worked_out_for_an_era_holds_on_every_day_of_it(
    first: date, _: date, last: date
) -> None:
    for other in (date(2022, 6, 1), TODAY):
        one, then = Under(last, SHIPPED), Under(other, SHIPPED)
        eras = TwoEras(Under(first, SHIPPED), then, RULES)
        found = compared([Comparison(TwoLaws(one, then, eras), Draft(data)) for data in DRAFTS])
        made = two_laws(one, then, RULES)
        assert found == compared([Comparison(made, Draft(data)) for data in DRAFTS])


def test_on_any_days_of_two_eras_the_same_would_be_worked_out() -> None:
    kept: dict[tuple[object, ...], tuple[object, ...]] = {}
    for day, other in product([day for era in ERAS for day in era], repeat=2):
        one, then = Under(day, SHIPPED), Under(other, SHIPPED)
        eras = TwoEras(one, then, RULES)
        found = (eras.held, eras.apart, eras.apart_in_value)
        assert kept.setdefault(eras_of(one, then), found) == found, (day, other)


def test_what_is_worked_out_for_a_day_and_itself_is_not_for_that_day_and_another() -> None:
    """A rule may ask for the day itself, which is another one within an era as well."""
    rules = [finding(("day",), lambda law: law.day == TODAY)]
    kept: dict[tuple[object, ...], TwoEras] = {}
    sides = []
    for day in (TODAY, TODAY - timedelta(days=1)):
        one, then = Under(day, SHIPPED), Under(TODAY, SHIPPED)
        eras = kept.setdefault(eras_of(one, then), TwoEras(one, then, rules))
        found = compare(TwoLaws(one, then, eras), Draft(base()))
        sides.append((found.passed, found.passes))
    assert sides == [(False, False), (True, False)]


def test_drafts_of_different_days_are_asked_together_as_each_alone() -> None:
    pairs = [
        (two_laws(Under(day, SHIPPED), Under(TODAY, SHIPPED), RULES), Draft(data))
        for day, data in zip(cycle(BOUNDARIES), DRAFTS, strict=False)
    ]
    together = compared([Comparison(*pair) for pair in pairs])
    assert together == [compare(*pair) for pair in pairs]
    assert len(set(together)) > 1


@pytest.mark.parametrize(
    "policy", [Policy(credits_at_least=12), Policy(need_months=1, level_at_most=3)]
)
def test_another_policy_on_the_same_day(policy: Policy) -> None:
    laws = two_laws(Under(TODAY, SHIPPED), Under(TODAY, policy), RULES)
    drafts = [Draft(data) for data in DRAFTS]
    alone = [(examine(d, TODAY, SHIPPED, RULES), examine(d, TODAY, policy, RULES)) for d in drafts]
    assert_compared(laws, drafts, alone)


def test_a_rule_that_the_law_answers_alike_is_asked_once() -> None:
    asked: list[str] = []
    rules = [counted(asked, "LVL-RANGE"), counted(asked, "CRED-MAX"), counted(asked, "NEED-EVID")]
    laws = two_laws(Under(date(2026, 6, 1), SHIPPED), Under(date(2026, 6, 2), SHIPPED), rules)
    compare(laws, Draft(base()))
    assert sorted(asked) == ["CRED-MAX", "LVL-RANGE", "NEED-EVID"]


@pytest.mark.parametrize(("name", "times"), [("set", 1), ("still", 2)])
def test_a_rule_to_which_clauses_matter_is_asked_twice_only_where_it_asks_what_is_otherwise(
    name: str, times: int
) -> None:
    """The set of level descriptors was the same in 2025 and 2026, what could still be used not."""
    asked: list[str] = []

    def heavy(law: Law) -> bool:
        asked.append(name)
        return law.maybe("level_descriptors", name) is None

    days = Under(date(2025, 8, 1), SHIPPED), Under(date(2026, 2, 1), SHIPPED)
    laws = two_laws(*days, [finding(("level_descriptors", "clause"), heavy)])
    assert compare(laws, Draft(base())).passes is (name == "set")
    assert len(asked) == times


@pytest.mark.parametrize(("blocks_on", "times"), [((1, 2), 0), ((1,), 1), ((2,), 1), ((), 1)])
def test_a_rule_that_makes_no_difference_is_not_asked_where_both_sides_are_held_up_already(
    blocks_on: tuple[int, ...], times: int
) -> None:
    asked: list[str] = []
    before = finding(("day",), lambda law: law.day.day in blocks_on)
    days = Under(date(2026, 6, 1), SHIPPED), Under(date(2026, 6, 2), SHIPPED)
    compare(two_laws(*days, [before, counted(asked, "LO-PRESENT")]), Draft(base()))
    assert len(asked) == times


def test_a_rule_that_is_known_to_have_found_nothing_is_asked_only_under_another_law() -> None:
    asked: list[str] = []
    rules = [
        counted(asked, "LO-PRESENT"),
        counted(asked, "DUP-CHECK"),
        counted(asked, "REV-PERIOD"),
    ]
    laws = two_laws(Under(date(2022, 6, 1), SHIPPED), Under(TODAY, SHIPPED), rules)
    compare(laws, Draft(base()), kept=())
    assert asked == ["REV-PERIOD"]


def test_a_rule_that_neither_differs_nor_blocks_is_not_asked_at_all() -> None:
    def never(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
        raise AssertionError

    advice = next(rule for rule in RULES if rule.code == "LO-VERB")
    laws = two_laws(
        Under(date(2024, 1, 1), SHIPPED), Under(date(2026, 6, 1), SHIPPED),
        [replace(advice, check=never)],
    )  # fmt: skip
    assert compare(laws, Draft(base())) == Compared(True, True, (), ())


def finding(
    asks: tuple[str, ...], heavy: Callable[[Law], bool], light: Severity | None = None
) -> Rule:
    """A rule that finds an error where it says so, else what is lighter, or nothing."""

    def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
        weight = Severity.ERROR if heavy(law) else light
        if weight:
            yield Remark("/level", "is", "nothing", severity=weight)

    rule = next(rule for rule in RULES if rule.code == "LVL-RANGE")
    return replace(rule, check=check, law=asks)


def of_2022(law: Law) -> bool:
    """By the clause alone: the lowest level was 1 before as well."""
    return law.value("level", "lowest").clause.startswith("lor-2022/")


@pytest.mark.parametrize(
    ("asks", "heavy", "light"),
    [
        (("level",), of_2022, Severity.WARNING),
        (("level", "credit_value"), of_2022, Severity.WARNING),
        (("level", "clause"), of_2022, None),
        (("credit_value",), lambda law: law.value("credit_value", "smallest").value == 1, None),
        (("day",), lambda law: law.day == TODAY, None),
    ],
)
def test_what_only_the_other_law_finds_or_weighs_more_is_told(
    asks: tuple[str, ...], heavy: Callable[[Law], bool], light: Severity | None
) -> None:
    day, draft, rules = date(2022, 6, 1), Draft(base()), [finding(asks, heavy, light)]
    laws = two_laws(Under(day, SHIPPED), Under(TODAY, SHIPPED), rules)
    for kept in (None, examine(draft, day, SHIPPED, rules)):
        found = compare(laws, draft, kept=kept)
        assert (found.passed, found.passes) == (True, False)
        assert [f.severity for f in (*found.goes, *found.comes)] == [
            *filter(None, [light]),
            "error",
        ]


@pytest.mark.parametrize("days", list(product([date(2018, 8, 21), TODAY], repeat=2))[:-1], ids=str)
def test_neither_day_may_be_before_the_first_law(days: tuple[date, date]) -> None:
    with pytest.raises(NotInForce, match="2018-08-21"):
        two_laws(Under(days[0], SHIPPED), Under(days[1], SHIPPED), RULES)
