"""Whose paper it is: the provider's logo and name at the head of the first page."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader

from mcapproval.documents.house import House
from mcapproval.documents.logo import Logo, logo_of
from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.letters import one_line, pieces
from mcapproval.documents.pdf.lines import Line, broken
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.tagging.tree import Element

_TALL = 38
"""The most that a logo is high; a third of the width is the most that it is wide."""
_GAP = 11


@dataclass(frozen=True, slots=True)
class Drawn:
    image: Any
    wide: float
    high: float
    element: Element


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The name stands beside the middle of the logo, or alone."""

    logo: Drawn | None
    lines: tuple[Line, ...]
    element: Element | None
    keep: bool = True
    before: float = 0
    after: float = 14

    @property
    def height(self) -> float:
        return max(self._text, self.logo.high if self.logo else 0)

    @property
    def _text(self) -> float:
        return len(self.lines) * paper.HOUSE.leading

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[None, Letterhead]:
        return None, self

    def draw(self, pen: Pen, top: float) -> None:
        x = float(paper.sheet().left)
        if self.logo:
            low = top - (self.height + self.logo.high) / 2
            self.logo.element.box = (x, low, x + self.logo.wide, low + self.logo.high)
            pen.marks.begin(self.logo.element, pen.code)
            pen.canvas.drawImage(
                self.logo.image, x, low, self.logo.wide, self.logo.high, mask="auto"
            )
            pen.marks.end(pen.code)
            x += self.logo.wide + _GAP
        style = paper.HOUSE
        over = (self.height - self._text) / 2 + (style.leading - style.size) / 2
        base = top - over - 0.8 * style.size
        pen.lines(self.lines, x, base, style.size, style.leading, self.element)


def letterhead(house: House, root: Element) -> Letterhead | None:
    """None for papers of nobody in particular."""
    name, style = one_line(house.name), paper.HOUSE
    found = logo_of(house)
    logo = _drawn(found) if found else None
    if logo:
        root.put(logo.element)
    if not name:
        return Letterhead(logo, (), None) if logo else None
    room = paper.sheet().width - (logo.wide + _GAP if logo else 0)
    lines = broken(pieces(name, style.face, style.colour), style.size, room)
    return Letterhead(logo, tuple(lines), root.put(Element("P")))


def _drawn(logo: Logo) -> Drawn:
    scale = logo.scale(paper.sheet().width / 3, _TALL)
    element = Element("Figure", alternative=logo.alternative)
    image = ImageReader(BytesIO(logo.data))
    return Drawn(image, logo.wide * scale, logo.high * scale, element)
