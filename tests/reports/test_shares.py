"""How long most took, and what part of all something is, in whole per cent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcapproval.reports.requests import Rate, rates
from mcapproval.reports.shares import NINE_IN_TEN, median, share
from mcapproval.reports.trends import rate
from mcapproval.shares import per_cent


@pytest.mark.parametrize(
    ("days", "middle"),
    [([], None), ([7], 7), ([3, 4], 4), ([2, 2, 10], 2), ([1, 2, 4, 30], 3), ([1, 2, 5, 30], 4)],
)
def test_of_two_in_the_middle_it_is_the_mean_with_half_a_day_rounded_up(
    days: list[int], middle: int | None
) -> None:
    assert median(Counter(days)) == middle


@pytest.mark.parametrize(
    ("days", "most"),
    [([], None), ([7], 7), ([1, 30], 30), (range(1, 11), 9), (range(1, 12), 10), ([5] * 99, 5)],
)
def test_nine_in_ten_are_no_fewer_than_that(days: Iterable[int], most: int | None) -> None:
    assert share(Counter(days), NINE_IN_TEN) == most


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(1, 8, 13), (1, 40, 3), (5, 8, 63), (1, 3, 33), (2, 3, 67), (1, 200, 1), (9, 10, 90)],
)
def test_half_of_one_per_cent_is_rounded_up(part: int, whole: int, said: int) -> None:
    assert per_cent(part, whole) == said


@pytest.mark.parametrize(("part", "whole", "said"), [(1, 1000, 1), (999, 1000, 99), (199, 200, 99)])
def test_more_than_none_is_never_none_and_less_than_all_never_all(
    part: int, whole: int, said: int
) -> None:
    assert per_cent(part, whole) == said
    assert (per_cent(0, whole), per_cent(whole, whole)) == (0, 100)


@given(parts=st.lists(st.integers(0, 5000), min_size=2, max_size=2), whole=st.integers(1, 5000))
def test_a_larger_part_is_never_told_as_less(parts: list[int], whole: int) -> None:
    less, more = sorted(min(part, whole) for part in parts)
    assert 0 <= per_cent(less, whole) <= per_cent(more, whole) <= 100


def test_reports_tell_parts_so() -> None:
    asked = Rate("2027", "change", 8, 1, 1, 1, 0, 1, 1, 1, 1)
    assert [row["per_cent"] for row in rates([asked]).rows] == [13]
    assert rate({"enrolled": 1000, "still_active": 0, "completed": 999}) == 99
