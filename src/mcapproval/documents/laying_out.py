"""How blocks are set, the same in every renderer, and the words to be found again on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcapproval.documents.content import (
    NONE_RECORDED,
    Blanks,
    Block,
    Bullets,
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

DEMONSTRATION = "Simulated records: a demonstration"
NOT_SENT = f"{DEMONSTRATION}. Nothing in this paper was sent to anybody."
"""What stands at the foot, and at the head, of a paper of simulated records."""


def laid_out(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks as a renderer sets them: no empty table or list, no long prose in a cell, and
    headings that go down a step at a time.
    """
    return tuple(_stepped(_filled(blocks)))


def leads(block: Block, following: Block | None) -> bool:
    """Whether a block is a notice of what follows, and stands on one page with its beginning."""
    told_of = Bullets | Labelled | Link | Steps | TableBlock | Ticks
    return isinstance(block, Notice) and isinstance(following, told_of)


def _stepped(blocks: Iterable[Block]) -> Iterator[Block]:
    depth = 0
    for block in blocks:
        if isinstance(block, Heading):
            depth = min(block.level, depth + 1)
            yield Heading(depth, block.text)
        else:
            yield block


def _filled(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, TableBlock) and not block.rows:
            if block.caption:
                yield Labelled(block.caption, NONE_RECORDED)
            else:
                yield Prose(NONE_RECORDED)
        elif isinstance(block, TableBlock) and not block.short:
            yield from block.as_labelled()
        elif isinstance(block, Bullets | Steps | Ticks) and not block.items:
            yield Prose(NONE_RECORDED)
        else:
            yield block


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
        case TableBlock(columns, _, caption):
            yield from (caption, *columns)
            yield from (text for row, under in block.told for text in (*row, under))
        case Figure(_, _, caption):
            yield caption
        case NewPage() | OthersPages():
            return
