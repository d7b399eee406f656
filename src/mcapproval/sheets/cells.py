"""What a spreadsheet is once it is read: sheets of rows of cells, each with its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = str | int | float | date | bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `formula` where it is one, or a text that a spreadsheet would take for one; then
    `value` is its text. A cell of a merged range has the value of the first cell of it, whose
    address is `merged_from`; of the first cell itself that is its own. `from_1904` where the
    workbook counts its days from that year, as old ones of a Macintosh do.
    """

    address: str
    value: Value
    formula: bool = False
    merged_from: str | None = None
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows from row 1 to the last with a value, each from A to the last column with a value."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """`name` is the file's; sheets in the order of the file, hidden ones too."""

    name: str
    sheets: tuple[Sheet, ...]

    def sheet(self, title: str) -> Sheet | None:
        """The sheet of that title, whatever its case and blanks."""
        wanted = plain(title)
        return next((sheet for sheet in self.sheets if plain(sheet.title) == wanted), None)


def plain(words: str) -> str:
    """Words without what nobody means by them: case, and blanks of any kind doubled or about."""
    return " ".join(words.split()).casefold()


def letters(column: int) -> str:
    """The name of a column, counted from 1: 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def number_of(column: str) -> int:
    """The column's number from 1, of its letters."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
