"""What a document says, before anybody decides how it looks: frozen blocks of plain text.

No block carries markup. A renderer (`text.py`, `pdf.py`) decides on looks and makes user text safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

CELL_LIMIT = 240
"""Characters that a table cell may hold; a row with more is set as label and text instead, since
reportlab can't lay out a cell that is taller than a page."""

NONE_RECORDED = "None recorded"


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 for a part, 2 for a section, 3 for an item within a section."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    text: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """An answer, of any length, under its label; `note` is where the label comes from."""

    label: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something of ours that nobody may miss."""

    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Short facts under header cells. `shares` divide the width among the columns; a `dense` one
    is set smaller, for lists that run over pages.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    shares: tuple[int, ...] = ()
    dense: bool = False

    @property
    def short(self) -> bool:
        return all(len(cell) <= CELL_LIMIT for row in self.rows for cell in row)

    def as_labelled(self) -> tuple[Block, ...]:
        """The same facts without a table: each row a heading and its other cells under labels."""
        found: list[Block] = [Heading(3, self.caption)] if self.caption else []
        for row in self.rows:
            found += [Labelled(c, cell) for c, cell in zip(self.columns, row, strict=True)]
        return tuple(found)


Block = Heading | Prose | Labelled | Bullets | Notice | TableBlock


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of a pack.

    `kind` is what sort of paper it is and `number` which case and version; both stand in the foot
    of every page. `as_at` is the day the paper speaks of. `sealed_by` is the journal row (number,
    hash) that it can be checked against; only the record copy has one.
    """

    title: str
    subtitle: str
    kind: str
    number: str
    as_at: date
    simulated: bool
    blocks: tuple[Block, ...]
    sealed_by: tuple[int, str] | None = None


def laid_out(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks as a renderer sets them: no empty table, no table with long prose in a cell."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, TableBlock) and not block.rows:
            if block.caption:
                found.append(Labelled(block.caption, NONE_RECORDED))
            else:
                found.append(Prose(NONE_RECORDED))
        elif isinstance(block, TableBlock) and not block.short:
            found += block.as_labelled()
        elif isinstance(block, Bullets) and not block.items:
            found.append(Prose(NONE_RECORDED))
        else:
            found.append(block)
    return tuple(found)


def texts_of(document: Document) -> tuple[str, ...]:
    """Every text of a document in reading order: what must be found again on paper."""
    found = [document.title, document.subtitle, document.kind, document.number]
    for block in laid_out(document.blocks):
        match block:
            case Heading(_, text) | Prose(text) | Notice(text):
                found.append(text)
            case Labelled(label, text, note):
                found += [label, text, note]
            case Bullets(items):
                found += items
            case TableBlock(columns, rows, caption):
                found += [caption, *columns, *(cell for row in rows for cell in row)]
    return tuple(text for text in found if text)
