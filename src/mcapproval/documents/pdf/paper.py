"""How our papers look: sizes, colours and styles of an A4 page. Lengths are in points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from mcapproval.documents import columns, shades
from mcapproval.documents.typeface import BODY, BOLD, BOLD_ITALIC, ITALIC

WIDE, HIGH = 595.28, 841.89
LEFT = RIGHT = 68
TOP = 62
BOTTOM = 78
WIDTH = WIDE - LEFT - RIGHT
ROOM = HIGH - TOP - BOTTOM
"""What a page holds from its first line to its last."""

FOOT = BOTTOM - 30
"""The base line of a foot."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size, and the margins within which text stands."""

    wide: float = WIDE
    high: float = HIGH
    left: float = LEFT
    top: float = TOP
    bottom: float = BOTTOM

    @property
    def width(self) -> float:
        return self.wide - 2 * self.left

    @property
    def room(self) -> float:
        return self.high - self.top - self.bottom

    @property
    def foot(self) -> float:
        return self.bottom - 30


UPRIGHT = Sheet()
LYING = Sheet(HIGH, WIDE, left=36, top=34, bottom=54)
"""For a list of many narrow columns: closer to the edges, so that two pages hold a year."""

_SHEET: ContextVar[Sheet] = ContextVar("sheet", default=UPRIGHT)


def sheet() -> Sheet:
    """The page that is being set: all pages of a paper are of one kind."""
    return _SHEET.get()


@contextmanager
def on(chosen: Sheet) -> Iterator[None]:
    """Set what is within on such pages."""
    before = _SHEET.set(chosen)
    try:
        yield
    finally:
        _SHEET.reset(before)


@cache
def palette(accent: str) -> Mapping[str, str]:
    """Our colours by name as operands: three numbers from 0 to 1."""
    named: dict[str, str] = {
        **{str(shade): colour for shade, colour in shades.colours(accent).items()},
        "label": "#3c4a52",
        "rule": shades.RULE,
        "warn-tint": shades.WARN_TINT,
    }
    return {name: _operands(colour) for name, colour in named.items()}


def _operands(colour: str) -> str:
    return " ".join(f"{int(colour[n : n + 2], 16) / 255:.3f}" for n in (1, 3, 5))


@dataclass(frozen=True, slots=True)
class Style:
    """`size` of the letters and `leading` from base line to base line; `before` and `after` are
    room to what stands above and below, of which the larger counts; `left` and `right` indents;
    `even` lines are as long as one another, for titles."""

    size: float
    leading: float
    face: str = BODY
    colour: str = "ink"
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    even: bool = False


CLOSEST = 1.3
"""From base line to base line, by the size of letters: no closer where a page is to be saved."""

HOUSE = Style(11, 14, BOLD)
KIND = Style(9.5, 13, BOLD, "accent")
TITLE = Style(21, 25.5, BOLD, before=4, after=5, even=True)
SUBTITLE = Style(11.5, 16, colour="quiet", after=3)
META = Style(9.5, 14, colour="quiet")
HEADINGS = {
    1: Style(15, 19, BOLD, "accent", before=22, after=5, even=True),
    2: Style(12, 16, BOLD, before=15, after=3, even=True),
    3: Style(10.5, 14, BOLD_ITALIC, before=10, after=2),
}
PROSE = Style(10.5, 15, before=5, after=5)
LINES = Style(8.8, 12.5, before=5, after=5)
LABEL = Style(9.5, 13.5, BOLD, "label", before=7)
ANSWER = Style(10.5, 15, after=3)
UNWRITTEN = Style(10.5, 15, ITALIC, "warn", after=3)
LISTED = Style(10.5, 15, before=2, after=2, left=14)
NOTICE = Style(10, 14, colour="warn", before=10, after=10, left=10, right=8)
CAPTION = Style(9.5, 13, BOLD, "label", before=10, after=4)
CELL = Style(columns.CELL, 12.5)
DENSE_CELL = Style(columns.DENSE_CELL, 10.8)
GRID_CELL = Style(7.4, 9)
GRID_HEAD = Style(7.4, 9.4, BOLD, "accent")
"""A dense table's on a page that lies: a line for each row."""
HEAD_CELL = Style(columns.HEAD_CELL, 12, BOLD, "accent")
BLANK = Style(10, 13.5, BOLD, "label")
FOOT_LINE = Style(8.5, 10.5, colour="quiet")
