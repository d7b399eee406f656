"""Places to write by hand: a label and a line, long enough for a signature."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.letters import pieces
from mcapproval.documents.pdf.lines import Line, broken, width_of
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.tagging.tree import Element

_WIDEST = 0.42
"""Of the width, the most that labels take; longer ones go on in a second line."""
_OVER = 17
"""Free above the line, for the hand."""


@dataclass(frozen=True, slots=True)
class Blank:
    lines: tuple[Line, ...]
    start: float
    element: Element
    keep: bool = False
    before: float = 2
    after: float = 2

    @property
    def height(self) -> float:
        return _OVER + len(self.lines) * paper.BLANK.leading

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[Blank | None, Blank]:
        fit = int((room - _OVER) // paper.BLANK.leading)
        if room < paper.ROOM / 2 or not 0 < fit < len(self.lines):
            return None, self
        first = Blank(self.lines[:fit], self.start, self.element)
        return first, Blank(self.lines[fit:], self.start, self.element)

    def draw(self, pen: Pen, top: float) -> None:
        style = paper.BLANK
        base = top - _OVER - 0.8 * style.size
        pen.lines(self.lines, paper.LEFT, base, style.size, style.leading, self.element)
        last = base - (len(self.lines) - 1) * style.leading
        pen.marks.begin(None, pen.code)
        pen.rule(paper.LEFT + self.start, last - 2.5, paper.LEFT + paper.WIDTH, "quiet", 0.6)
        pen.marks.end(pen.code)


def blanks(labels: tuple[str, ...], parent: Element) -> list[Blank]:
    """One line for each label, all beginning at one place."""
    style, most = paper.BLANK, paper.WIDTH * _WIDEST
    set_ = [
        broken(pieces(label.strip(), style.face, style.colour), style.size, most)
        for label in labels
    ]
    start = max((width_of(line, style.size) for lines in set_ for line in lines), default=0) + 10
    return [Blank(tuple(lines), start, parent.put(Element("P"))) for lines in set_]
