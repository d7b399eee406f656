"""Tables: head cells with their scope, rows that break between pages, the head again on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mcapproval.documents.columns import SIDE, widths_of
from mcapproval.documents.content import TableBlock
from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.letters import Piece, one_line, pieces, told
from mcapproval.documents.pdf.lines import Line, broken, width_of
from mcapproval.documents.pdf.live import WITHIN, bookmark
from mcapproval.documents.pdf.paper import Style
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.tagging.tree import Element
from mcapproval.documents.typeface import BOLD

UNDER = 16
"""How far what stands below a row is set in."""
_SHORT = 84
"""A table that is no higher is not torn between pages."""


@dataclass(frozen=True, slots=True)
class Row:
    """`widths` are those of its cells, the one under a row as wide as all. With `keep` it stands
    with the row below it; of the `right` cells the lines end below one another."""

    cells: tuple[tuple[tuple[Line, ...], Style, Element], ...]
    above: float
    below: float
    widths: tuple[float, ...]
    keep: bool = False
    right: frozenset[int] = frozenset()
    set_in: float = SIDE

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
        return replace(self, cells=first, keep=False), replace(self, cells=rest)


@dataclass(frozen=True, slots=True)
class Table:
    """`begun` is a table that goes on from the page before: its head is drawn again, for eyes. A
    head that would fill the page is None and the first of the rows."""

    head: Row | None
    rows: tuple[Row, ...]
    begun: bool = False
    keep: bool = False
    before: float = 4
    after: float = 10

    @property
    def height(self) -> float:
        """Of one that is higher than a page no more than that: all its rows are not added up for
        each of its pages.
        """
        found, most = self._head, paper.sheet().room
        for row in self.rows:
            if found > most:
                break
            found += row.height
        return found

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
        torn = None
        if rest and (
            rest[0].height > paper.sheet().room / 3 or (not fit and room > paper.sheet().room / 2)
        ):
            torn = rest[0].split(left)
        if torn:
            rows, rest = (*rows, torn[0]), (torn[1], *rest[1:])
        elif rows and rest and rows[-1].keep and (fit > 1 or room < paper.sheet().room):
            rows, rest = rows[:-1], (rows[-1], *rest)
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
            if not row.keep:
                right = paper.sheet().left + paper.sheet().width
                pen.rule(paper.sheet().left, y, right, "rule", 0.4)
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
        for number, (lines, style, element) in enumerate(row.cells):
            base = top - row.above - (style.leading - style.size) / 2 - 0.8 * style.size
            owner = None if again else element
            width = row.widths[number]
            if number in row.right:
                for n, line in enumerate(lines):
                    start = x + width - SIDE - width_of(line, style.size)
                    pen.lines([line], start, base - n * style.leading, style.size, 0, owner)
            elif any(lines):
                pen.lines(lines, x + row.set_in, base, style.size, style.leading, owner)
            x += width
        if again:
            pen.marks.end(pen.code)


def table(block: TableBlock, parent: Element) -> Table:
    """The table, its rows and cells put under `parent`."""
    closest = paper.sheet() is paper.LYING and block.closest
    letters = paper.GRID_CELL.size / paper.DENSE_CELL.size if closest else 1
    widths = widths_of(block, paper.sheet().width, letters)
    head_row = parent.put(Element("THead")).put(Element("TR"))
    heading = Look(paper.GRID_HEAD if closest else paper.HEAD_CELL, 4, 5, block.right)
    head = _row(block.columns, widths, head_row, heading, ("Column",) * len(widths))
    body = parent.put(Element("TBody"))
    rows = tuple(_rows(block, widths, body, _look(block, closest)))
    if head.height > paper.sheet().room / 3:
        return Table(None, (head, *rows))
    return Table(head, rows)


@dataclass(frozen=True, slots=True)
class Look:
    """How the cells of a row are set, with the room above and below them."""

    style: Style
    above: float
    below: float
    right: frozenset[int]


def _look(block: TableBlock, closest: bool) -> Look:
    if closest:
        return Look(paper.GRID_CELL, 1.2, 1.6, block.right)
    if block.dense:
        return Look(paper.DENSE_CELL, 2, 3, block.right)
    return Look(paper.CELL, 4, 5, block.right)


def _rows(block: TableBlock, widths: tuple[float, ...], body: Element, look: Look) -> Iterator[Row]:
    scopes = ("Row" if block.row_heads else "", *("",) * (len(widths) - 1))
    leads = block.leads or (0,) * len(block.rows)
    for (cells, under), to in zip(block.told, leads, strict=True):
        row = _row(cells, widths, body.put(Element("TR")), look, scopes, to)
        if not under.strip():
            yield row
            continue
        yield replace(row, below=0, keep=True)
        yield _under(under, sum(widths), body.put(Element("TR")), look, len(widths))


def _under(text: str, width: float, parent: Element, look: Look, span: int) -> Row:
    """What stands below a row over its whole width, set in."""
    element = parent.put(Element("TD", span=span))
    style = replace(look.style, colour="label")
    lines = broken(told(text.strip(), style.face, style.colour), style.size, width - SIDE - UNDER)
    return Row(((tuple(lines), style, element),), 0, look.below, (width,), set_in=UNDER)


def _row(
    texts: Sequence[str],
    widths: tuple[float, ...],
    parent: Element,
    look: Look,
    scopes: Sequence[str],
    leads: int = 0,
) -> Row:
    """`leads` is the number of the heading to which the second cell leads."""
    cells = []
    style = look.style
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
    return Row(tuple(cells), look.above, look.below, widths, right=look.right)


def _within(text: str, face: str, place: str) -> tuple[Piece, ...]:
    """A text that leads to a place in the same file."""
    link, address = Element("Link", alternative=one_line(text)), f"{WITHIN}{place}"
    return pieces(text, face, "accent", mark="under", element=link, address=address)
