"""Hours by kind: a bar for each, with its number at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mcapproval.documents.answers import count, listed
from mcapproval.documents.content import Block, TableBlock
from mcapproval.documents.drawing.measuring import wrapped
from mcapproval.documents.picture import Box, Line, Shape
from mcapproval.documents.pictures.sheet import LINE, SIZE, WIDE, figure, lines, middle
from mcapproval.shares import per_cent

LABELS, NUMBERS, GAP = 120.0, 96.0, 8.0
"""Points: the columns of labels and of numbers, and between bars and either."""

BAR, ROW = 13.0, 24.0
"""Points: how high a bar is, and how high a row at least."""

Hours = Sequence[tuple[str, int]]


def hours_by_kind(hours: Hours, caption: str = "Learning hours by kind") -> tuple[Block, ...]:
    """A picture of hours under their labels, and the table of them; nothing where there are none.

    Hours below nothing, which only a draft with a mistake has, have no bar; the number says them.
    """
    if not hours:
        return ()
    whole = sum(number for _, number in hours)
    rows = [(label, number, _share(number, hours, whole)) for label, number in hours]
    told = listed(
        f"{label} {number}{f' ({share})' if share else ''}" for label, number, share in rows
    )
    table = TableBlock(
        ("Kind", "Hours", "Share"),
        (*((label, str(n), share or "-") for label, n, share in rows), ("In all", str(whole), "")),
        f"{caption}, in numbers",
        (4, 2, 3),
        row_heads=True,
    )
    tops, high = _tops(rows)
    alternative = f"{caption}, as bars: {told}; {count(whole, 'hour')} in all."
    return figure(_drawn(rows, tops, high), high, alternative, caption), table


Row = tuple[str, int, str]


def _share(number: int, hours: Hours, whole: int) -> str:
    if whole <= 0 or any(each < 0 for _, each in hours):
        return ""
    return count(per_cent(number, whole), "per cent")


def _tops(rows: Sequence[Row]) -> tuple[list[tuple[float, float]], float]:
    """The top and the height of each row, and the height of all."""
    found, top = [], 4.0
    for label, _, _ in rows:
        high = max(ROW, len(wrapped(label, SIZE, LABELS)) * LINE + 4)
        found.append((top, high))
        top += high
    return found, top + 4


def _drawn(
    rows: Sequence[Row], tops: Sequence[tuple[float, float]], high: float
) -> Iterator[Shape]:
    left = LABELS + GAP
    most = max(1, *(number for _, number, _ in rows))
    room = WIDE - left - GAP - NUMBERS
    for (label, number, share), (top, tall) in zip(rows, tops, strict=True):
        said = wrapped(label, SIZE, LABELS)
        yield from lines(said, LABELS, middle(len(said), top, tall), anchor="end")
        wide = round(room * max(number, 0) / most, 2)
        if wide:
            yield Box(left, top + (tall - BAR) / 2, wide, BAR, "accent")
        told = f"{count(number, 'hour')}{f', {share}' if share else ''}"
        yield from lines([told], left + wide + GAP, middle(1, top, tall), bold=True)
    yield Line(((left, 2.0), (left, high - 2)), "quiet", 0.8)
