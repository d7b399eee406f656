"""An XLSX file as cells: openpyxl reads it, row by row, behind the door of `opening`.

Its reading mode builds no merged ranges, links or drawings, each of which a small file can make
endless; merged ranges are read here. A formula is seen as one: its stored result is not believed.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from mcapproval.errors import Trouble
from mcapproval.sheets.cells import Cell, Sheet, Value, Workbook, letters, number_of
from mcapproval.sheets.formulas import is_formula, unmarked
from mcapproval.sheets.opening import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    damaged,
    sound_members,
    too_large,
)

if TYPE_CHECKING:
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

    Given = ReadOnlyCell | EmptyCell

_CELL = re.compile(rb"<(?:\w+:)?c(\s[^<>]*)?(?<!/)>(?!</)")
_PLACE = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']"
    rb"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
)
_ESCAPED = re.compile("_x(0009|000[AaDd]|00[2-7][0-9A-Fa-f]|005[Ff])_")
"""How Excel writes a line end, a tab, and what would read as one of these: no other is decoded, for
what it stands for is no letter of a text.
"""


def read_xlsx(data: bytes, name: str) -> Workbook:
    """Unreadable for what is no sound workbook, or is larger than is taken."""
    parts = sound_members(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Workbook(name, tuple(_sheets(data, parts, name)))
    except Trouble:
        raise
    except Exception as fault:  # openpyxl raises what its parts raise, of every kind
        raise damaged(name) from fault


def _sheets(data: bytes, parts: dict[str, bytes], name: str) -> Iterator[Sheet]:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    try:
        held = 0
        for given in cast("list[Any]", book.worksheets):
            xml = parts[given._worksheet_path.lstrip("/")]
            rows, columns = _extent(xml, given.title, name)
            held += rows * columns
            if held > MOST_CELLS:
                raise too_large(name, given.title, f"brings the cells to {held:,}")
            given.reset_dimensions()
            grid = [] if not rows else given.iter_rows(max_row=rows, max_col=columns)
            read = [
                [_cell(cell, row, column) for column, cell in enumerate(cells, 1)]
                for row, cells in enumerate(grid, 1)
            ]
            if book.epoch == CALENDAR_MAC_1904:
                read = [[replace(cell, from_1904=True) for cell in cells] for cells in read]
            yield Sheet(given.title, _merged(read, xml))
    finally:
        book.close()


def _extent(xml: bytes, title: str, name: str) -> tuple[int, int]:
    """The last row and column of a cell that has content. The size that the file declares is not
    believed, and cells that only have a colour are no content.
    """
    rows = columns = 0
    for found in _CELL.finditer(xml):
        place = _PLACE.search(found[1] or b"")
        if place is None:
            raise damaged(name)
        rows = max(rows, int(place[2]))
        columns = max(columns, number_of(place[1].decode()))
    if rows > MOST_ROWS:
        raise too_large(name, title, f"goes down to row {rows:,}")
    if columns > MOST_COLUMNS:
        raise too_large(name, title, f"goes out to column {letters(columns)}")
    return rows, columns


def _cell(given: Given, row: int, column: int) -> Cell:
    address = f"{letters(column)}{row}"
    value = given.value
    if value is None:
        return Cell(address, None)
    if given.data_type == "f":
        return Cell(address, str(getattr(value, "text", value) or "="), True)
    if isinstance(value, str):
        return _text(address, value, _marked_as_text(given))
    return Cell(address, _plain(value))


def _marked_as_text(given: Given) -> bool:
    """Openpyxl keeps the style of a cell that has a value; an EmptyCell has none."""
    style = getattr(given, "style_array", None)
    return bool(style is not None and style.quotePrefix)


def _text(address: str, value: str, meant: bool) -> Cell:
    """`meant`: marked as text in the cell itself, as ours and those typed with `'` are."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value).replace("\r\n", "\n")
    if meant:
        return Cell(address, text or None)
    bare = unmarked(text)
    if bare is not None:
        return Cell(address, bare)
    return Cell(address, text or None, is_formula(text))


def _plain(value: object) -> Value:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | int | float | date):
        return value
    return str(value)


def _merged(rows: list[list[Cell]], xml: bytes) -> tuple[tuple[Cell, ...], ...]:
    """Each cell of a merged range with the value of its first, within what is filled.

    ValueError where ranges cover more than the sheet has: they lie over one another, which no
    program writes, and would be gone through without end.
    """
    left_over = sum(len(row) for row in rows)
    for found in _MERGED.finditer(xml):
        left, right = number_of(found[1].decode()) - 1, number_of(found[3].decode())
        top, bottom = int(found[2]) - 1, int(found[4])
        if not (0 <= top < min(bottom, len(rows)) and left < min(right, len(rows[0]))):
            continue
        first = rows[top][left]
        for row in rows[top:bottom]:
            part = row[left:right]
            left_over -= len(part)
            row[left:right] = [
                replace(first, address=cell.address, merged_from=first.address) for cell in part
            ]
        if left_over < 0:
            raise ValueError("merged ranges lie over one another")
    return tuple(tuple(row) for row in rows)
