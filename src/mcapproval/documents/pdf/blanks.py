"""Places to write by hand: a label and a line, long enough for a signature."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.letters import pieces
from mcapproval.documents.pdf.lines import Line, broken
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.tagging.tree import Element

_START = 0.36
"""Of the width, where every line begins; a label that is longer goes on below."""
_OVER = 14
"""Free above the line, for the hand."""
_BELOW = 10
_TOGETHER = 6
"""So many places to fill in are not torn between pages: a name, and the signature under it."""


@dataclass(frozen=True, slots=True)
class Blank:
    lines: tuple[Line, ...]
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
        if room < paper.sheet().room / 2 or not 0 < fit < len(self.lines):
            return None, self
        return replace(self, lines=self.lines[:fit]), replace(self, lines=self.lines[fit:])

    def draw(self, pen: Pen, top: float) -> None:
        style = paper.BLANK
        base = top - _OVER - 0.8 * style.size
        pen.lines(self.lines, paper.sheet().left, base, style.size, style.leading, self.element)
        last = base - (len(self.lines) - 1) * style.leading
        pen.marks.begin(None, pen.code)
        pen.rule(
            paper.sheet().left + _START * paper.sheet().width,
            last - 2.5,
            paper.sheet().left + paper.sheet().width,
            "quiet",
            0.6,
        )
        pen.marks.end(pen.code)


def blanks(labels: tuple[str, ...], parent: Element) -> list[Blank]:
    """One line for each label; below the last the room that text needs to stand apart."""
    style, room = paper.BLANK, paper.sheet().width * _START - 10
    found = []
    for label in labels:
        lines = broken(pieces(label.strip(), style.face, style.colour), style.size, room)
        found.append(Blank(tuple(lines), parent.put(Element("P"))))
    together = len(labels) <= _TOGETHER
    above = [replace(blank, keep=together) for blank in found[:-1]]
    return [*above, *(replace(last, after=_BELOW) for last in found[-1:])]
