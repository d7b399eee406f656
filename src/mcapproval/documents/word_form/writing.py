"""A draft as a Word form: the same draft and policy give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from mcapproval.documents.stored_zip import stored_zip
from mcapproval.documents.word_form.columns import widths_of
from mcapproval.documents.word_form.markup import WIDTH, Pen, cell, paragraph, row, table
from mcapproval.documents.word_form.package import Made, members
from mcapproval.documents.word_form.plan import KEYED, ROWS, Field, Section, Table, plan
from mcapproval.documents.word_form.values import NONE, quoted, written
from mcapproval.documents.word_form.wording import (
    ENTRY,
    INTRO,
    NO_CARDS,
    NO_ENTRIES,
    asked,
    column_help,
    example,
    example_row,
)
from mcapproval.draft.help import NO_WORDS, Own, parts

TITLE = {
    False: "Application for a micro-credential: a form to fill in",
    True: "An enquiry: a form to fill in",
}
"""By whether it is of an enquiry."""

HEAD = "E3EEF0"
NOTHING: Mapping[str, str] = MappingProxyType({})


def form(
    content: Mapping[str, Any],
    own: Own = NO_WORDS,
    standing: Mapping[str, str] = NOTHING,
    *,
    enquiry: bool = False,
) -> bytes:
    """The form of a content, which has at least `route` and `kind`, as a .docx file.

    `own` are a provider's words for its questions; `standing` says by path which standing text a
    question begins with, such as `see: rpl@3`, where the content has no answer. Of an `enquiry`
    only what the first telephone call says, and whatever the content has beside it.
    """
    kind = str(content["kind"])
    sections = plan(kind, own, enquiry=enquiry, more=tuple(content))
    writer = _Writer(content, standing)
    made = Made(kind, "enquiry" if enquiry else "whole", TITLE[enquiry])
    return stored_zip(members(writer.body(sections, made.title), made))


@cache
def words_of_ours() -> frozenset[str]:
    """Every text that a form has before anybody writes in it, where a provider has none of its
    own; each as `ours` gives it."""
    found: set[str] = set()
    for enquiry in (False, True):
        writer = _Writer({}, NOTHING)
        writer.body(plan("", more=tuple(parts())), TITLE[enquiry])
        found |= writer.pen.said
    return frozenset(found)


class _Writer:
    """Holds what is written; `pen` numbers its pieces."""

    def __init__(self, content: Mapping[str, Any], standing: Mapping[str, str]) -> None:
        self.content = content
        self.standing = standing
        self.pen = Pen()

    def body(self, sections: tuple[Section, ...], title: str) -> str:
        head = [
            self.pen.words("Title", title),
            *(self.pen.words("FormIntro", text) for text in INTRO),
        ]
        return "".join((*head, *(self.section(one, self.content, ()) for one in sections)))

    def section(self, one: Section, data: Any, above: tuple[str, ...]) -> str:
        if one.repeated:
            entries = _at(data, one.path, above)
            if entries == []:
                entries = [{one.inner[0].path.rpartition(".")[2]: "none"}]
            parts = (self._entry(one, n, entry) for n, entry in enumerate(entries or [{}], 1))
            return "".join(parts)
        head = self.pen.words(f"Heading{one.level}", one.title)
        help_ = asked(one.told) if one.told else ""
        said = self.pen.words("FormHelp", help_) if help_ else ""
        return head + said + self._inner(one, data, above)

    def _entry(self, one: Section, number: int, entry: Any) -> str:
        assert one.told is not None
        head = self.pen.words(f"Heading{one.level}", f"{one.title} {number}")
        said = self.pen.words("FormHelp", asked(one.told))
        more = self.pen.words("FormHelp", ENTRY)
        return head + said + more + self._inner(one, entry, tuple(one.path.split(".")))

    def _inner(self, one: Section, data: Any, above: tuple[str, ...]) -> str:
        parts = []
        for inner in one.inner:
            if isinstance(inner, Section):
                parts.append(self.section(inner, data, above))
            elif isinstance(inner, Table):
                parts.append("".join(self._table(inner, _at(data, inner.path, above))))
            else:
                value = _at(data, inner.path, above)
                parts.append("".join(self._field(inner, value, not above)))
        return "".join(parts)

    def _field(self, one: Field, value: Any, whole: bool) -> Iterator[str]:
        text = "" if value is None else written(one, value)
        if value is None and whole and one.path in self.standing:
            text = quoted(self.standing[one.path])
        style = f"Heading{one.heading}" if one.heading else "FormQuestion"
        yield self.pen.words(style, one.label, one.path)
        several = one.choices if one.items == "choices" else ()
        for style, words in (("FormHelp", asked(one.told, several)), ("FormExample", example(one))):
            if words:
                yield self.pen.words(style, words)
        yield paragraph("FormAnswer", self.pen.control(one, one.label, text))

    def _table(self, one: Table, value: Any) -> Iterator[str]:
        style = f"Heading{one.heading}" if one.heading else "FormQuestion"
        yield self.pen.words(style, one.title, one.path)
        none = _none(one)
        said = " ".join(part for part in (asked(one.told), none) if part)
        lines = [said, *(() if one.card else map(column_help, one.columns))]
        for line in filter(None, lines):
            yield self.pen.words("FormHelp", line)
        if words := example_row(one):
            yield self.pen.words("FormExample", words)
        if one.card:
            yield from self._cards(one, value)
        else:
            yield self._grid(one, value)
        yield paragraph("FormAfter", "")

    def _rows(self, one: Table, value: Any) -> list[dict[str, str]]:
        """The texts of each entry by column, and of those that are still empty."""
        entries: list[dict[str, Any]] = list(value or ())
        if isinstance(value, Mapping):
            entries = [{KEYED: key, **about} for key, about in value.items()]
        rows = [_texts(one, entry) for entry in entries]
        for texts in rows:
            if _would_seem_empty(one, texts):
                texts.update((key, f'"{text}"') for key, text in texts.items())
        if value is not None and not entries and not one.keyed:
            rows.append({one.columns[0].key: "none"})
        spare = 1 if rows else 0
        used = {texts.get(KEYED, "").strip('"') for texts in rows}
        numbers = (f"{one.prefix}{n}" for n in range(1, len(rows) + 100))
        free = (ident for ident in numbers if ident not in used)
        while len(rows) < ROWS.get(one.path, 2) or spare:
            rows.append({KEYED: next(free)} if one.prefix else {})
            spare = 0
        return rows

    def _grid(self, one: Table, value: Any) -> str:
        widths = widths_of(one)
        heads = "".join(
            cell(width, self.pen.words("FormHead", column.label, column.path), shade=HEAD)
            for width, column in zip(widths, one.columns, strict=True)
        )
        rows = [row(heads, head=True)]
        for texts in self._rows(one, value):
            cells = (
                cell(width, paragraph("FormCell", self._short(one, column, texts)))
                for width, column in zip(widths, one.columns, strict=True)
            )
            rows.append(row("".join(cells)))
        return table(widths, "".join(rows), one.title)

    def _short(self, one: Table, column: Field, texts: Mapping[str, str]) -> str:
        title = f"{one.title}: {column.label}"
        return self.pen.control(column, title, texts.get(column.key, ""), short=True)

    def _cards(self, one: Table, value: Any) -> Iterator[str]:
        widths = (WIDTH * 2 // 5, WIDTH - WIDTH * 2 // 5)
        for number, texts in enumerate(self._rows(one, value), 1):
            name = f"{one.title} {number}"
            rows = [
                row(cell(WIDTH, self.pen.words("FormHead", name), span=2, shade=HEAD), head=True)
            ]
            for column in one.columns:
                label = self.pen.words("FormLabel", column.label, column.path)
                said = column_help(column).removeprefix(f"{column.label}: ") if number == 1 else ""
                help_ = self.pen.words("FormSmall", said) if said else ""
                answer = paragraph("FormCell", self._short(one, column, texts))
                rows.append(row(cell(widths[0], label + help_) + cell(widths[1], answer)))
            yield table(widths, "".join(rows), name, row_heads=True)
            yield paragraph("FormAfter", "")


def _none(one: Table) -> str:
    """How to say that there are none, in lists that may be empty and don't say it themselves."""
    if one.keyed or one.prefix or "none in the first row" in asked(one.told):
        return ""
    return NO_CARDS if one.card else NO_ENTRIES


def _would_seem_empty(one: Table, texts: Mapping[str, str]) -> bool:
    """Of an entry that says nothing but its number, or nothing but `none`."""
    first = one.columns[0].key
    return list(texts) == [first] and (bool(one.prefix) or texts[first] in NONE)


def _texts(one: Table, entry: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for column in one.columns:
        value: Any = entry
        for step in column.key.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if value is not None:
            found[column.key] = written(column, value)
    return found


def _at(data: Any, path: str, above: tuple[str, ...]) -> Any:
    """The value at a path, in an entry of the list at `above`."""
    for step in path.split(".")[len(above) :]:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data
