"""A document as PDF: A4, tagged, embedded letters, bookmarks, and the same bytes for the same
document.

Pages are made up before one is drawn, so that "page x of y" needs no second setting.
"""

from __future__ import annotations

from datetime import date, datetime, time
from hashlib import md5
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from mcapproval.clock import ZONE
from mcapproval.documents.about import called
from mcapproval.documents.content import Document
from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.foot import draw_foot, foot
from mcapproval.documents.pdf.letters import one_line
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.stacking import Page, stacked
from mcapproval.documents.pdf.story import story
from mcapproval.documents.pdf.tagging.marks import Marks
from mcapproval.documents.pdf.tagging.writing import mark_page, write_structure

LANGUAGE = "en-NZ"


def render(document: Document) -> bytes:
    """The bytes of the PDF: equal for equal documents, within one release of reportlab, of zlib
    and of the typefaces."""
    return drawn(document, tagged=True)


def drawn(document: Document, tagged: bool) -> bytes:
    """As `render`; untagged only to measure what tags cost."""
    with paper.on(paper.LYING if document.lying else paper.UPRIGHT):
        return _drawn(document, tagged)


def _drawn(document: Document, tagged: bool) -> bytes:
    items, root = story(document)
    pages = stacked(items)
    out = BytesIO()
    canvas = _canvas(out, document)
    marks = Marks(len(pages), tagged)
    pen = Pen(canvas, marks, paper.palette(document.house.accent))
    told, total = foot(document), len(pages) + sum(page.others for page in pages)
    number = 0
    for index, page in enumerate(pages):
        number += 1
        pen.page()
        _draw(pen, page)
        draw_foot(pen, told, number, total)
        number += page.others
        canvas.showPage()
        made = canvas._doc.idToObject[f"Page{index + 1}"]
        _pack(made)
        if tagged:
            mark_page(made, index)
    if tagged:
        write_structure(canvas, root, marks, one_line(called(document)), LANGUAGE)
    canvas.save()
    return out.getvalue()


def _draw(pen: Pen, page: Page) -> None:
    for item, down in page.items:
        item.draw(pen, paper.sheet().high - paper.sheet().top - down)


def _pack(made: Any) -> None:
    """The code of a page as bytes; reportlab would spell them out in letters, a quarter more."""
    made.Contents = PDFStream(content=made.stream, filters=[PDFZCompress])


def _canvas(out: BytesIO, document: Document) -> Any:
    canvas = Canvas(
        out,
        pagesize=(paper.sheet().wide, paper.sheet().high),
        pageCompression=1,
        invariant=1,
        initialFontName=paper.PROSE.face,
        pdfVersion=(1, 7),
        lang=LANGUAGE,
    )
    canvas.setTitle(one_line(called(document)))
    canvas.setSubject(one_line(f"{document.kind}, {document.number}"))
    canvas.setAuthor(one_line(document.house.name) or "mcapproval")
    canvas.setCreator("mcapproval")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.addPageLabel(0, style="ARABIC_NUMBERS", start=1)
    _date(canvas._doc, document.as_at)
    return canvas


def _date(file: Any, day: date) -> None:
    """The file is dated nine in the morning of the document's day, whatever this machine's clock.

    reportlab's own `invariant` stamps the year 2000, and the variable SOURCE_DATE_EPOCH beats it;
    both go into the signature from which it makes the file's id, which is therefore begun anew.
    """
    instant = datetime.combine(day, time(9), tzinfo=ZONE)
    offset = instant.utcoffset()
    assert offset is not None
    stamp = file._timeStamp
    stamp.t, stamp.lt = instant.timestamp(), instant.timetuple()
    stamp.YMDhms = tuple(instant.timetuple()[:6])
    stamp.dhh, stamp.dmm, stamp.tzname = int(offset.total_seconds() // 3600), 0, ""
    file.signature = md5(day.isoformat().encode(), usedforsecurity=False)
