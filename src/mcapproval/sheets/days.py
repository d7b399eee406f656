"""Days as people and spreadsheets write them; the day always before the month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mcapproval.clock import FIRST_YEAR, LAST_YEAR, MONTHS, read_day

_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}.*)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[-/. ]([0-9]{{1,2}})[-/. ]([0-9]{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})[-/. ]([0-9]{{1,2}})[-/. ]([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_DAY_WORD = re.compile(
    r"(?:[a-z]+day,? +)?([0-9]{1,2})(?:st|nd|rd|th)?[ -]*([a-z]+)\.?,?[ -]*([0-9]{4}|[0-9]{2})",
    re.I,
)
_WORD_DAY = re.compile(r"([a-z]+)\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})", re.I)

_SERIAL = range(20_000, 80_000)
_ORIGIN = date(1899, 12, 30)
"""Days that a spreadsheet counts (from 1900, with the 29 February that it wrongly gave that year):
those from 1954 to 2119. Smaller numbers are years, or numbers of something else."""
FROM_1904 = date(1904, 1, 1)
"""The same of a workbook that counts from 1904."""

_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[a-z]{3,})[-/. ][0-9]{2}", re.I)
_NOT_TYPED = re.compile(r":|^[0-9]*(?:\.[0-9]*)?$|^[a-z]+day\b", re.I)
"""A time, a number alone, or a weekday, which could be that of another day."""
_NO_YEAR = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?(?: +[a-z]{3,}|[-/.][0-9]{1,2})", re.I)

_WRITE = "write the day as 2023-04-03 or 3/04/2023, for 3 April 2023"


def day_of(value: date | float | str, origin: date = _ORIGIN) -> date | None:
    """The day that is meant; None where there is none, or two could be. A number counts days from
    `origin`.
    """
    if isinstance(value, str):
        return _written(value.strip(), origin)
    if isinstance(value, date):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    whole = int(value)
    if isinstance(value, bool) or whole not in _SERIAL:
        return None
    return origin + timedelta(days=whole)


def why_no_day(said: str) -> tuple[str, str]:
    """Why a text is no day, and what to write instead."""
    month_second = _DAY_FIRST.fullmatch(said)
    if month_second and int(month_second[2]) > len(MONTHS):
        return (
            f"`{said}` is no day: the day comes first here, and there is no month"
            f" {int(month_second[2])}",
            _WRITE,
        )
    if re.fullmatch(r"[0-9]{4}", said) or re.fullmatch(r"[A-Za-z]+\.?,?[ -]+[0-9]{2,4}", said):
        return f"`{said}` does not say which day", _WRITE
    return f"`{said}` is no day", _WRITE


def typed_day(text: str) -> date:
    """The day that somebody types: 2026-06-30, 30 June 2026 or 30/6/2026. ValueError where there is
    none, or two could be meant."""
    said = " ".join(text.split())
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
        return read_day(said)
    found = None if _NOT_TYPED.search(said) or _SHORT_YEAR.fullmatch(said) else _written(said)
    if found is None:
        raise ValueError(
            f"{_why_not_typed(text, said)}; write 2026-06-30, 30 June 2026 or 30/6/2026"
        )
    return found


def _why_not_typed(text: str, said: str) -> str:
    if _SHORT_YEAR.fullmatch(said):
        return f"{text!r} has a year of two digits, and could be another day"
    if _NO_YEAR.fullmatch(said):
        return f"{text!r} does not say which year"
    if _NOT_TYPED.search(said):
        return f"{text!r} is no day"
    numbers = _DAY_FIRST.fullmatch(said)
    if numbers and int(numbers[2]) > len(MONTHS):
        return f"{text!r} is no day: the day comes first here, and there is no month {numbers[2]}"
    words = _DAY_WORD.fullmatch(said) or _WORD_DAY.fullmatch(said)
    if not (numbers or _YEAR_FIRST.fullmatch(said) or (words and any(map(_month, words.groups())))):
        return f"{text!r} is no day"
    year = re.search(r"[0-9]{4}", said)
    if year and not FIRST_YEAR <= int(year[0]) <= LAST_YEAR:
        return f"{text!r} is out of reach: give a year from {FIRST_YEAR} to {LAST_YEAR}"
    return f"there is no day {text!r} in the calendar"


def _written(text: str, origin: date = _ORIGIN) -> date | None:
    if re.fullmatch(r"[0-9]{5}(?:\.0+)?", text):
        return day_of(float(text), origin)
    if found := _YEAR_FIRST.fullmatch(text):
        return _real(found[1], int(found[2]), found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _real(found[3], int(found[2]), found[1])
    if found := _DAY_WORD.fullmatch(text):
        return _real(found[3], _month(found[2]), found[1])
    if found := _WORD_DAY.fullmatch(text):
        return _real(found[3], _month(found[1]), found[2])
    return None


def _month(word: str) -> int:
    """0 where it names none, or is too short to say which: no two begin with the same three."""
    fits = (n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower()))
    return next(fits, 0) if len(word) >= 3 else 0


def _real(year: str, month: int, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found = date(full, month, int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= full <= LAST_YEAR else None
