"""The rows of an import by column: heads are found, known by their headings, and told apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from mcapproval.actions.importing.faults import Faults, Kind, LeftOut, Row
from mcapproval.actions.importing.headings import (
    Own,
    SheetKind,
    column_of,
    kind_of,
    loose,
    nearest,
    sheets,
)
from mcapproval.sheets.cells import Cell, Sheet, Workbook
from mcapproval.sheets.no_answer import says_none, says_nothing
from mcapproval.sheets.values import CellError, empty, text

HEAD_WITHIN = 12
"""Rows from the top in which the head is looked for: above it there may be a title or notes."""

SAID = ("read me", "what it means")
"""Sheets that say something to people: nothing of them is read, and nobody need be told."""

EXAMPLE = "example:"
"""Begins the title of the row that a template has to show how; it is left out."""


@dataclass(frozen=True, slots=True)
class _Head:
    """`last` is the row, from 0, that ends the head; `words` are the headings by column."""

    last: int
    words: tuple[str, ...]
    cells: tuple[Cell, ...]


def rows_of(
    workbook: Workbook, own: Own, faults: Faults, only: str | None = None
) -> dict[str, list[Row]]:
    """The rows of every sheet that is known, by the sheet's name; faults say what is not. `only`
    says which sheet a file of one sheet is.
    """
    found: dict[str, list[Row]] = {name: [] for name in sheets()}
    single = len(workbook.sheets) == 1
    named = {kind.name for sheet in workbook.sheets if (kind := kind_of(sheet.title))}
    for sheet in workbook.sheets:
        faults.by_sheet.setdefault(sheet.title, [])
        kind = kind_of(sheet.title) or (_by_head(sheet, own) if single else None)
        if kind is None and (kind := _by_all_heads(sheet, own, named)):
            faults.note(Kind.SHEET, "", f"the sheet {sheet.title} was taken as {kind.titles[0]}")
        kind = sheets()[only] if only and single else kind
        if kind is None:
            filled = any(not empty(cell) for row in sheet.rows for cell in row)
            if filled and loose(sheet.title) not in SAID:
                said = f"the sheet {sheet.title} was left out: {_titles()}"
                faults.note(Kind.NOT_TAKEN, "", said)
                faults.left_out.append(LeftOut(sheet.title, *_looks_like(sheet, own, named)))
            continue
        found[kind.name] += _rows(sheet, kind, own, faults)
    if not any(found.values()) and not faults.reasons:
        first = workbook.sheets[0].title if workbook.sheets else workbook.name
        said, mend = "there is no row to import", _titles()
        if any(_words(cell).casefold().startswith(EXAMPLE) for cell in _cells(workbook)):
            said += ": only the example row is there"
            mend = "write rows of your own below the example, which is left out"
        faults.at(first, "A1", said, mend, "HEADING")
    return found


def _cells(workbook: Workbook) -> Iterator[Cell]:
    return (cell for sheet in workbook.sheets for row in sheet.rows for cell in row)


def rows_of_the_best(workbook: Workbook, kind: SheetKind, own: Own, faults: Faults) -> list[Row]:
    """The rows of the sheet, whatever it is called, that has most of the headings of a kind."""

    def known(sheet: Sheet) -> int:
        return max((_known(kind, own, head) for head in _heads(sheet)), default=0)

    best = max(workbook.sheets, key=known, default=None)
    return _rows(best, kind, own, faults) if best else []


def _titles() -> str:
    return f"sheets are called {', '.join(kind.titles[0] for kind in sheets().values())}"


def _by_head(sheet: Sheet, own: Own) -> SheetKind:
    """A single sheet may be called anything: it is what most of its headings say."""
    return max(
        sheets().values(),
        key=lambda kind: max((_known(kind, own, head) for head in _heads(sheet)), default=0),
    )


def _by_all_heads(sheet: Sheet, own: Own, named: Collection[str]) -> SheetKind | None:
    """Of several sheets one that is called otherwise is told by its head, where all of it is known,
    the needed among it; two columns say no more than that somebody has a list.
    """
    for kind in (kind for name, kind in sheets().items() if name not in named):
        needed = {column.name for column in kind.columns if column.needed}
        for head in _heads(sheet):
            found = [column_of(kind, words, own) for words in head.words if words]
            if len(found) > len(needed) + 1 and None not in found and needed <= set(found):
                return kind
    return None


def _looks_like(sheet: Sheet, own: Own, named: Collection[str]) -> tuple[int, str]:
    """How many rows are filled below the head, and what the sheet may be of those not named: the
    one of which it has most headings, the needed among them and one more.
    """
    best, likely = None, ""
    for kind in (kind for name, kind in sheets().items() if name not in named):
        needed = {column.name for column in kind.columns if column.needed}
        for head in _heads(sheet):
            found = {column_of(kind, words, own) for words in head.words if words} - {None}
            if needed < found and (best is None or len(found) > best[1]):
                best, likely = (head.last, len(found)), kind.titles[0]
    below = sheet.rows[best[0] + 1 if best else 0 :]
    return sum(any(not empty(cell) for cell in row) for row in below), likely


def _heads(sheet: Sheet) -> Iterator[_Head]:
    """Rows that may be the head, each alone and each with the one above it."""
    for at, row in enumerate(sheet.rows[:HEAD_WITHIN]):
        words = tuple(_words(cell) for cell in row)
        above = sheet.rows[at - 1] if at else ()
        if any(cell.merged_from for cell in (*above, *row)):
            joined = (_joined(up, cell) for up, cell in zip(above, row, strict=False))
            yield _Head(at, tuple(joined) or words, row)
        yield _Head(at, words, row)


def _joined(above: Cell, below: Cell) -> str:
    """Words of a head in two rows: `NZQA` over `No.` is `NZQA No.`; one cell over both says it
    once.
    """
    up, down = _words(above), _words(below)
    if not up or not down or above.merged_from == below.merged_from is not None:
        return down or up
    return f"{up} {down}"


def _words(cell: Cell) -> str:
    try:
        return text(cell) or ""
    except CellError:
        return ""


def _known(kind: SheetKind, own: Own, head: _Head) -> int:
    columns = {column_of(kind, words, own) for words in head.words if words}
    return len(columns - {None})


def _rows(sheet: Sheet, kind: SheetKind, own: Own, faults: Faults) -> list[Row]:
    head = max(_heads(sheet), key=lambda each: _known(kind, own, each), default=None)
    if head is None or not _known(kind, own, head):
        if sheet.rows:
            said = f"no heading of the sheet {kind.titles[0]} is found"
            mend = "write headings of ours above the columns, or name yours in the map (--map)"
            faults.headings[kind.titles[0]] = _all(kind)
            faults.at(sheet.title, "A1", said, mend, "HEADING")
        return []
    places = _places(sheet, kind, own, head, faults)
    needed = [column for column in kind.columns if column.needed]
    for column in needed:
        if column.name not in places:
            said = f"there is no column {column.heads[0]}"
            faults.at(sheet.title, head.cells[0].address, said, "add it", "HEADING")
    zero = {column.name for column in kind.columns if column.none_is_zero}
    written = {column.name for column in kind.columns if column.as_written}
    rows = []
    for line, cells in enumerate(sheet.rows[head.last + 1 :], head.last + 2):
        held = {
            name: cells[at] if name in written else _answered(cells[at], name in zero)
            for name, at in places.items()
        }
        row = Row(sheet.title, line, held, faults)
        if all(empty(cell) for cell in row.cells.values()) or _example(row):
            continue
        rows.append(row)
        for column in needed:
            if row.has(column.name) and empty(row.cell(column.name)):
                mend = f"write it, or take the row out: {column.says}"
                row.wrong(column.name, f"{column.heads[0]} is empty", mend)
    return rows


def _places(sheet: Sheet, kind: SheetKind, own: Own, head: _Head, faults: Faults) -> dict[str, int]:
    """Where each column is; a heading that is not known, or stands twice, is a fault."""
    places: dict[str, int] = {}
    for at, (words, cell) in enumerate(zip(head.words, head.cells, strict=False)):
        if not words:
            if not own.others:
                _headless(sheet, head, at, faults)
            continue
        if loose(words) in own.ignored:
            said = f"the column {words} is left out"
            faults.note(Kind.SHEET, sheet.title, said, cell.address)
            continue
        column = column_of(kind, words, own)
        if column is None and own.others:
            continue
        if column is None:
            near = nearest(kind, words)
            meant = f"if {near} is meant, call it so; else " if near else ""
            mend = f'{meant}name it in the map (--map), or leave it out there: ignore = ["{words}"]'
            said = f"the column {words} is not known"
            faults.headings[kind.titles[0]] = _all(kind)
            faults.at(sheet.title, cell.address, said, mend, "HEADING")
        elif column in places:
            said = f"the column {words} says what {head.cells[places[column]].address} says"
            faults.at(sheet.title, cell.address, said, "leave one of them out", "HEADING")
        else:
            places[column] = at
    return places


def _headless(sheet: Sheet, head: _Head, at: int, faults: Faults) -> None:
    below: Sequence[Cell] = [row[at] for row in sheet.rows[head.last + 1 :]]
    filled = next((cell for cell in below if not empty(cell)), None)
    if filled:
        said = "this stands in a column without a heading"
        faults.at(sheet.title, filled.address, said, "give the column a heading", "HEADING")


def _answered(cell: Cell, none_is_zero: bool) -> Cell:
    """A cell that says `n/a` or `tbc` says as much as an empty one, and none of a count is zero."""
    if not says_nothing(cell):
        return cell
    return Cell(cell.address, 0 if none_is_zero and says_none(cell.value) else None)


def _example(row: Row) -> bool:
    return _words(row.cell("title")).casefold().startswith(EXAMPLE)


def _all(kind: SheetKind) -> str:
    return ", ".join(column.heads[0] for column in kind.columns if column.says)
