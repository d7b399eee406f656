"""What an eye would see wrong in a picture: shapes outside it, words upon words.

Words are measured with the real letters of the typeface, not with the table that placed them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from reportlab.pdfbase import pdfmetrics

from mcapproval.documents.content import Block, Figure, TableBlock
from mcapproval.documents.picture import Box, Dot, Line, Picture, Shape, Words
from mcapproval.documents.typeface import BODY, BOLD, glyphs

Rect = tuple[float, float, float, float]
SLACK = 0.01


def rect(shape: Shape) -> Rect:
    """Left, top, right, bottom."""
    match shape:
        case Box():
            return shape.x, shape.y, shape.x + shape.wide, shape.y + shape.high
        case Dot():
            r = shape.radius
            return shape.x - r, shape.y - r, shape.x + r, shape.y + r
        case Line():
            xs, ys = zip(*shape.points, strict=True)
            return min(xs), min(ys), max(xs), max(ys)
        case Words():
            glyphs()
            face = BOLD if shape.bold else BODY
            wide = pdfmetrics.stringWidth(shape.text, face, shape.size)
            left = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor]
            return left, shape.y - 0.72 * shape.size, left + wide, shape.y + 0.22 * shape.size


def outside(picture: Picture) -> Iterator[Shape]:
    for shape in picture.shapes:
        left, top, right, bottom = rect(shape)
        fits = left >= -SLACK and top >= -SLACK
        if not (fits and right <= picture.wide + SLACK and bottom <= picture.high + SLACK):
            yield shape


def overlapping(picture: Picture) -> Iterator[tuple[str, str]]:
    words = [shape for shape in picture.shapes if isinstance(shape, Words)]
    for one, other in combinations(words, 2):
        a, b = rect(one), rect(other)
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        if across > SLACK and down > SLACK:
            yield one.text, other.text


def figures(blocks: tuple[Block, ...]) -> list[Figure]:
    return [block for block in blocks if isinstance(block, Figure)]


def words_of(picture: Picture) -> str:
    return " ".join(shape.text for shape in picture.shapes if isinstance(shape, Words))


def told_in_tables(blocks: tuple[Block, ...]) -> str:
    return " ".join(
        cell
        for block in blocks
        if isinstance(block, TableBlock)
        for row in (block.columns, *block.rows)
        for cell in row
    )
