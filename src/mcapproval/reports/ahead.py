"""How far ahead what falls due is told where nobody says until when."""

from __future__ import annotations

from datetime import date

from mcapproval.clock import add_days

WITHIN = 180
"""Days."""


def last_day(today: date, since: date | None) -> date:
    """So many days from today, or from the first day of a period that begins later."""
    return add_days(max(today, since or today), WITHIN)
