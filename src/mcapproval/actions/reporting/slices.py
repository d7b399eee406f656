"""A page of a report: how many are looked for, how many there are, where the next page begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from mcapproval.reports.paging import Page, Slice
from mcapproval.store.paging import MANY as MANY

Found = TypeVar("Found")
Row = TypeVar("Row")

TOGETHER = 500
"""Rows of which what belongs to them is looked up at once."""


def page_of(
    found: Sequence[Found],
    asked: Slice,
    told: Callable[[Sequence[Found]], Iterable[Row]],
    counted: Callable[[], int],
    key: Callable[[Found], str],
) -> Page[Row]:
    """The page of what was found with one more than was asked for, `told` in words piece by piece.

    `counted` says how many there are, MANY + 1 where there are more; it is asked only where that is
    not known yet.
    """
    kept = found[: asked.first]
    rows = tuple(row for piece in in_pieces(kept) for row in told(piece))
    if asked.after is None and len(kept) == len(found):
        return Page(rows, len(rows))
    last = key(kept[-1]) if len(found) > len(kept) else None
    return Page(rows, counted(), MANY, last)


def in_pieces(rows: Sequence[Found]) -> Iterator[Sequence[Found]]:
    for start in range(0, len(rows), TOGETHER):
        yield rows[start : start + TOGETHER]
