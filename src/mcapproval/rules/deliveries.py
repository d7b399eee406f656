"""Deliveries and accreditations as the records tell them: what several rules ask of their rows.

A key that is not there is not known, and whoever asks stays silent; days are ISO text.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from mcapproval.clock import add_months
from mcapproval.draft.model import Draft
from mcapproval.rules.asked import day_of

Row = dict[str, Any]


def whole(row: Row, key: str) -> int | None:
    """The whole number under a key, or None."""
    value = row.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def words(row: Row, key: str) -> str:
    """The text under a key; empty where there is none."""
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""


def day(row: Row, key: str) -> date | None:
    return day_of(row.get(key))


def months_from(origin: date, months: int) -> date | None:
    """The day so many months on; None where the calendar has no such year."""
    try:
        return add_months(origin, months)
    except (ValueError, OverflowError):
        return None


def provider(row: Row) -> str:
    return words(row, "provider") or "a provider"


def maybe_of(row: Row, whose: Row) -> bool:
    """Whether a row may be of the same provider as another: it is, or does not say whose it is."""
    return words(row, "provider") in ("", words(whose, "provider"))


def planned(row: Row) -> bool:
    """Whether it is still to begin."""
    return words(row, "status") == "planned"


def enrolling(row: Row) -> bool:
    """Whether it is known to take new learners; those who only finish are not counted."""
    return (whole(row, "new_enrolments") or 0) > 0


def discontinued_on(draft: Draft, today: date) -> date | None:
    """The first day on which it is discontinued: today where only the status is known."""
    known = day_of(draft.get("/listing/discontinued_on"))
    if known is None and draft.text("/listing/status") == "discontinued":
        return today
    return known
