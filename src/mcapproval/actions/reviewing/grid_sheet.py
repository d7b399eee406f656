"""All re-evaluations that wait as one sheet, a row each, and what was changed in it read back.

An empty cell changes nothing; what is wrong is told by sheet and cell, and then nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mcapproval.actions.reviewing.collecting.faults import CellFault
from mcapproval.actions.reviewing.grid_rows import FITS
from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell, Sheet, Value, Workbook, plain
from mcapproval.sheets.values import CellError
from mcapproval.sheets.writing import SheetOut

TITLE = "Re-evaluations"
NOBODY = "nobody"
YES_NO = ("yes", "no")
DECISIONS = ("continue", "continue-with-actions", "change", "migrate", "pause", "not-needed")

SHOWN = ("Review", "Ours", "Micro-credential", "Due", "State")
EDITED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "owner": ("Owner", ()),
    "begin": ("Begin", ("yes",)),
    "/need/still_needed": ("Still needed", ("yes", "no", "unsure")),
    **{f"/fit/{name}/answer": (name.replace("_", " ").capitalize(), YES_NO) for name in FITS},
    "/proposal/decision": ("Decision proposed", DECISIONS),
    "/proposal/reasons": ("Reasons", ()),
}
"""What may be changed, by what it is: its heading, and the words to choose from."""

HEAD = (*SHOWN, *(heading for heading, _ in EDITED.values()))
NOTES = (
    "Change what stands from the column Owner on. An empty cell changes nothing; nobody in Owner "
    "takes an owner of its own away; yes in Begin begins it.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A re-evaluation as it stands in the records: `now` has what may be changed, by what it is."""

    ref: str
    listing: str
    title: str
    due_on: str
    state: str
    now: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """What a row of the sheet would change, by what it is; each with what stood there."""

    ref: str
    title: str
    place: str
    changes: Mapping[str, tuple[str, str]]

    @property
    def answers(self) -> Mapping[str, str]:
        return {key: new for key, (_, new) in self.changes.items() if key.startswith("/")}


def sheet_of(lines: Sequence[Line]) -> SheetOut:
    rows: list[list[Value]] = [
        [
            *(line.ref, line.listing, line.title, line.due_on, line.state),
            *(line.now.get(key) or None for key in EDITED),
        ]
        for line in lines
    ]
    before = len(SHOWN)
    choices = {before + n: words for n, (_, words) in enumerate(EDITED.values()) if words}
    return SheetOut(
        TITLE,
        HEAD,
        rows,
        notes=NOTES,
        choices=choices,
        locked=frozenset(range(before)),
    )


def changes_in(
    book: Workbook, lines: Mapping[str, Line], people: Mapping[str, str]
) -> tuple[tuple[Changed, ...], tuple[CellFault, ...]]:
    """What the sheet would change, and all that is wrong with it. `people` has by what may be
    written in Owner how they are known."""
    sheet = book.sheet(TITLE) or book.sheets[0]
    faults: list[CellFault] = []
    head = next((n for n, row in enumerate(sheet.rows) if row and _is(row[0], SHOWN[0])), None)
    if head is None:
        why = f"no row begins with `{SHOWN[0]}`: this is no grid of ours"
        mend = "write one with: mcapproval review grid --into FILE.xlsx"
        return (), (CellFault(f"{sheet.title}!A1", why, mend),)
    columns = dict(_columns(sheet, head, faults))
    found: list[Changed] = []
    seen: set[str] = set()
    for row in sheet.rows[head + 1 :]:
        if not any(values.known(cell) for cell in row):
            continue
        line = _line(sheet, row[0], lines, seen, faults)
        if line is not None:
            changed = dict(_changes(sheet, row, columns, line, people, faults))
            if changed:
                place = f"{sheet.title}!{row[0].address}"
                found.append(Changed(line.ref, line.title, place, changed))
    return tuple(found), tuple(faults)


def _is(cell: Cell, words: str) -> bool:
    return isinstance(cell.value, str) and plain(cell.value) == plain(words)


def _columns(sheet: Sheet, head: int, faults: list[CellFault]) -> Iterator[tuple[int, str]]:
    """By column what it changes."""
    known = {plain(heading): key for key, (heading, _) in EDITED.items()}
    shown = {plain(heading) for heading in SHOWN}
    there = set()
    for column, cell in enumerate(sheet.rows[head]):
        name = plain(str(cell.value or ""))
        if name in known and known[name] not in there:
            there.add(known[name])
            yield column, known[name]
        elif name not in shown and values.known(cell):
            why = f"`{cell.value}` is no column of the grid, or stands there twice"
            faults.append(CellFault(f"{sheet.title}!{cell.address}", why, "take it out"))
    missing = [heading for key, (heading, _) in EDITED.items() if key not in there]
    if missing:
        place = f"{sheet.title}!{sheet.rows[head][0].address}"
        why = f"columns are missing: {', '.join(missing)}"
        faults.append(CellFault(place, why, "write the grid again, and copy your answers into it"))


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


def _changes(
    sheet: Sheet,
    row: Sequence[Cell],
    columns: Mapping[int, str],
    line: Line,
    people: Mapping[str, str],
    faults: list[CellFault],
) -> Iterator[tuple[str, tuple[str, str]]]:
    for column, key in columns.items():
        if column >= len(row) or not values.known(row[column]):
            continue
        was = line.now.get(key, "")
        try:
            new = _read(row[column], key, people)
        except CellError as fault:
            place = f"{sheet.title}!{fault.address}"
            faults.append(CellFault(place, fault.message, fault.mend))
            continue
        if new != was and not (key == "owner" and new == NOBODY and not was):
            yield key, (was, new)


def _read(cell: Cell, key: str, people: Mapping[str, str]) -> str:
    if cell.formula:
        said = "a formula stands there, and nothing in a sheet is worked out"
        raise CellError(cell.address, said, "write the answer itself")
    if key == "owner":
        said = str(values.text(cell) or "").strip()
        if said == NOBODY or said in people:
            return people.get(said, said)
        mend = "write a short name of `mcapproval people list`, or nobody"
        raise CellError(cell.address, f"these records know no person `{said}`", mend)
    words = EDITED[key][1]
    if words:
        return values.choice(cell, {word: word for word in words}) or ""
    return values.text(cell) or ""


def with_answers(answers: Mapping[str, Any], told: Mapping[str, str]) -> dict[str, Any]:
    """Answers of a re-evaluation with some of them put in."""
    found: dict[str, Any] = {"format": "review/1", **answers}
    for path, value in told.items():
        *way, last = path.strip("/").split("/")
        inside = found
        for name in way:
            inside[name] = dict(inside.get(name) or {})
            inside = inside[name]
        inside[last] = value
    return found


def answer_at(answers: Mapping[str, Any], path: str) -> str:
    inside: Any = answers
    for name in path.strip("/").split("/"):
        inside = inside.get(name) if isinstance(inside, Mapping) else None
    return str(inside) if inside is not None else ""
