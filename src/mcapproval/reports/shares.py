"""How long most of what was counted took: the figures of reports on time."""

from __future__ import annotations

from collections import Counter

HALF, NINE_IN_TEN = 50, 90
"""Shares of all lengths, per cent."""


def share(counted: Counter[int], per_cent: int) -> int | None:
    """The least length that so many per cent did not exceed; None where there are none."""
    wanted, seen = -(-counted.total() * per_cent // 100), 0
    for length in sorted(counted):
        seen += counted[length]
        if seen >= wanted:
            return length
    return None
