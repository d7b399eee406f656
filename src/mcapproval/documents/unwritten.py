"""What a paper has no answer for, by its labels: whoever sends it out wants to know before."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.answers import UNWRITTEN
from mcapproval.documents.content import Block, Bullets, Document, Labelled, TableBlock


def unwritten(document: Document) -> tuple[str, ...]:
    """The label of each place that stands unwritten, each once, in the order of the paper."""
    return tuple(dict.fromkeys(name for block in document.blocks for name in _of_block(block)))


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Labelled(label, text) if text == UNWRITTEN:
            yield label
        case Bullets(items):
            yield from (
                item.removesuffix(UNWRITTEN).rstrip(": ")
                for item in items
                if item.endswith(UNWRITTEN)
            )
        case TableBlock():
            yield from _of_table(block)


def _of_table(table: TableBlock) -> Iterator[str]:
    if table.caption and not table.rows:
        yield table.caption
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            if cell == UNWRITTEN:
                yield row[0] if table.row_heads else f"{row[0]}: {column}"
