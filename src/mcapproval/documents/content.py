"""What a document says, before anybody decides how it looks: frozen blocks of plain text.

No block carries markup. A renderer (see `renderers.py`) decides on looks and makes user text safe.
Which words are te reo Māori is found by `language.py`, the same in every renderer; a block that is
te reo as a whole says so by its `language`, which is `language.REO`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mcapproval.documents.cleaning import clean
from mcapproval.documents.house import PLAIN, House
from mcapproval.documents.picture import Picture

CELL_LIMIT = 240
"""Characters that a table cell may hold; a row with more is set as label and text instead, since
prose in a narrow column is hard to read."""

NONE_RECORDED = "None recorded"
_OURS = "A-Za-z0-9ĀāĒēĪīŌōŪū."
_LIVE = re.compile(
    rf"https://[{_OURS}-]+(?::\d{{1,5}})?(?:[/?#][^\s\[\]]*)?"
    rf"|mailto:[{_OURS}+_-]+@[{_OURS}-]+"
)
"""No name or password before a host: `https://nzqa.govt.nz@elsewhere.example` leads elsewhere. No
letter in a host that looks like one of ours: `https://nzq\u0430.govt.nz` does too."""
LONGEST_ADDRESS = 2000
"""Characters; Word takes a file for damaged in which one is longer than 2,079."""

REDLINE_WORDS = {"added": "added", "removed": "removed"}
"""How a change is named in words, so that nothing is said by colour or strike alone."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 for a part, 2 for a section, 3 for an item within a section."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text. `lines` are somebody's own, as in a text file: set smaller on paper, so that
    100 letters stand in one."""

    text: str
    language: str = ""
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """An answer, of any length, under its label; `note` is where the label comes from."""

    label: str
    text: str
    note: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A list whose order counts: numbered from 1."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """A tick list: each item with whether it is ticked already. `tags` name the boxes of a paper
    that comes back in Word, one for each item.
    """

    items: tuple[tuple[bool, str], ...]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blanks:
    """Places to write by hand, each after its label: a name, a signature, a number. `tags` name the
    places of a paper that is filled in and comes back in Word, one for each label.
    """

    labels: tuple[str, ...]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An address that can be followed: `https:` or `mailto:`; any other is shown and not live."""

    label: str
    address: str

    @property
    def live(self) -> bool:
        if len(self.address) > LONGEST_ADDRESS or clean(self.address) != self.address:
            return False
        return bool(_LIVE.fullmatch(self.address))

    @property
    def shown(self) -> str:
        return self.address.removeprefix("mailto:")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something of ours that nobody may miss."""

    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text that was compared with another."""

    how: Literal["kept", "added", "removed"]
    text: str

    @property
    def shown(self) -> str:
        """`[added: five weeks]`; what was kept as it is."""
        return self.text if self.how == "kept" else f"[{REDLINE_WORDS[self.how]}: {self.text}]"


@dataclass(frozen=True, slots=True)
class Redline:
    """A text with what was taken out and put in, in reading order, under its label."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Short facts under header cells. `shares` divide the width among the columns; a `dense` one
    is set smaller, for lists that run over pages; a `closest` one smaller still on a page that
    lies. With `row_heads` a row is headed by its first cell. `under` has for each row what stands
    below it over the whole width, if anything: sentences, and what no column has room for. Of the
    `right` columns, counted from 0, the cells end below one another in a PDF, as numbers do.
    `leads` says for each row to which heading of the paper, counted from 1, its second cell leads,
    0 to none; only a PDF can be followed so.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    shares: tuple[int, ...] = ()
    dense: bool = False
    row_heads: bool = False
    leads: tuple[int, ...] = ()
    under: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    closest: bool = False

    @property
    def short(self) -> bool:
        return all(len(cell) <= CELL_LIMIT for row in self.rows for cell in row)

    def as_labelled(self) -> tuple[Block, ...]:
        """The same facts without a table: each cell under the head of its column, row by row."""
        found: list[Block] = [Heading(3, self.caption)] if self.caption else []
        for row, under in self.told:
            found += [Labelled(c, cell) for c, cell in zip(self.columns, row, strict=True)]
            found += [Prose(under)] if under else []
        return tuple(found)

    @property
    def told(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Each row with what stands below it."""
        return tuple(zip(self.rows, self.under or ("",) * len(self.rows), strict=True))


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its text alternative. Its numbers stand in a table beside it."""

    picture: Picture
    alternative: str
    caption: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page of its own: the next letter of a kit, an extract to hand out."""


@dataclass(frozen=True, slots=True)
class OthersPages:
    """Pages of somebody else's that are put in here when all is set: they are counted, so that
    "page x of y" holds in the whole. What follows begins a page of its own.
    """

    count: int


Block = (
    Heading
    | Prose
    | Labelled
    | Bullets
    | Steps
    | Ticks
    | Blanks
    | Link
    | Notice
    | Redline
    | TableBlock
    | Figure
    | NewPage
    | OthersPages
)


@dataclass(frozen=True, slots=True)
class Document:
    """One paper.

    `kind` is what sort of paper it is and `number` its own, with the version of what it is about;
    both stand in the foot of every page. `as_at` is the day the paper speaks of. `sealed_by` is the
    journal row (number, hash) that it can be checked against; only the record copy has one, and no
    letter to others has any hash. `lying` pages are wider than high. `house` is whose paper it is:
    name, colour, logo.
    """

    title: str
    subtitle: str
    kind: str
    number: str
    as_at: date
    simulated: bool
    blocks: tuple[Block, ...]
    sealed_by: tuple[int, str] | None = None
    house: House = PLAIN
    title_language: str = ""
    lying: bool = False
