"""Numbers and days of a row, within the bounds of their columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from mcapproval.actions.importing.bounds import within
from mcapproval.actions.importing.faults import Row
from mcapproval.clock import MONTHS_A_YEAR
from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell, plain

CREDIT = ("cr", "crs", "credit", "credits", "whiwhinga")
YEAR = ("year", "years", "yr", "yrs", "y")
MONTH = ("month", "months", "mth", "mths", "marama")
CENTS = 100
EVERY = {
    1: ("annual", "annually", "yearly", "once a year", "year", "one", "one year", "12-monthly"),
    2: ("biennial", "biennially", "two-yearly", "second year", "other year", "two", "two years"),
    3: ("triennial", "triennially", "three-yearly", "third year", "three", "three years"),
}
"""Years by the words for them, behind `every` or alone; `2-yearly` is read by its number."""

_NAMED_CODE = re.compile(r"([0-9][0-9 ]*[0-9])[\s:,–-]+[^\W\d].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a sheet, by the name of the sheet; days are given as the journal has them."""

    row: Row
    sheet: str
    today: date

    def number(self, column: str, reader: Callable[[Cell], int | None]) -> int | None:
        return within(self.row, self.sheet, column, self.row.read(column, reader), self.today)

    def count(self, column: str) -> int | None:
        """Not known is an answer, and is kept as an empty cell is: not as zero."""
        found = self.row.read(column, lambda cell: values.whole(cell, unknown=True))
        known = found if isinstance(found, int) else None
        return within(self.row, self.sheet, column, known, self.today)

    def day(self, column: str) -> str | None:
        day = self._day(column)
        return day.isoformat() if day else None

    def past(self, column: str) -> str | None:
        """A day that has come; a fault for one that has not."""
        day = self._day(column)
        if day and day > self.today:
            said = f"{day.isoformat()} has not come yet"
            self.row.wrong(column, said, "write the day on which it happened, or leave it empty")
            return None
        return day.isoformat() if day else None

    def _day(self, column: str) -> date | None:
        day = self.row.read(column, values.day)
        return within(self.row, self.sheet, column, day, self.today)

    def cents(self, column: str) -> int | None:
        """A fee in cents; its bounds are dollars."""
        cents = self.row.read(column, values.money)
        dollars = None if cents is None else cents // CENTS
        return (
            cents if within(self.row, self.sheet, column, dollars, self.today) == dollars else None
        )

    def dollars(self, column: str) -> int | None:
        """A fee in cents; a draft keeps whole dollars, and none of it is dropped in silence."""
        cents = self.cents(column)
        if cents is not None and cents % CENTS:
            said = "it has cents, and is kept in whole dollars"
            self.row.wrong(column, said, "write whole dollars")
        return cents

    def code(self, column: str, many: int, least: int = 1, *, named: bool = False) -> str | None:
        """A code of so many digits, with the noughts in front that a spreadsheet takes away: at
        least so many are left. `named`: what it is called may stand behind it.
        """
        said = self.row.read(column, values.text)
        if said is None:
            return None
        called = _NAMED_CODE.fullmatch(said) if named else None
        code = (called[1] if called else said).replace(" ", "")
        if not (code.isascii() and code.isdecimal() and least <= len(code) <= many):
            said = f"`{said[:40]}` is no code of {many} digits"
            self.row.wrong(column, said, f"write its {many} digits")
            return None
        within(self.row, self.sheet, column, int(code), self.today, code)
        return code.zfill(many)


def credit(cell: Cell) -> int | None:
    return values.whole(cell, CREDIT)


def version(cell: Cell) -> int | None:
    """With or without its v: `v2`."""
    if isinstance(cell.value, str):
        cell = Cell(cell.address, cell.value.strip().lstrip("vV"), cell.formula)
    return values.whole(cell)


def years(cell: Cell) -> int | None:
    """A period in years; months are taken where they are whole years."""
    said = plain(cell.value) if isinstance(cell.value, str) and not cell.formula else ""
    said = re.sub("^(?:every|each) ", "", said)
    for many, words in EVERY.items():
        if said in words:
            return many
    cell = replace(cell, value=said.replace("-yearly", " years")) if said else cell
    try:
        return values.whole(cell, YEAR)
    except values.CellError:
        months = values.whole(cell, MONTH)
    if months is None or months % MONTHS_A_YEAR:
        raise values.CellError(cell.address, f"{months} months are no whole years", "write years")
    return months // MONTHS_A_YEAR
