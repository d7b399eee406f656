"""The lists of a form: a table with a row for each entry, or a small table for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mcapproval.documents.word import grid
from mcapproval.documents.word.markup import Xml, joined
from mcapproval.documents.word.page import Margins
from mcapproval.documents.word_form.margin import Margin
from mcapproval.documents.word_form.pieces import PROSE, FormPen, hidden, paragraph
from mcapproval.documents.word_form.plan import KEYED, Field, Table
from mcapproval.documents.word_form.room_to_write import room_to_write
from mcapproval.documents.word_form.values import NONE, texts_of
from mcapproval.documents.word_form.wording import (
    NO_CARDS,
    NO_ENTRIES,
    asked,
    column_help,
    example_row,
)
from mcapproval.draft.pointer import pointer

MARGINS = Margins(side=1134, top=1134, bottom=1134, head=567, foot=567)
WIDTH = MARGINS.between
ENTRIES = "One row for each entry; the first row has the heads of the columns"
CARD = "One entry: questions on the left, answers on the right"


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands in a row by column; `at` is the path of its entry, empty where it has none."""

    texts: Mapping[str, str]
    at: str = ""


def table(pen: FormPen, margin: Margin, one: Table, at: str, value: Any) -> Iterator[Xml]:
    """A list with its question; `at` is its path in the draft."""
    style = f"Heading{one.heading}" if one.heading else "FormQuestion"
    yield pen.words(style, one.title, one.path, margin.at(pen, at))
    none = _none(one)
    said = " ".join(part for part in (asked(one.told), none) if part)
    lines = [said, *(() if one.card else map(column_help, one.shown))]
    for line in filter(None, lines):
        yield pen.words("FormHelp", line)
    if words := example_row(one):
        yield pen.words("FormExample", words)
    yield from pen.noted(at)
    rows = _rows(one, at, value)
    if one.card:
        yield from _cards(pen, margin, one, rows)
    else:
        yield _grid(pen, margin, one, rows)
    yield paragraph("FormAfter", None)


def _rows(one: Table, at: str, value: Any) -> list[_Row]:
    """Each entry, and those that are still empty."""
    entries: list[dict[str, Any]] = list(value or ())
    paths = [f"{at}/{number}" for number in range(len(entries))]
    if isinstance(value, Mapping):
        entries = [{KEYED: key, **about} for key, about in value.items()]
        paths = [at + pointer((key,)) for key in value]
    rows = [texts_of(one.columns, entry) for entry in entries]
    for texts in rows:
        if _would_seem_empty(one, texts):
            texts.update((key, f'"{text}"') for key, text in texts.items())
    found = [_Row(texts, path) for texts, path in zip(rows, paths, strict=True)]
    if value is not None and not entries and not one.keyed:
        found.append(_Row({one.columns[0].key: "none"}))
    many = max(one.least, len(found) + one.spare if found else 0)
    used = {row.texts.get(KEYED, "").strip('"') for row in found}
    numbers = (f"{one.prefix}{n}" for n in range(1, len(found) + 100))
    free = (ident for ident in numbers if ident not in used)
    while len(found) < many:
        found.append(_Row({KEYED: next(free)} if one.prefix else {}))
    return found


def _grid(pen: FormPen, margin: Margin, one: Table, rows: list[_Row]) -> Xml:
    widths = room_to_write(one, WIDTH)
    heads = (pen.words("FormHead", column.label, column.path) for column in one.shown)
    made = [grid.row(map(grid.cell, widths, heads), head=True)]
    for row in rows:
        answers = [_answer(pen, margin, one, column, row) for column in one.shown]
        answers[0] = joined(
            answers[0], _unseen(pen, one, row), pen.noted(row.at) if row.at else None
        )
        made.append(grid.row(map(grid.cell, widths, answers)))
    return grid.grid("FormTable", widths, made, caption=one.title, description=ENTRIES)


def _answer(pen: FormPen, margin: Margin, one: Table, column: Field, row: _Row) -> Xml:
    title = f"{one.title}: {column.label}"
    control = pen.control(column, title, row.texts.get(column.key, ""), short=True)
    beside = margin.at(pen, *_paths(one, column, row.at)) if row.at else None
    return paragraph("FormCell", joined(control, beside))


def _unseen(pen: FormPen, one: Table, row: _Row) -> Iterator[Xml]:
    """All of them where there is any: a reader may have nothing but their order to know them by."""
    columns = [column for column in one.columns if column.hidden]
    if any(column.key in row.texts for column in columns):
        for column in columns:
            title, text = f"{one.title}: {column.label}", row.texts.get(column.key, "")
            yield hidden(pen.control(column, title, text, short=True))


def _paths(one: Table, column: Field, at: str) -> Iterator[str]:
    """What a cell stands for: itself, and the entry or the group in it that begins with it."""
    group, _, _ = column.key.rpartition(".")
    if column is one.columns[0]:
        yield at
    if group and column is next(c for c in one.columns if c.key.startswith(f"{group}.")):
        yield at + pointer((group,))
    if not (one.keyed and column.key == KEYED):
        yield at + pointer(column.key.split("."))


def _cards(pen: FormPen, margin: Margin, one: Table, rows: list[_Row]) -> Iterator[Xml]:
    widths = widths_of(one.lines.values())
    wide = len(widths)
    for number, row in enumerate(rows, 1):
        name = f"{one.title} {number}"
        head = grid.cell(WIDTH, pen.words("FormHead", name), span=wide)
        made = [grid.row((head,), head=True)]
        if row.at and (notes := [*pen.noted(row.at)]):
            made.append(grid.row((grid.cell(WIDTH, notes, span=wide),)))
        heads: tuple[str, ...] = ()
        for named, (first, *others) in one.lines.items():
            label = pen.words("FormLabel", named, "" if others else first.path)
            said = column_help(first).removeprefix(f"{first.label}: ") if number == 1 else ""
            help_ = pen.words("FormSmall", said) if said and not others else None
            fields = (first, *others)
            if others and heads != (heads := heads_of(named, fields)):
                told = [pen.words("FormHead", each) for each in heads]
                made.append(line(widths, paragraph("FormHead", None), told))
            answers = [_answer(pen, margin, one, column, row) for column in fields]
            made.append(line(widths, joined(label, help_), answers))
        yield grid.grid("FormTable", widths, made, caption=name, description=CARD, row_heads=True)
        yield paragraph("FormAfter", None)


def widths_of(lines: Iterable[Sequence[Field]]) -> list[int]:
    """Of the label and of the fields of the longest line; prose has twice the room of others."""
    longest = max(lines, key=len)
    label = WIDTH * 2 // 5 if len(longest) == 1 else WIDTH * 3 // 10
    shares = [2 if field.kind in PROSE else 1 for field in longest]
    widths = [(WIDTH - label) * share // sum(shares) for share in shares]
    widths[-1] += WIDTH - label - sum(widths)
    return [label, *widths]


def heads_of(label: str, fields: Sequence[Field]) -> tuple[str, ...]:
    """What is above fields that stand beside one another."""
    return tuple("Answer" if one.label == label else one.told.title for one in fields)


def line(widths: Sequence[int], label: Xml, answers: Sequence[Xml], *, head: bool = False) -> Xml:
    """A row in which the answers have the room beside their label, the last what is left."""
    cells, at = [grid.cell(widths[0], label)], 1
    for number, answer in enumerate(answers, 1):
        left = len(widths) - at
        span = left if number == len(answers) else left // (len(answers) - number + 1)
        cells.append(grid.cell(sum(widths[at : at + span]), answer, span=span))
        at += span
    return grid.row(cells, head=head)


def _none(one: Table) -> str:
    """How to say that there are none, in lists that may be empty and don't say it themselves."""
    first = one.columns[0]
    given = not one.spare or first.locked or first.kind == "choice"
    if given or one.keyed or one.prefix or "none in the first row" in asked(one.told):
        return ""
    return NO_CARDS if one.card else NO_ENTRIES


def _would_seem_empty(one: Table, texts: Mapping[str, str]) -> bool:
    """Of an entry that says nothing but its number, or nothing but `none`."""
    first = one.columns[0].key
    return list(texts) == [first] and (bool(one.prefix) or texts[first] in NONE)
