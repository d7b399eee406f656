"""What a form asks, as values: fields, lists, and the sections that they stand in.

The same plan writes a form and reads it, so that both call everything by the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from mcapproval.draft.help import Question

Kind = Literal["text", "number", "choice", "day", "month", "words"]

IDS = {
    "people": "person-",
    "learning_outcomes": "LO",
    "need.evidence": "N",
    "co_design.partners": "P",
    "co_design.meetings": "H",
    "assessments": "A",
}
"""Lists whose entries have numbers of their own, which a form prints before anybody writes."""

KEYED = "id"
"""The column with which an entry of `people` and `organisations` is called."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `key` is its path below the list that it is a column of, else the whole path;
    `label` what stands before the field, as a heading where `heading` is a level; `line` what
    stands before several that a small table has beside one another. What is known of a `locked` one
    is not for whoever fills the form in; a `hidden` one is carried along unseen."""

    path: str
    key: str
    label: str
    kind: Kind
    choices: tuple[str, ...]
    items: str
    told: Question
    heading: int = 0
    line: str = ""
    locked: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A list. `card`: each entry has a small table of its own, since it has many columns; `keyed`:
    it is a group with a key for each entry; `least` rows stand in a new form, `spare` ones in any
    below those that are filled."""

    path: str
    title: str
    columns: tuple[Field, ...]
    told: Question
    card: bool = False
    keyed: bool = False
    heading: int = 0
    least: int = 2
    spare: int = 1

    @property
    def shown(self) -> tuple[Field, ...]:
        return tuple(column for column in self.columns if not column.hidden)

    @property
    def lines(self) -> dict[str, list[Field]]:
        """The lines of a small table by what stands before each."""
        found: dict[str, list[Field]] = {}
        for column in self.columns:
            found.setdefault(column.line or column.label, []).append(column)
        return found

    @property
    def prefix(self) -> str:
        return IDS.get(self.path, "")

    def entry(self, number: int) -> str:
        """What an entry is called, by how it is laid out."""
        return f"{'item' if self.card else 'row'} {number}"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. A `repeated` one is an entry of a list: it stands once
    for each, with a number. The short answers of a `close` one stand in a table, a row for each
    field or group in it."""

    path: str
    title: str
    level: int
    told: Question | None
    inner: tuple[Section | Field | Table, ...]
    repeated: bool = False
    close: bool = False

    @property
    def rows(self) -> dict[str, list[Field]]:
        """The rows of a close one by what stands before each."""
        return {
            inner.title if isinstance(inner, Section) else inner.label: [
                field for field in asked((inner,)) if isinstance(field, Field)
            ]
            for inner in self.inner
            if not isinstance(inner, Table)
        }


def asked(sections: Iterable[Section | Field | Table]) -> Iterator[Field | Table]:
    """The single fields and the lists, without the columns of these."""
    for one in sections:
        if isinstance(one, Section):
            yield from asked(one.inner)
        else:
            yield one
