"""Workbooks as others make them, with openpyxl itself, and archives that are spoilt on purpose."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def xlsx(*rows: tuple[object, ...], then: Callable[[Worksheet], object] | None = None) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if then:
        then(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def spoilt(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part changed, or put in."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = [*dict.fromkeys([*old.namelist(), part])]
        for name in names:
            held = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(held) if name == part else held, zipfile.ZIP_DEFLATED)
    return out.getvalue()
