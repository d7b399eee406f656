"""The period that a re-evaluation looks back on, as several of its rules need it."""

from __future__ import annotations

from datetime import date

from mcapproval.draft.model import Draft
from mcapproval.rules.asked import day_of
from mcapproval.rules.deliveries import months_from

READS = ("/period/from", "/period/until", "/case/due_on", "/case/period_months")


def begins(draft: Draft) -> date | None:
    """The first day of the period: as answered, else counted back from the day it is due.

    None where it is not known, and where the period ends before it begins: which of its days is
    wrong nobody knows, and REV-COUNTS tells it.
    """
    if upside_down(draft):
        return None
    given = day_of(draft.get("/period/from"))
    due, months = day_of(draft.get("/case/due_on")), draft.whole("/case/period_months")
    if given or due is None or not months or months < 0:
        return given
    return months_from(due, -months)


def upside_down(draft: Draft) -> tuple[date, date] | None:
    """First and last day of a period that ends before it begins; None for any other."""
    first, last = day_of(draft.get("/period/from")), day_of(draft.get("/period/until"))
    return (first, last) if first and last and last < first else None
