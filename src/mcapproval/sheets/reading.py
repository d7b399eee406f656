"""A spreadsheet of anybody's as cells with addresses: XLSX or CSV, told apart by what is in it."""

from __future__ import annotations

from mcapproval.sheets.cells import Cell, Sheet, Workbook
from mcapproval.sheets.excel import read_xlsx
from mcapproval.sheets.opening import other_kind
from mcapproval.sheets.plain_text import read_csv

__all__ = ["Cell", "Sheet", "Workbook", "read_workbook"]


def read_workbook(data: bytes, name: str) -> Workbook:
    """The cells of a file; Unreadable, by what it is and what mends it, for all that is no sound
    spreadsheet, or a larger one than is taken.
    """
    other_kind(data, name)
    return read_xlsx(data, name) if data.startswith(b"PK") else read_csv(data, name)
