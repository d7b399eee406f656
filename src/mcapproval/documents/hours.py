"""The hours of learning by kind, in words: the kinds are the same on every paper."""

from __future__ import annotations

from collections.abc import Mapping

from mcapproval.draft.model import Draft
from mcapproval.rules.amounts import hours_of

IN_WORDS = {
    "directed": "directed",
    "self_directed": "self-directed",
    "work_based": "work-based",
    "assessment": "assessment",
}
"""By kind, as the form has them."""


def hours_told(
    draft: Draft, in_words: Mapping[str, str] = IN_WORDS
) -> tuple[tuple[str, int | None], ...]:
    """Each kind in words, with its hours; None where they are not written."""
    return tuple((in_words[kind], hours) for kind, hours in hours_of(draft).items())


def all_hours(draft: Draft) -> int | None:
    """All kinds together; None where none is written."""
    found = [hours for hours in hours_of(draft).values() if hours is not None]
    return sum(found) if found else None
