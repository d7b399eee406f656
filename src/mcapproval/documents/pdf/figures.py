"""Pictures, drawn as lines and letters."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.letters import one_line, pieces
from mcapproval.documents.pdf.lines import width_of
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.tagging.tree import Element
from mcapproval.documents.picture import Box, Dot, Picture, Words
from mcapproval.documents.picture import Line as Stroke
from mcapproval.documents.typeface import BODY, BOLD

_ROUND = 0.5523
"""How far the handles of a curve lie that stands for a quarter of a circle."""
_TALLEST = 0.8
"""Of the page, the most that a picture is high."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture at the scale at which it fits."""

    picture: Picture
    scale: float
    element: Element
    keep: bool = False
    before: float = 6
    after: float = 8

    @property
    def height(self) -> float:
        return self.picture.high * self.scale

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[None, Drawing]:
        return None, self

    def draw(self, pen: Pen, top: float) -> None:
        wide = self.picture.wide * self.scale
        self.element.box = (paper.sheet().left, top - self.height, paper.sheet().left + wide, top)
        pen.marks.begin(self.element, pen.code)
        hand = _Hand(pen, paper.sheet().left, top, self.scale)
        for shape in self.picture.shapes:
            match shape:
                case Box():
                    hand.box(shape)
                case Stroke():
                    hand.stroke(shape)
                case Dot():
                    hand.dot(shape)
                case Words():
                    hand.words(shape)
        pen.marks.end(pen.code)


def drawing(picture: Picture, element: Element) -> Drawing:
    sheet = paper.sheet()
    tallest = sheet.room * _TALLEST
    scale = min(1, sheet.width / max(picture.wide, 1), tallest / max(picture.high, 1))
    return Drawing(picture, scale, element)


class _Hand:
    """Draws shapes of a picture, whose places go down from its top left corner."""

    def __init__(self, pen: Pen, left: float, top: float, scale: float) -> None:
        self._pen = pen
        self._left, self._top, self._scale = left, top, scale

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._left + x * self._scale, self._top - y * self._scale

    def box(self, box: Box) -> None:
        x, y = self._at(box.x, box.y + box.high)
        wide, high = box.wide * self._scale, box.high * self._scale
        radius = min(box.round * self._scale, wide / 2, high / 2)
        self._shape(_rounded(x, y, wide, high, radius), box.fill, box.edge, box.dashed)

    def dot(self, dot: Dot) -> None:
        x, y = self._at(dot.x, dot.y)
        r = dot.radius * self._scale
        self._shape(_rounded(x - r, y - r, 2 * r, 2 * r, r), dot.fill, dot.edge, False)

    def _shape(self, path: str, fill: str, edge: str | None, dashed: bool) -> None:
        self._pen.fill(fill)
        if edge:
            dash = "[3 2] 0" if dashed else "[] 0"
            colour = self._pen.colours[edge]
            self._pen.code.append(f"{colour} RG {0.8 * self._scale:.2f} w {dash} d")
        self._pen.code.append(f"{path} {'B' if edge else 'f'}")

    def stroke(self, line: Stroke) -> None:
        points = [self._at(*point) for point in line.points]
        if len(points) < 2:
            return
        width = line.width * self._scale
        dash = "[3 2] 0" if line.dashed else "[] 0"
        path = " ".join(f"{x:.2f} {y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
        colour = self._pen.colours[line.shade]
        self._pen.code.append(f"{colour} RG {width:.2f} w {dash} d {path} S")

    def words(self, words: Words) -> None:
        face = BOLD if words.bold else BODY
        size = words.size * self._scale
        line = [(p, p.text) for p in pieces(one_line(words.text), face, words.shade, language="-")]
        x, y = self._at(words.x, words.y)
        x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor] * width_of(line, size)
        self._pen.lines([line], x, y, size, size, None)


def _rounded(x: float, y: float, wide: float, high: float, r: float) -> str:
    if r <= 0:
        return f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re"
    k = r * (1 - _ROUND)
    right, top = x + wide, y + high
    curves = (
        (right - r, y, right - k, y, right, y + k, right, y + r),
        (right, top - r, right, top - k, right - k, top, right - r, top),
        (x + r, top, x + k, top, x, top - k, x, top - r),
        (x, y + r, x, y + k, x + k, y, x + r, y),
    )
    path = [f"{x + r:.2f} {y:.2f} m"]
    for x1, y1, *handles in curves:
        path.append(f"{x1:.2f} {y1:.2f} l {' '.join(f'{h:.2f}' for h in handles)} c")
    return " ".join(path) + " h"
