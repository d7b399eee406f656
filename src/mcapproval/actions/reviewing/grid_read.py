"""What was changed in the sheet of all re-evaluations that wait, read back cell by cell.

An empty cell changes nothing; what is wrong is told by sheet and cell, and then nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mcapproval.actions.people.name_search import fold
from mcapproval.actions.reviewing.collecting.faults import CellFault, too_long
from mcapproval.actions.reviewing.grid_sheet import EDITED, NOBODY, READ_AT, SHOWN, TITLE, Line
from mcapproval.actions.reviewing.grid_shown import Then, as_now, touched
from mcapproval.draft import unseen
from mcapproval.draft.personal import personal
from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell, Sheet, Workbook, plain
from mcapproval.sheets.values import CellError

AGAIN = (
    "write the grid again (mcapproval review grid --into NEW.xlsx), and copy your changes into it"
)

Since = Callable[[Line, int], str]
"""What others changed of a line after a row of the journal, in words; "" for nothing."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a row of the sheet would change, by what it is; each with what stood there. `seen` is
    the version of the case that this was read at.
    """

    ref: str
    title: str
    place: str
    seen: int
    changes: Mapping[str, tuple[str, str]]

    @property
    def answers(self) -> Mapping[str, str]:
        return {key: new for key, (_, new) in self.changes.items() if key.startswith("/")}


@dataclass(frozen=True, slots=True)
class _Edit:
    key: str
    cell: Cell
    was: str
    new: str


def changes_in(
    book: Workbook,
    lines: Mapping[str, Line],
    people: Mapping[str, str],
    since: Since,
    then: Then = as_now,
) -> tuple[tuple[Changed, ...], tuple[CellFault, ...]]:
    """What the sheet would change, and all that is wrong with it. `people` has by what may be
    written in Owner, names as `fold` has them, how they are known; `then` says what was shown when
    the sheet was written.
    """
    sheet = book.sheet(TITLE) or book.sheets[0]
    faults: list[CellFault] = []
    head = next((n for n, row in enumerate(sheet.rows) if row and _is(row[0], SHOWN[0])), None)
    if head is None:
        why = f"no row begins with `{SHOWN[0]}`: this is no grid of ours"
        mend = "write one with: mcapproval review grid --into FILE.xlsx"
        return (), (CellFault(f"{sheet.title}!A1", why, mend),)
    columns, read_at = _columns(sheet, head, faults)
    found: list[Changed] = []
    seen: set[str] = set()
    for row in sheet.rows[head + 1 :]:
        if not any(values.known(cell) for cell in row):
            continue
        faults += _stray(sheet, head, row)
        line = _line(sheet, row[0], lines, seen, faults)
        if line is None:
            continue
        faults += touched(sheet, head, row, line, then)
        edits = list(_edits(sheet, row, columns, line, people, faults))
        if edits and read_at is not None:
            faults += _overtaken(sheet, row, read_at, line, edits, since)
        if edits:
            place = f"{sheet.title}!{row[0].address}"
            changes = {edit.key: (edit.was, edit.new) for edit in edits}
            found.append(Changed(line.ref, line.title, place, line.version, changes))
    return tuple(found), tuple(faults)


def _is(cell: Cell, words: str) -> bool:
    return isinstance(cell.value, str) and plain(cell.value) == plain(words)


def _columns(sheet: Sheet, head: int, faults: list[CellFault]) -> tuple[dict[int, str], int | None]:
    """By column what it changes, and the column that says when its row was read."""
    known = {plain(heading): key for key, (heading, _) in EDITED.items()}
    shown = {plain(heading) for heading in SHOWN}
    there: dict[str, int] = {}
    for column, cell in enumerate(sheet.rows[head]):
        name = plain(str(cell.value or ""))
        key = READ_AT if name == plain(READ_AT) else known.get(name)
        if key is not None and key not in there:
            there[key] = column
        elif name not in shown and values.known(cell):
            why = f"`{cell.value}` is no column of the grid, or stands there twice"
            faults.append(CellFault(f"{sheet.title}!{cell.address}", why, "take it out"))
    place = f"{sheet.title}!{sheet.rows[head][0].address}"
    missing = [heading for key, (heading, _) in EDITED.items() if key not in there]
    if missing:
        faults.append(CellFault(place, f"columns are missing: {', '.join(missing)}", AGAIN))
    if READ_AT not in there:
        why = (
            f"the column {READ_AT} is missing: without it, what others changed since the sheet was "
            "written would be undone by it"
        )
        faults.append(CellFault(place, why, AGAIN))
    read_at = there.pop(READ_AT, None)
    return {column: key for key, column in there.items()}, read_at


def _stray(sheet: Sheet, head: int, row: Sequence[Cell]) -> Iterator[CellFault]:
    """What stands where no heading stands above it: nobody would read it."""
    headings = sheet.rows[head]
    for column, cell in enumerate(row):
        below = column < len(headings) and values.known(headings[column])
        if values.known(cell) and not below:
            why = "something stands here, and its column has no heading"
            mend = "take it out, or write it where it belongs"
            yield CellFault(f"{sheet.title}!{cell.address}", why, mend)


def _line(
    sheet: Sheet, cell: Cell, lines: Mapping[str, Line], seen: set[str], faults: list[CellFault]
) -> Line | None:
    ref = str(cell.value or "").strip()
    line = lines.get(ref)
    why = "" if line else f"`{ref or 'nothing'}` is no re-evaluation that waits"
    if ref in seen:
        why = f"{ref} stands in two rows"
    if why:
        faults.append(CellFault(f"{sheet.title}!{cell.address}", why, "take the row out"))
        return None
    seen.add(ref)
    return line


def _edits(
    sheet: Sheet,
    row: Sequence[Cell],
    columns: Mapping[int, str],
    line: Line,
    people: Mapping[str, str],
    faults: list[CellFault],
) -> Iterator[_Edit]:
    for column, key in columns.items():
        if column >= len(row) or not values.known(row[column]):
            continue
        was = line.now.get(key, "")
        try:
            new = _read(row[column], key, people, was)
        except CellError as fault:
            place = f"{sheet.title}!{fault.address}"
            faults.append(CellFault(place, fault.message, fault.mend))
            continue
        if new != was and not (key == "owner" and new == NOBODY and not was):
            yield _Edit(key, row[column], was, new)


def _overtaken(
    sheet: Sheet,
    row: Sequence[Cell],
    read_at: int,
    line: Line,
    edits: Sequence[_Edit],
    since: Since,
) -> Iterator[CellFault]:
    """A fault for each cell that would undo, or not know, what others changed in the meantime."""
    try:
        number = values.whole(row[read_at]) if read_at < len(row) else None
    except CellError as fault:
        yield CellFault(f"{sheet.title}!{fault.address}", fault.message, AGAIN)
        return
    if number is None:
        why = f"{line.ref} would be changed, and {READ_AT} does not say when its row was read"
        yield CellFault(f"{sheet.title}!{row[0].address}", why, AGAIN)
        return
    changed = since(line, number)
    for edit in edits if changed else ():
        stands = " ".join(edit.was.split())
        short = stands if len(stands) <= SHORT else f"{stands[:SHORT]}…"
        why = f"{changed}; here stands now: {short or 'nothing'}"
        yield CellFault(f"{sheet.title}!{edit.cell.address}", why, AGAIN)


SHORT = 40
"""Letters of an answer that tell which one it is."""


def _read(cell: Cell, key: str, people: Mapping[str, str], was: str) -> str:
    if cell.formula:
        said = "a formula stands there, and nothing in a sheet is worked out"
        raise CellError(cell.address, said, "write the answer itself")
    if cell.value != was and (hidden := unseen.unseen(cell.value)):
        raise CellError(cell.address, hidden, unseen.MEND)
    if key == "owner":
        said = str(values.text(cell) or "").strip()
        if said == NOBODY:
            return said
        if found := people.get(said) or people.get(fold(said)):
            return found
        mend = "write a short name of `mcapproval people list`, or nobody"
        raise CellError(cell.address, f"no one person is called `{said}` in these records", mend)
    words = EDITED[key][1]
    if words:
        return values.choice(cell, {word: word for word in words}) or ""
    answer = values.text(cell) or ""
    if answer != was and (wrong := too_long(answer)):
        raise CellError(cell.address, *wrong)
    if answer != was and (found := personal(answer)):
        said = f"{found} seems to stand here; only counts, roles and bodies are kept"
        mend = "take it out, and write what it says without naming anybody"
        raise CellError(cell.address, said, mend)
    return answer
