"""Working days: due days worked out by hand, the law's holidays beside the library's, and laws."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcapproval.clock import add_months
from mcapproval.errors import AskedWrongly, NotInForce
from mcapproval.shipped import schema
from mcapproval.working_days import ANNIVERSARY_OF, LAST_SET, Calendar, public_holidays

HERE = Path(__file__).parent
LAW: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (HERE / "public_holidays.toml").read_text("utf-8")
)
BY_HAND: Mapping[str, list[dict[str, Any]]] = tomllib.loads(
    (HERE / "due_days.toml").read_text("utf-8")
)
ANNIVERSARIES_FROM = 2025
CLOSE_DOWNS = [None, ("12-24", "01-08"), ("12-25", "12-31"), ("07-06", "07-17"), ("02-01", "09-30")]
CALENDARS = st.builds(
    Calendar, st.sampled_from([None, *ANNIVERSARY_OF]), st.sampled_from(CLOSE_DOWNS)
)
DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
COUNTS = st.integers(0, 300)


def counted(words: str) -> list[date]:
    """`2026-12: 21 22 / 2027-01: 5` as days."""
    found = []
    for month in words.split(" / "):
        name, days = month.split(":")
        found += [date.fromisoformat(f"{name}-{int(day):02}") for day in days.split()]
    return found


def of_year(year: int, month_days: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{each}") for each in month_days.split()}


@pytest.mark.parametrize("row", BY_HAND["due"], ids=lambda row: row["name"])
def test_a_due_day_is_the_one_worked_out_by_hand(row: dict[str, Any]) -> None:
    away = row.get("close_down")
    calendar = Calendar(row.get("region"), tuple(away) if away else None)
    first, days = date.fromisoformat(row["from"]), counted(row["counts"])
    assert [calendar.after(first, n) for n in range(1, len(days) + 1)] == days
    assert days[-1] == date.fromisoformat(row["due"])
    assert calendar.between(first, days[-1]) == len(days)
    between = (first + timedelta(n) for n in range(1, (days[-1] - first).days + 1))
    assert [day for day in between if calendar.is_working(day)] == days


@pytest.mark.parametrize("row", BY_HAND["months"], ids=lambda row: f"{row['from']} {row['months']}")
def test_months_are_counted_as_by_hand(row: dict[str, Any]) -> None:
    assert add_months(date.fromisoformat(row["from"]), row["months"]).isoformat() == row["due"]


@pytest.mark.parametrize("year", LAW["national"])
def test_the_library_has_the_public_holidays_of_the_law(year: str) -> None:
    assert public_holidays(None, int(year)) == of_year(int(year), LAW["national"][year])


@pytest.mark.parametrize("region", LAW["anniversary"])
def test_the_library_has_the_anniversary_day_that_each_region_keeps(region: str) -> None:
    for year, day in enumerate(LAW["anniversary"][region].split(), start=ANNIVERSARIES_FROM):
        own = public_holidays(region, year) - public_holidays(None, year)
        assert own == of_year(year, day)


def test_the_library_has_matariki_on_the_days_of_the_schedule() -> None:
    days = [date.fromisoformat(day) for day in LAW["matariki"]["days"].split()]
    assert [day.year for day in days] == list(range(2022, LAST_SET + 1))
    assert all(day.strftime("%w") == "5" for day in days)
    for day in days:
        assert day in public_holidays(None, day.year)


def test_every_region_that_a_policy_may_name_has_a_day_that_was_checked() -> None:
    named = schema("policy")["properties"]["region"]["enum"]
    assert set(named) == set(ANNIVERSARY_OF) == set(LAW["anniversary"])


def test_every_region_that_the_library_knows_can_be_named() -> None:
    from holidays import country_holidays

    assert set(country_holidays("NZ").subdivisions) - {"South Canterbury"} == set(
        ANNIVERSARY_OF
    ) - {"CAN-SOUTH"}


@given(CALENDARS, DAYS, st.integers(1, 300))
def test_counting_there_and_back_gives_the_count(calendar: Calendar, day: date, n: int) -> None:
    due = calendar.after(day, n)
    assert calendar.is_working(due)
    assert due > day
    assert calendar.between(day, due) == n
    assert calendar.between(due, day) == -n


@given(CALENDARS, DAYS, COUNTS, COUNTS)
def test_more_working_days_end_later(calendar: Calendar, day: date, one: int, other: int) -> None:
    assert (calendar.after(day, one) < calendar.after(day, other)) == (one < other)


@given(CALENDARS, DAYS, st.integers(0, 400), COUNTS)
def test_a_later_start_ends_no_earlier(calendar: Calendar, day: date, days: int, n: int) -> None:
    assert calendar.after(day, n) <= calendar.after(day + timedelta(days), n)


@given(CALENDARS, DAYS, COUNTS, COUNTS)
def test_counts_add_up(calendar: Calendar, day: date, one: int, other: int) -> None:
    assert calendar.after(calendar.after(day, one), other) == calendar.after(day, one + other)


@given(CALENDARS, DAYS, st.integers(1, 300))
def test_so_many_before_a_working_day_and_as_many_after_it_is_that_day(
    calendar: Calendar, day: date, n: int
) -> None:
    day = calendar.after(day, 1)
    before = calendar.before(day, n)
    assert calendar.is_working(before)
    assert calendar.after(before, n) == day


@given(CALENDARS, st.lists(DAYS, min_size=2, max_size=6).map(sorted))
def test_days_between_add_up_over_the_days_between(calendar: Calendar, days: list[date]) -> None:
    parts = sum(calendar.between(one, other) for one, other in pairwise(days))
    assert parts == calendar.between(days[0], days[-1])


def test_days_up_to_the_last_set_year_can_be_counted_and_no_further() -> None:
    calendar = Calendar("WGN", ("12-24", "01-08"))
    last = date(LAST_SET, 12, 23)
    assert calendar.after(last, 0) == last
    for ask in (
        lambda: calendar.is_working(date(2053, 3, 3)),
        lambda: calendar.after(last, 1),
        lambda: calendar.before(date(2053, 3, 3), 1),
        lambda: calendar.between(date(2020, 1, 1), date(2060, 1, 1)),
    ):
        with pytest.raises(NotInForce, match="past 31 December 2052: Matariki is set by law") as no:
            ask()
        assert no.value.exit_code == 2
        assert no.value.hint


def test_a_close_down_that_leaves_no_working_day_is_refused_with_a_sentence() -> None:
    with pytest.raises(AskedWrongly, match="from 01-01 until 12-31 leaves no working day") as no:
        Calendar(None, ("01-01", "12-31")).after(date(2026, 3, 2), 1)
    assert "policy adopt" in no.value.hint


def test_before_2022_matariki_was_no_holiday() -> None:
    assert Calendar().is_working(date(2021, 7, 2))
    assert Calendar().is_working(date(2020, 7, 10))


def test_the_library_of_holidays_is_not_loaded_until_a_day_is_counted() -> None:
    code = (
        "import sys; from mcapproval.working_days import Calendar; Calendar('WGN'); "
        "print('holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
