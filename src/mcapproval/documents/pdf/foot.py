"""The foot of each page: whose paper, of which day, page x of y, and that records are simulated."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.clock import spoken
from mcapproval.documents.content import Document
from mcapproval.documents.laying_out import DEMONSTRATION
from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.letters import Piece, one_line, pieces
from mcapproval.documents.pdf.lines import Line, broken, width_of
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.story import DOT
from mcapproval.documents.typeface import BOLD

_MOST = 2
"""Lines that number and kind may take; the head of the paper has them in full."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What is the same on every page."""

    lines: tuple[Line, ...]
    simulated: Line | None


def foot(document: Document) -> Foot:
    style = paper.FOOT_LINE
    told = one_line(f"{document.number}{DOT}{document.kind}{DOT}{spoken(document.as_at)}")
    lines = broken(_plain(told), style.size, paper.sheet().width * 0.8)
    if len(lines) > _MOST:
        (piece,) = _plain("\u2026")
        lines = [*lines[: _MOST - 1], [*lines[_MOST - 1][:-1], (piece, piece.text)]]
    if not document.simulated:
        return Foot(tuple(lines), None)
    return Foot(tuple(lines), [(p, p.text) for p in pieces(DEMONSTRATION, BOLD, "warn")])


def _plain(text: str) -> tuple[Piece, ...]:
    return pieces(text, paper.FOOT_LINE.face, paper.FOOT_LINE.colour, language="-")


def draw_foot(pen: Pen, told: Foot, number: int, total: int) -> None:
    style, right = paper.FOOT_LINE, paper.sheet().left + paper.sheet().width
    pen.marks.begin_foot(pen.code)
    pen.rule(paper.sheet().left, paper.sheet().foot + 14, right, "rule", 0.5)
    pen.lines(told.lines, paper.sheet().left, paper.sheet().foot, style.size, style.leading, None)
    counted = [(p, p.text) for p in _plain(f"Page {number} of {total}")]
    x = right - width_of(counted, style.size)
    pen.lines([counted], x, paper.sheet().foot, style.size, style.leading, None)
    if told.simulated:
        x = (paper.sheet().wide - width_of(told.simulated, style.size)) / 2
        base = paper.sheet().foot - 3 - style.leading * len(told.lines)
        pen.lines([told.simulated], x, base, style.size, style.leading, None)
    pen.marks.end(pen.code)
