"""Characters that no typeface of ours has, each with its place, so that people hear of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mcapproval.documents.cleaning import lacking
from mcapproval.documents.content import Blanks, Block, Document, Figure, Heading, Labelled, Redline
from mcapproval.documents.laying_out import laid_out, texts_of_block
from mcapproval.documents.pdf.letters import one_line
from mcapproval.documents.picture import Words
from mcapproval.documents.typeface import all_glyphs

HEAD = "the head of the paper"


class Unprintable(NamedTuple):
    """On paper the character is shown by its code. `place` names the heading and the label under
    which it stands."""

    character: str
    place: str


def unprintable(document: Document) -> tuple[Unprintable, ...]:
    """In reading order, each character once for each place."""
    found: dict[Unprintable, None] = {}
    for text, place in _placed(document):
        for character in lacking(text, all_glyphs()):
            found[Unprintable(character, place)] = None
    return tuple(found)


def _placed(document: Document) -> Iterator[tuple[str, str]]:
    for text in (
        document.house.name,
        document.kind,
        document.number,
        document.title,
        document.subtitle,
    ):
        yield text, HEAD
    heading = ""
    for block in laid_out(document.blocks):
        if isinstance(block, Heading):
            heading = one_line(block.text)
        place = ", ".join(part for part in (heading, _named(block)) if part) or HEAD
        for text in _texts(block):
            yield text, place


def _texts(block: Block) -> Iterator[str]:
    yield from texts_of_block(block)
    if isinstance(block, Figure):
        yield block.alternative
        yield from (shape.text for shape in block.picture.shapes if isinstance(shape, Words))


def _named(block: Block) -> str:
    """What a block is called: its label or caption; nothing for one that has none."""
    match block:
        case Labelled(label) | Redline(label):
            return one_line(label)
        case Figure(_, _, caption):
            return one_line(caption)
        case Blanks():
            return "places to fill in"
    return one_line(getattr(block, "caption", ""))
