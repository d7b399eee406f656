"""The questions of a form by what stands at them in a file: tags, bookmarks, labels, headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mcapproval.documents.word_form.marks import of_question, of_words
from mcapproval.documents.word_form.pieces import LONGEST
from mcapproval.documents.word_form.plan import Field, Section, Table
from mcapproval.documents.word_form.wording import ours

_NUMBERED = re.compile(r"(.*?)(?: (\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class Home:
    """A field or list with the headings over it, and the repeated section that it stands in."""

    one: Field | Table
    under: tuple[str, ...]
    section: str
    entry_of: str = ""

    @property
    def path(self) -> str:
        return self.one.path

    @property
    def label(self) -> str:
        return self.one.title if isinstance(self.one, Table) else self.one.label

    def words(self, entry: int = 0) -> str:
        """Heading and field, as a finding names them: of a repeated section with its number."""
        own = bool(self.one.heading) and not self.section
        return ", ".join([self.label] if own else [*self.over(entry), self.label])

    def over(self, entry: int = 0) -> list[str]:
        """The headings over it, that of a repeated section with its number."""
        first, *others = self.under
        return [f"{first} {entry}" if self.entry_of and entry else first, *others]


@dataclass(slots=True)
class Index:
    """Everything by which a paragraph or a table of a file can be known again."""

    homes: dict[str, Home] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    by_mark: dict[str, str] = field(default_factory=dict)
    by_label: dict[str, list[str]] = field(default_factory=dict)

    def question(self, text: str, marks: Iterable[str], section: str, inside: bool) -> Home | None:
        """The question that a paragraph of ours is the label of."""
        for mark in marks:
            path = self.by_mark.get(mark)
            if path and text.strip():
                return self.homes[path]
        found = [self.homes[path] for path in self.by_label.get(ours(text), ())]
        near = [home for home in found if home.section == section]
        wide = [home for home in found if bool(home.entry_of) == inside]
        return next(iter(near or (wide if len(wide) == 1 else [])), None)

    def heading(self, text: str) -> Section | None:
        """The section whose heading a text is, with or without a number."""
        found = self.sections.get(ours(text))
        if found is None and (numbered := _NUMBERED.fullmatch(ours(text))):
            found = self.sections.get(numbered[1])
            return found if found and found.repeated else None
        return found

    def section(self, path: str) -> Section | None:
        found = (one for one in self.sections.values() if path and one.path == path)
        return next(found, None)

    def table(self, tags: Iterable[str], heads: list[str], near: Table | None) -> Table | None:
        """The list that a table is of: by the tags of its fields, else by where it stands, else by
        the heads of its columns."""
        for tag in tags:
            if tag in self.columns:
                return self._table(self.columns[tag])
        if near and (shared(near, heads) or not any(heads)):
            return near
        tables = [home.one for home in self.homes.values() if isinstance(home.one, Table)]
        best = max(tables, key=lambda one: shared(one, heads))
        enough = shared(best, heads) * 2 >= len(best.columns)
        return best if enough else None

    def _table(self, path: str) -> Table:
        found = self.homes[path].one
        assert isinstance(found, Table)
        return found


def shared(table: Table, heads: list[str]) -> int:
    """How many of a list's columns are headed so, where its own number does not say it at once."""
    numbered = _NUMBERED.fullmatch(heads[0]) if heads else None
    if table.card and numbered and numbered[1] == ours(table.title):
        return len(table.columns)
    labels = {ours(column.label) for column in table.columns}
    return len(labels.intersection(heads))


def index(sections: tuple[Section, ...]) -> Index:
    found = Index()
    for home in _homes(sections, (), "", "", found):
        found.homes[home.path] = home
        found.by_mark[of_question(home.path)] = home.path
        for label in {ours(home.label), ours(home.label[:LONGEST])}:
            found.by_label.setdefault(label, []).append(home.path)
        if isinstance(home.one, Table):
            for column in home.one.columns:
                found.columns[column.path] = home.path
    return found


def _homes(
    inner: Iterable[Section | Field | Table],
    under: tuple[str, ...],
    section: str,
    entry_of: str,
    found: Index,
) -> Iterator[Home]:
    for one in inner:
        if not isinstance(one, Section):
            yield Home(one, under, section, entry_of)
            continue
        found.sections[ours(one.title)] = one
        entry = one.path if one.repeated else entry_of
        titles = (*under, one.title) if entry_of else (one.title,)
        yield from _homes(one.inner, titles, one.path, entry, found)


def is_ours(text: str, marks: frozenset[str], known: frozenset[str]) -> bool:
    """Whether the words of a paragraph are those that the form was written with."""
    return of_words(text) in marks or ours(text) in known
