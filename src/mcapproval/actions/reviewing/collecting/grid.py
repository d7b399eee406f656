"""The rows of a sheet that came back, by the keys of its questions; and what does not belong there.

Every cell is looked at, also those that nobody asked for: a formula, a hidden character, a column
or a sheet of somebody's own may hold what must not be kept. Only how a cell begins makes a formula
of it: a later line of an answer may begin with `=`, and goes out marked as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mcapproval.actions.reviewing.collecting.faults import CellFault
from mcapproval.actions.reviewing.collecting.questions import (
    ABOUT,
    ANSWER,
    BY_KEY,
    HEAD,
    HOW,
    KEY,
    NO_FIGURE,
    OURS,
    SHEET,
    SOURCE,
    WORDS,
)
from mcapproval.draft import unseen
from mcapproval.sheets.cells import Cell, Sheet, Workbook, letters, number_of, plain
from mcapproval.sheets.values import PUT_THE_VALUE, a_formula, known

ROWS = (*ABOUT, *HOW, *BY_KEY)
AGAIN = "take the sheet that was sent, and write in its column Answer"


@dataclass
class Grid:
    """`rows` has the cells of each row in the order of the head, by its key. Gathered row by row;
    `faults` are those of its shape.
    """

    title: str
    rows: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    def fault(self, cell: Cell | str, says: str, mend: str) -> None:
        address = cell if isinstance(cell, str) else cell.address
        self.faults.append(CellFault(f"{self.title}!{address}", says, mend))

    def told(self) -> tuple[CellFault, ...]:
        """The faults in the order in which a reader of the sheet comes to them."""
        return tuple(sorted(self.faults, key=lambda fault: _order(fault.place)))


def grid_of(book: Workbook) -> Grid:
    """Faults alone where it is no sheet of ours at all."""
    asked = book.sheet(SHEET) or (book.sheets[0] if len(book.sheets) == 1 else None)
    if asked is None or not asked.rows:
        grid = Grid(SHEET)
        grid.fault("A1", f"there is no sheet {SHEET}", AGAIN)
        return grid
    grid = Grid(asked.title)
    places = _places(grid, asked)
    for sheet in book.sheets:
        if sheet is not asked:
            _other_sheet(grid, sheet)
    if places is not None:
        _not_taken(grid, asked)
        for row in asked.rows[1:]:
            _row(grid, tuple(row[at] for at in places))
        _missing(grid, len(asked.rows))
    return grid


def _places(grid: Grid, sheet: Sheet) -> tuple[int, ...] | None:
    """The columns of ours in the sheet, by its head; None where one is not there."""
    heads = {plain(str(cell.value)): at for at, cell in reversed(list(enumerate(sheet.rows[0])))}
    lacking = [name for name in HEAD if plain(name) not in heads]
    if len(lacking) == len(HEAD):
        grid.fault("A1", "none of our columns stands in the head: this is another file", AGAIN)
        return None
    for name in lacking:
        grid.fault("A1", f"the column {name} is missing in the head", AGAIN)
    if lacking:
        return None
    places = tuple(heads[plain(name)] for name in HEAD)
    for at in range(len(sheet.rows[0])):
        filled = [row[at] for row in sheet.rows if known(row[at])]
        if at not in places and filled:
            headed = filled[0].address == f"{letters(at + 1)}1"
            called = f"the column `{_short(str(filled[0].value))}`" if headed else "this column"
            grid.fault(
                filled[0],
                f"{called} is none of ours, and nothing is asked for in it",
                "delete it; what it says belongs in an answer, or is not needed",
            )
    return places


def _other_sheet(grid: Grid, sheet: Sheet) -> None:
    first = next((cell for row in sheet.rows for cell in row if known(cell)), None)
    if first is not None:
        grid.faults.append(
            CellFault(
                f"{sheet.title}!{first.address}",
                "nothing is asked for in this sheet, and it is not empty",
                "delete the sheet; what it says belongs in an answer, or is not needed",
            )
        )


def _not_taken(grid: Grid, sheet: Sheet) -> None:
    for row in sheet.rows:
        for cell in row:
            if cell.formula:
                grid.fault(
                    cell,
                    f"{a_formula(cell)}, and none is taken: what it shows can change",
                    PUT_THE_VALUE,
                )
            elif hidden := unseen.unseen(cell.value):
                grid.fault(cell, hidden, unseen.MEND)


def _row(grid: Grid, cells: tuple[Cell, ...]) -> None:
    if not any(known(cell) for cell in cells):
        return
    said = plain(str(cells[KEY].value or ""))
    if said not in ROWS:
        told = f"`{_short(said)}` is no question of ours" if said else "this row has no question"
        grid.fault(cells[KEY], told, f"delete the row, or give its question back; {AGAIN}")
    elif said in grid.rows:
        first = grid.rows[said][KEY].address
        grid.fault(cells[KEY], f"`{said}` is asked in {first} already", "leave one of the two")
    else:
        grid.rows[said] = cells
        _not_asked(grid, said, cells)
        asks = BY_KEY[said].asks if said in BY_KEY else ""
        words = cells[WORDS]
        if asks and not words.formula and plain(str(words.value or "")) != plain(asks):
            grid.fault(
                words,
                f"the words of `{said}` were changed, so its answer may be to something else",
                f"put them back: {asks}",
            )


def _not_asked(grid: Grid, key: str, cells: tuple[Cell, ...]) -> None:
    """The file is kept as it is, so nothing may stand where nothing is asked."""
    question = BY_KEY.get(key)
    empty = range(ANSWER, len(HEAD))
    if question is not None:
        counts = question.kind == "count" and key not in NO_FIGURE
        empty = range(len(HEAD) if counts else SOURCE, len(HEAD))
    for at in empty:
        if known(cells[at]):
            grid.fault(
                cells[at],
                f"nothing is asked for here, under {HEAD[at]} of `{key}`",
                "empty the cell; what it says belongs in an answer, or is not needed",
            )


def _missing(grid: Grid, length: int) -> None:
    """Told below the last row: there is no cell that it should be in."""
    for question in OURS:
        if question.key not in grid.rows:
            grid.fault(
                f"A{length + 1}",
                f"the question `{question.key}` is missing: {question.asks}",
                AGAIN,
            )


def identity(grid: Grid, wanted: Mapping[str, str], column: int) -> None:
    """A fault for each row that says it is of something else."""
    for key, value in wanted.items():
        cells = grid.rows.get(key)
        if cells is None:
            grid.fault("A1", f"the row `{key}` is missing", AGAIN)
        elif plain(str(cells[column].value or "")) != plain(value):
            said = _short(str(cells[column].value or "nothing"))
            grid.fault(cells[column], f"{key} is `{said}` here, and this is {value}", AGAIN)


def _order(place: str) -> tuple[str, int, int]:
    title, _, address = place.rpartition("!")
    column = address.rstrip("0123456789")
    return title, int(address[len(column) :]), number_of(column)


def _short(said: str) -> str:
    said = " ".join(said.split())
    return said if len(said) <= 40 else said[:39] + "…"
