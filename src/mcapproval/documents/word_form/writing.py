"""A draft as a Word form: the same draft and policy give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from mcapproval.documents.house import ACCENT
from mcapproval.documents.word import grid
from mcapproval.documents.word.markup import Xml, joined, root, w
from mcapproval.documents.word.package import MAKER, About, packed
from mcapproval.documents.word.page import Margins, counted, reference, section
from mcapproval.documents.word.words import run
from mcapproval.documents.word_form.marks import FORMAT, PROPERTY
from mcapproval.documents.word_form.pieces import FormPen, paragraph
from mcapproval.documents.word_form.plan import KEYED, ROWS, Field, Section, Table, plan
from mcapproval.documents.word_form.room_to_write import room_to_write
from mcapproval.documents.word_form.standing import standing_words
from mcapproval.documents.word_form.values import NONE, quoted, texts_of, value_at, written
from mcapproval.documents.word_form.wording import (
    ENTRY,
    INTRO,
    NO_CARDS,
    NO_ENTRIES,
    asked,
    column_help,
    example,
    example_row,
    several_of,
)
from mcapproval.draft.help import NO_WORDS, Own, parts
from mcapproval.shipped import in_room

TITLE = {
    False: "Application for a micro-credential: a form to fill in",
    True: "An enquiry: a form to fill in",
}
"""By whether it is of an enquiry."""

MARGINS = Margins(side=1134, top=1134, bottom=1134, head=567, foot=567)
WIDTH = MARGINS.between
DAY = "2026-01-01T00:00:00Z"
"""A form is of no day: with the clock's it would have other bytes each time."""
ENTRIES = "One row for each entry; the first row has the heads of the columns"
CARD = "One entry: questions on the left, answers on the right"
NOTHING: Mapping[str, str] = MappingProxyType({})


def form(
    content: Mapping[str, Any],
    own: Own = NO_WORDS,
    standing: Mapping[str, str] = NOTHING,
    texts: Mapping[str, str] = NOTHING,
    *,
    enquiry: bool = False,
) -> bytes:
    """The form of a content, which has at least `route` and `kind`, as a .docx file.

    `own` are a provider's words for its questions; `standing` says by path which standing text a
    question begins with, such as `see: rpl@3`, where the content has no answer; `texts` has the
    words of standing texts by `rpl@3`, to be read below the fields that name them. Of an `enquiry`
    only what the first telephone call says, and whatever the content has beside it.
    """
    kind = str(content["kind"])
    sections = plan(kind, own, enquiry=enquiry, more=tuple(content))
    title = TITLE[enquiry]
    writer = _Writer(content, standing, texts)
    pen = writer.pen.pen
    written = writer.body(sections, title)
    page = section(MARGINS, reference(pen, "footer", "default"))
    foot = (run(f"{title}, page "), counted("PAGE"), run(" of "), counted("NUMPAGES"))
    parts = {
        "document": (root("w:document", w("body", written, page)), pen),
        "default-footer": (root("w:ftr", paragraph("Footer", foot)), pen.another()),
    }
    said = ((PROPERTY, f"{FORMAT} {kind} {'enquiry' if enquiry else 'whole'}"),)
    about = About(title, title, MAKER, DAY, ACCENT, said)
    return packed(parts, about, in_room("documents", "word_form/styles.xml"))


@cache
def words_of_ours() -> frozenset[str]:
    """Every text that a form has before anybody writes in it, where a provider has none of its
    own; each as `ours` gives it."""
    found: set[str] = set()
    for enquiry in (False, True):
        writer = _Writer({})
        writer.body(plan("", more=tuple(parts())), TITLE[enquiry])
        found |= writer.pen.said
    return frozenset(found)


class _Writer:
    """Holds what is written; `pen` numbers its pieces."""

    def __init__(
        self,
        content: Mapping[str, Any],
        standing: Mapping[str, str] = NOTHING,
        texts: Mapping[str, str] = NOTHING,
    ) -> None:
        self.content, self.standing, self.texts = content, standing, texts
        self.pen = FormPen()

    def body(self, sections: tuple[Section, ...], title: str) -> Xml:
        head = [
            self.pen.words("Title", title),
            *(self.pen.words("FormIntro", text) for text in INTRO),
        ]
        return joined(head, (self.section(one, self.content, ()) for one in sections))

    def section(self, one: Section, data: Any, above: tuple[str, ...]) -> Xml:
        if one.repeated:
            entries = value_at(data, one.path, above)
            if entries == []:
                entries = [{one.inner[0].path.rpartition(".")[2]: "none"}]
            parts = (self._entry(one, n, entry) for n, entry in enumerate(entries or [{}], 1))
            return joined(parts)
        head = self.pen.words(f"Heading{one.level}", one.title)
        help_ = asked(one.told) if one.told else ""
        said = self.pen.words("FormHelp", help_) if help_ else None
        return joined(head, said, self._inner(one, data, above))

    def _entry(self, one: Section, number: int, entry: Any) -> Xml:
        assert one.told is not None
        head = self.pen.words(f"Heading{one.level}", f"{one.title} {number}")
        said = self.pen.words("FormHelp", asked(one.told))
        more = self.pen.words("FormHelp", ENTRY)
        return joined(head, said, more, self._inner(one, entry, tuple(one.path.split("."))))

    def _inner(self, one: Section, data: Any, above: tuple[str, ...]) -> Xml:
        parts: list[Xml] = []
        for inner in one.inner:
            if isinstance(inner, Section):
                parts.append(self.section(inner, data, above))
            elif isinstance(inner, Table):
                parts.extend(self._table(inner, value_at(data, inner.path, above)))
            else:
                value = value_at(data, inner.path, above)
                parts.extend(self._field(inner, value, not above))
        return joined(parts)

    def _field(self, one: Field, value: Any, whole: bool) -> Iterator[Xml]:
        text = "" if value is None else written(one, value)
        if value is None and whole and one.path in self.standing:
            text = quoted(self.standing[one.path])
        style = f"Heading{one.heading}" if one.heading else "FormQuestion"
        yield self.pen.words(style, one.label, one.path)
        for style, words in (
            ("FormHelp", asked(one.told, several_of(one))),
            ("FormExample", example(one)),
        ):
            if words:
                yield self.pen.words(style, words)
        yield paragraph("FormAnswer", self.pen.control(one, one.label, text))
        yield from standing_words(self.pen, text, self.texts)

    def _table(self, one: Table, value: Any) -> Iterator[Xml]:
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
        yield paragraph("FormAfter", None)

    def _rows(self, one: Table, value: Any) -> list[dict[str, str]]:
        """The texts of each entry by column, and of those that are still empty."""
        entries: list[dict[str, Any]] = list(value or ())
        if isinstance(value, Mapping):
            entries = [{KEYED: key, **about} for key, about in value.items()]
        rows = [texts_of(one.columns, entry) for entry in entries]
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

    def _grid(self, one: Table, value: Any) -> Xml:
        widths = room_to_write(one, WIDTH)
        heads = (self.pen.words("FormHead", column.label, column.path) for column in one.columns)
        rows = [grid.row(map(grid.cell, widths, heads), head=True)]
        for texts in self._rows(one, value):
            answers = (
                paragraph("FormCell", self._short(one, column, texts)) for column in one.columns
            )
            rows.append(grid.row(map(grid.cell, widths, answers)))
        return grid.grid("FormTable", widths, rows, caption=one.title, description=ENTRIES)

    def _short(self, one: Table, column: Field, texts: Mapping[str, str]) -> Xml:
        title = f"{one.title}: {column.label}"
        return self.pen.control(column, title, texts.get(column.key, ""), short=True)

    def _cards(self, one: Table, value: Any) -> Iterator[Xml]:
        widths = (WIDTH * 2 // 5, WIDTH - WIDTH * 2 // 5)
        for number, texts in enumerate(self._rows(one, value), 1):
            name = f"{one.title} {number}"
            head = grid.cell(WIDTH, self.pen.words("FormHead", name), span=2)
            rows = [grid.row((head,), head=True)]
            for column in one.columns:
                label = self.pen.words("FormLabel", column.label, column.path)
                said = column_help(column).removeprefix(f"{column.label}: ") if number == 1 else ""
                help_ = self.pen.words("FormSmall", said) if said else None
                answer = paragraph("FormCell", self._short(one, column, texts))
                beside = grid.cell(widths[1], answer)
                rows.append(grid.row((grid.cell(widths[0], label, help_), beside)))
            yield grid.grid(
                "FormTable", widths, rows, caption=name, description=CARD, row_heads=True
            )
            yield paragraph("FormAfter", None)


def _none(one: Table) -> str:
    """How to say that there are none, in lists that may be empty and don't say it themselves."""
    if one.keyed or one.prefix or "none in the first row" in asked(one.told):
        return ""
    return NO_CARDS if one.card else NO_ENTRIES


def _would_seem_empty(one: Table, texts: Mapping[str, str]) -> bool:
    """Of an entry that says nothing but its number, or nothing but `none`."""
    first = one.columns[0].key
    return list(texts) == [first] and (bool(one.prefix) or texts[first] in NONE)
