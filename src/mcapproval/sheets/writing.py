"""Spreadsheets of ours: XLSX and CSV whose bytes depend on what is in them and on nothing else.

No text of anybody's becomes a formula: in XLSX it is stored and marked as text, in CSV a `'` stands
before what could be run (`formulas`), and reading takes it off again.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from mcapproval.sheets.cells import Value, letters
from mcapproval.sheets.formulas import marked, must_be_marked
from mcapproval.stored_zip import stored_zip

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_BEGAN = datetime(1980, 1, 1)  # noqa: DTZ001
_PROGRAM = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>mcapproval</Application></Properties>'
)
_MOST_LETTERS = 32_767
_LONGEST_LIST = 255
_WIDEST, _NARROWEST = 60, 9
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MEANT = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet to write: its head row, then the rows; lines of `notes` stand above the head.

    `widths` are in letters, by column; without them the columns are as wide as what is in them, up
    to sixty letters. `choices` are the words to choose from, and `locked` the columns that are not
    for changing, by column from 0: locking one keeps the whole sheet to the others (no password).
    `choices_at` are those of one cell, by row and column from 0.
    """

    title: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    widths: tuple[int, ...] | None = None
    notes: tuple[str, ...] = ()
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    locked: frozenset[int] = frozenset()
    choices_at: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)


def workbook_bytes(sheets: Sequence[SheetOut]) -> bytes:
    """ValueError for a text longer than a cell holds, and where no sheet is given."""
    from openpyxl import Workbook
    from openpyxl.xml.functions import tostring

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(_NO_TITLE.sub(" ", _clean(sheet.title))[:31]), sheet)
    book.properties.creator = "mcapproval"
    book.properties.created = _BEGAN
    out = BytesIO()
    book.save(out)
    book.properties.modified = _BEGAN
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["docProps/core.xml"] = tostring(book.properties.to_tree())
    members["docProps/app.xml"] = _PROGRAM
    return stored_zip(members.items())


def csv_bytes(sheet: SheetOut) -> bytes:
    """UTF-8 with its mark, without which Excel takes macrons for other letters; notes are left out:
    the head is the first row.
    """
    out = StringIO(newline="")
    pen = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (sheet.head, *sheet.rows):
        pen.writerow([_written(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return marked(_clean(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _clean(text: str) -> str:
    """What no spreadsheet holds becomes the sign for it; nothing else is changed."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _fill(into: Worksheet, sheet: SheetOut) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection

    top = len(sheet.notes) + 1
    for at, note in enumerate(sheet.notes, 1):
        _put(into, at, 1, note)
    for column, word in enumerate(sheet.head, 1):
        _put(into, top, column, word)
        head = into.cell(top, column)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E7ECF1")
        head.alignment = Alignment(wrap_text=True, vertical="top")
    looks: dict[tuple[bool, ...], Any] = {}
    for line, row in enumerate(sheet.rows, top + 1):
        for column, value in enumerate(row):
            _put(into, line, column + 1, value)
            cell: Any = into.cell(line, column + 1)
            opened = bool(sheet.locked) and column not in sheet.locked
            kind = cell.quotePrefix, isinstance(value, date), opened
            if kind in looks:
                cell._style = copy(looks[kind])  # one that is given is hashed anew for each cell
                continue
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if opened:
                cell.protection = Protection(locked=False)
            looks[kind] = cell._style
    into.freeze_panes = f"A{top + 1}"
    for column, width in enumerate(sheet.widths or _widths(sheet), 1):
        into.column_dimensions[letters(column)].width = width
    into.protection.sheet = bool(sheet.locked)
    last = top + max(len(sheet.rows), 1)
    for column, words in sorted(sheet.choices.items()):
        name = letters(column + 1)
        _offer(into, words, f"{name}{top + 1}:{name}{last}")
    for (at, column), words in sorted(sheet.choices_at.items()):
        _offer(into, words, f"{letters(column + 1)}{top + 1 + at}")


def _put(into: Worksheet, line: int, column: int, value: Value) -> None:
    cell = into.cell(line, column)
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return
    text = _MEANT.sub("_x005F_", _clean(value)).replace("\r", "_x000D_")
    if len(text) > _MOST_LETTERS:
        raise ValueError(f"a text of {len(text):,} letters is longer than a cell holds")
    cell.value = text
    cell.data_type = "s"
    if must_be_marked(value):
        cell.quotePrefix = True


def _widths(sheet: SheetOut) -> Iterable[int]:
    for column, word in enumerate(sheet.head):
        longest = max(
            (_width(row[column]) for row in sheet.rows if column < len(row)), default=_NARROWEST
        )
        words = max((len(part) for part in word.split()), default=0) + 2
        yield min(max(longest + 1, words, _NARROWEST), _WIDEST)


def _width(value: Value) -> int:
    if isinstance(value, date):
        return len("2026-01-01") + 1
    return max((len(line) for line in str(value).split("\n")), default=0) if value else 0


def _offer(into: Worksheet, words: tuple[str, ...], cells: str) -> None:
    """Words to choose from. A list too long for Excel, or with its comma in a word, is left out."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(words).replace('"', '""')
    if len(listed) > _LONGEST_LIST or any("," in word for word in words):
        return
    offer = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    offer.add(cells)
    into.add_data_validation(offer)
