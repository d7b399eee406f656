"""A CSV file as cells: which letters it is written in, what parts its values, and its rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import PurePath

from mcapproval.errors import Unreadable
from mcapproval.sheets.cells import Cell, Sheet, Workbook, letters
from mcapproval.sheets.formulas import is_formula, unmarked
from mcapproval.sheets.opening import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, refused, too_large

_SEPARATORS = ",;\t"
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
_QUOTED = re.compile('"[^"]*"')
_SAVE = "save it from the spreadsheet as “CSV UTF-8 (comma separated)”, or give the .xlsx itself"
_LONGEST = 1_000_000


def read_csv(data: bytes, name: str) -> Workbook:
    """One sheet, titled as the file is named; Unreadable where it is no text with values in rows.

    A row is a record, as a spreadsheet shows it: an address stays right below a value of many
    lines.
    """
    text = _decoded(data, name)
    if _NO_TEXT.search(text):
        raise refused(name, "this is no spreadsheet: there is no text in it", _SAVE)
    title = PurePath(name).stem
    rows = list(_rows(text, title, name))
    while rows and all(cell.value is None for cell in rows[-1]):
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    while width and all(len(row) < width or row[width - 1].value is None for row in rows):
        width -= 1
    if width > MOST_COLUMNS:
        raise too_large(name, title, f"goes out to column {letters(width)}")
    if width * len(rows) > MOST_CELLS:
        raise too_large(name, title, f"brings the cells to {width * len(rows):,}")
    filled = (
        (
            *row[:width],
            *(Cell(f"{letters(at)}{line}", None) for at in range(len(row) + 1, width + 1)),
        )
        for line, row in enumerate(rows, 1)
    )
    return Workbook(name, (Sheet(title, tuple(filled)),))


def _decoded(data: bytes, name: str) -> str:
    """UTF-8 and UTF-16, with or without their mark; else the letters of Windows (cp1252)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes = ["utf-16"]
    elif b"\0" in data[:200]:
        codes = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    else:
        codes = ["utf-8-sig", "cp1252"]
    for code in codes:
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    raise refused(name, "this file is written in letters that can't be made out", _SAVE)


def _rows(text: str, title: str, name: str) -> Iterator[tuple[Cell, ...]]:
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=([,;\t])\r?", first)
    if told:
        text = rest
    separator = told[1] if told else _separator(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    before = csv.field_size_limit(_LONGEST)
    try:
        for line, values in enumerate(reader, 1):
            if line > MOST_ROWS:
                raise too_large(name, title, f"goes beyond row {MOST_ROWS:,}")
            yield tuple(
                _cell(f"{letters(column)}{line}", value) for column, value in enumerate(values, 1)
            )
    except csv.Error as fault:
        said = f"the rows can't be told apart ({fault})"
        raise Unreadable(said, _SAVE, source=name, line=reader.line_num) from fault
    finally:
        csv.field_size_limit(before)


def _separator(text: str) -> str:
    """What parts the values of the first lines, outside of quotes, most often."""
    head = _QUOTED.sub("", text[:20_000])
    return max(_SEPARATORS, key=head.count)


def _cell(address: str, value: str) -> Cell:
    text = value.replace("\r\n", "\n")
    bare = unmarked(text)
    if bare is not None:
        return Cell(address, bare)
    return Cell(address, text or None, is_formula(text))
