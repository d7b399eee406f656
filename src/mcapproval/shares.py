"""What part of a whole something is, said in one way in tables and on papers."""

from __future__ import annotations


def per_cent(part: int, whole: int) -> int:
    """A part of a whole in whole per cent, half of one rounded up. Less than all reads at most 99,
    more than none at least 1.
    """
    rounded = (200 * part + whole) // (2 * whole)
    return min(max(rounded, 1), 99) if 0 < part < whole else rounded
