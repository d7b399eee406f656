"""The grid of all that waits as a sheet: out, changed by hand, in again, or every fault of it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from tests.actions.conftest import Staged
from tests.actions.walking import at

from mcapproval.actions.reviewing.grid_sheet import Changed, Line, changes_in, sheet_of
from mcapproval.actions.reviewing.gridding import apply, grid_bytes, grid_changes
from mcapproval.sheets.reading import read_workbook
from mcapproval.sheets.writing import workbook_bytes
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.tables import Review

REV, DAY = "REV-2027-0001", "2027-07-01"
LINES = {
    ref: Line(ref, "MC-0001", "Mahi", "2027-08-11", "scheduled", {"owner": "mele", "begin": ""})
    for ref in (REV, "REV-2027-0002")
}


def filled(data: bytes, cells: dict[str, Any]) -> bytes:
    book = load_workbook(BytesIO(data))
    for address, value in cells.items():
        book.worksheets[0][address] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(cells: dict[str, Any]) -> tuple[tuple[Changed, ...], list[str]]:
    data = filled(workbook_bytes([sheet_of([*LINES.values()])]), cells)
    people = {"mele": "mele", "bo": "bo", "PER-0005": "bo"}
    changed, faults = changes_in(read_workbook(data, "grid.xlsx"), LINES, people)
    return changed, [fault.place for fault in faults]


def test_a_sheet_that_nobody_touched_changes_nothing() -> None:
    assert read({}) == ((), [])


def test_what_was_changed_is_found_with_what_stood_there() -> None:
    (one, other), faults = read({"F3": "PER-0005", "H3": "YES", "F4": "nobody", "N4": None})
    assert faults == []
    assert one.changes == {"owner": ("mele", "bo"), "/need/still_needed": ("", "yes")}
    assert other.changes == {"owner": ("mele", "nobody")}


def test_each_fault_is_told_by_its_cell() -> None:
    wrong = {"A4": "REV-1999-0001", "F3": "rua", "H3": "perhaps", "N3": "=1+1", "O2": "More"}
    assert sorted(read(wrong)[1]) == [f"Re-evaluations!{cell}" for cell in sorted(wrong)]
    assert read({"A4": REV})[1] == ["Re-evaluations!A4"]
    assert read({"A2": "What"})[1] == ["Re-evaluations!A1"]
    assert read({"N2": None})[1] == ["Re-evaluations!A2"]


def test_what_comes_in_is_done_for_each_with_a_result(approved: Staged) -> None:
    mele = at(approved.desk, "mele", DAY)
    number, data = grid_bytes(mele)
    cells = {"F3": "ana", "G3": "yes", "H3": "no", "I3": "yes", "N3": "Hāngai tonu"}
    changes, faults = grid_changes(mele, filled(data, cells), "grid.xlsx")
    assert (number, faults) == (1, ())
    bo = at(approved.desk, "bo", DAY)
    (refused,) = apply(bo, changes)
    assert (refused.done, {reason.code for reason in refused.reasons}) == (
        (),
        {"ROLE", "NOT-YOUR-ROLE"},
    )
    (applied,) = apply(mele, changes)
    assert (len(applied.done), applied.reasons) == (5, ())
    with approved.desk.reading() as connection:
        (review,) = queries.many(connection, Review, ref=REV)
        answers = content(connection, review.answers or "")
    assert answers["need"] == {"still_needed": "no"}
    assert answers["fit"]["purpose"] == {"answer": "yes"}
    assert answers["proposal"] == {"reasons": "Hāngai tonu"}
    assert grid_changes(mele, filled(data, cells), "grid.xlsx")[0] == ()
