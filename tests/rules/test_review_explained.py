"""Why the next review is due on its day: four sentences for each way in which that comes about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.rules.legacy_kept import change_by
from mcapproval.rules.review_because import Because, Letter, Waiting, former_day
from mcapproval.rules.review_explained import four_lines
from mcapproval.rules.review_schedule import Known

TODAY = date(2027, 3, 1)
APPROVED = date(2025, 8, 14)


def why(known: Known, policy: Policy = SHIPPED) -> Because:
    return Because("MC-0001", "APP-2025-0001", known, policy, TODAY)


ANNUAL = replace(
    why(Known(APPROVED, date(2026, 8, 14), date(2026, 8, 3), nzqa_years=1)),
    answered_by="REV-2026-0001",
    waiting=Waiting("REV-2027-0004", "full review", date(2027, 8, 14), "scheduled"),
)
TWO_YEARLY = replace(
    why(Known(APPROVED, nzqa_years=2)),
    today=date(2026, 3, 1),
    waiting=Waiting("REV-2026-0001", "yearly check", date(2026, 8, 14), "scheduled"),
)
LEGACY = replace(
    why(Known(date(2020, 5, 4), date(2026, 5, 4), date(2026, 5, 1))),
    answered_by="REV-2026-0002",
    waiting=Waiting("REV-2027-0002", "full review", date(2027, 5, 4), "notified"),
    change_by=date(2027, 8, 4),
)
MOVED = replace(
    why(Known(APPROVED, date(2026, 8, 14), nzqa_years=2, nzqa_date=date(2027, 10, 1))),
    answered_by="REV-2026-0001",
    letter=Letter(
        date(2027, 5, 3), "MC-0001", 57, "record-review-date", date(2027, 8, 14)
    ),
    waiting=Waiting("REV-2027-0004", "full review", date(2027, 8, 14), "scheduled"),
)  # fmt: skip


def test_an_annual_one_is_explained_in_four_sentences() -> None:
    assert four_lines(ANNUAL) == (
        "MC-0001 was approved on 14 August 2025 with APP-2025-0001, under the rules since "
        "mid-January 2023.",
        "Ours: a yearly check on 14 August 2027, every year from the approval; asked for by our "
        "policy, [review] yearly_check_months, not by NZQA.",
        "NZQA's: a review on 14 August 2027, every year from the approval; asked for by NZQA, "
        "review, listed since mid-January 2023.",
        "Next: a full review, REV-2027-0004, on 14 August 2027: NZQA's day and ours are the same, "
        "and one set of answers serves both; answered for by REV-2026-0001: everything up to "
        "14 August 2026; it is announced on 16 May 2027, 90 days ahead.",
    )


def test_a_two_yearly_one_says_that_nzqa_does_not_ask_for_the_next() -> None:
    assert four_lines(TWO_YEARLY)[2:] == (
        "NZQA's: a review on 14 August 2027, every 2 years from the approval; asked for by NZQA, "
        "review, listed since mid-January 2023.",
        "Next: a yearly check, REV-2026-0001, on 14 August 2026: our check comes first and NZQA's "
        "is more than 120 days later; nothing was due before it; it is announced "
        "on 16 May 2026, 90 days ahead.",
    )


def test_a_legacy_one_names_the_last_day_on_which_a_change_is_applied_for() -> None:
    assert four_lines(LEGACY) == (
        "MC-0001 was approved on 4 May 2020 with APP-2025-0001, no later than 15 January 2023 (the "
        "day is our reading), so under older rules.",
        "Ours: a yearly check on 4 May 2027, every year from the approval; asked for by our "
        "policy, [review] yearly_check_months, not by NZQA.",
        "NZQA's: a review on 4 May 2027, every year from the approval; asked for by NZQA, review, "
        "approved before mid-January 2023; where it is kept, a change is then applied for by "
        "4 August 2027.",
        "Next: a full review, REV-2027-0002, on 4 May 2027: NZQA's day and ours are the same, and "
        "one set of answers serves both; answered for by REV-2026-0002: everything up to 4 May "
        "2026; it was announced.",
    )
    late = replace(LEGACY, kept=True, change_by=date(2026, 8, 4))
    kept = four_lines(late)
    assert kept[2].endswith(
        "; it was kept, so an application for a change, to be listed under the present rules, is "
        "asked for by 4 August 2026, which has passed."
    )
    assert four_lines(replace(late, today=date(2026, 8, 4)))[2].endswith("by 4 August 2026.")


def test_a_moved_one_names_the_letter_the_row_and_the_day_before() -> None:
    assert four_lines(MOVED)[2:] == (
        "NZQA's: a review on 1 October 2027, moved from 14 August 2027 by its letter of 3 May 2027 "
        "(record-review-date of MC-0001, row 57); asked for by NZQA, review, when it is due.",
        "Next: a full review, REV-2027-0004, on 14 August 2027: our check comes first and NZQA's "
        "is no more than 120 days later, so one set of answers serves both; answered for by "
        "REV-2026-0001: everything up to 14 August 2026; it is announced on 16 May 2027, 90 days "
        "ahead.",
    )


@pytest.mark.parametrize("which", [ANNUAL, TWO_YEARLY, LEGACY, MOVED])
def test_each_sentence_is_one_line_that_ends_once(which: Because) -> None:
    for line in four_lines(which):
        assert line.endswith(".")
        assert "\n" not in line
        assert line.rstrip(".").count(". ") == 0


def test_the_month_of_the_house_and_the_last_review_are_named_with_their_settings() -> None:
    known = Known(APPROVED, date(2026, 8, 14), date(2026, 9, 3), nzqa_years=3)
    policy = Policy(counted_from="last-review", review_month=6)
    line = four_lines(replace(why(known, policy), answered_by="REV-2026-0001"))[1]
    assert line == (
        "Ours: a yearly check on 30 June 2027, every year from the day that REV-2026-0001 was "
        "decided, 3 September 2026 ([review] counted_from), in June, the month of our house "
        "([review] month); asked for by our policy, [review] yearly_check_months, not by NZQA."
    )


def test_a_month_of_the_house_that_was_over_before_the_import_is_said_to_be() -> None:
    reviewed = date(2026, 10, 6)
    known = Known(date(2024, 10, 6), reviewed, reviewed, known_since=date(2027, 9, 1))
    line = four_lines(why(known, Policy(review_month=6)))[1]
    assert line.startswith("Ours: a yearly check on 6 October 2027, every year from the approval; ")
    assert "; June, the month of our house ([review] month), was over before the import; " in line


def test_an_imported_one_without_approval_says_what_is_not_recorded() -> None:
    known = Known(None, nzqa_date=date(2027, 5, 4), known_since=date(2026, 3, 2))
    letter = Letter(date(2026, 3, 2), "MC-0001", 12)
    lines = four_lines(replace(why(known), imported="IMP-0001", letter=letter))
    assert lines == (
        "MC-0001: its approval is not recorded; it was imported with IMP-0001 on 2 March 2026.",
        "Ours: no yearly check is counted before a review or the approval is recorded.",
        "NZQA's: a review on 4 May 2027, as on its register when it was imported on 2 March 2026 "
        "(row 12); asked for by NZQA, review, when it is due.",
        "Next: a full review on 4 May 2027: the only day that is known; what fell due before "
        "2 March 2026 was not recorded here; it is announced by the next tick, 90 days ahead or "
        "less.",
    )


def test_where_nothing_is_known_it_says_what_to_record() -> None:
    lines = four_lines(why(Known(None)))
    assert lines[2].endswith("record it with record-review-date of MC-0001.")
    assert lines[3].startswith("Next: nothing is scheduled; record the approval on APP-2025-0001")
    brought = four_lines(replace(why(Known(None)), imported="IMP-0001"))
    assert brought[3].startswith("Next: nothing is scheduled; record the day on NZQA's register")


def test_what_is_overdue_and_not_announced_says_so() -> None:
    assert four_lines(replace(ANNUAL, today=date(2027, 8, 15)))[3].endswith(
        "; it is overdue by 1 day, and announced by the next tick."
    )
    assert "overdue" not in four_lines(replace(ANNUAL, today=date(2027, 8, 14)))[3]


def test_what_has_ended_has_nothing_due() -> None:
    _, ours, nzqa, following = four_lines(replace(LEGACY, ended="Discontinued"))
    assert following == "Next: nothing is due, for it stands as 'Discontinued'."
    assert ours == "Ours: none is counted, for it stands as 'Discontinued'."
    assert nzqa.startswith("NZQA's: none is waited for, for it stands as 'Discontinued'")
    assert "where it is kept" not in nzqa


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("scheduled", "it is overdue by 1825 days, and announced by the next tick"),
        ("notified", "it was announced and is overdue by 1825 days"),
        ("in-progress", "it is under way and is overdue by 1825 days"),
    ],
)
def test_what_is_overdue_says_by_how_much_wherever_it_stands(state: str, said: str) -> None:
    assert ANNUAL.waiting
    late = replace(ANNUAL.waiting, due_on=date(2022, 9, 2), state=state)
    line = four_lines(replace(ANNUAL, waiting=late, today=date(2027, 9, 1)))[3]
    assert line.endswith(f"; {said}.")


def test_one_that_was_put_off_or_scheduled_otherwise_says_so() -> None:
    later = Waiting("REV-2027-0009", "full review", date(2027, 12, 1), "scheduled", put_off=True)
    assert (
        "the day that was set when REV-2026-0001 was decided"
        in (four_lines(replace(ANNUAL, waiting=later))[3])
    )
    assert (
        "so it was scheduled, and that day holds; by our policy of now it would be 14 August 2027: "
        "mcapproval review reschedule MC-0001 moves it; answered for"
        in (four_lines(replace(ANNUAL, waiting=replace(later, put_off=False)))[3])
    )


@pytest.mark.parametrize(
    ("months", "words"),
    [(1, "every month"), (2, "every 2 months"), (18, "every 18 months"), (24, "every 2 years")],
)
def test_a_period_is_said_as_people_say_it(months: int, words: str) -> None:
    line = four_lines(why(Known(APPROVED), Policy(yearly_check_months=months)))[1]
    assert f"{words} from the approval" in line


def test_before_2023_the_yearly_review_is_cited_from_the_requirements_of_2018() -> None:
    said = four_lines(why(Known(date(2020, 5, 4))))[2]
    assert "asked for by NZQA requirements 2018, review" in said
    said = four_lines(why(Known(date(2020, 5, 4), date(2022, 5, 4))))[2]
    assert "asked for by NZQA, review, approved before" in said


def test_the_day_before_the_first_letter_is_the_anniversary() -> None:
    known = Known(APPROVED, nzqa_years=2, nzqa_date=date(2028, 1, 1))
    assert former_day(known, date(2028, 1, 1)) == date(2027, 8, 14)
    assert former_day(known, date(2027, 8, 14)) is None
    assert former_day(Known(None), date(2027, 8, 14)) is None


@pytest.mark.parametrize(
    ("due_on", "last"),
    [
        (date(2015, 6, 10), None),
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), date(2025, 4, 1)),
        (date(2025, 11, 30), date(2026, 2, 28)),
    ],
)
def test_the_window_for_a_change_is_three_months_since_the_law_asks_for_one(
    due_on: date, last: date | None
) -> None:
    assert change_by(due_on) == last
