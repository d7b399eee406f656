"""The industry body whose support is asked for, and by when it answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mcapproval.draft.model import Draft
from mcapproval.errors import NotInForce
from mcapproval.rules.law import Law
from mcapproval.working_days import Calendar

TO_ANSWER = 20
"""Working days within which such bodies publish that they answer."""


def body_of(draft: Draft, organisations: Mapping[str, str], on: date) -> str:
    """The body that the draft names; else what such a body is called on the day."""
    key = draft.text("/industry_support/body")
    if key:
        return organisations.get(key, key)
    found = Law(on).maybe("industry_support", "body") if _ruled(on) else None
    return f"the {found.value} for this industry" if found else "the body for this industry"


def _ruled(on: date) -> bool:
    try:
        Law(on)
    except NotInForce:
        return False
    return True


def answer_by(asked: date, within: int = TO_ANSWER) -> date | None:
    """The last of so many working days of the whole country, by default those that such a body
    takes; None past the years of known holidays.
    """
    try:
        return Calendar().after(asked, within)
    except NotInForce:
        return None
