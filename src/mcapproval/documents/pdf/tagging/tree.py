"""Elements of structure, in the order in which they are read, and where their content stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "Document",
    "H1",
    "H2",
    "H3",
    "H4",
    "P",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "Caption",
    "THead",
    "TBody",
    "TR",
    "TH",
    "TD",
    "Figure",
    "Link",
    "Span",
]


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: the page it stands on, from 0, and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A live place on a page, from 0; `key` is its entry in the tree of parents."""

    page: int
    name: str
    key: int


@dataclass(slots=True, eq=False)
class Element:
    """One element. Its texts (`alternative`, `spoken`) are strings of the file and never names, so
    that nothing of a user's alters the structure.

    `scope` is of a head cell, `numbering` of a list, `box` of a figure (its place on the page),
    `spoken` what is said in place of a sign, `span` how many columns a cell reaches over.
    """

    role: Role
    language: str = ""
    alternative: str = ""
    spoken: str = ""
    scope: Literal["", "Column", "Row"] = ""
    numbering: Literal["", "Disc", "Decimal", "None"] = ""
    box: tuple[float, float, float, float] | None = None
    span: int = 1
    parent: Element | None = None
    kids: list[Element | Content | Annotation] = field(default_factory=list)

    def put(self, child: Element) -> Element:
        """The child, now the last one of this element."""
        child.parent = self
        self.kids.append(child)
        return child
