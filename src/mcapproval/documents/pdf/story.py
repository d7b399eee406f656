"""A document as items to be put on pages, and as the structure that is read from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from mcapproval.clock import spoken
from mcapproval.documents.answers import UNWRITTEN
from mcapproval.documents.content import (
    Blanks,
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Labelled,
    Link,
    NewPage,
    Notice,
    OthersPages,
    Prose,
    Redline,
    Steps,
    TableBlock,
    Ticks,
)
from mcapproval.documents.laying_out import NOT_SENT, laid_out, leads
from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.blanks import blanks
from mcapproval.documents.pdf.figures import drawing
from mcapproval.documents.pdf.letterhead import letterhead
from mcapproval.documents.pdf.letters import Piece, followed, one_line, pieces, shown, told
from mcapproval.documents.pdf.lists import listed
from mcapproval.documents.pdf.paper import Style
from mcapproval.documents.pdf.paragraphs import Paragraph, paragraph
from mcapproval.documents.pdf.pen import Pen
from mcapproval.documents.pdf.stacking import Item, Turn
from mcapproval.documents.pdf.tables import table
from mcapproval.documents.pdf.tagging.tree import Element, Role

DOT = "  \u00b7  "
_HEADS: dict[int, Literal["H2", "H3", "H4"]] = {1: "H2", 2: "H3", 3: "H4"}
"""The title is the one heading of the first level."""
_REDLINE = {"kept": ("ink", ""), "added": ("accent", "under"), "removed": ("warn", "strike")}


@dataclass(frozen=True, slots=True)
class Rule:
    """The line under the head of a paper."""

    keep: bool = True
    before: float = 9
    after: float = 9
    height: float = 1.2
    least: float = 1.2

    def split(self, room: float) -> tuple[None, Rule]:
        return None, self

    def draw(self, pen: Pen, top: float) -> None:
        pen.marks.begin(None, pen.code)
        pen.rule(
            paper.sheet().left, top - 0.6, paper.sheet().left + paper.sheet().width, "accent", 1.2
        )
        pen.marks.end(pen.code)


def story(document: Document) -> tuple[list[Item | Turn], Element]:
    """What is set, in reading order, and the root of its structure."""
    root = Element("Document")
    return [*_head(document, root), *_body(document, root)], root


def _text(
    text: str, style: Style, parent: Element, role: Role = "P", language: str = ""
) -> Paragraph:
    element = parent.put(Element(role, language=language))
    set_ = pieces(text.strip(), style.face, style.colour, language=language)
    return paragraph(set_, style, element)


def _running(text: str, style: Style, element: Element) -> Paragraph:
    """Text in which an address can be followed."""
    set_ = told(text.strip(), style.face, style.colour, language=element.language)
    return paragraph(set_, style, element)


def _paragraphs(text: str, style: Style, parent: Element, language: str) -> Iterator[Paragraph]:
    for part in shown(text).split("\n\n"):
        if part.strip():
            yield _running(part, style, parent.put(Element("P", language=language)))


def _head(document: Document, root: Element) -> Iterator[Item]:
    whose = letterhead(document.house, root)
    if whose:
        yield whose
    yield _text(f"{document.kind}{DOT}{document.number}", paper.KIND, root)
    yield _text(document.title, paper.TITLE, root, "H1", document.title_language)
    if document.subtitle:
        yield _text(document.subtitle, paper.SUBTITLE, root)
    yield _text(f"As at {spoken(document.as_at)}", paper.META, root)
    if document.sealed_by:
        number, digest = document.sealed_by
        yield _text(f"Sealed by journal row {number}: {digest}", paper.META, root)
    yield Rule(keep=False)
    if document.simulated:
        yield replace(_text(NOT_SENT, paper.NOTICE, root), ground=True)


def _body(document: Document, root: Element) -> Iterator[Item | Turn]:
    blocks = laid_out(document.blocks)
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        match block:
            case Heading(level, text):
                made = _text(text, paper.HEADINGS[level], root, _HEADS[level])
                yield replace(made, keep=True, outline=(level - 1, one_line(text)))
            case NewPage():
                yield Turn()
            case OthersPages(count):
                yield Turn(count)
            case _ if leads(block, following) or (
                isinstance(block, Labelled | Ticks) and isinstance(following, Ticks | Blanks)
            ):
                *above, last = _block(block, root)
                assert isinstance(last, Paragraph)
                yield from (*above, replace(last, keep=True))
            case _:
                yield from _block(block, root)


def _block(block: Block, root: Element) -> Iterator[Item]:
    match block:
        case Prose(text, language, lines):
            yield from _paragraphs(text, paper.LINES if lines else paper.PROSE, root, language)
        case Labelled(label, text, note, language):
            yield _label(label, note, root)
            style = paper.UNWRITTEN if text == UNWRITTEN else paper.ANSWER
            yield from _paragraphs(text, style, root, language)
        case Bullets() | Steps() | Ticks():
            yield from listed(block, root)
        case Blanks(labels):
            yield from blanks(labels, root)
        case Link():
            yield _link(block, root)
        case Notice(text):
            notice = _running(text, paper.NOTICE, root.put(Element("P")))
            yield replace(notice, ground=True)
        case Redline():
            yield from _redline(block, root)
        case TableBlock():
            whole = root.put(Element("Table"))
            if block.caption:
                yield replace(_text(block.caption, paper.CAPTION, whole, "Caption"), keep=True)
            yield table(block, whole)
        case Figure(picture, alternative, caption):
            if caption:
                yield replace(_text(caption, paper.CAPTION, root), keep=True)
            figure = Element("Figure", alternative=one_line(alternative))
            yield drawing(picture, root.put(figure))
        case _:
            raise AssertionError(f"{type(block).__name__} has no look yet")


def _label(label: str, note: str, root: Element) -> Paragraph:
    style = paper.LABEL
    parts = pieces(label.strip(), style.face, style.colour)
    if note:
        parts += pieces(f"{DOT}{note.strip()}", paper.PROSE.face, "quiet")
    return replace(paragraph(parts, style, root.put(Element("P"))), keep=True)


def _link(link: Link, root: Element) -> Paragraph:
    """The label, then the address; live where it may be followed, else plain."""
    style = paper.PROSE
    parts = pieces(f"{link.label.strip()}: " if link.label.strip() else "", style.face, "ink")
    if link.live:
        parts += followed(link, style.face)
    else:
        parts += pieces(link.shown, style.face, "ink", language="-")
    return paragraph(parts, style, root.put(Element("P")))


def _redline(redline: Redline, root: Element) -> Iterator[Paragraph]:
    yield _label(redline.label, "", root)
    parts: list[Piece] = []
    for number, part in enumerate(redline.parts):
        colour, mark = _REDLINE[part.how]
        parts += pieces(" " if number else "", paper.ANSWER.face)
        parts += pieces(part.shown.strip(), paper.ANSWER.face, colour, mark=mark)
    yield paragraph(tuple(parts), paper.ANSWER, root.put(Element("P")))
