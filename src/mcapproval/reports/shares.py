"""How long most of what was counted took."""

from __future__ import annotations

from collections import Counter

NINE_IN_TEN = 90
"""A share of all lengths, per cent."""


def median(counted: Counter[int]) -> int | None:
    """The length in the middle; of two there the mean, half a day rounded up. None where there are
    none.
    """
    many = counted.total()
    if not many:
        return None
    return (_at(counted, (many + 1) // 2) + _at(counted, many // 2 + 1) + 1) // 2


def share(counted: Counter[int], per_cent: int) -> int | None:
    """The least length that so many per cent did not exceed; None where there are none."""
    wanted = -(-counted.total() * per_cent // 100)
    return _at(counted, wanted) if wanted else None


def _at(counted: Counter[int], place: int) -> int:
    """The length that stands in a place, from 1 on, the shortest first."""
    seen = 0
    for length in sorted(counted):
        seen += counted[length]
        if seen >= place:
            return length
    raise ValueError(f"no length stands in place {place} of {counted.total()}")
