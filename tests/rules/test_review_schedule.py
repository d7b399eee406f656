"""The next review: our yearly check, NZQA's period, and the day that NZQA set."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcapproval.actions.cases.effects.scheduling import next_review
from mcapproval.clock import add_months
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.review_schedule import Schedule, explain, legacy, schedule
from mcapproval.rules.texts import clauses
from mcapproval.store.tables import Listing

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
        listed = Listing(
            ref="MC-0001", application="APP-2023-0001", title="T", approved_on=approved,
            review_years=3,
        )  # fmt: skip
        return next_review(listed, None, SHIPPED).nzqa

    assert nzqa("2023-01-15") == date(2024, 1, 15)
    assert nzqa("2023-01-16") == date(2026, 1, 16)


def test_the_day_up_to_which_an_approval_is_reviewed_every_year_is_said_to_be_inferred() -> None:
    clause = clauses()["review/legacy"]
    assert clause.confidence == "inferred"
    assert "15 January 2023" in clause.asks


# explained


def test_it_is_explained_who_asks_for_what() -> None:
    said = explain(APPROVED, APPROVED, 12, 2, None, False, approval="APP-2026-0001")
    assert said == (
        "Counted from the original approval: APP-2026-0001, 14 August 2026.",
        "Our yearly check is due on 14 August 2027: every year from the approval. Asked for by our "
        "policy, [review] yearly_check_months; not by NZQA.",
        "NZQA's review is due on 14 August 2028: every 2 years from the approval. Asked for by "
        "NZQA, review, listed since mid-January 2023.",
        "Next due: a yearly check on 14 August 2027.",
    )


def test_the_letter_that_moved_it_is_named() -> None:
    letter = "NZQA's letter of 2 May 2027"
    said = explain(APPROVED, APPROVED, 12, 2, date(2027, 10, 1), False, letter=letter)
    assert said[2:] == (
        "NZQA's review is due on 1 October 2027: the day set by NZQA's letter of 2 May 2027, which "
        "wins over the anniversary. Asked for by NZQA, review, when it is due.",
        "The two are no more than 120 days apart, so one full review on 14 August 2027 answers for "
        "both.",
        "Next due: a full review on 14 August 2027.",
    )


def test_the_yearly_review_of_a_legacy_approval_is_explained_as_nzqas() -> None:
    said = explain(date(2020, 5, 4), date(2024, 5, 4), 12, 3, None, True)
    assert said[1] == "Answered for already: everything up to 4 May 2024."
    assert said[3] == (
        "NZQA's review is due on 4 May 2025: approved no later than 15 January 2023 (the day "
        "is our reading), so every year from the approval. Asked for by NZQA, "
        "review, approved before mid-January 2023."
    )
    assert said[4] == "Next due: a full review on 4 May 2025."


@pytest.mark.parametrize(
    ("months", "words"),
    [(1, "every month"), (2, "every 2 months"), (18, "every 18 months"), (24, "every 2 years")],
)
def test_a_period_is_said_as_people_say_it(months: int, words: str) -> None:
    assert any(f"{words} from" in s for s in explain(APPROVED, APPROVED, months, 3, None, False))


def test_before_2023_the_yearly_review_is_cited_from_the_requirements_of_2018() -> None:
    said = explain(date(2020, 5, 4), date(2020, 5, 4), 12, None, None, True)
    assert any("Asked for by NZQA requirements 2018, review." in line for line in said)
    said = explain(date(2020, 5, 4), date(2022, 5, 4), 12, None, None, True)
    assert any("Asked for by NZQA, review, approved before" in line for line in said)


def test_an_unknown_period_is_said_to_be_unknown() -> None:
    assert any("no review period" in s for s in explain(APPROVED, APPROVED, 1, None, None, False))


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
        assert explain(approved, after, months, years, None, False)[-1].startswith("Next due")
        after = due.covers
