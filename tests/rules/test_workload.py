"""The workload study: what is summed, what is compared, and that nothing comes from the credits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.casebook import TODAY, Tried, base, cases

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding
from mcapproval.policy.model import SHIPPED
from mcapproval.rules import workload_basis, workload_contact, workload_sums, workload_weeks
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Law
from mcapproval.rules.workload import KINDS, SERVES, by_kind, in_all, rows
from mcapproval.rules.workload_advice import advice
from mcapproval.rules.workload_plan import Plan, plan
from mcapproval.rules.workload_study import Pair, Study, study

RULES = (workload_sums.RULE, workload_basis.RULE, workload_weeks.RULE, workload_contact.RULE)
LAW = Law(TODAY)


def of(data: dict[str, Any], **policy: Any) -> Study:
    return study(Draft(data), LAW, replace(SHIPPED, **policy))


def found(data: dict[str, Any], **policy: Any) -> tuple[Finding, ...]:
    return examine(Draft(data), TODAY, replace(SHIPPED, **policy), RULES)


def differing(data: dict[str, Any], **policy: Any) -> list[str]:
    """What does not agree whatever else is so."""
    lines = of(data, **policy).comparisons
    return [line.what for line in lines if not line.agrees and not line.unless]


FULL: dict[str, Any] = {
    "credits": 10,
    "title": "Facilitation",
    "learning_outcomes": [{"id": "LO1", "hours": 60}, {"id": "LO2", "hours": 40}],
    "learning_hours": {"directed": 30, "self_directed": 25, "work_based": 35, "assessment": 10},
    "delivery": {"weeks": 15, "hours_a_week": 4, "contact_hours_a_week": 2},
    "workload": [
        {
            "outcome": "LO1", "guided": 15, "independent": 10, "practice": 5, "work_based": 21,
            "assessment": 6, "feedback": 3, "basis": "A pilot with six learners",
        },
        {
            "outcome": "LO2", "guided": 10, "independent": 5, "practice": 5, "work_based": 14,
            "assessment": 4, "feedback": 2, "basis": "A diary of three learners",
        },
    ],
}  # fmt: skip


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    copy: dict[str, Any] = {
        key: [dict(row) for row in part] if isinstance(part, list) else part
        for key, part in FULL.items()
    }
    for key in ("learning_hours", "delivery"):
        copy[key] = dict(copy[key])
    change(copy)
    return copy


# laid out


def test_a_study_is_added_up_by_outcome_and_by_kind() -> None:
    told = of(FULL)
    assert [row.total for row in told.rows] == [60, 40]
    assert dict(told.sums) == {
        "guided": 25, "independent": 15, "practice": 10, "work_based": 35, "assessment": 10,
        "feedback": 5,
    }  # fmt: skip
    assert (told.total, told.needed, told.credits) == (100, 100, 10)
    assert told.rows[1].basis == "A diary of three learners"


def test_a_plan_that_nobody_gave_is_told_as_not_compared() -> None:
    told = of(changed(lambda draft: draft["delivery"].pop("weeks")))
    assert told.not_compared == ("plan",)
    assert of({"title": "Only just begun"}).not_compared == ()


def test_where_an_outcome_has_no_row_the_kinds_are_not_compared_either() -> None:
    told = of(changed(lambda draft: draft["workload"].pop()))
    assert [line.what for line in told.comparisons if not line.agrees] == []
    assert told.not_compared == ("directed", "self_directed", "work_based", "assessment", "LO2")


@pytest.mark.parametrize("tried", [t for t in cases() if t.rule.code == "WORK-SUM"], ids=str)
def test_the_table_says_that_figures_differ_where_check_does(tried: Tried) -> None:
    of_hours = ("/learning_hours/", "/learning_outcomes")
    said = [f.path for f in tried.findings() if f.path.startswith(of_hours)]
    outcomes = {f"{path}/hours": row.get("id") for path, row in
                Draft(tried.data).rows("/learning_outcomes")}  # fmt: skip
    names = {outcomes.get(path, path.removeprefix("/learning_hours/")) for path in said}
    of_claims = ("credits", "plan", "weeks", "week", "contact")
    told = {line.what for line in of(dict(tried.data)).comparisons if not line.agrees}
    assert told - {*of_claims} == {
        "all outcomes" if n == "/learning_outcomes" else n for n in names
    }


def test_each_pair_of_figures_that_should_agree_is_compared() -> None:
    told = of(FULL)
    assert [line.what for line in told.comparisons] == [
        "directed", "self_directed", "work_based", "assessment", "LO1", "LO2", "all outcomes",
        "credits", "plan", "contact",
    ]  # fmt: skip
    assert differing(FULL) == []
    assert found(FULL) == ()
    assert told.comparisons[0] == Pair(
        "directed", "study: guided and feedback", 30, "learning_hours", 30, True
    )
    assert told.comparisons[-2] == Pair(
        "plan", "15 x 4 a week, 35 at work", 95, "credits", 100, True
    )


def test_every_kind_of_the_study_serves_one_kind_of_learning_hours() -> None:
    parts = [part for parts in SERVES.values() for part in parts]
    assert sorted(parts) == sorted(KINDS)


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        (lambda d: d["workload"][0].update(practice=8), {"self_directed", "LO1"}),
        (lambda d: d["workload"][1].pop("guided"), {"directed", "LO2"}),
        (lambda d: d["learning_outcomes"][0].update(hours=55), {"LO1", "all outcomes"}),
        (
            lambda d: d["learning_hours"].update(assessment=20),
            {"assessment", "all outcomes", "credits"},
        ),
        (lambda d: d.update(credits=20), {"credits", "plan"}),
        (lambda d: d["delivery"].update(weeks=8), {"plan", "contact"}),
        (lambda d: d["delivery"].update(contact_hours_a_week=0), {"contact"}),
        (lambda d: d["delivery"].update(hours_a_week=9), {"plan"}),
    ],
)
def test_what_does_not_agree_is_shown_and_found(
    change: Callable[[dict[str, Any]], object], differs: set[str]
) -> None:
    data = changed(change)
    assert set(differing(data)) == differs
    assert len(found(data)) == len(differs - {"credits"})


def test_contact_may_be_the_whole_week_and_off_by_what_a_plan_may_be_off() -> None:
    whole = changed(lambda d: d["delivery"].update(hours_a_week=2, weeks=20))
    whole["learning_hours"].update(directed=30, work_based=60)
    assert "WORK-CONTACT" not in {one.code for one in found(whole)}
    assert "contact" not in differing(whole)
    whole["learning_hours"].update(directed=29)
    assert "WORK-CONTACT" in {one.code for one in found(whole)}


def test_hours_below_nought_and_hours_in_words_count_as_none() -> None:
    row = {"outcome": "LO1", "guided": -5, "practice": "ten", "feedback": True, "assessment": 3}
    assert of({"workload": [row]}).total == 3


def test_the_sum_for_the_credits_has_the_tolerance_of_our_policy() -> None:
    data = changed(lambda d: d["learning_hours"].update(assessment=12))
    assert "credits" in differing(data)
    assert "credits" not in differing(data, hours_tolerance=2)


def test_a_draft_of_four_lines_has_an_empty_study() -> None:
    four = {key: base()[key] for key in ("format", "route", "kind", "title")}
    told = of(four)
    assert (told.rows, told.comparisons, told.total, told.needed) == ((), (), 0, None)
    assert found(four) == ()


def test_the_hours_of_the_credits_come_from_the_law() -> None:
    assert of({"credits": 7}).needed == LAW.value("learning_hours", "per_credit").value * 7
    assert of({"credits": 0}).needed is None
    assert of({"credits": "7.5"}).needed == 75
    assert of({"credits": "7.55"}).needed is None


# never backwards


@settings(deadline=None)
@given(st.integers(-5, 1000), st.integers(-5, 1000))
def test_no_row_no_sum_and_no_figure_of_outcomes_depends_on_the_credits(
    one: int, other: int
) -> None:
    on_credits = ("credits", "plan", "weeks", "contact")

    def counted(credits: int) -> tuple[Any, ...]:
        told = of({**FULL, "credits": credits})
        kept = [c for c in told.comparisons if c.what not in on_credits]
        return told.rows, told.sums, told.outcomes, kept

    assert counted(one) == counted(other)


@pytest.mark.parametrize("shares", [[20, 20, 20], [17, 17, 16], [10] * 5, [12, 13, 12, 13]])
def test_equal_shares_of_the_credits_are_remarked_on(shares: list[int]) -> None:
    data = _shares(shares)
    assert [one.code for one in found(data)] == ["WORK-BACK"]
    data["workload"] = [{"outcome": "LO1", "guided": shares[0], "basis": "Two workshops"}]
    assert "WORK-BACK" not in {one.code for one in found(data)}


@pytest.mark.parametrize("shares", [[25, 25], [50], [18, 16, 16], [30, 10, 10], [20, 20, 21, 39]])
def test_hours_that_were_counted_are_not(shares: list[int]) -> None:
    assert found(_shares(shares)) == ()


def _shares(shares: list[int]) -> dict[str, Any]:
    outcomes = [{"id": f"LO{n}", "hours": hours} for n, hours in enumerate(shares, 1)]
    return {"credits": sum(shares) // 10, "learning_outcomes": outcomes}


# the plan


def told(weeks: int, weekly: int, work_based: int, credits: int, per_cent: int = 10) -> Plan:
    data = {
        "credits": credits,
        "delivery": {"weeks": weeks, "hours_a_week": weekly},
        "learning_hours": {"work_based": work_based},
    }
    made = plan(Draft(data), LAW, replace(SHIPPED, plan_tolerance=per_cent))
    assert made is not None
    return made


def test_two_hours_a_week_for_five_months_do_not_explain_a_hundred() -> None:
    assert told(20, 2, 0, 10).missing == 60
    assert told(20, 2, 60, 10).missing == 0


def test_no_plan_is_made_where_hours_at_work_are_below_nought_and_no_study_tells_them() -> None:
    """They would count as none, and be told as missing."""
    hours = {"directed": -8, "work_based": 60}
    data: dict[str, Any] = {
        "credits": 10, "delivery": {"weeks": 20, "hours_a_week": 2}, "learning_hours": hours,
    }  # fmt: skip
    made = plan(Draft(data), LAW, SHIPPED)
    assert made is not None
    assert made.work_based == 60
    hours["work_based"] = -60
    assert plan(Draft(data), LAW, SHIPPED) is None
    data["workload"] = [{"outcome": "LO1", "work_based": 50}]
    made = plan(Draft(data), LAW, SHIPPED)
    assert made is not None
    assert made.work_based == 50


def test_without_credits_the_weeks_are_held_against_the_hours_there_are() -> None:
    def weeks(change: Callable[[dict[str, Any]], object]) -> Pair:
        (line,) = [c for c in of(changed(change)).comparisons if c.what in ("plan", "weeks")]
        return line

    one = "15 x 4 a week, 35 at work"
    assert weeks(lambda d: d.pop("credits")) == Pair("weeks", one, 95, "learning_hours", 100, True)
    line = weeks(lambda d: (d.pop("credits"), d["learning_hours"].clear()))
    assert line == Pair("weeks", one, 95, "study", 100, True)
    line = weeks(lambda d: (d.pop("credits"), d.pop("learning_hours"), d.pop("workload")))
    assert line == Pair("weeks", "15 x 4 a week, 0 at work", 60, "learning_outcomes", 100, False)


@pytest.mark.parametrize(("work_based", "missing"), [(49, 11), (50, 0), (51, 0)])
def test_the_tolerance_is_counted_in_per_cent_of_what_the_credits_stand_for(
    work_based: int, missing: int
) -> None:
    assert told(20, 2, work_based, 10).missing == missing
    assert told(20, 2, work_based, 10, per_cent=11).missing == 0
    assert told(20, 2, work_based, 10, per_cent=0).missing == 60 - work_based


@pytest.mark.parametrize(("weekly", "over"), [(10, 0), (11, 0), (12, 20)])
def test_a_plan_is_too_large_where_the_weeks_alone_are(weekly: int, over: int) -> None:
    assert told(10, weekly, 0, 10).over == told(10, weekly, 500, 10).over == over


def test_a_plan_that_only_learning_at_work_takes_beyond_is_said_to_be_so() -> None:
    def line(work_based: int, **delivery: int) -> Pair:
        data = {"credits": 5, "delivery": delivery, "learning_hours": {"work_based": work_based}}
        (plan_line,) = [c for c in of(data).comparisons if c.what == "plan"]
        return plan_line

    over = line(12, weeks=8, hours_a_week=6)
    assert (over.one_hours, over.other_hours, over.agrees) == (60, 50, False)
    assert over.unless == "learning at work is inside the week"
    assert line(7, weeks=8, hours_a_week=6).unless == ""
    assert line(12, weeks=8, hours_a_week=7) == Pair(
        "plan", "8 x 7 a week, 12 at work", 68, "credits", 50, False
    )


def test_a_week_holds_only_so_much_and_the_table_shows_it() -> None:
    most = advice()["week"]["most_hours"]
    for weekly in (most, most + 1):
        data = {"delivery": {"weeks": 1, "hours_a_week": weekly}}
        codes = [one.code for one in found(data)]
        assert codes == (["WORK-WEEKS"] if weekly > most else [])
        assert differing(data) == (["week"] if weekly > most else [])


@pytest.mark.parametrize(
    "basis",
    ["5 credits = 50 hours", "10 credits = 100 hours", "Divided by two", "100/3", "100 ÷ 3",
     "50 hrs", "Credits x 10, split evenly over the outcomes", "10cr", "5 × 10 = 50", "=",
     "1 credit is 10h"],
)  # fmt: skip
def test_a_basis_of_figures_and_dividing_is_no_basis(basis: str) -> None:
    data = changed(lambda d: d["workload"][0].update(basis=basis))
    (one,) = found(data)
    assert (one.code, one.path) == ("WORK-BACK", "/workload/0/basis")
    shares = _shares([20, 20, 20])
    shares["workload"] = [{"outcome": "LO1", "guided": 20, "basis": basis}]
    assert "/learning_outcomes" in {one.path for one in found(shares) if one.code == "WORK-BACK"}


@pytest.mark.parametrize(
    "basis",
    ["6 workshops of 3 hours", "Diaries: 42 hours", "10 hours a week on a placement", "A pilot",
     "Ngā rātaka a ngā ākonga", "Tasks counted, 3 hours each"],
)  # fmt: skip
def test_a_basis_that_names_what_was_counted_is_one(basis: str) -> None:
    assert found(changed(lambda d: d["workload"][0].update(basis=basis))) == ()


hours = st.integers(0, 400)


@settings(deadline=None)
@given(hours, hours, hours, hours, st.integers(1, 60), st.integers(0, 50))
def test_a_plan_that_is_explained_stays_explained_when_learning_at_work_grows(
    weeks: int, weekly: int, work_based: int, more: int, credits: int, per_cent: int
) -> None:
    before = told(weeks, weekly, work_based, credits, per_cent)
    after = told(weeks, weekly, work_based + more, credits, per_cent)
    assert after.missing <= before.missing
    assert after.over == before.over
    assert not (before.missing and before.over)


@settings(deadline=None)
@given(hours, hours, hours, st.integers(1, 60), st.integers(0, 49))
def test_a_smaller_tolerance_never_removes_a_finding(
    weeks: int, weekly: int, work_based: int, credits: int, per_cent: int
) -> None:
    data = {
        "credits": credits,
        "delivery": {"weeks": weeks, "hours_a_week": weekly, "contact_hours_a_week": 2},
        "learning_hours": {"work_based": work_based, "directed": 30},
    }
    loose = {f.path for f in found(data, plan_tolerance=per_cent + 1)}
    strict = {f.path for f in found(data, plan_tolerance=per_cent)}
    assert loose <= strict


# whatever is written

ROWS = st.lists(
    st.fixed_dictionaries(
        {"outcome": st.sampled_from(["LO1", "LO2", "LO9"])},
        optional={kind: st.integers(0, 200) for kind in KINDS},
    ),
    max_size=6,
)


@settings(deadline=None)
@given(ROWS, st.sampled_from(KINDS), st.integers(0, 50))
def test_more_hours_in_a_row_never_make_a_sum_smaller(
    listed: list[dict[str, Any]], kind: str, more: int
) -> None:
    before = by_kind(rows(Draft({"workload": listed})))
    grown = [{**row, kind: row.get(kind, 0) + more} for row in listed]
    after = by_kind(rows(Draft({"workload": grown})))
    assert after[kind] == (before[kind] or 0) + more * len(listed)
    assert all(after[other] == before[other] for other in KINDS if other != kind)
    assert of({"workload": listed}).total == in_all(before.values())


ODD = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-99, 999), st.text(max_size=5),
        st.sampled_from(["LO1", "LO2", "..."]),
    ),
    lambda part: st.one_of(
        st.lists(part, max_size=3),
        st.dictionaries(
            st.sampled_from([*KINDS, *SERVES, "id", "outcome", "hours", "basis", "weeks",
                             "hours_a_week", "contact_hours_a_week"]), part, max_size=5),
    ),
    max_leaves=12,
)  # fmt: skip
PARTS = ("workload", "learning_hours", "learning_outcomes", "delivery", "credits", "title")


@settings(deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, ODD)))
def test_a_study_of_any_shape_is_laid_out_and_agrees_with_its_findings(
    data: dict[str, Any],
) -> None:
    lines = set(differing(data))
    codes = {one.code for one in found(data)}
    assert ("plan" in lines or "week" in lines) is ("WORK-WEEKS" in codes)
    assert "contact" not in lines or "WORK-CONTACT" in codes
    assert "all outcomes" not in lines or "WORK-SUM" in codes
