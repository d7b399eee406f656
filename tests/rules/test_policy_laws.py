"""What must hold of the whole book, whatever the draft and whatever the policy.

No policy takes away what the law asks. A stricter one takes no finding away at all, though one may
give way to a heavier one at its place; the order of keys does not matter; the same draft on the
same day is told the same; and no draft makes a rule raise.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.any_drafts import drafts
from tests.rules.casebook import BOUNDARIES, Tried, base, cases

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, Severity
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.rules.book import EVERY_RULE, RULES
from mcapproval.rules.examine import examine

quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

PAIRS: dict[str, st.SearchStrategy[tuple[Any, Any]]] = {
    # the looser value first, then one that is as strict or stricter
    "credits_at_least": st.tuples(st.integers(1, 20), st.integers(0, 20)).map(
        lambda two: (two[0], two[0] + two[1])
    ),
    "credits_at_most": st.tuples(st.integers(20, 40), st.integers(0, 19)).map(
        lambda two: (two[0], two[0] - two[1])
    ),
    "credits_usual": st.tuples(st.integers(1, 10), st.integers(20, 40)).flatmap(
        lambda usual: st.tuples(
            st.sampled_from([None, usual]), st.just((usual[0] + 2, usual[1] - 3))
        )
    ),
    "level_at_least": st.tuples(st.sampled_from([None, 1, 2, 3]), st.sampled_from([3, 4, 6])),
    "level_at_most": st.tuples(st.sampled_from([None, 9, 8]), st.sampled_from([8, 7, 5])),
    "hours_tolerance": st.tuples(st.integers(4, 9), st.integers(0, 4)),
    "plan_tolerance": st.tuples(st.integers(10, 50), st.integers(0, 10)),
    "feedback_at_least": st.tuples(st.integers(1, 5), st.integers(5, 50)),
    "overdue_stops_intake": st.just((False, True)),
    "need_months": st.tuples(st.integers(12, 120), st.integers(1, 12)),
    "search_months": st.tuples(st.integers(12, 120), st.integers(1, 12)),
    "organisations_at_least": st.tuples(st.integers(1, 3), st.integers(3, 20)),
}
"""By key of the policy: pairs of values of which the second is never the looser one."""

NOT_STRICT: dict[str, list[Any]] = {
    "provider": ["sample-provider", "nzqa", "otago-polytechnic"],
    "records": [None, "./records.db"],
    "region": [None, "WGN"],
    "close_down": [None, ("12-24", "01-08"), ("01-01", "12-31")],
    "yearly_check_months": [1, 12, 36],
    "counted_from": ["approval", "last-review"],
    "review_month": [None, 1, 12],
    "lead_days": [0, 90, 365],
    "together_days": [0, 120, 365],
    "teach_out_months": [1, 24, 120],
    "share_at_least": [3, 5, 100],
    "industry_support": ["before", "beside", "after", "none"],
    "quorum": [{}, {"academic-board": 1}, {"academic-board": 100}],
    "votes": [False, True],
    "sub_committee": [False, True],
    "circular_unanimous": [False, True],
    "delegated_to": [(), ("board-chair",), ("board-member", "quality-manager")],
    "undo_hours": [0, 24, 168],
    "to_develop": [(), ("prices",), ("cost", "assesses")],
    "remind_before": [1, 5, 60],
    "escalate_after": [1, 5, 60],
    "ratify_within": [1, 20, 250],
    "titles": [{}, {"academic-board": "Academic Committee"}],
    "ready_to_deliver": [("fee",), ("approved-document", "own-key")],
    "paper_name": [None, "Te Whare Akoranga"],
    "paper_colour": [None, "#000000"],
    "paper_logo": [None, "logo.png"],
    "rule_book": [None, "https://quality.provider.example/rules"],
    "questions": [{}, {"need.summary": {"ask": "Say who asked for it."}}],
}
"""Keys that say how a provider works, with values; neither value of one is the stricter."""

ANY_VALUE: dict[str, list[Any]] = {
    **NOT_STRICT,
    "credits_at_least": [1, 5, 40],
    "credits_at_most": [40, 5, 1],
    "credits_usual": [None, (1, 40), (20, 20)],
    "level_at_least": [None, 1, 10],
    "level_at_most": [None, 10, 1],
    "hours_tolerance": [0, 9],
    "plan_tolerance": [0, 10, 50],
    "feedback_at_least": [1, 1000],
    "overdue_stops_intake": [False, True],
    "need_months": [1, 18, 120],
    "search_months": [1, 18, 120],
    "organisations_at_least": [1, 2, 20],
}
"""By key: values out to both ends of what the schema or the law lets it be."""

HEAVY = [Severity.NOTE, Severity.WARNING, Severity.WAIVABLE, Severity.ERROR]


def test_every_key_of_a_policy_is_either_stricter_one_way_or_neither() -> None:
    told, settings = set(PAIRS) | set(NOT_STRICT), set(Policy.__dataclass_fields__)
    assert settings - told == set(), "give PAIRS two values of each, or name it in NOT_STRICT"
    assert told - settings == set(), "in PAIRS or NOT_STRICT, and no setting of Policy"
    assert set(PAIRS) & set(NOT_STRICT) == set(), "in PAIRS and in NOT_STRICT: only one can be so"
    assert set(ANY_VALUE) == settings, "give ANY_VALUE values out to both ends"


def of_the_law(tried: Tried, key: str, value: Any) -> dict[tuple[str, str], int]:
    """What the law finds in a case under one value of a setting: how much it weighs, by rule and
    place. Two things are the policy's to say, and left out.
    """
    policy = replace(tried.case.policy, **{key: value})
    found = examine(Draft(tried.data), tried.day, policy, [tried.rule])
    return {
        (finding.code, finding.path): HEAVY.index(finding.severity)
        for finding in found
        if finding.asked_by == "rule"
        and not (key == "hours_tolerance" and finding.code == "HOURS-10")  # lighter, never silent
        and not (key == "lead_days" and ahead(tried, finding))
    }


def ahead(tried: Tried, finding: Finding) -> bool:
    """Whether a review is only announced: how long ahead of its day is ours to say."""
    due = Draft(tried.data).text(finding.path) if finding.code == "REV-DUE" else ""
    return bool(due) and due >= tried.day.isoformat()


@pytest.mark.parametrize("key", sorted(ANY_VALUE))
def test_no_value_of_a_setting_takes_away_or_lightens_what_the_law_asks(key: str) -> None:
    for tried in cases():
        shipped = of_the_law(tried, key, getattr(SHIPPED, key))
        for value in ANY_VALUE[key]:
            assert of_the_law(tried, key, value) == shipped, f"{tried}, with {key} = {value}"


def test_a_tolerance_of_hours_makes_the_law_lighter_and_never_silent() -> None:
    tolerant = replace(SHIPPED, hours_tolerance=max(ANY_VALUE["hours_tolerance"]))
    for tried in cases():
        if tried.rule.code == "HOURS-10":
            plain, near = (
                examine(Draft(tried.data), tried.day, policy, [tried.rule])
                for policy in (SHIPPED, tolerant)
            )
            assert [found.path for found in near] == [found.path for found in plain]


def weights(found: tuple[Finding, ...]) -> dict[str, int]:
    """The heaviest finding at each place."""
    told: dict[str, int] = {}
    for finding in found:
        told[finding.path] = max(told.get(finding.path, 0), HEAVY.index(finding.severity))
    return told


def lost(tried: Tried, looser: Policy, stricter: Policy) -> list[str]:
    """Places that the looser policy had something to say of, and the stricter one less."""
    rules = [rule for rule in EVERY_RULE if rule.about == tried.rule.about]
    draft = Draft(tried.data)
    before = weights(examine(draft, tried.day, looser, rules))
    after = weights(examine(draft, tried.day, stricter, rules))
    return [path for path, weight in before.items() if after.get(path, -1) < weight]


@quick
@given(st.sampled_from(cases()), st.sampled_from(sorted(PAIRS)), st.data())
def test_a_stricter_policy_never_removes_a_finding(tried: Tried, key: str, data: Any) -> None:
    loose, strict = data.draw(PAIRS[key])
    looser, stricter = (replace(tried.case.policy, **{key: value}) for value in (loose, strict))
    assert lost(tried, looser, stricter) == []


@quick
@given(st.sampled_from(cases()), st.fixed_dictionaries(PAIRS))
def test_a_policy_that_is_stricter_in_everything_removes_none_either(
    tried: Tried, pairs: dict[str, tuple[Any, Any]]
) -> None:
    looser, stricter = (
        replace(SHIPPED, **{key: pair[n] for key, pair in pairs.items()}) for n in (0, 1)
    )
    assert lost(tried, looser, stricter) == []


def turned(value: Any, order: Any) -> Any:
    """The same content with its keys in another order, all the way down."""
    if isinstance(value, dict):
        return {key: turned(value[key], order) for key in order(list(value))}
    return [turned(item, order) for item in value] if isinstance(value, list) else value


@quick
@given(st.sampled_from(cases()), st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_keys(tried: Tried, chance: Any) -> None:
    rules = [rule for rule in EVERY_RULE if rule.about == tried.rule.about]
    other = turned(dict(tried.data), lambda keys: chance.sample(keys, len(keys)))
    found = examine(Draft(tried.data), tried.day, tried.case.policy, rules)
    assert examine(Draft(other), tried.day, tried.case.policy, rules) == found


@quick
@given(drafts(), st.sampled_from(BOUNDARIES))
def test_no_draft_makes_a_rule_raise_and_the_same_draft_is_told_the_same(
    data: dict[str, Any], day: Any
) -> None:
    before = deepcopy(data)
    found = examine(Draft(data), day, SHIPPED, RULES)
    assert data == before
    assert examine(Draft(before), day, SHIPPED, RULES) == found
    assert all(f.message and f.mend and not f.message.endswith(".") for f in found)


@quick
@given(drafts(odd=False), st.sampled_from(BOUNDARIES))
def test_no_part_of_a_whole_draft_makes_a_rule_raise(data: dict[str, Any], day: Any) -> None:
    whole = {**base(), **data}
    found = examine(Draft(whole), day, SHIPPED, RULES)
    assert len(set(found)) == len(found)
