"""The credit value as a number: 45.5 credits are too many before anybody asks if they may be."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mcapproval.draft.model import Draft

KINDS = ("directed", "self_directed", "work_based", "assessment")
"""The kinds of the hours of learning."""


def credits_of(draft: Draft) -> int | Decimal | None:
    """The credits of a draft; None where none are given, or what stands there is no number."""
    return draft.number("/credits")


def hours_of(draft: Draft) -> Mapping[str, int | None]:
    """The hours of learning by kind; None for a kind that is not given."""
    return draft.once(_hours_of)


def _hours_of(draft: Draft) -> Mapping[str, int | None]:
    return {kind: draft.whole(f"/learning_hours/{kind}") for kind in KINDS}


def in_credits(number: int | Decimal) -> str:
    """`1 credit`, `2 credits`."""
    return f"{number} {'credit' if number == 1 else 'credits'}"


def shortest(number: int | Decimal) -> int | Decimal:
    """The number without noughts after the point: 75 for 75.0."""
    if isinstance(number, int):
        return number
    return int(number) if number == int(number) else number
