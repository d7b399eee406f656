"""A table with its head cells: repeated on each page, read out with every cell."""

from __future__ import annotations

from collections.abc import Iterable

from mcapproval.documents.content import TableBlock
from mcapproval.documents.pdf.columns import widths_of
from mcapproval.documents.word.markup import Xml, joined, tag, w
from mcapproval.documents.word.pen import Pen
from mcapproval.documents.word.words import Paragraph, one_line, words

WIDTH = 9186
"""Twentieths of a point between the margins."""
KEPT_WHOLE = 8
"""Rows that a table may have to be kept on one page."""
LONGEST = 250
"""Characters of a title or description that every reader of Word files takes."""


def table(pen: Pen, block: TableBlock) -> Xml:
    widths = _widths(block)
    style = "DenseCell" if block.dense else "Cell"
    heads = [Paragraph("TableHead", words(column)).xml() for column in block.columns]
    heads[0] = joined(*_marked(pen, block.row_heads), heads[0])
    together = len(block.rows) if len(block.rows) <= KEPT_WHOLE else 0
    rows = (
        _row(
            widths,
            [Paragraph(style, words(cell), keep_next=n < together).xml() for cell in row],
        )
        for n, row in enumerate(block.rows, 1)
    )
    return w(
        "tbl",
        _properties(block),
        w("tblGrid", (w("gridCol", w=width) for width in widths)),
        _row(widths, heads, head=True),
        rows,
    )


def _widths(block: TableBlock) -> list[int]:
    """Those of the PDF in whole twentieths of a point, that add up to the width."""
    points = widths_of(block)
    ends = [round(sum(points[: n + 1]) * WIDTH / sum(points)) for n in range(len(points))]
    return [end - before for before, end in zip([0, *ends], ends, strict=False)]


def _properties(block: TableBlock) -> Xml:
    look = 0x0420 | (0x0080 if block.row_heads else 0)
    said = ", ".join(one_line(column) for column in block.columns)
    return w(
        "tblPr",
        w("tblStyle", val="PaperTable"),
        w("tblW", w=WIDTH, type="dxa"),
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val=f"{look:04X}",
            firstRow=1,
            lastRow=0,
            firstColumn=int(block.row_heads),
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        ),
        w("tblCaption", val=(one_line(block.caption) or said)[:LONGEST]),
        w("tblDescription", val=f"Columns: {said}"[:LONGEST]),
    )


def _row(widths: Iterable[int], cells: Iterable[Xml], *, head: bool = False) -> Xml:
    """A row that no page breaks."""
    properties = w("trPr", w("cantSplit"), w("tblHeader") if head else None)
    made = (
        w("tc", w("tcPr", w("tcW", w=width, type="dxa")), cell)
        for width, cell in zip(widths, cells, strict=True)
    )
    return w("tr", properties, made)


def _marked(pen: Pen, row_heads: bool) -> tuple[Xml, Xml]:
    """The bookmark by which a screen reader knows that the first row, or with it the first column,
    is a head: JAWS looks for these names."""
    number = pen.numbers.next("bookmark")
    name = f"{'Title' if row_heads else 'ColumnTitle'}_{number}"
    begin = tag("w:bookmarkStart", {"w:id": number, "w:name": name})
    return begin, tag("w:bookmarkEnd", {"w:id": number})
