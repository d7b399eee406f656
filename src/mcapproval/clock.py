"""Days and instants: days are Pacific/Auckland dates, instants are UTC."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Pacific/Auckland")
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Days beyond are slips of the pen, and some could not be reckoned with."""

MONTHS_A_YEAR = 12

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
"""As they are called here: Python's own names follow the language of the machine."""


class Clock(Protocol):
    """Read once, at the edge."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class StoppedClock:
    """A clock of one's own: nine in the morning in New Zealand of the day given."""

    day: date

    def now(self) -> datetime:
        return datetime.combine(self.day, time(9), tzinfo=ZONE).astimezone(UTC)


def nz_day(instant: datetime) -> date:
    """The New Zealand day on which an instant falls."""
    return instant.astimezone(ZONE).date()


def end_of(day: date) -> datetime:
    """The instant with which a New Zealand day ends: the next one begins."""
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=ZONE).astimezone(UTC)


def stamp(instant: datetime) -> str:
    """An instant as text, to the second, in UTC: `2026-11-21T08:00:00Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_stamp(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def read_day(text: str) -> date:
    """A day written year-month-day and in no other way; ValueError for anything else."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"{text!r} is no day; write year-month-day, such as 2026-11-21")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no day {text} in the calendar") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{text} is out of reach; give a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


@lru_cache(maxsize=1024)
def add_months(origin: date, months: int) -> date:
    """The same day that many months on; the last of the month where there is no such day.

    Always compute from the original day: chained steps would drift from 29 February to the 28th.
    """
    index = origin.year * 12 + origin.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(origin.day, last))


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; none where the first is not before."""
    months = 12 * (last.year - first.year) + last.month - first.month
    return max(0, months if add_months(first, months) <= last else months - 1)


def add_years(origin: date, years: int) -> date:
    """The same day of the year, some years later; 29 February becomes the 28th where it must."""
    return add_months(origin, years * 12)


def add_days(origin: date, days: int) -> date:
    return origin + timedelta(days=days)


def spoken(day: date) -> str:
    """A day as people write it here: 21 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
