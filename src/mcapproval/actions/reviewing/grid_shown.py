"""Cells of the grid that only show: one that was changed by hand is told, and not passed over.

They may differ from the records without anybody's hand: what was shown when the sheet was written
is no change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from mcapproval.actions.reviewing.collecting.faults import CellFault
from mcapproval.actions.reviewing.grid_sheet import READ_AT, SHOWN, Line
from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell, Sheet, plain
from mcapproval.sheets.values import CellError
from mcapproval.store import queries
from mcapproval.store.folding.changes import Tables
from mcapproval.store.folding.refolding import fold

_, OURS, CALLED, DUE, STATE = SHOWN
SHORT = 60
"""Letters of what was shown that tell which it is."""

Then = Callable[[Line, int], Mapping[str, str]]
"""What a line showed at a row of the journal, by heading."""


def shown(line: Line) -> Mapping[str, str]:
    return {OURS: line.listing, CALLED: line.title, DUE: line.due_on, STATE: line.state}


def as_now(line: Line, row: int) -> Mapping[str, str]:
    return shown(line)


def as_then(connection: Connection, line: Line, row: int) -> Mapping[str, str]:
    """From the journal up to the row."""
    rows = [e for ref in (line.ref, line.listing) for e in queries.events(connection, ref)]
    tables: Tables = defaultdict(dict)
    for event in sorted(rows, key=lambda event: event.seq):
        if event.seq <= row:
            fold(tables, event, part=True)
    review = tables["review"].get((line.ref,), {})
    case = tables["case_record"].get((line.ref,), {})
    listing = tables["listing"].get((line.listing,), {})
    known = {DUE: review.get("due_on"), STATE: case.get("state"), CALLED: listing.get("title")}
    return {**shown(line), **{heading: str(said) for heading, said in known.items() if said}}


def touched(
    sheet: Sheet, head: int, row: Sequence[Cell], line: Line, then: Then
) -> Iterator[CellFault]:
    """A fault for each cell of a row that shows and was changed."""
    headings = [plain(str(cell.value or "")) for cell in sheet.rows[head]]
    for heading, now in shown(line).items():
        column = headings.index(plain(heading)) if plain(heading) in headings else len(row)
        if column >= len(row) or not values.known(row[column]) or _is(row[column], heading, now):
            continue
        was = then(line, _read_at(headings, row)).get(heading, now)
        if not _is(row[column], heading, was):
            short = was if len(was) <= SHORT else f"{was[:SHORT]}\u2026"
            why = f"{heading} was changed, and is only shown here: nothing in it is read"
            mend = f"put back `{short}`; {_instead(heading, line)}"
            yield CellFault(f"{sheet.title}!{row[column].address}", why, mend)


def _read_at(headings: Sequence[str], row: Sequence[Cell]) -> int:
    """0 where the row does not say it."""
    column = headings.index(plain(READ_AT)) if plain(READ_AT) in headings else len(row)
    try:
        return (values.whole(row[column]) or 0) if column < len(row) else 0
    except CellError:
        return 0


def _is(cell: Cell, heading: str, said: str) -> bool:
    if heading == DUE:
        try:
            day = values.day(cell)
        except CellError:
            return False
        return day is not None and day.isoformat() == said
    return plain(str(cell.value)) == plain(said)


def _instead(heading: str, line: Line) -> str:
    if heading == DUE:
        letter = f"mcapproval move {line.listing} record-review-date"
        return f"a day moves by NZQA's letter only, with {letter}"
    if heading == STATE:
        return f"yes in Begin begins it, and what else can be done says mcapproval next {line.ref}"
    if heading == CALLED:
        return "a title is changed by an application for a change"
    return f"which micro-credential {line.ref} is of does not change"
