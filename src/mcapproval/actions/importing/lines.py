"""Texts of one line in cells, and the numbers by which NZQA calls a micro-credential."""

from __future__ import annotations

import re

from mcapproval.actions.cases.numbers_given import WITH_VERSION
from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell

SHORT = 40
_NUMBER = re.compile("[1-9][0-9]{0,7}")
"""NZQA's numbers have four or five digits today; the files of a folder are told by up to eight."""


def line(cell: Cell) -> str | None:
    """A text of one line: a break in a cell is where the column was too narrow."""
    said = values.text(cell)
    return " ".join(said.split()) if said else None


def nzqa_number(cell: Cell) -> str | None:
    """The number under which NZQA lists a micro-credential; CellError for what is none."""
    said = number(cell)
    if said is not None and not _NUMBER.fullmatch(said):
        short = said if len(said) <= SHORT else f"{said[:SHORT]}…"
        mend = "write its digits, such as 4977, or leave the cell empty where it has none"
        raise values.CellError(cell.address, f"`{short}` is no number of NZQA", mend)
    return said


def number(cell: Cell) -> str | None:
    """NZQA's number, or our reference: noughts before it are of whoever padded it."""
    said = line(cell)
    found = WITH_VERSION.fullmatch(said or "")
    said = found[1] if found else said
    return said.lstrip("0") or said if said and said.isdecimal() else said


def version_in(cell: Cell) -> int | None:
    """The version that stands with the number; None where it does not, whatever else is wrong."""
    said = "" if cell.formula else str(cell.value).strip()
    found = WITH_VERSION.fullmatch(said)
    return int(found[2]) if found else None
