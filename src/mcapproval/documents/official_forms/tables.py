"""Boxes that are empty cells: beside their label, below it, or in rows under a row of heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import partial

from mcapproval.documents.official_forms.box import ROWS, TEXT_BOX, Box
from mcapproval.documents.official_forms.controls import write_control
from mcapproval.documents.official_forms.labels import Cell, cells_of, rows_of
from mcapproval.documents.official_forms.old_fields import holds_field, write_field
from mcapproval.documents.official_forms.seen import SIGNS, blank, label_text, to_tick
from mcapproval.documents.official_forms.writing import (
    into_paragraphs,
    look_of,
    room_left,
    write_below,
)
from mcapproval.documents.word.names import CONTENT, CONTROL, ROW, RUN, TABLE, Element, w, w14, w15

_OWN_NUMBERS = (w14("paraId"), w14("textId"), w("rsidR"), w("rsidTr"))
"""What Word numbers: a copied row has none of its own until Word gives it one."""


def cell_boxes(root: Element) -> Iterator[Box]:
    for table in root.iter(TABLE):
        yield from _of_table([(row, cells_of(row)) for row in rows_of(table)])


def _of_table(rows: Sequence[tuple[Element, list[Cell]]]) -> Iterator[Box]:
    at = 0
    while at < len(rows):
        heads = _heads(rows, at)
        under = _empty_under(rows, at) if heads else 0
        if under:
            yield from _grid(rows, at, under, heads)
            at += under + 1
            continue
        above = rows[at - 1][1] if at else []
        crossed = heads_above(rows, at)
        yield from _beside(rows[at][1], above, crossed)
        yield from _under_label(rows[at][1], rows[at + 1][1] if at + 1 < len(rows) else [])
        at += 1


def _heads(rows: Sequence[tuple[Element, list[Cell]]], at: int) -> tuple[str, ...]:
    """The heads that a row gives, where it is a row of heads."""
    cells = rows[at][1]
    told = tuple(label_text(cell.text.strip(SIGNS)) for cell in cells)
    return told if len(cells) > 1 and not any(cell.empty for cell in cells) and all(told) else ()


def heads_above(rows: Sequence[tuple[Element, list[Cell]]], at: int) -> tuple[str, ...]:
    """The nearest row of heads above with as many cells; rows between it and this begin with a
    name of their own. Nothing for fewer than three columns, where a label is enough.
    """
    width = len(rows[at][1])
    for back in range(at - 1, -1, -1):
        if len(rows[back][1]) != width or width < 3:
            return ()
        heads = _heads(rows, back) or _corner(rows[back][1])
        if heads:
            return heads
    return ()


def _corner(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The heads of a row whose first cell is empty, since below it stand names of rows."""
    told = tuple(label_text(cell.text) for cell in cells)
    return told if cells[0].empty and all(told[1:]) else ()


def _empty_under(rows: Sequence[tuple[Element, list[Cell]]], at: int) -> int:
    """How many rows of as many cells, all of them empty, follow."""
    width, many = len(rows[at][1]), 0
    for _, cells in rows[at + 1 :]:
        if len(cells) != width or not all(cell.empty for cell in cells):
            break
        many += 1
    return many


def _grid(
    rows: Sequence[tuple[Element, list[Cell]]], at: int, under: int, heads: tuple[str, ...]
) -> Iterator[Box]:
    """The rows as one box; where there is one row only, each of its cells is a box too."""
    empty = [row for row, _ in rows[at + 1 : at + 1 + under]]
    held = [cell for _, cells in rows[at + 1 : at + 1 + under] for cell in cells]
    elements = tuple(
        found
        for cell in held
        for found in (
            cell.element,
            *cell.element.iter(CONTROL, RUN),
            *_around(cell.element),
        )
    )
    yield Box(
        ROWS,
        "table",
        " | ".join(heads),
        empty[0],
        lambda words: None,
        choices=heads,
        covers=elements,
        write_rows=partial(_write_rows, empty),
    )
    if under == 1:
        for head, cell in zip(heads, held, strict=True):
            if _control(cell.element) is None and not holds_field(cell.element):
                yield _cell(head, cell)


def _around(cell: Element) -> Iterator[Element]:
    holder = cell.getparent()
    if holder is not None and holder.tag == CONTENT:
        yield holder.getparent()


def _beside(cells: list[Cell], above: list[Cell], crossed: tuple[str, ...]) -> Iterator[Box]:
    """The empty cells of a row with their labels; of a label with one full cell, that one too."""
    for number, cell in enumerate(cells):
        if _control(cell.element) is not None or holds_field(cell.element):
            continue
        left = cells[number - 1] if number else None
        over = next((c for c in above if c.column == cell.column), None)
        if cell.empty and crossed and number and not cells[0].empty:
            yield _cell(f"{label_text(cells[0].text)}: {crossed[number]}", cell)
        elif cell.empty and left is not None and not left.empty:
            yield _cell(left.text, cell)
        elif cell.empty and over is not None and not over.empty:
            yield _cell(over.text, cell)
        elif len(cells) == 2 and number and left is not None and not blank(left.text):
            yield _cell(left.text, cell, " ".join(cell.text.split()))


def _under_label(cells: Sequence[Cell], below: Sequence[Cell]) -> Iterator[Box]:
    """The room that the only cell of a row leaves below its label."""
    for cell in cells if len(cells) == 1 else ():
        if not blank(cell.text) and room_left(cell.element) and not _answered_in(below, cell):
            write = partial(write_below, cell.element)
            yield Box(TEXT_BOX, "cell", label_text(cell.text), cell.element, write)


def _answered_in(below: Sequence[Cell], label: Cell) -> bool:
    """Whether the answer to a label goes, or stands already, into the row below. Where a label has
    no room but its colon, whatever is no such label is taken for its answer.
    """
    under = next((cell for cell in below if cell.column == label.column), None)
    if under is None:
        return False
    colon = not blank(label.text.rpartition("\n")[2])
    other = len(below) > 1 or not room_left(under.element)
    return under.empty or to_tick(under.text) or (colon and other)


def _cell(label: str, cell: Cell, held: str = "") -> Box:
    held = "" if blank(held) else held
    write = partial(write_cell, cell.element)
    return Box(TEXT_BOX, "cell", label_text(label), cell.element, write, held=held)


def write_cell(cell: Element, words: Sequence[str]) -> None:
    """Into the content control of the cell, where it has one, else into its paragraphs."""
    control = _control(cell)
    if control is not None:
        write_control(control, words)
    elif holds_field(cell):
        write_field(cell, words)
    else:
        into_paragraphs(cell, words[0], look_of(cell))


def _control(cell: Element) -> Element | None:
    inside = next(cell.iter(CONTROL), None)
    around = next(_around(cell), None)
    return inside if inside is not None else around


def _write_rows(empty: Sequence[Element], rows: Sequence[Sequence[str]]) -> None:
    """A row each; those that the form lacks are copies of its last empty one."""
    model = deepcopy(_whole(empty[-1]))
    found = list(empty)
    last = _whole(empty[-1])
    for _ in range(len(rows) - len(found)):
        fresh = _copied(model)
        last.addnext(fresh)
        last = fresh
        found.append(fresh if fresh.tag == ROW else next(fresh.iter(ROW)))
    for row, words in zip(found, rows, strict=False):
        for cell, word in zip(cells_of(row), words, strict=True):
            if word:
                write_cell(cell.element, (word,))


def _whole(row: Element) -> Element:
    """The row, or what repeats it: a part of a repeating section."""
    holder = row.getparent()
    control = holder.getparent() if holder.tag == CONTENT else None
    about = control.find(w("sdtPr")) if control is not None else None
    repeats = about is not None and about.find(w15("repeatingSectionItem")) is not None
    return control if repeats else row


def _copied(model: Element) -> Element:
    fresh = deepcopy(model)
    for element in list(fresh.iter()):
        for name in _OWN_NUMBERS:
            element.attrib.pop(name, None)
        marks = (w("bookmarkStart"), w("bookmarkEnd"))
        numbered = element.tag == w("id") and element.getparent().tag == w("sdtPr")
        if element.tag in marks or numbered:
            element.getparent().remove(element)
    return fresh
