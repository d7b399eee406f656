"""How blocks are set, the same in every renderer, and the words to be found again on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcapproval.documents.content import (
    NONE_RECORDED,
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


def laid_out(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks as a renderer sets them: no empty table or list, no long prose in a cell."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, TableBlock) and not block.rows:
            if block.caption:
                found.append(Labelled(block.caption, NONE_RECORDED))
            else:
                found.append(Prose(NONE_RECORDED))
        elif isinstance(block, TableBlock) and not block.short:
            found += block.as_labelled()
        elif isinstance(block, Bullets | Steps | Ticks) and not block.items:
            found.append(Prose(NONE_RECORDED))
        else:
            found.append(block)
    return tuple(found)


def texts_of(document: Document) -> tuple[str, ...]:
    """Every text of a document in reading order: what must be found again on paper."""
    head = (document.title, document.subtitle, document.kind, document.number)
    body = (text for block in laid_out(document.blocks) for text in texts_of_block(block))
    return tuple(text for text in (*head, *body) if text)


def texts_of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading(_, text) | Prose(text) | Notice(text):
            yield text
        case Labelled(label, text, note):
            yield from (label, note, text)
        case Bullets(items) | Steps(items) | Blanks(items):
            yield from items
        case Ticks(items):
            yield from (text for _, text in items)
        case Link(label):
            yield from (label, block.shown)
        case Redline(label, parts):
            yield from (label, *(part.shown for part in parts))
        case TableBlock(columns, rows, caption):
            yield from (caption, *columns, *(cell for row in rows for cell in row))
        case Figure(_, _, caption):
            yield caption
        case NewPage() | OthersPages():
            return
