"""The pieces of WordprocessingML that a form is made of; every text is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from mcapproval.documents.word_form.marks import of_question, of_words
from mcapproval.documents.word_form.plan import Field
from mcapproval.documents.word_form.values import EMPTY, SHORT
from mcapproval.documents.word_form.wording import ours

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LONGEST = 64
"""Characters that Word lets the title or tag of a field have."""

WIDTH = 9638
"""Twentieths of a point between the margins of an A4 page."""


@dataclass(slots=True)
class Pen:
    """Numbers the bookmarks and fields of one form."""

    marks: int = 0
    controls: int = 0
    named: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)

    def mark(self, names: Sequence[str], inner: str) -> str:
        """`inner` between bookmarks; a name stands once in a file, at the first that has it."""
        for name in names:
            if name in self.named:
                continue
            self.named.add(name)
            number, self.marks = self.marks, self.marks + 1
            start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            inner = f'{start}{inner}<w:bookmarkEnd w:id="{number}"/>'
        return inner

    def words(self, style: str, text: str, question: str = "") -> str:
        """A paragraph of ours, known again by its words; that of a question by its path too."""
        self.said.add(ours(text))
        names = [of_words(text), *([of_question(question)] if question else [])]
        return paragraph(style, self.mark(names, run(text)))

    def control(self, of: Field, title: str, value: str, *, short: bool = False) -> str:
        """A field: a content control with its name for those who see it and those who hear it."""
        self.controls += 1
        empty = (SHORT if short else EMPTY)[of.kind]
        kind = "<w:text/>"
        if of.kind in ("text", "words"):  # LibreOffice 7.4 loses the line ends of a plain one
            kind = "<w:richText/>"
        if of.kind == "choice":
            items = "".join(_item(choice, choice) for choice in of.choices)
            kind = f"<w:dropDownList>{_item(empty, empty)}{items}</w:dropDownList>"
        lock = "" if short else '<w:lock w:val="sdtLocked"/>'
        placeholder = "" if value else "<w:showingPlcHdr/>"
        properties = (
            f"<w:alias w:val={quoteattr(title[:LONGEST])}/>"
            f"<w:tag w:val={quoteattr(of.path[:LONGEST])}/>"
            f'<w:id w:val="{10_000 + self.controls}"/>{lock}{placeholder}{kind}'
        )
        inner = run(value) if value else run(empty, "PlaceholderText")
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _item(shown: str, value: str) -> str:
    return f"<w:listItem w:displayText={quoteattr(shown)} w:value={quoteattr(value)}/>"


def run(text: str, style: str = "") -> str:
    """A run; lines and tabs of the text stay what they are."""
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = []
    for line in text.split("\n"):
        parts = (f'<w:t xml:space="preserve">{escape(p)}</w:t>' for p in line.split("\t"))
        lines.append("<w:tab/>".join(parts))
    return f"<w:r>{looks}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(style: str, inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def cell(width: int, inner: str, *, span: int = 1, shade: str = "") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{shaded}</w:tcPr>{inner}</w:tc>'
    )


def row(cells: str, *, head: bool = False) -> str:
    """A row that no page breaks; a head is read as such and repeated on the next page."""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def table(widths: Sequence[int], rows: str, caption: str, *, row_heads: bool = False) -> str:
    described = "One row for each entry; the first row has the heads of the columns"
    if row_heads:
        described = "One entry: questions on the left, answers on the right"
    look = f'w:firstRow="1" w:lastRow="0" w:firstColumn="{int(row_heads)}" w:lastColumn="0"'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" {look} w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(caption)}/>"
        f"<w:tblDescription w:val={quoteattr(described)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
