"""Addresses that can be followed in a Word file: each a relation of the part that it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.addresses import parted
from mcapproval.documents.cleaning import clean
from mcapproval.documents.content import Link
from mcapproval.documents.word.markup import Xml, joined, tag
from mcapproval.documents.word.pen import Pen
from mcapproval.documents.word.words import Look, Paragraph, typed, words


def followed(pen: Pen, link: Link) -> Xml:
    """A live address; any other as its words."""
    if not link.live:
        return words(link.shown)
    inner = words(link.shown, look=Look("Hyperlink"))
    return tag("w:hyperlink", {"r:id": pen.link(link.address), "w:history": 1}, inner)


def told(pen: Pen, given: str, language: str = "") -> Xml:
    """Running text, an item or a cell, in which an address can be followed."""
    return joined(
        followed(pen, part) if isinstance(part, Link) else typed(part, language=language)
        for part in parted(clean(given).strip())
    )


def running(pen: Pen, style: str, given: str, language: str = "") -> Iterator[Paragraph]:
    """The same as paragraphs, one for each part between blank lines."""
    for part in clean(given).split("\n\n"):
        if part.strip():
            yield Paragraph(style, told(pen, part, language))
