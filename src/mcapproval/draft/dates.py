"""Days as people write them, and how to write them here: year-month-day."""

from __future__ import annotations

import calendar
import re
from datetime import date

from mcapproval.clock import spoken

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_DAY_WORD = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]+([a-z]+)\.?,?[ -]+([0-9]{4})", re.I)
_WORD_DAY = re.compile(r"([a-z]+)\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})", re.I)
_MONTH_WORD = re.compile(r"([a-z]+)\.?,? +([0-9]{4})", re.I)
_MONTHS = [name.lower() for name in calendar.month_name]


def why_no_day(text: str) -> tuple[str, str]:
    """Why a text is no day, and what to write instead."""
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
        return _no_such_day(year, month, day)
    meant = _meant(text)
    if meant is None:
        return (
            f"a day is written year-month-day; `{_short(text)}` is not",
            "write it as 2026-04-03 for 3 April 2026",
        )
    if _real(*meant) is None:
        return _no_such_day(*meant)
    found = date(*meant)
    return (
        f"a day is written year-month-day; `{_short(text)}` is not",
        f"write {found.isoformat()} for {spoken(found)}",
    )


def day_in(text: str) -> str:
    """The day that a text says, year-month-day; empty where it says none that there is."""
    meant = _meant(text)
    found = _real(*meant) if meant else None
    return found.isoformat() if found else ""


def month_in(text: str) -> str:
    """The month that a text such as `September 2026` says, year-month; empty where it says none."""
    found = _MONTH_WORD.fullmatch(text.strip())
    month = _month(found[1]) if found else None
    return f"{found[2]}-{month:02}" if found and month else ""


def _no_such_day(year: int, month: int, day: int) -> tuple[str, str]:
    if not 1 <= month <= 12:
        return f"there is no month {month}", "write year-month-day, such as 2026-04-03"
    if not 1 <= year <= 9999:
        return f"there is no year {year}", "write year-month-day, such as 2026-04-03"
    last = calendar.monthrange(year, month)[1]
    said = f"there is no {day} {calendar.month_name[month]} {year}"
    return (
        said,
        f"the month has {last} days: write {year:04}-{month:02}-{last:02}, or the day meant",
    )


def _meant(text: str) -> tuple[int, int, int] | None:
    """Year, month, day as a New Zealander would read the text; the month may be out of range."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return year, int(found[2]), int(found[1])
    if found := _DAY_WORD.fullmatch(text):
        month = _month(found[2])
        return (int(found[3]), month, int(found[1])) if month else None
    if found := _WORD_DAY.fullmatch(text):
        month = _month(found[1])
        return (int(found[3]), month, int(found[2])) if month else None
    return None


def _month(word: str) -> int | None:
    fits = [n for n, name in enumerate(_MONTHS) if n and name.startswith(word.lower())]
    return fits[0] if len(fits) == 1 and len(word) >= 3 else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
