"""A box of a form: how it is called, what it takes, and how it is written into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mcapproval.documents.word.names import Element

TEXT_BOX, TICK, CHOICE, TICKS, ROWS = "text", "tick", "choice", "ticks", "rows"
"""What a box takes: a text, a tick or none, one of several words, ticks for words, rows."""

Write = Callable[[Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class Box:
    """`style` is how the form makes it: control, cell, line or bookmark, field, table.

    `write` takes one text, `yes` or `no` for a tick, the words chosen. `held` is what stands in it
    already; `shut` says why nobody can fill it so. `choices` are the words that it offers, or the
    columns of a table, whose `write_rows` takes a text for each. `covers` are the elements that are
    filled with it, `order` where it stands among the others.
    """

    kind: str
    style: str
    label: str
    element: Element
    write: Write
    names: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    held: str = ""
    shut: str = ""
    covers: tuple[Element, ...] = ()
    write_rows: Callable[[Sequence[Sequence[str]]], None] | None = None
    part: str = ""
    unfit: Callable[[str], str] = field(default=lambda text: "")
    """Why a text can't go in, such as one that is too long; empty where it can."""
    number: int = field(default=1)
    """Which of the boxes of this label it is, from 1."""

    @property
    def told(self) -> bool:
        """Whether it is told where no map names it: any empty one, and what the form itself marks
        as a box, though it shows something already, unless nobody may change that.
        """
        return not self.held or (self.style in ("control", "field") and not self.shut)

    @property
    def called(self) -> str:
        """What a person is told of it."""
        known = self.label or next(iter(self.names), "")
        return known if self.number == 1 else f"{known} (number {self.number})"
