"""A table with its head cells: repeated on each page, read out with every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcapproval.documents.columns import widths_of
from mcapproval.documents.content import TableBlock
from mcapproval.documents.docx.links import told
from mcapproval.documents.docx.page import LYING, MARGINS
from mcapproval.documents.word import grid
from mcapproval.documents.word.markup import Xml, joined, tag
from mcapproval.documents.word.pen import Pen
from mcapproval.documents.word.words import Paragraph, one_line, words

STAND_IN = 1.3
"""How much wider letters may come out in Word: ours are named in the file and not inside it."""
KEPT_WHOLE = 8
"""Rows that a table may have to be kept on one page."""


def table(pen: Pen, block: TableBlock) -> Xml:
    widths = _widths(block, (LYING if pen.lying else MARGINS).between)
    style = "DenseCell" if block.dense else "Cell"
    heads = [Paragraph("TableHead", words(column)).xml() for column in block.columns]
    heads[0] = joined(*_marked(pen, block.row_heads), heads[0])
    together = len(block.rows) if len(block.rows) <= KEPT_WHOLE else 0
    rows = (
        piece
        for n, (row, under) in enumerate(block.told, 1)
        for piece in _rows(pen, style, widths, row, under, n < together)
    )
    said = ", ".join(one_line(column) for column in block.columns)
    return grid.grid(
        "PaperTable",
        widths,
        (_row(widths, heads, head=True), *rows),
        caption=one_line(block.caption) or said,
        description=f"Columns: {said}",
        row_heads=block.row_heads,
    )


def _rows(
    pen: Pen, style: str, widths: list[int], row: Iterable[str], under: str, keep: bool
) -> Iterator[Xml]:
    """A row, and what stands below it over the whole width."""
    kept = keep or bool(under.strip())
    yield _row(widths, [Paragraph(style, told(pen, c), keep_next=kept).xml() for c in row])
    if under.strip():
        said = Paragraph(style, told(pen, under), keep_next=keep).xml()
        yield grid.row([grid.cell(sum(widths), said, span=len(widths))])


def _row(widths: Iterable[int], cells: Iterable[Xml], *, head: bool = False) -> Xml:
    pairs = zip(widths, cells, strict=True)
    return grid.row((grid.cell(width, cell) for width, cell in pairs), head=head)


def _widths(block: TableBlock, width: int) -> list[int]:
    """In whole twentieths of a point, that add up to the width."""
    points = widths_of(block, width / 20, STAND_IN)
    ends = [round(sum(points[: n + 1]) * width / sum(points)) for n in range(len(points))]
    return [end - before for before, end in zip([0, *ends], ends, strict=False)]


def _marked(pen: Pen, row_heads: bool) -> tuple[Xml, Xml]:
    """The bookmark by which a screen reader knows that the first row, or with it the first column,
    is a head: JAWS looks for these names."""
    number = pen.numbers.next("bookmark")
    name = f"{'Title' if row_heads else 'ColumnTitle'}_{number}"
    begin = tag("w:bookmarkStart", {"w:id": number, "w:name": name})
    return begin, tag("w:bookmarkEnd", {"w:id": number})
