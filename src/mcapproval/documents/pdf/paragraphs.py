"""Paragraphs: lines under one another, with what stands beside the first and behind them all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.letters import Piece
from mcapproval.documents.pdf.lines import Line, balanced, broken
from mcapproval.documents.pdf.live import bookmark
from mcapproval.documents.pdf.paper import Style
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.tagging.tree import Element

_PAD = 6
"""Between a notice's ground and its letters."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`sign` stands at the left of the first line: a bullet, a number, a box. `outline` is the
    level and text of the bookmark that leads here. `ground` is the colour behind a notice.
    """

    lines: tuple[Line, ...]
    style: Style
    element: Element | None
    keep: bool = False
    sign: tuple[Line, Element] | None = None
    outline: tuple[int, str] | None = None
    ground: bool = False

    @property
    def before(self) -> float:
        return self.style.before

    @property
    def after(self) -> float:
        return self.style.after

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading + self._pad

    @property
    def least(self) -> float:
        lines = len(self.lines)
        return (lines if lines <= 3 else 2) * self.style.leading + self._pad

    @property
    def _pad(self) -> float:
        return 2 * _PAD if self.ground else 0

    def split(self, room: float) -> tuple[Paragraph | None, Paragraph]:
        """Never one line alone above, nor below where there is another to keep it company."""
        fit = int((room - self._pad + 0.01) // self.style.leading)
        total = len(self.lines)
        fit = min(fit, total - 2 if total > 3 else total - 1)
        if fit < 1 or (fit == 1 and room < paper.sheet().room / 2):
            return None, self
        first = replace(self, lines=self.lines[:fit])
        return first, replace(self, lines=self.lines[fit:], sign=None, outline=None)

    def closer(self) -> Paragraph:
        """With its lines as close as they can be read well; itself where they are."""
        style = self.style
        leading = min(style.leading, paper.CLOSEST * style.size)
        return replace(self, style=replace(style, leading=leading))

    def draw(self, pen: Pen, top: float) -> None:
        style = self.style
        if self.ground:
            pen.marks.begin(None, pen.code)
            pen.rectangle(
                paper.sheet().left, top - self.height, paper.sheet().width, self.height, "warn-tint"
            )
            pen.rectangle(paper.sheet().left, top - self.height, 2.5, self.height, "warn")
            pen.marks.end(pen.code)
            top -= _PAD
        if self.outline:
            _bookmark(pen, self.outline, top)
        base = top - (style.leading - style.size) / 2 - 0.8 * style.size
        if self.sign:
            line, element = self.sign
            pen.lines([line], paper.sheet().left, base, style.size, style.leading, element)
        x = paper.sheet().left + style.left
        pen.lines(self.lines, x, base, style.size, style.leading, self.element)


def paragraph(pieces: tuple[Piece, ...], style: Style, element: Element | None) -> Paragraph:
    """The one maker of paragraphs: from pieces, which only the door for text makes."""
    width = paper.sheet().width - style.left - style.right
    into_lines = balanced if style.even else broken
    return Paragraph(tuple(into_lines(pieces, style.size, width)), style, element)


def _bookmark(pen: Pen, outline: tuple[int, str], top: float) -> None:
    level, text = outline
    pen.bookmarks += 1
    key = bookmark(pen.bookmarks)
    pen.canvas.bookmarkPage(key, fit="XYZ", top=top + 4)
    pen.canvas.addOutlineEntry(text, key, level, closed=level > 0)
