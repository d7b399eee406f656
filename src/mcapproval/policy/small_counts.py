"""Counts of learners in what is shared: a small one is not shown, nor a sum that would tell it.

With few learners a count can say who they were. So 1 to one less than the policy's
`[review] share_at_least` becomes "fewer than 5", and each sum of which a part is not shown is not
shown either. Which are left out then never depends on how large a small count is, so it can't be
worked out, not even by who knows this rule. 0 and what is not known stay what they are; where a
part is not known and what is left for it is small, the sum is not shown, for it would tell that.

What goes to NZQA and to our own board has all counts: they ask for numbers, and hold them close.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

UNKNOWN = "not known"
LEFT_OUT = "not shown"
FEWEST = 3
"""The least that a threshold may be: of "fewer than 2", 0 apart, there is only 1."""

LEARNERS: Mapping[str, tuple[str, ...]] = {
    "enrolments": ("withdrawals", "completions", "still_active")
}
"""Of the counts of a re-evaluation: which is the sum of which."""


def shown(
    counts: Mapping[Key, int | None],
    least: int,
    sums: Mapping[Key, Sequence[Key]] | None = None,
) -> dict[Key, str]:
    """Counts as they may be shared. `sums` has, by the key of each sum, the keys of its parts, and
    must name every sum that a reader knows of: also of what is shown in another place.

    ValueError for a threshold under 3.
    """
    if least < FEWEST:
        raise ValueError(f"a threshold of {least} would tell what it hides")
    small = {key for key, count in counts.items() if count and count < least}
    told = _told_by(small | _left_small(counts, least, sums or {}), sums or {})
    return {
        key: LEFT_OUT if key in told else f"fewer than {least}" if key in small else _said(count)
        for key, count in counts.items()
    }


def sum_shown(parts: Sequence[int | None], least: int) -> str:
    """The sum of counts that stand nowhere themselves, such as answers by group, as it may be
    shared. ValueError as above.
    """
    whole = None if None in parts else sum(part or 0 for part in parts)
    if len(parts) == 1:
        return shown({"whole": whole}, least)["whole"]
    each: dict[str | int, int | None] = {**dict(enumerate(parts)), "whole": whole}
    within: dict[str | int, tuple[str | int, ...]] = {"whole": tuple(range(len(parts)))}
    return shown(each, least, within)["whole"]


def _said(count: int | None) -> str:
    return UNKNOWN if count is None else str(count)


def _left_small(
    counts: Mapping[Key, int | None], least: int, sums: Mapping[Key, Sequence[Key]]
) -> set[Key]:
    """Of each sum with parts that are not known, one of these where what is left is small."""
    found = set()
    for key, parts in sums.items():
        whole, known = counts.get(key), [counts.get(part) for part in parts]
        if whole is not None and None in known:
            left = whole - sum(count or 0 for count in known)
            if 0 < left < least:
                found.add(next(part for part in parts if counts.get(part) is None))
    return found


def _told_by(small: set[Key], sums: Mapping[Key, Sequence[Key]]) -> set[Key]:
    """The sums that have a small count in them, or a sum that has."""
    found: set[Key] = set()
    while more := {k for k, parts in sums.items() if not (small | found).isdisjoint(parts)} - found:
        found |= more
    return found
