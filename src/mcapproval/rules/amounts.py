"""The credit value as a number: 45.5 credits are too many before anybody asks if they may be.

A draft holds no floats: credits with a part after the point arrive as the text that was written.
"""

from __future__ import annotations

import re
from decimal import Decimal

from mcapproval.draft.model import Draft

IN_PART = re.compile(r"[+-]?[0-9]{1,9}\.[0-9]{1,9}")


def credits_of(draft: Draft) -> int | Decimal | None:
    """The credits of a draft; None where none are given, or what stands there is no number."""
    whole = draft.whole("/credits")
    if whole is not None:
        return whole
    text = draft.text("/credits")
    return Decimal(text) if IN_PART.fullmatch(text) else None


def in_credits(number: int | Decimal) -> str:
    """`1 credit`, `2 credits`."""
    return f"{number} {'credit' if number == 1 else 'credits'}"


def shortest(number: int | Decimal) -> int | Decimal:
    """The number without noughts after the point: 75 for 75.0."""
    return int(number) if number == int(number) else number
