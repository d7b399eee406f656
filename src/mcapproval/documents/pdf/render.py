"""A document as PDF: A4, embedded letters, bookmarks, and the same bytes for the same document.

User text reaches reportlab through `_flow` alone. reportlab reads its text as markup, in which an
unclosed `<b` stops the document and `<img src="/a/file">` embeds a file of this machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from hashlib import md5
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from mcapproval.clock import ZONE, spoken
from mcapproval.documents.answers import UNWRITTEN
from mcapproval.documents.cleaning import lacking, printable
from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Notice,
    OthersPages,
    Prose,
    TableBlock,
)
from mcapproval.documents.laying_out import laid_out, texts_of
from mcapproval.documents.pdf import paper
from mcapproval.documents.text import DEMONSTRATION
from mcapproval.documents.typeface import BODY, BOLD, glyphs

LANGUAGE = "en-NZ"


def render(document: Document) -> bytes:
    """The bytes of the PDF: equal for equal documents, within one release of reportlab and font.

    It is set twice, because "page x of y" in a foot needs the number of pages.
    """
    glyphs()
    _, pages = _set(document, 0)
    return _set(document, pages)[0]


def unprintable(document: Document) -> str:
    """The characters of a document that its letters lack; on paper each is shown by its code."""
    return lacking("".join(texts_of(document)), glyphs())


def _set(document: Document, pages: int) -> tuple[bytes, int]:
    """The bytes, and how many pages they have. `pages` is the total printed in the foot."""
    out = BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=paper.PAGE,
        title=_plain(document.title),
        subject=_plain(f"{document.kind}, {document.number}"),
        author="mcapproval",
        creator="mcapproval",
        lang=LANGUAGE,
        displayDocTitle=True,
        invariant=1,
        initialFontName=BODY,
    )
    height = paper.PAGE[1] - paper.TOP - paper.BOTTOM
    frame = Frame(paper.LEFT, paper.BOTTOM, paper.WIDTH, height, 0, 0, 0, 0, id="page")
    foot = PageTemplate("page", [frame], onPage=lambda canvas, _: _foot(canvas, document, pages))
    template.addPageTemplates([foot])
    template.afterFlowable = _bookmark(template)
    template.build(list(_story(document)), canvasmaker=_canvas_of(document.as_at))
    return out.getvalue(), template.page


def _canvas_of(as_at: date) -> Callable[..., Any]:
    """Canvases dated nine in the morning of the document's day, whatever this machine's clock says.

    reportlab's own `invariant` stamps the year 2000, and the variable SOURCE_DATE_EPOCH beats it;
    both go into the signature from which it makes the file's id, which is therefore begun anew.
    """
    instant = datetime.combine(as_at, time(9), tzinfo=ZONE)
    offset = instant.utcoffset()
    assert offset is not None

    def make(*given: Any, **named: Any) -> Any:
        canvas = Canvas(*given, **named)
        canvas.others = []
        stamp = canvas._doc._timeStamp
        stamp.t, stamp.lt = instant.timestamp(), instant.timetuple()
        stamp.YMDhms = tuple(instant.timetuple()[:6])
        stamp.dhh, stamp.dmm, stamp.tzname = int(offset.total_seconds() // 3600), 0, ""
        canvas._doc.signature = md5(as_at.isoformat().encode(), usedforsecurity=False)
        return canvas

    return make


def _plain(text: str) -> str:
    """Text for a bookmark, a title or a foot: one line."""
    return " ".join(printable(text, glyphs()).split())


def _flow(text: str, style: Any, note: str = "", bullet: str | None = None) -> Any:
    """The one door for text: cleaned, escaped, its newlines kept; a note behind it set lighter."""
    safe, lighter = (
        escape(printable(part, glyphs()).strip()).replace("\n", "<br/>") for part in (text, note)
    )
    if note:
        safe += f'<font name="{BODY}" color="{paper.NOTE_COLOUR}">  \u00b7  {lighter}</font>'
    return Paragraph(safe, style, bulletText=bullet)


def _paragraphs(text: str, style: Any) -> Iterator[Any]:
    for part in printable(text, glyphs()).split("\n\n"):
        if part.strip():
            yield _flow(part, style)


def _story(document: Document) -> Iterator[Any]:
    yield _flow(f"{document.kind}  \u00b7  {document.number}", paper.KIND)
    yield _flow(document.title, paper.TITLE)
    if document.subtitle:
        yield _flow(document.subtitle, paper.SUBTITLE)
    yield _flow(f"As at {spoken(document.as_at)}", paper.META)
    if document.sealed_by:
        number, digest = document.sealed_by
        yield _flow(f"Sealed by journal row {number}: {digest}", paper.META)
    yield HRFlowable(width="100%", thickness=1.2, color=paper.ACCENT, spaceBefore=8, spaceAfter=8)
    if document.simulated:
        yield _flow(f"{DEMONSTRATION}. Nothing in this paper was sent to anybody.", paper.NOTICE)
    depth, former = 0, None
    for block in laid_out(document.blocks):
        if isinstance(block, Heading):
            depth = min(block.level, depth + 1)
            yield from _heading(block, depth, under_another=isinstance(former, Heading))
        else:
            yield from _block(block)
        former = block


def _heading(heading: Heading, depth: int, under_another: bool) -> Iterator[Any]:
    """A heading with room below it for its first lines, and for a lesser heading between."""
    if not under_another:
        yield CondPageBreak(paper.UNDER_HEADING[heading.level])
    flowable = _flow(heading.text, paper.HEADINGS[heading.level])
    flowable.outline = (depth - 1, _plain(heading.text))
    yield flowable


def _block(block: Block) -> Iterator[Any]:
    match block:
        case Prose(text):
            yield from _paragraphs(text, paper.PROSE)
        case Labelled(label, text, note):
            yield CondPageBreak(paper.LABEL_AND_ANSWER)
            yield _flow(label, paper.LABEL, note)
            style = paper.UNWRITTEN if text == UNWRITTEN else paper.ANSWER
            yield from _paragraphs(text, style)
        case Bullets(items):
            for item in items:
                yield _flow(item, paper.BULLET, bullet="\u2022")
        case Notice(text):
            yield _flow(text, paper.NOTICE)
        case TableBlock():
            yield from _table(block)
        case OthersPages(count):
            yield _Others(count)
            yield PageBreak()
        case _:
            raise AssertionError(f"{type(block).__name__} has no look yet")


def _table(table: TableBlock) -> Iterator[Any]:
    yield CondPageBreak(paper.HEAD_AND_ROW / (2 if table.dense else 1))
    yield _flow(table.caption, paper.CAPTION) if table.caption else Spacer(1, 4)
    shares = table.shares or (1,) * len(table.columns)
    widths = [paper.WIDTH * share / sum(shares) for share in shares]
    head = [_flow(column, paper.HEAD_CELL) for column in table.columns]
    cells, grid = (paper.DENSE_CELL, paper.DENSE_GRID) if table.dense else (paper.CELL, paper.GRID)
    rows = [[_flow(cell, cells) for cell in row] for row in table.rows]
    yield LongTable([head, *rows], colWidths=widths, repeatRows=1, style=grid)
    yield Spacer(1, 6)


def _bookmark(template: Any) -> Callable[[Any], None]:
    """Called for each thing set: a heading becomes a bookmark at its place on the page."""
    seen: list[str] = []

    def note(flowable: Any) -> None:
        if hasattr(flowable, "outline"):
            level, text = flowable.outline
            key = f"part-{len(seen) + 1}"
            seen.append(key)
            top = template.frame._y + flowable.height + 4
            template.canv.bookmarkPage(key, fit="XYZ", top=top)
            template.canv.addOutlineEntry(text, key, level, closed=level > 0)

    return note


class _Others(Flowable):  # type: ignore[misc]
    """Notes on the canvas that pages of somebody else's come after the page that it stands on."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.width = self.height = 0
        self.count = count

    def draw(self) -> None:
        self.canv.others.append((self.canv.getPageNumber(), self.count))


def _numbered(canvas: Any, document: Document, pages: int) -> str:
    """`Page 3 of 12`, the pages of others counted that stand between."""
    here = canvas.getPageNumber()
    before = sum(count for page, count in canvas.others if page < here)
    others = sum(b.count for b in document.blocks if isinstance(b, OthersPages))
    return f"Page {here + before} of {pages + others}"


def _foot(canvas: Any, document: Document, pages: int) -> None:
    """Number and kind, page x of y, and on simulated papers that they are so."""
    canvas.saveState()
    base, right = paper.BOTTOM - 30, paper.PAGE[0] - paper.RIGHT
    canvas.setStrokeColor(paper.RULE)
    canvas.setLineWidth(0.5)
    canvas.line(paper.LEFT, base + 14, right, base + 14)
    canvas.setFillColor(paper.QUIET)
    canvas.setFont(BODY, 8.5)
    canvas.drawString(paper.LEFT, base, _plain(f"{document.number}  \u00b7  {document.kind}"))
    canvas.drawRightString(right, base, _numbered(canvas, document, pages))
    if document.simulated:
        canvas.setFillColor(paper.WARN)
        canvas.setFont(BOLD, 8.5)
        canvas.drawCentredString(paper.PAGE[0] / 2, base - 13, DEMONSTRATION)
    canvas.restoreState()
