"""Every day of approval from 2018 to 2040 with every period, against days found by hand.

The oracle counts year and month up one by one and looks the day up in a list of month lengths; it
knows nothing of `add_months` nor of Python's calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from mcapproval.rules.review_schedule import nzqas_review, our_check, schedule

FIRST, LAST = date(2018, 1, 1), date(2040, 12, 31)
NZQAS = (12, 24, 36)
REVIEWS = 4
"""So many reviews, one after another, are looked at of each."""


def by_hand(year: int, month: int, day: int, months: int) -> tuple[int, int, int]:
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    leap = year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return year, month, min(day, lengths[month - 1])


def reviews_by_hand(approved: date, months: int) -> Iterator[str]:
    for n in range(1, REVIEWS + 1):
        y, m, d = by_hand(approved.year, approved.month, approved.day, n * months)
        yield f"{y:04}-{m:02}-{d:02}"


def in_a_row(approved: date, months: int) -> tuple[list[str], list[str]]:
    """Of ours and of NZQA's: the days on which it is due, each asked after the one before."""
    ours, nzqas = [approved], [approved]
    for _ in range(REVIEWS):
        ours.append(our_check(approved, months, ours[-1]))
        if months in NZQAS:
            found = nzqas_review(approved, nzqas[-1], months // 12, legacy=False)
            assert found is not None
            nzqas.append(found)
    return [d.isoformat() for d in ours[1:]], [d.isoformat() for d in nzqas[1:]]


def agrees(approved: date, months: int) -> None:
    expected = list(reviews_by_hand(approved, months))
    ours, nzqas = in_a_row(approved, months)
    assert ours == expected, (approved, months)
    assert nzqas == (expected if months in NZQAS else []), (approved, months)


def every_day(first: date = FIRST, last: date = LAST) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(n)


def month_ends() -> Iterator[date]:
    """The last day of each month, and every 28 and 29 February."""
    for day in every_day():
        if (day + timedelta(1)).day == 1 or (day.month == 2 and day.day >= 28):
            yield day


def test_what_is_approved_at_the_end_of_a_month_is_due_at_its_end_or_on_its_day() -> None:
    days = list(month_ends())
    assert sum(day.month == 2 and day.day == 29 for day in days) == 6
    for day in days:
        for months in NZQAS:
            agrees(day, months)


def test_every_period_of_our_policy_keeps_to_the_29th_of_february() -> None:
    for months in range(1, 61):
        for year in (2020, 2024, 2028, 2032, 2036, 2040):
            agrees(date(year, 2, 29), months)


@pytest.mark.slow
def test_every_day_of_approval_with_every_period_of_nzqa() -> None:
    days = list(every_day())
    assert (len(days), days[0], days[-1]) == (8401, FIRST, LAST)
    for day in days:
        for months in NZQAS:
            agrees(day, months)


@pytest.mark.slow
def test_every_period_of_our_policy_with_the_days_of_a_leap_year_and_of_the_one_after() -> None:
    for day in every_day(date(2024, 1, 1), date(2025, 12, 31)):
        for months in range(1, 61, 7):
            agrees(day, months)


@pytest.mark.slow
def test_the_round_month_is_that_of_the_year_that_ends_with_the_anniversary() -> None:
    lengths = {6: 30, 2: 28, 12: 31}
    for day in every_day():
        for month, last in lengths.items():
            due = our_check(day, 12, day, month)
            y, m, d = by_hand(day.year, day.month, day.day, 12)
            if m == month:
                assert (due.year, due.month, due.day) == (y, m, d)
                continue
            year = y if month < m else y - 1
            last = 29 if month == 2 and year % 4 == 0 else last
            assert (due.year, due.month, due.day) == (year, month, last), (day, month)


def test_with_ours_and_nzqas_on_one_day_each_review_is_due_on_the_anniversary() -> None:
    for day in month_ends():
        after = day
        for expected in reviews_by_hand(day, 12):
            due = schedule(day, after, 12, 1, None, legacy=False)
            assert due.next_due.isoformat() == expected
            assert due.form == "full review"
            after = due.covers
