"""Counts under their labels: a bar for each, or two of two kinds, with their numbers at their ends.

Two kinds are told apart without colour: one is filled, the other an outline.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from mcapproval.documents.content import Block, TableBlock
from mcapproval.documents.drawing.measuring import shortened, width, wrapped
from mcapproval.documents.picture import Box, Line, Shade, Shape
from mcapproval.documents.pictures.sheet import LINE, SIZE, WIDE, figure, lines, middle

MOST = 24
"""Labels that can be read in one picture; beyond that the table alone tells the numbers."""

MANY = 14
"""Labels from which on their rows stand closer, so that they have room beside a paper's head."""

LABELS, GAP = 170.0, 8.0
"""Points: the widest that the column of labels is, and between bars and labels or numbers."""

BAR, AIR = 8.5, 6.0
"""Points: how high a bar is, and what is left free between two rows; between close ones half."""

LABEL_LINES = 2
"""Lines that a label may have in the picture; a table has it whole where it would have more."""


class Charted(Protocol):
    """What is drawn: `bars` of things counted in a `unit`, in the plural; of two `kinds` the
    second's numbers are `others`."""

    @property
    def caption(self) -> str: ...

    @property
    def unit(self) -> str: ...

    @property
    def bars(self) -> tuple[tuple[str, int], ...]: ...

    @property
    def kinds(self) -> tuple[str, ...]: ...

    @property
    def others(self) -> tuple[int, ...]: ...


Row = tuple[str, tuple[int, ...]]


def counted(chart: Charted) -> tuple[Block, ...]:
    """The picture, which its words tell with every number; a table of the numbers in its place
    where there are more than can be read in one, and beside it where a label had to be cut.
    Nothing where there are only noughts.
    """
    if not any((*(number for _, number in chart.bars), *chart.others)):
        return ()
    rows = tuple(
        (label, (number, *chart.others[n : n + 1])) for n, (label, number) in enumerate(chart.bars)
    )
    caption = _caption(chart)
    if len(rows) > MOST:
        return (_table(chart, rows, caption),)
    shapes, high = _drawn(chart.kinds, rows)
    drawn = figure(shapes, high, _told(chart.kinds, rows, caption), caption)
    whole = all(_label(label) == wrapped(label, SIZE, LABELS) for label, _ in rows)
    return (drawn,) if whole else (drawn, _table(chart, rows, f"{caption}: the numbers"))


def _caption(chart: Charted) -> str:
    """With the unit, where the caption does not name it."""
    if not chart.unit or chart.unit.lower() in chart.caption.lower():
        return chart.caption
    return f"{chart.caption}, in {chart.unit}"


def _table(chart: Charted, rows: tuple[Row, ...], caption: str) -> TableBlock:
    kinds = chart.kinds or ("Number",)
    return TableBlock(
        ("", *kinds),
        tuple((label, *map(str, numbers)) for label, numbers in rows),
        caption,
        (4, *(1 for _ in kinds)),
        dense=True,
        row_heads=True,
        right=frozenset(range(1, len(kinds) + 1)),
    )


def _told(kinds: tuple[str, ...], rows: tuple[Row, ...], caption: str) -> str:
    """The picture in words: every label with its numbers."""
    told = (f"{label} {', '.join(_named(kinds, numbers))}" for label, numbers in rows)
    return f"{caption}, as bars: {'; '.join(told)}."


def _named(kinds: tuple[str, ...], numbers: tuple[int, ...]) -> Iterator[str]:
    for n, number in enumerate(numbers):
        yield f"{kinds[n].lower()} {number}" if kinds else str(number)


def _label(label: str) -> tuple[str, ...]:
    return shortened(label, SIZE, LABELS, LABEL_LINES)


def _drawn(kinds: tuple[str, ...], rows: tuple[Row, ...]) -> tuple[tuple[Shape, ...], float]:
    labels = [_label(label) for label, _ in rows]
    wide = max([1.0, *(width(line, SIZE) for said in labels for line in said)])
    left = wide + GAP
    numbers = max(width(str(n), SIZE, True) for _, row in rows for n in row)
    room = WIDE - left - GAP - numbers
    most = max([1, *(n for _, row in rows for n in row)])
    air = AIR if len(rows) < MANY else AIR / 4
    bars = max(1, len(kinds))
    shapes: list[Shape] = []
    top = 4.0
    if kinds:
        shapes += _key(kinds, left)
        top += LINE + AIR
    first = top
    for said, (_, row) in zip(labels, rows, strict=True):
        high = LINE * max(bars, len(said)) + air
        shapes += lines(said, wide, middle(1, top, high), anchor="end")
        each = (high - len(row) * LINE) / 2
        for n, number in enumerate(row):
            y = top + each + n * LINE
            shapes += _bar(n, left, y, room * max(number, 0) / most)
            end = left + round(room * max(number, 0) / most, 2)
            shapes += lines([str(number)], end + GAP / 2, middle(1, y, LINE), bold=True)
        top += high
    shapes.append(Line(((left, first - 2), (left, top + 2)), "quiet", 0.8))
    return tuple(shapes), top + 4


def _bar(kind: int, left: float, top: float, wide: float) -> Iterator[Shape]:
    fill, edge = _SHADES[kind]
    if round(wide, 2):
        yield Box(left, top + (LINE - BAR) / 2, round(wide, 2), BAR, fill, edge)


_SHADES: tuple[tuple[Shade, Shade | None], ...] = (("accent", None), ("paper", "accent"))


def _key(kinds: tuple[str, ...], left: float) -> Iterator[Shape]:
    """Which bar is which, above them."""
    x = left
    for n, kind in enumerate(kinds):
        yield from _bar(n, x, 4, BAR)
        yield from lines([kind], x + BAR + GAP / 2, 4)
        x += BAR + width(kind, SIZE) + 3 * GAP
