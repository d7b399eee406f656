"""The parts of a picture with their places, in pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

Point = tuple[int, int]
Rect = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its base line, `x` its left end, or its right one with `right`."""

    text: str
    x: int
    y: int
    wide: int
    size: int = 12
    right: bool = False
    bold: bool = False

    @property
    def rect(self) -> Rect:
        """The room that it takes, with what hangs below the base line."""
        left = self.x - self.wide if self.right else self.x
        return left, self.y - self.size + 1, left + self.wide, self.y + 3


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in a box under its name, with a small sign before it.

    `kind`: now, passed, wait (for somebody else), stay (moves that leave it here), return, end.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a note, in a square of 10 pixels whose upper left corner this is."""

    kind: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A state: `mark` is `now`, `passed` or nothing; an end has a double frame."""

    state: str
    x: int
    y: int
    wide: int
    high: int
    end: bool
    mark: str

    @property
    def rect(self) -> Rect:
        return self.x, self.y, self.x + self.wide, self.y + self.high


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line of a kind of arrow. What a `bridge` crosses seems to pass below it."""

    kind: str
    start: Point
    stop: Point
    bridge: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an arrow: its tip, and whither it points (down, left, right)."""

    kind: str
    at: Point
    way: str


@dataclass(frozen=True, slots=True)
class Dot:
    """Where an arrow joins the line to its state: a crossing without a dot is only a crossing."""

    kind: str
    at: Point


@dataclass(slots=True)
class Drawing:
    """The picture as it grows."""

    wide: int = 0
    high: int = 0
    boxes: list[Box] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
