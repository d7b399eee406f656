"""A document as a Word file: A4, real styles, and the same bytes for the same document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from mcapproval.clock import ZONE, spoken
from mcapproval.documents.about import called
from mcapproval.documents.content import Document
from mcapproval.documents.docx.blocks import body
from mcapproval.documents.docx.page import foot, head, section
from mcapproval.documents.laying_out import NOT_SENT
from mcapproval.documents.logo import logo_of
from mcapproval.documents.word.markup import Xml, root, w
from mcapproval.documents.word.package import MAKER, About, packed
from mcapproval.documents.word.pen import Pen
from mcapproval.documents.word.words import Paragraph, one_line, paragraphs, words
from mcapproval.shipped import in_room


def render(document: Document) -> bytes:
    """The bytes of the file: equal for equal documents."""
    pen = Pen(lying=document.lying)
    written = [*_front(document), *body(pen, document)]
    house = document.house
    headed = bool(house.name or logo_of(house))
    parts = {"document": (b"", pen)}
    if headed:
        own = pen.another()
        parts["first-header"] = (head(own, document), own)
    parts["default-footer"] = parts["first-footer"] = (foot(document), pen.another())
    whole = w("body", written, section(pen, headed=headed))
    parts["document"] = (root("w:document", whole), pen)
    return packed(parts, _about(document), in_room("documents", "docx/styles.xml"))


def _about(document: Document) -> About:
    """Dated nine in the morning of the document's day, whatever this machine's clock says."""
    at = datetime.combine(document.as_at, time(9), tzinfo=ZONE).astimezone(UTC)
    return About(
        title=called(document),
        subject=one_line(f"{document.kind}, {document.number}"),
        author=one_line(document.house.name) or MAKER,
        at=at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        accent=document.house.accent,
    )


def _front(document: Document) -> Iterator[Xml]:
    """What the paper is, above a line."""
    about = [f"As at {spoken(document.as_at)}"]
    if document.sealed_by:
        about.append("Sealed by journal row {}: {}".format(*document.sealed_by))
    found = [
        Paragraph("Kind", words(f"{document.kind} \u00b7 {document.number}")),
        Paragraph("Title", words(document.title, document.title_language)),
        *paragraphs("Subtitle", document.subtitle),
        *(Paragraph("Meta", words(line)) for line in about[:-1]),
        Paragraph("MetaEnd", words(about[-1])),
    ]
    if document.simulated:
        found += paragraphs("Notice", NOT_SENT)
    return (paragraph.xml() for paragraph in found)
