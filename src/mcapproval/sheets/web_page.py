"""The tables of a saved web page as cells. The page is data: no script of it is run, and nothing it
points to is fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mcapproval.sheets.cells import Cell, Sheet, Workbook, letters
from mcapproval.sheets.formulas import is_formula
from mcapproval.sheets.opening import (
    LARGEST_FILE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    refused,
    too_large,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAVE = (
    "save the page from the browser as “Web page, HTML only”, or copy its table to a spreadsheet"
)
_UNSAID = ("script", "style", "template", "noscript", "svg", "button", "select")
_ENDS_LINE = ("br", "p", "div", "li")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")


def is_web_page(data: bytes) -> bool:
    """Whether a file begins as one, whatever it is called."""
    plain = data[:4_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return plain.startswith(b"<")


def read_web_page(data: bytes, name: str) -> Workbook:
    """Each table of a page as a sheet, called by its caption; tables within tables are left out.
    Unreadable where the page has none, or is larger than is taken.
    """
    from lxml import etree, html

    if len(data) > LARGEST_FILE:
        raise refused(name, "this file is larger than 25 MB", _SAVE)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    parser = html.HTMLParser(no_network=True, remove_comments=True, encoding=_code(data))
    try:
        page = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as fault:
        raise refused(name, "this page can't be read", _SAVE) from fault
    tables = [
        each for each in page.iter("table") if not any(True for _ in each.iterancestors("table"))
    ]
    sheets: list[Sheet] = []
    held = 0
    for at, each in enumerate(tables, 1):
        sheets.append(_sheet(each, at, name, held))
        held += sum(map(len, sheets[-1].rows))
    if not any(sheet.rows for sheet in sheets):
        raise refused(name, "there is no table in this page", _SAVE)
    return Workbook(name, tuple(sheets))


def _code(data: bytes) -> str | None:
    """None where the page itself says what it is written in; UTF-8 wherever it can be that."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None if b"charset" in data[:4_000].lower() else "cp1252"
    return "utf-8"


def _sheet(table: HtmlElement, at: int, name: str, held: int) -> Sheet:
    """`held` are the cells of the tables before. Counted row by row: a span makes many of one."""
    caption = table.find("caption")
    title = (_words(caption) if caption is not None else "") or f"Table {at}"
    rows: list[tuple[Cell, ...]] = []
    below: dict[int, tuple[int, str]] = {}
    width = 0
    for line, given in enumerate(_rows(table), 1):
        values, below = _values(given, below)
        if line > MOST_ROWS:
            raise too_large(name, title, f"goes beyond row {MOST_ROWS:,}")
        if len(values) > MOST_COLUMNS:
            raise too_large(name, title, f"goes out to column {letters(len(values))}")
        width = max(width, len(values))
        if held + width * line > MOST_CELLS:
            raise too_large(name, title, f"brings the cells to {held + width * line:,}")
        rows.append(tuple(_cell(f"{letters(n)}{line}", said) for n, said in enumerate(values, 1)))
    return Sheet(title, tuple(_filled(row, line, width) for line, row in enumerate(rows, 1)))


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Those of this table alone: of one within a cell there may be others."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _values(
    row: HtmlElement, above: dict[int, tuple[int, str]]
) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """What stands in a row, a cell over several columns or rows in each; and what goes on below."""
    values: list[str] = []
    below: dict[int, tuple[int, str]] = {}

    def put(said: str, rows: int) -> None:
        if rows > 1:
            below[len(values)] = (rows - 1, said)
        values.append(said)

    def from_above() -> None:
        while len(values) in above:
            rows, said = above[len(values)]
            put(said, rows)

    for cell in row:
        if cell.tag in ("td", "th"):
            from_above()
            said = _words(cell)
            room = MOST_COLUMNS + 1 - len(values)
            for _ in range(min(_span(cell, "colspan"), room)):
                put(said, _span(cell, "rowspan"))
    from_above()
    return values, below


def _span(cell: HtmlElement, name: str) -> int:
    told = str(cell.get(name, "1")).strip()
    return min(max(int(told), 1), MOST_COLUMNS) if told.isdecimal() and len(told) < 6 else 1


def _words(element: HtmlElement) -> str:
    lines = "".join(_texts(element)).split("\n")
    return "\n".join(line for line in (_SPACES.sub(" ", each).strip() for each in lines) if line)


def _texts(element: Any) -> Iterator[str]:
    """Line ends of the file are blanks; those that the page makes are line ends."""
    yield _blank(element.text)
    for inner in element:
        if isinstance(inner.tag, str) and inner.tag not in _UNSAID:
            if inner.tag in _ENDS_LINE:
                yield "\n"
            yield from _texts(inner)
        yield _blank(inner.tail)


def _blank(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _cell(address: str, said: str) -> Cell:
    return Cell(address, said or None, is_formula(said))


def _filled(row: tuple[Cell, ...], line: int, width: int) -> tuple[Cell, ...]:
    more = range(len(row) + 1, width + 1)
    return (*row, *(Cell(f"{letters(column)}{line}", None) for column in more))
