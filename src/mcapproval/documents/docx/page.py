"""What stands at the head of the first page and at the foot of each."""

from __future__ import annotations

from mcapproval.clock import spoken
from mcapproval.documents.content import Document
from mcapproval.documents.docx.figure import logo
from mcapproval.documents.laying_out import DEMONSTRATION
from mcapproval.documents.logo import logo_of
from mcapproval.documents.word import page
from mcapproval.documents.word.markup import Xml, joined, root
from mcapproval.documents.word.pen import Pen
from mcapproval.documents.word.words import Look, Paragraph, run, tab, words

MARGINS = page.Margins(side=1360, top=1240, bottom=1560, head=620, foot=680)
LYING = page.Margins(side=720, top=680, bottom=1080, head=400, foot=480, lying=True)


def head(pen: Pen, document: Document) -> bytes:
    """Whose paper it is: logo and name."""
    house = document.house
    found = logo_of(house)
    picture = logo(pen, found) if found else None
    between = run("   ") if picture and house.name else None
    inner = joined(picture, between, words(house.name, look=Look("House")))
    return root("w:hdr", Paragraph("Header", inner).xml())


def foot(document: Document) -> bytes:
    """Number, kind and day, page x of y, and on simulated papers that they are so."""
    line = joined(
        words(f"{document.number} \u00b7 {document.kind} \u00b7 {spoken(document.as_at)}"),
        tab(),
        run("Page "),
        page.counted("PAGE"),
        run(" of "),
        page.counted("NUMPAGES"),
    )
    mark = Paragraph("FooterMark", words(DEMONSTRATION)).xml() if document.simulated else None
    return root("w:ftr", Paragraph("Footer", line).xml(), mark)


def section(pen: Pen, *, headed: bool) -> Xml:
    """Its head on the first page only, the same foot on all."""
    return page.section(
        LYING if pen.lying else MARGINS,
        page.reference(pen, "header", "first") if headed else None,
        page.reference(pen, "footer", "default"),
        page.reference(pen, "footer", "first"),
        first_differs=True,
    )
