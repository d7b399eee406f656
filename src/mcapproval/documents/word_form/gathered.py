"""What was gathered from a form, question by question, and what stands elsewhere in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mcapproval.draft.model import Place
from mcapproval.draft.pointer import pointer

WHOLE = "the form as a whole"

Key = tuple[str, int]
"""A question's path, and which entry of its repeated section it stands in; 0 outside of any."""


@dataclass(frozen=True, slots=True)
class Near:
    """Where in a table something hangs: the places of its row and of the value in its cell, and the
    `key` of that in the entry; only the row's where it is no value's cell."""

    row: Place
    cell: Place | None = None
    key: str = ""


@dataclass(slots=True)
class Answer:
    """The lines of one field, with its place and the number of the field in the file."""

    place: Place
    control: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(frozen=True, slots=True)
class Odd:
    """Something that is no answer: `kind` is outside, standing, tracked, comment or twice.

    It hangs on the question or section `at`, and in a table on what is `near`.
    """

    kind: str
    path: str
    place: Place
    text: str
    more: str = ""
    at: Key = ("", 0)
    near: Near | None = None


@dataclass(slots=True)
class Row:
    """An entry of a list: the text and place of each column that was found."""

    place: Place
    cells: dict[str, tuple[str, Place]] = field(default_factory=dict)


@dataclass(slots=True)
class Gathered:
    """Everything in the file. `spots` has in words what each place's line stands for."""

    spots: list[str] = field(default_factory=lambda: [WHOLE])
    answers: dict[Key, Answer] = field(default_factory=dict)
    rows: dict[Key, list[Row]] = field(default_factory=dict)
    tables: dict[Key, Place] = field(default_factory=dict)
    sections: dict[Key, Place] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    odd: list[Odd] = field(default_factory=list)
    questions: int = 0

    def value_of(self, odd: Odd, values: Mapping[Place, str]) -> str:
        """The path of what something hangs on; `values` are the paths of what is at each place. A
        cell without an answer need not be among them."""
        near = odd.near
        if near and near.cell and near.cell in values:
            return values[near.cell]
        if near and near.row in values:
            return values[near.row] + pointer(near.key.split(".") if near.key else ())
        answer = self.answers.get(odd.at)
        begun = (self.sections.get(odd.at), self.sections.get((odd.at[0], 1)))
        places = (answer.place if answer else None, self.tables.get(odd.at), *begun)
        return next((values[place] for place in places if place and place in values), "")

    def spot(self, words: str) -> Place:
        self.spots.append(words)
        return Place(len(self.spots), 1)
