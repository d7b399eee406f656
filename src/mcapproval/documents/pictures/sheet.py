"""What all pictures share: the room they have on a page, and how lines of words are set in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcapproval.documents.content import Figure, Prose
from mcapproval.documents.drawing.measuring import width
from mcapproval.documents.picture import Anchor, Picture, Shade, Shape, Words

WIDE = 459.0
"""Points: the column of text on an A4 page."""

HIGHEST = 590.0
"""Points that a picture may be high, with its caption on one page."""

SIZE = 8.5
LINE = 11.0
"""Points: letters in a picture, and from one base line to the next."""

BASE = 8.0
"""Points from the top of a line to its base."""

SMALLER = 7.5


def lines(
    texts: Iterable[str],
    x: float,
    top: float,
    *,
    size: float = SIZE,
    bold: bool = False,
    shade: Shade = "ink",
    anchor: Anchor = "start",
) -> Iterator[Words]:
    """Lines below one another, the first one with its top at `top`."""
    for number, text in enumerate(texts):
        yield Words(text, x, top + BASE + number * LINE, size, bold, shade, anchor)


def middle(count: int, top: float, high: float) -> float:
    """Where the first of some lines has its top, so that they stand in the middle of a row."""
    return top + (high - count * LINE) / 2


def figure(
    shapes: Iterable[Shape], high: float, alternative: str, caption: str, wide: float = WIDE
) -> Figure | Prose:
    """The picture; the words of it alone where it would not fit on a page."""
    drawn = tuple(shapes)
    words = [shape for shape in drawn if isinstance(shape, Words)]
    if high > HIGHEST or not all(_inside(each, wide) for each in words):
        return Prose(alternative)
    return Figure(Picture(wide, round(high, 2), drawn), alternative, caption)


def _inside(words: Words, wide: float) -> bool:
    left, right = ends(words)
    return left >= 0 and right <= wide


def ends(words: Words) -> tuple[float, float]:
    """Where a line begins and ends."""
    wide = width(words.text, words.size, words.bold)
    left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
    return left, left + wide
