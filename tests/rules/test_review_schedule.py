"""The next review: our yearly check, NZQA's period, and the day that NZQA set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rows import row

from mcapproval.actions.cases.effects.scheduling import next_review
from mcapproval.clock import add_months
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.rules.review_schedule import (
    Known,
    Schedule,
    legacy,
    moved_to,
    our_check,
    planned,
    schedule,
)
from mcapproval.rules.texts import clauses
from mcapproval.store.rows.folded import Listing

APPROVED = date(2026, 8, 14)


def test_a_period_of_two_years_leaves_a_yearly_check_of_our_own_first() -> None:
    due = schedule(APPROVED, APPROVED, 12, 2, None, legacy=False)
    assert due == Schedule(date(2027, 8, 14), date(2028, 8, 14), date(2027, 8, 14), "yearly check")
    assert due.covers == date(2027, 8, 14)


def test_where_both_fall_on_one_day_it_is_a_full_review() -> None:
    due = schedule(APPROVED, date(2027, 8, 14), 12, 2, None, legacy=False)
    assert due.next_due == due.ours == due.nzqa == date(2028, 8, 14)
    assert due.form == "full review"


def test_a_legacy_approval_is_reviewed_every_year_whatever_the_period_says() -> None:
    due = schedule(date(2020, 5, 4), date(2020, 5, 4), 12, 3, None, legacy=True)
    assert due.nzqa == due.next_due == date(2021, 5, 4)
    assert due.form == "full review"


def test_the_day_that_nzqa_set_wins_over_the_anniversary() -> None:
    due = schedule(APPROVED, date(2027, 8, 14), 12, 2, date(2029, 3, 1), legacy=False)
    assert due.nzqa == date(2029, 3, 1)
    assert (due.next_due, due.form) == (date(2028, 8, 14), "yearly check")


def test_a_day_of_nzqa_before_ours_comes_first() -> None:
    due = schedule(APPROVED, APPROVED, 12, 2, date(2027, 2, 1), legacy=False)
    assert (due.next_due, due.form) == (date(2027, 2, 1), "full review")
    assert due.covers == date(2027, 2, 1)


def test_once_answered_for_the_day_that_nzqa_set_counts_no_more() -> None:
    due = schedule(APPROVED, date(2027, 2, 1), 12, 2, date(2027, 2, 1), legacy=False)
    assert due.nzqa == date(2028, 8, 14)


@pytest.mark.parametrize(
    ("days", "form"), [(0, "full review"), (120, "full review"), (121, "yearly check")]
)
def test_nzqa_within_120_days_of_ours_makes_it_a_full_review(days: int, form: str) -> None:
    ours = date(2027, 8, 14)
    due = schedule(APPROVED, APPROVED, 12, 2, ours + timedelta(days), legacy=False)
    assert (due.next_due, due.form) == (ours, form)
    assert due.covers == ours + timedelta(days if form == "full review" else 0)


def test_one_full_review_answers_for_both_days() -> None:
    due = schedule(APPROVED, APPROVED, 12, 1, date(2027, 10, 1), legacy=False)
    assert due.form == "full review"
    assert due.covers == date(2027, 10, 1)
    after = schedule(APPROVED, due.covers, 12, 1, date(2027, 10, 1), legacy=False)
    assert after.next_due == date(2028, 8, 14)


def test_a_full_review_shortly_before_our_check_answers_for_it() -> None:
    due = schedule(APPROVED, APPROVED, 12, 2, date(2027, 6, 1), legacy=False)
    assert due.covers == date(2027, 8, 14)


def test_without_a_period_of_nzqa_only_our_check_is_due() -> None:
    due = schedule(APPROVED, APPROVED, 12, None, None, legacy=False)
    assert (due.nzqa, due.form) == (None, "yearly check")


def test_29_february_stays_29_february() -> None:
    leap = date(2024, 2, 29)
    days = []
    after = leap
    for _ in range(4):
        due = schedule(leap, after, 12, 1, None, legacy=False)
        days.append(due.next_due)
        after = due.covers
    assert days == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_a_late_review_moves_nothing() -> None:
    assert schedule(APPROVED, date(2027, 8, 14), 12, 3, None, legacy=False).ours == date(
        2028, 8, 14
    )
    assert schedule(APPROVED, date(2027, 12, 1), 12, 3, None, legacy=False).ours == date(
        2028, 8, 14
    )


def test_a_check_every_six_months() -> None:
    due = schedule(date(2026, 8, 31), date(2026, 8, 31), 6, 2, None, legacy=False)
    assert due.ours == date(2027, 2, 28)
    assert schedule(date(2026, 8, 31), due.ours, 6, 2, None, legacy=False).ours == date(2027, 8, 31)


@pytest.mark.parametrize(("months", "years"), [(0, 2), (12, 0)])
def test_a_period_of_nothing_is_refused(months: int, years: int) -> None:
    with pytest.raises(ValueError, match="a period of 0 months"):
        schedule(APPROVED, APPROVED, months, years, None, legacy=False)


# approved under which law


@pytest.mark.parametrize(
    ("approved", "yearly"),
    [
        (date(2013, 6, 10), True),
        (date(2018, 8, 21), True),
        (date(2018, 8, 22), True),
        (date(2020, 9, 2), True),
        (date(2023, 1, 15), True),
        (date(2023, 1, 16), False),
        (date(2026, 8, 14), False),
    ],
)
def test_an_approval_up_to_15_january_2023_is_reviewed_every_year(
    approved: date, yearly: bool
) -> None:
    assert legacy(approved) is yearly
    due = schedule(approved, approved, 24, 3, None, legacy(approved))
    assert due.nzqa == add_months(approved, 12 if yearly else 36)


def test_a_listing_is_scheduled_by_the_law_of_the_day_of_its_approval() -> None:
    def nzqa(approved: str) -> date | None:
        listed = row(Listing, 
            ref="MC-0001", application="APP-2023-0001", title="T", approved_on=approved,
            review_years=3,
        )  # fmt: skip
        due = next_review(listed, None, SHIPPED)
        assert due is not None
        return due.nzqa

    assert nzqa("2023-01-15") == date(2024, 1, 15)
    assert nzqa("2023-01-16") == date(2026, 1, 16)


def test_the_day_up_to_which_an_approval_is_reviewed_every_year_is_said_to_be_inferred() -> None:
    clause = clauses()["review/legacy"]
    assert clause.confidence == "inferred"
    assert "15 January 2023" in clause.asks


# our own way: the last review, the round month

OURS_MOVED = Policy(counted_from="last-review")
IN_JUNE = Policy(review_month=6)


def test_counted_from_the_last_review_a_late_one_moves_ours_and_never_nzqas() -> None:
    late = Known(APPROVED, date(2027, 8, 14), date(2027, 11, 30), nzqa_years=2)
    due = planned(late, OURS_MOVED)
    assert due is not None
    assert (due.ours, due.nzqa) == (date(2028, 11, 30), date(2028, 8, 14))
    assert (due.next_due, due.form) == (date(2028, 8, 14), "full review")
    assert due.covers == due.ours


def test_an_early_review_that_answered_for_nzqas_day_leaves_a_whole_interval() -> None:
    early = Known(APPROVED, date(2028, 8, 14), date(2028, 6, 1), nzqa_years=2)
    due = planned(early, OURS_MOVED)
    assert due is not None
    assert due.ours == date(2029, 6, 1)


def test_before_the_first_review_ours_is_counted_from_the_approval_either_way() -> None:
    assert planned(Known(APPROVED, nzqa_years=2), OURS_MOVED) == planned(
        Known(APPROVED, nzqa_years=2), SHIPPED
    )


@pytest.mark.parametrize(
    ("month", "days"),
    [
        (6, ["2027-06-30", "2028-06-30", "2029-06-30"]),
        (8, ["2027-08-14", "2028-08-14", "2029-08-14"]),
        (9, ["2026-09-30", "2027-09-30", "2028-09-30"]),
        (2, ["2027-02-28", "2028-02-29", "2029-02-28"]),
    ],
)
def test_our_check_is_brought_forward_to_the_round_month(month: int, days: list[str]) -> None:
    after, found = APPROVED, []
    for _ in days:
        after = our_check(APPROVED, 12, after, month)
        found.append(after.isoformat())
    assert found == days


def test_the_round_month_of_the_house_moves_no_day_of_nzqa() -> None:
    due = planned(Known(APPROVED, date(2028, 6, 30), nzqa_years=3), IN_JUNE)
    assert due is not None
    assert (due.ours, due.nzqa) == (date(2029, 6, 30), date(2029, 8, 14))
    assert (due.next_due, due.form, due.covers) == (due.ours, "full review", due.nzqa)


def test_a_round_month_that_was_over_before_the_import_makes_nothing_overdue_on_day_one() -> None:
    reviewed = date(2026, 10, 6)
    known = Known(APPROVED, reviewed, reviewed, known_since=date(2027, 9, 1))
    after_it = known._replace(answered=date(2027, 10, 6), decided_on=date(2027, 10, 6))
    policy = replace(IN_JUNE, counted_from="last-review")
    first, second = planned(known, policy), planned(after_it, policy)
    assert first is not None
    assert first.ours == date(2027, 10, 6)
    assert second is not None
    assert second.ours == date(2028, 6, 30)


def test_what_was_late_before_the_import_by_its_anniversary_too_is_overdue() -> None:
    reviewed = date(2025, 10, 6)
    known = Known(APPROVED, reviewed, reviewed, known_since=date(2027, 9, 1))
    due = planned(known, replace(IN_JUNE, counted_from="last-review"))
    assert due is not None
    assert due.ours == date(2026, 6, 30)


def test_a_round_month_stands_where_a_review_since_the_import_answered_for_the_last_one() -> None:
    """August of 2025 was over at the import, and NZQA's review of January answered for it: the next
    is the August that follows, and not the anniversary four months after."""
    january = date(2026, 1, 20)
    known = Known(
        *(date(2025, 5, 30), january, date(2026, 1, 28)),
        nzqa_date=january,
        known_since=date(2026, 1, 17),
    )
    due = planned(known, Policy(review_month=8))
    assert due is not None
    assert due.ours == date(2026, 8, 31)


def test_a_round_month_brings_what_waits_forward_and_never_puts_it_off() -> None:
    """June was over when last year's check was decided, so it asks for June of next year; a check
    that waits for 14 August already is not moved there."""
    known = Known(date(2024, 8, 14), date(2025, 8, 14), date(2026, 7, 20))
    today = date(2026, 7, 25)
    without, rounded = moved_to(known, SHIPPED, today), moved_to(known, IN_JUNE, today)
    assert without is not None
    assert without.next_due == date(2026, 8, 14)
    assert rounded == without
    by_itself = planned(known, IN_JUNE)
    assert by_itself is not None
    assert by_itself.next_due == date(2027, 6, 30)


def test_a_round_month_brings_nothing_that_waits_forward_to_before_today() -> None:
    known = Known(date(2025, 8, 14), date(2026, 8, 14), date(2026, 8, 14))
    for today, due in (
        (date(2027, 6, 30), date(2027, 6, 30)),
        (date(2027, 7, 1), date(2027, 8, 14)),
    ):
        moved = moved_to(known, IN_JUNE, today)
        assert moved is not None
        assert moved.next_due == due


def test_with_an_interval_out_of_step_there_is_no_round_month() -> None:
    assert our_check(APPROVED, 18, APPROVED, 6) == date(2028, 2, 14)


def test_an_early_decision_does_not_bring_two_checks_into_one_month() -> None:
    policy = Policy(counted_from="last-review", review_month=6)
    due = planned(Known(date(2026, 6, 20), date(2027, 6, 20), date(2027, 5, 25)), policy)
    assert due is not None
    assert due.ours == date(2028, 6, 20)


# imported


def test_where_only_nzqas_day_is_known_it_is_the_next_in_full() -> None:
    day = date(2028, 2, 29)
    due = planned(Known(None, nzqa_date=day, nzqa_years=1), SHIPPED)
    assert due == Schedule(None, day, day, "full review")
    assert due.covers == day
    then = planned(Known(None, day, date(2028, 2, 1), nzqa_date=day, nzqa_years=1), SHIPPED)
    assert then is not None
    assert (then.ours, then.nzqa) == (date(2029, 2, 28), date(2029, 2, 28))


def test_where_neither_the_approval_nor_a_day_of_nzqa_is_known_nothing_is_due() -> None:
    assert planned(Known(None, nzqa_years=2), SHIPPED) is None


def test_what_fell_due_before_an_import_is_not_asked_for_but_the_day_that_nzqa_set_is() -> None:
    known = Known(date(2019, 5, 4), known_since=date(2026, 3, 2))
    due = planned(known, SHIPPED)
    assert due is not None
    assert due.next_due == due.ours == due.nzqa == date(2026, 5, 4)
    on_the_day = planned(Known(date(2019, 5, 4), known_since=date(2026, 5, 4)), SHIPPED)
    assert on_the_day is not None
    assert on_the_day.next_due == date(2026, 5, 4)
    overdue = Known(date(2019, 5, 4), nzqa_date=date(2026, 1, 5), known_since=date(2026, 3, 2))
    late = planned(overdue, SHIPPED)
    assert late is not None
    assert (late.next_due, late.form) == (date(2026, 1, 5), "full review")


# whatever the days

days = st.dates(date(2018, 8, 22), date(2045, 1, 1))
months = st.integers(1, 36)
years = st.one_of(st.none(), st.integers(1, 3))


@settings(deadline=None)
@given(approved=days, on=st.integers(0, 9000), months=months, years=years, legacy=st.booleans())
def test_the_next_is_later_than_what_is_answered_for(
    approved: date, on: int, months: int, years: int | None, legacy: bool
) -> None:
    after = approved + timedelta(on)
    due = schedule(approved, after, months, years, None, legacy)
    assert after < due.next_due <= due.covers <= due.next_due + timedelta(SHIPPED.together_days)
    assert due.next_due == min(day for day in (due.ours, due.nzqa) if day)
    every = [add_months(approved, step * months) for step in range(1, 9000 // 28 // months + 2)]
    assert due.ours == next(day for day in every if day > after)


@settings(deadline=None)
@given(
    approved=days, months=months, years=years, set_day=st.one_of(st.none(), days),
    first=st.integers(0, 5000), more=st.integers(0, 5000), legacy=st.booleans(),
)  # fmt: skip
def test_more_answered_for_never_brings_the_next_forward(
    approved: date, months: int, years: int | None, set_day: date | None,
    first: int, more: int, legacy: bool,
) -> None:  # fmt: skip
    earlier, later = approved + timedelta(first), approved + timedelta(first + more)
    before = schedule(approved, earlier, months, years, None, legacy)
    after = schedule(approved, later, months, years, None, legacy)
    assert before.next_due <= after.next_due
    assert before.ours is not None
    assert after.ours is not None
    assert before.ours <= after.ours
    moved = schedule(approved, earlier, months, years, set_day, legacy)
    assert moved.ours == before.ours
    if set_day and set_day > earlier:
        assert moved.nzqa == set_day


@settings(deadline=None)
@given(approved=days, months=months, years=st.integers(1, 3), steps=st.integers(1, 12))
def test_held_one_after_the_other_no_day_drifts(
    approved: date, months: int, years: int, steps: int
) -> None:
    after = approved
    for _ in range(steps):
        due = schedule(approved, after, months, years, None, legacy=False)
        assert due.next_due.day in (approved.day, 28, 29, 30)
        assert due.next_due.day <= approved.day
        after = due.covers


policies = st.builds(
    Policy,
    yearly_check_months=st.sampled_from([12, 24, 36]),
    counted_from=st.sampled_from(["approval", "last-review"]),
    review_month=st.one_of(st.none(), st.integers(1, 12)),
    together_days=st.integers(0, 365),
)


@settings(deadline=None, max_examples=40)
@given(
    approved=days, on=st.integers(0, 4000), decided=st.integers(-90, 90), policy=policies,
    years=years, set_day=st.one_of(st.none(), days),
)  # fmt: skip
def test_no_policy_of_ours_moves_the_day_of_nzqa_or_puts_the_review_after_it(
    approved: date, on: int, decided: int, policy: Policy, years: int | None, set_day: date | None
) -> None:
    answered = approved + timedelta(on)
    known = Known(approved, answered, answered + timedelta(decided), years, set_day)
    due, shipped = planned(known, policy), planned(known, SHIPPED)
    assert due is not None
    assert shipped is not None
    assert due.nzqa == shipped.nzqa
    assert answered < due.next_due <= due.covers
    assert due.nzqa is None or due.next_due <= due.nzqa
    assert (due.form == "full review") == (due.nzqa is not None and due.nzqa <= due.covers)


@settings(deadline=None, max_examples=40)
@given(approved=days, month=st.integers(1, 12), count=st.sampled_from([12, 24, 36]))
def test_the_round_month_is_never_later_than_the_anniversary_nor_an_interval_too_late(
    approved: date, month: int, count: int
) -> None:
    before = approved
    for step in range(1, 6):
        due = our_check(approved, count, before, month)
        assert due.month == month
        assert due <= add_months(approved, step * count)
        assert (due.year - before.year) * 12 + due.month - before.month <= count
        before = due


@settings(deadline=None, max_examples=40)
@given(ours=days, apart=st.integers(0, 400), together=st.integers(0, 365))
def test_it_is_held_together_whichever_of_the_two_comes_first(
    ours: date, apart: int, together: int
) -> None:
    one = Known(add_months(ours, -12), nzqa_date=ours + timedelta(apart))
    other = Known(add_months(ours, -12), nzqa_date=ours - timedelta(min(apart, 300)))
    policy = Policy(together_days=together)
    later, sooner = planned(one, policy), planned(other, policy)
    assert later is not None
    assert sooner is not None
    assert later.ours is not None
    held = (one.nzqa_date or ours) <= later.ours + timedelta(together)
    assert (later.covers == one.nzqa_date) == (held or later.ours == one.nzqa_date)
    assert sooner.form == "full review"
    gap = (sooner.ours or ours) - (other.nzqa_date or ours)
    assert (sooner.covers == sooner.ours) == (gap <= timedelta(together))


def test_a_review_that_was_years_late_answers_for_those_years() -> None:
    approved, due = date(2020, 9, 2), date(2022, 9, 2)
    known = Known(approved, due, date(2027, 10, 15))
    found = planned(known, Policy())
    assert found
    assert found.next_due == date(2028, 9, 2)


def test_a_late_yearly_check_of_ours_answers_for_no_review_of_nzqa() -> None:
    known = Known(APPROVED, date(2027, 8, 14), date(2028, 9, 1), nzqa_years=2, full=False)
    found = planned(known, Policy())
    assert found
    assert (found.nzqa, found.ours) == (date(2028, 8, 14), date(2029, 8, 14))
    assert (found.next_due, found.form) == (date(2028, 8, 14), "full review")


@pytest.mark.parametrize(
    ("imported", "due"),
    [
        (date(2027, 5, 31), date(2027, 5, 31)),
        (date(2027, 6, 1), date(2027, 10, 14)),  # the month was over: no later than a year
        (date(2027, 10, 14), date(2027, 10, 14)),
        (date(2027, 10, 15), date(2028, 5, 31)),
    ],
)
def test_a_round_month_puts_off_no_first_check_of_what_is_imported(
    imported: date, due: date
) -> None:
    known = Known(date(2026, 10, 14), nzqa_years=3, known_since=imported)
    plan = planned(known, Policy(review_month=5))
    assert plan
    assert plan.ours == due
