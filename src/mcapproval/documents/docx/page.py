"""What stands at the head of the first page and at the foot of each."""

from __future__ import annotations

from mcapproval.clock import spoken
from mcapproval.documents.content import Document
from mcapproval.documents.docx.figure import logo
from mcapproval.documents.text import DEMONSTRATION
from mcapproval.documents.word.markup import Xml, joined, root, tag, text, w
from mcapproval.documents.word.pen import Pen, Relation
from mcapproval.documents.word.words import Look, Paragraph, run, tab, words

WIDE, HIGH = 11906, 16838
"""A4 in twentieths of a point."""
SIDE, TOP, BOTTOM = 1360, 1240, 1560


def head(pen: Pen, document: Document) -> bytes:
    """Whose paper it is: logo and name."""
    house = document.house
    picture = logo(pen, house.logo, house.name) if house.logo else None
    between = run("   ") if picture and house.name else None
    inner = joined(picture, between, words(house.name, look=Look("House")))
    return root("w:hdr", Paragraph("Header", inner).xml())


def foot(document: Document) -> bytes:
    """Number, kind and day, page x of y, and on simulated papers that they are so."""
    line = joined(
        words(f"{document.number} \u00b7 {document.kind} \u00b7 {spoken(document.as_at)}"),
        tab(),
        run("Page "),
        _field("PAGE"),
        run(" of "),
        _field("NUMPAGES"),
    )
    mark = Paragraph("FooterMark", words(DEMONSTRATION)).xml() if document.simulated else None
    return root("w:ftr", Paragraph("Footer", line).xml(), mark)


def _field(name: str) -> Xml:
    """A field that Word fills by itself in a head or foot."""
    asked = Xml(f'<w:instrText xml:space="preserve"> {name} </w:instrText>')
    return joined(
        w("r", w("fldChar", fldCharType="begin")),
        w("r", asked),
        w("r", w("fldChar", fldCharType="separate")),
        w("r", text("1")),
        w("r", w("fldChar", fldCharType="end")),
    )


def section(pen: Pen, *, headed: bool) -> Xml:
    """The one section: A4, its head on the first page only, the same foot on all."""
    return w(
        "sectPr",
        _reference(pen, "header", "first") if headed else None,
        _reference(pen, "footer", "default"),
        _reference(pen, "footer", "first"),
        w("pgSz", w=WIDE, h=HIGH),
        w(
            "pgMar",
            top=TOP,
            right=SIDE,
            bottom=BOTTOM,
            left=SIDE,
            header=620,
            footer=680,
            gutter=0,
        ),
        w("titlePg"),
    )


def _reference(pen: Pen, kind: str, place: str) -> Xml:
    relation = pen.related(Relation(kind, f"{place}-{kind}.xml"))
    return tag(f"w:{kind}Reference", {"w:type": place, "r:id": relation})
