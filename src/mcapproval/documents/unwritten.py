"""What a paper has no answer for, by its labels: whoever sends it out wants to know before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mcapproval.documents.answers import OPEN, UNWRITTEN
from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Prose,
    TableBlock,
)


def unwritten(document: Document) -> tuple[str, ...]:
    """The label of each place that stands open, each once, in the order of the paper: of what has
    none, the heading above it.
    """
    return tuple(dict.fromkeys(_open(document)))


def open_places(places: Sequence[str], most: int | None = None) -> str:
    """How many places are not written and which, at most so many by name."""
    shown = places if most is None else places[:most]
    more = f" and {len(places) - len(shown)} more" if len(shown) < len(places) else ""
    where = f"{len(places)} places" if len(places) > 1 else "one place"
    return f"not written yet, in {where}: {'; '.join(shown)}{more}"


def _open(document: Document) -> Iterator[str]:
    above = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            above = block.text
        yield from _of_block(block, above)


def _of_block(block: Block, above: str) -> Iterator[str]:
    match block:
        case Prose(text) if text in OPEN:
            yield above
        case Labelled(label, text) if text in OPEN:
            yield label
        case Bullets(items):
            yield from (
                item.removesuffix(UNWRITTEN).rstrip(": ") or above
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
            if cell in OPEN:
                alone = table.row_heads and len(row) == 2
                yield row[0] if alone else f"{row[0]}: {column}"
