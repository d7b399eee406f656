"""What stands around a box and says what belongs into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mcapproval.documents.official_forms.seen import (
    blank,
    paragraph_text,
    run_text,
    text_of,
    value_of,
    within,
)
from mcapproval.documents.word.counts import columns_said
from mcapproval.documents.word.names import (
    CELL,
    CONTENT,
    CONTROL,
    DELETED,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    Element,
    w,
)


class Cell(NamedTuple):
    """A cell of a row, and the column of the table, from 0, in which it begins."""

    element: Element
    column: int

    @property
    def text(self) -> str:
        return text_of(self.element)

    @property
    def empty(self) -> bool:
        return blank(self.text) and next(self.element.iter(TABLE), None) is None


def rows_of(table: Element) -> list[Element]:
    """The rows of a table itself, those inside content controls too."""
    return list(_through_controls(table, ROW))


def cells_of(row: Element) -> list[Cell]:
    """The cells of a row; what a merged cell above reaches into is none."""
    column = columns_said(value_of(row.find(w("trPr")), "gridBefore"), 0)
    found = []
    for cell in _through_controls(row, CELL):
        about = cell.find(w("tcPr"))
        merged = about.find(w("vMerge")) if about is not None else None
        if merged is None or merged.get(w("val")) == "restart":
            found.append(Cell(cell, column))
        column += columns_said(value_of(about, "gridSpan"), 1)
    return found


def _through_controls(holder: Element, tag: str) -> Iterator[Element]:
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in (CONTROL, CONTENT, w("ins"), w("customXml")):
            yield from _through_controls(child, tag)


def before(element: Element) -> str:
    """The text in the paragraph of a box that leads to it: since the box before."""
    text = ""
    for sibling in element.itersiblings(preceding=True):
        if sibling.tag == CONTROL:
            break
        text = _shown(sibling) + text
    return "" if within(element, PARAGRAPH) is None or blank(text) else text.strip()


def after(element: Element) -> str:
    """The text in the paragraph of a box that follows it: up to the next."""
    text = ""
    for sibling in element.itersiblings():
        if sibling.tag == CONTROL:
            break
        text += _shown(sibling)
    return "" if within(element, PARAGRAPH) is None or blank(text) else text.strip()


def _shown(element: Element) -> str:
    if element.tag == RUN:
        return run_text(element)
    return "" if element.tag == DELETED else paragraph_text(element)


def beside(element: Element) -> str:
    """The text of the cell to the left, else of the one above, of the cell that holds a box."""
    inside = within(element, CELL)
    cell = inside if inside is not None else next(element.iter(CELL), None)
    table = within(cell, TABLE) if cell is not None else None
    if cell is None or table is None:
        return ""
    rows, row = rows_of(table), within(cell, ROW)
    at = next((n for n, found in enumerate(rows) if found is row), -1)
    if at < 0:
        return ""
    cells, above = cells_of(rows[at]), cells_of(rows[at - 1]) if at else []
    number = next((n for n, found in enumerate(cells) if found.element is cell), None)
    if number is None:
        return ""
    left = cells[number - 1].text if number else ""
    over = next((c.text for c in above if c.column == cells[number].column), "")
    return next((text for text in (left, over) if not blank(text)), "")
