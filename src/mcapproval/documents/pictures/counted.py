"""Counts under their labels: a bar for each, or two of two kinds, with their numbers at their ends.

Two kinds are told apart without colour: one is filled, the other an outline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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

WIDE_LYING, BETWEEN = 769.0, 24.0
"""Points: the column of text on a page that lies, and between two columns of bars on it."""

LOW = 230.0
"""Points that a picture may be high there to stand below the head of its paper."""

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


@dataclass(frozen=True, slots=True)
class _Drawn:
    shapes: tuple[Shape, ...]
    high: float
    wide: float


@dataclass(frozen=True, slots=True)
class _Scale:
    """Points that labels take, and bars at most for the number `most`; and of a row its height at
    least and the air in it."""

    labels: float
    room: float
    most: int
    high: float
    air: float


def counted(chart: Charted, lying: bool = False) -> tuple[Block, ...]:
    """The picture, which its words tell with every number; a table of the numbers in its place
    where there are more than can be read in one, and beside it where a label had to be cut.
    Nothing where there are only noughts. `lying` says that the page is wider than high.
    """
    if not any((*(number for _, number in chart.bars), *chart.others)):
        return ()
    rows = tuple(
        (label, (number, *chart.others[n : n + 1])) for n, (label, number) in enumerate(chart.bars)
    )
    caption = _caption(chart)
    if len(rows) > MOST:
        return (_table(chart, rows, caption),)
    made = _drawn(chart.kinds, rows, lying)
    told = _told(chart.kinds, rows, caption)
    drawn = figure(made.shapes, made.high, told, caption, made.wide)
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


def _drawn(kinds: tuple[str, ...], rows: tuple[Row, ...], lying: bool) -> _Drawn:
    """In one column; on a page that lies in two, where one would not stand below its head."""
    in_one = _columns(kinds, (rows,), WIDE)
    if not lying or in_one.high <= LOW:
        return in_one
    half = (len(rows) + 1) // 2
    return _columns(kinds, (rows[:half], rows[half:]), WIDE_LYING)


def _columns(kinds: tuple[str, ...], columns: tuple[tuple[Row, ...], ...], wide: float) -> _Drawn:
    """Columns side by side, of one scale."""
    rows = tuple(row for column in columns for row in column)
    room = (wide - BETWEEN * (len(columns) - 1)) / len(columns)
    scale = _scale(kinds, rows, room)
    shapes: list[Shape] = []
    top = 4.0
    if kinds:
        shapes += _key(kinds, scale.labels + GAP)
        top += LINE + AIR
    foot = top
    for place, column in enumerate(columns):
        drawn, low = _column(column, place * (room + BETWEEN), top, scale)
        shapes += drawn
        foot = max(foot, low)
    return _Drawn(tuple(shapes), foot + 4, wide)


def _scale(kinds: tuple[str, ...], rows: tuple[Row, ...], room: float) -> _Scale:
    labels = max([1.0, *(width(line, SIZE) for label, _ in rows for line in _label(label))])
    numbers = max(width(str(n), SIZE, True) for _, row in rows for n in row)
    return _Scale(
        labels,
        room - labels - 2 * GAP - numbers,
        max([1, *(n for _, row in rows for n in row)]),
        LINE * max(1, len(kinds)),
        AIR if len(rows) < MANY else AIR / 4,
    )


def _column(
    rows: tuple[Row, ...], x: float, top: float, scale: _Scale
) -> tuple[list[Shape], float]:
    """The bars of a column, and where it ends."""
    shapes: list[Shape] = []
    left, first = x + scale.labels + GAP, top
    for label, row in rows:
        said = _label(label)
        high = max(scale.high, LINE * len(said)) + scale.air
        shapes += lines(said, x + scale.labels, middle(len(said), top, high), anchor="end")
        each = (high - len(row) * LINE) / 2
        for n, number in enumerate(row):
            y = top + each + n * LINE
            long = round(scale.room * max(number, 0) / scale.most, 2)
            shapes += _bar(n, left, y, long)
            shapes += lines([str(number)], left + long + GAP / 2, middle(1, y, LINE), bold=True)
        top += high
    shapes.append(Line(((left, first - 2), (left, top + 2)), "quiet", 0.8))
    return shapes, top


def _bar(kind: int, left: float, top: float, wide: float) -> Iterator[Shape]:
    fill, edge = _SHADES[kind]
    if wide:
        yield Box(left, top + (LINE - BAR) / 2, wide, BAR, fill, edge)


_SHADES: tuple[tuple[Shade, Shade | None], ...] = (("accent", None), ("paper", "accent"))


def _key(kinds: tuple[str, ...], left: float) -> Iterator[Shape]:
    """Which bar is which, above them."""
    for n, kind in enumerate(kinds):
        yield from _bar(n, left, 4, BAR)
        yield from lines([kind], left + BAR + GAP / 2, 4)
        left += BAR + width(kind, SIZE) + 3 * GAP
