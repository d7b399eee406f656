"""Tables: head cells with their scope, rows that break between pages, the head again on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mcapproval.documents.columns import SIDE, widths_of
from mcapproval.documents.content import TableBlock
from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.letters import Piece, one_line, pieces, told
from mcapproval.documents.pdf.lines import Line, broken
from mcapproval.documents.pdf.live import WITHIN, bookmark
from mcapproval.documents.pdf.paper import Style
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.tagging.tree import Element
from mcapproval.documents.typeface import BOLD

_SHORT = 84
"""A table that is no higher is not torn between pages."""


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[tuple[tuple[Line, ...], Style, Element], ...]
    above: float
    below: float

    @property
    def height(self) -> float:
        tallest = max(len(lines) * style.leading for lines, style, _ in self.cells)
        return tallest + self.above + self.below

    def split(self, room: float) -> tuple[Row, Row] | None:
        """The row in two where it has lines for both; None where it has not."""
        fits = [
            int((room - self.above - self.below) // style.leading) for _, style, _ in self.cells
        ]
        if min(fits) < 1 or all(len(c[0]) <= n for c, n in zip(self.cells, fits, strict=True)):
            return None
        first = tuple(
            (lines[:n], style, element)
            for (lines, style, element), n in zip(self.cells, fits, strict=True)
        )
        rest = tuple(
            (lines[n:], style, element)
            for (lines, style, element), n in zip(self.cells, fits, strict=True)
        )
        return replace(self, cells=first), replace(self, cells=rest)


@dataclass(frozen=True, slots=True)
class Table:
    """`begun` is a table that goes on from the page before: its head is drawn again, for eyes. A
    head that would fill the page is None and the first of the rows."""

    widths: tuple[float, ...]
    head: Row | None
    rows: tuple[Row, ...]
    begun: bool = False
    keep: bool = False
    before: float = 4
    after: float = 10

    @property
    def height(self) -> float:
        return self._head + sum(row.height for row in self.rows)

    @property
    def least(self) -> float:
        if self.height < _SHORT:
            return self.height
        first = sum(row.height for row in self.rows[:2])
        return self._head + (first if first < paper.sheet().room / 3 else paper.sheet().room / 6)

    @property
    def _head(self) -> float:
        return self.head.height if self.head else 0

    def split(self, room: float) -> tuple[Table | None, Table]:
        left = room - self._head
        fit = 0
        for row in self.rows:
            if row.height > left:
                break
            left -= row.height
            fit += 1
        rows, rest = self.rows[:fit], self.rows[fit:]
        if rest and (
            rest[0].height > paper.sheet().room / 3 or (not fit and room > paper.sheet().room / 2)
        ):
            torn = rest[0].split(left)
            if torn:
                rows, rest = (*rows, torn[0]), (torn[1], *rest[1:])
        if not rows:
            return None, self
        return replace(self, rows=rows), replace(self, rows=rest, begun=True)

    def draw(self, pen: Pen, top: float) -> None:
        rows = [self.head, *self.rows] if self.head else list(self.rows)
        pen.marks.begin(None, pen.code)
        y = top
        if self.head:
            y -= self._head
            pen.rectangle(paper.sheet().left, y, paper.sheet().width, self._head, "tint")
            pen.rule(paper.sheet().left, y, paper.sheet().left + paper.sheet().width, "accent", 0.8)
        for row in self.rows:
            y -= row.height
            pen.rule(paper.sheet().left, y, paper.sheet().left + paper.sheet().width, "rule", 0.4)
        pen.marks.end(pen.code)
        y = top
        for number, row in enumerate(rows):
            again = self.begun and number == 0 and self.head is not None
            self._row(pen, row, y, again)
            y -= row.height

    def _row(self, pen: Pen, row: Row, top: float, again: bool) -> None:
        x = float(paper.sheet().left)
        if again:
            pen.marks.begin(None, pen.code)
        for (lines, style, element), width in zip(row.cells, self.widths, strict=True):
            base = top - row.above - (style.leading - style.size) / 2 - 0.8 * style.size
            if any(lines):
                owner = None if again else element
                pen.lines(lines, x + SIDE, base, style.size, style.leading, owner)
            x += width
        if again:
            pen.marks.end(pen.code)


def table(block: TableBlock, parent: Element) -> Table:
    """The table, its rows and cells put under `parent`."""
    lying = paper.sheet() is paper.LYING
    letters = paper.GRID_CELL.size / paper.DENSE_CELL.size if lying and block.dense else 1
    widths = widths_of(block, paper.sheet().width, letters)
    head_row = parent.put(Element("THead")).put(Element("TR"))
    heading = paper.GRID_HEAD if lying and block.dense else paper.HEAD_CELL
    head = _row(block.columns, widths, head_row, heading, ("Column",) * len(widths), 4, 5)
    body = parent.put(Element("TBody"))
    style = paper.DENSE_CELL if block.dense else paper.CELL
    above, below = (2.0, 3.0) if block.dense else (4.0, 5.0)
    if lying and block.dense:
        style, above, below = paper.GRID_CELL, 1.2, 1.6
    scopes = ("Row" if block.row_heads else "", *("",) * (len(widths) - 1))
    leads = block.leads or (0,) * len(block.rows)
    rows = tuple(
        _row(cells, widths, body.put(Element("TR")), style, scopes, above, below, to)
        for cells, to in zip(block.rows, leads, strict=True)
    )
    if head.height > paper.sheet().room / 3:
        return Table(widths, None, (head, *rows))
    return Table(widths, head, rows)


def _row(
    texts: Sequence[str],
    widths: Sequence[float],
    parent: Element,
    style: Style,
    scopes: Sequence[str],
    above: float,
    below: float,
    leads: int = 0,
) -> Row:
    """`leads` is the number of the heading to which the second cell leads."""
    cells = []
    for number, (text, width, scope) in enumerate(zip(texts, widths, scopes, strict=True)):
        element = parent.put(
            Element("TH", scope="Column" if scope == "Column" else "Row")
            if scope
            else Element("TD")
        )
        face = BOLD if scope else style.face
        if leads and number == 1:
            set_ = _within(text.strip(), face, bookmark(leads))
        elif scope == "Column":
            set_ = pieces(text.strip(), face, style.colour)
        else:
            set_ = told(text.strip(), face, style.colour)
        lines = broken(set_, style.size, width - 2 * SIDE)
        cells.append((tuple(lines), style, element))
    return Row(tuple(cells), above, below)


def _within(text: str, face: str, place: str) -> tuple[Piece, ...]:
    """A text that leads to a place in the same file."""
    link, address = Element("Link", alternative=one_line(text)), f"{WITHIN}{place}"
    return pieces(text, face, "accent", mark="under", element=link, address=address)
