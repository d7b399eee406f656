"""Texts of one line in cells, and the numbers by which NZQA calls a micro-credential."""

from __future__ import annotations

from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell


def line(cell: Cell) -> str | None:
    """A text of one line: a break in a cell is where the column was too narrow."""
    said = values.text(cell)
    return " ".join(said.split()) if said else None


def number(cell: Cell) -> str | None:
    """NZQA's number, or our reference: noughts before it are of whoever padded it."""
    said = line(cell)
    return said.lstrip("0") or said if said and said.isdecimal() else said
