"""A table of a Word file: its head is read as one and repeated, and no page breaks a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mcapproval.documents.word.markup import Piece, Xml, w

LONGEST = 250
"""Characters of a title or description that every reader of Word files takes."""


def grid(
    style: str,
    widths: Sequence[int],
    rows: Iterable[Xml],
    *,
    caption: str,
    description: str,
    row_heads: bool = False,
) -> Xml:
    """The first row is a head, with `row_heads` the first column too; widths are in twentieths of a
    point, and of cells that reach over several columns the sum."""
    look = 0x0420 | (0x0080 if row_heads else 0)
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w(
                "tblLook",
                val=f"{look:04X}",
                firstRow=1,
                lastRow=0,
                firstColumn=int(row_heads),
                lastColumn=0,
                noHBand=0,
                noVBand=1,
            ),
            w("tblCaption", val=caption[:LONGEST]),
            w("tblDescription", val=description[:LONGEST]),
        ),
        w("tblGrid", (w("gridCol", w=width) for width in widths)),
        rows,
    )


def row(cells: Iterable[Xml], *, head: bool = False) -> Xml:
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader") if head else None), cells)


def cell(width: int, *inner: Piece, span: int = 1) -> Xml:
    spans = w("gridSpan", val=span) if span > 1 else None
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), spans), *inner)
