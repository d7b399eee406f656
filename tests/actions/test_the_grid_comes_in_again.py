"""The grid of all that waits as a sheet: out, changed by hand, in again, or every fault of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.actions.conftest import Staged
from tests.actions.test_meetings_among_others import Before
from tests.actions.walking import at, go

from mcapproval.actions.cases import moves
from mcapproval.actions.desk import Desk
from mcapproval.actions.due import ticking
from mcapproval.actions.people.matching import by_name
from mcapproval.actions.reviewing.answering import Given, put_in
from mcapproval.actions.reviewing.collecting.faults import LONGEST
from mcapproval.actions.reviewing.grid_read import Changed, changes_in
from mcapproval.actions.reviewing.grid_sheet import Line, sheet_of
from mcapproval.actions.reviewing.gridding import apply, grid_bytes, grid_changes, tried
from mcapproval.actions.reviewing.opening import open_review
from mcapproval.actions.reviewing.owners import assign
from mcapproval.draft.content import from_content
from mcapproval.errors import Refused
from mcapproval.sheets.reading import read_workbook
from mcapproval.sheets.writing import workbook_bytes
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Review

REV, DAY = "REV-2027-0001", "2027-07-01"
LINES = {
    ref: Line(ref, "MC-0001", "Mahi", "2027-08-11", "scheduled", 1, {"owner": "mele", "begin": ""})
    for ref in (REV, "REV-2027-0002")
}


def filled(data: bytes, cells: dict[str, Any]) -> bytes:
    book = load_workbook(BytesIO(data))
    for address, value in cells.items():
        book.worksheets[0][address] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(cells: dict[str, Any], since: str = "") -> tuple[tuple[Changed, ...], list[str]]:
    data = filled(workbook_bytes([sheet_of([*LINES.values()], 7)]), cells)
    people = {"mele": "mele", "bo": "bo", "PER-0005": "bo"}
    book = read_workbook(data, "grid.xlsx")
    changed, faults = changes_in(book, LINES, people, lambda line, row: since)
    return changed, [fault.place for fault in faults]


def test_a_sheet_that_nobody_touched_changes_nothing() -> None:
    assert read({}) == ((), [])


def test_what_was_changed_is_found_with_what_stood_there() -> None:
    (one, other), faults = read({"F4": "PER-0005", "H4": "YES", "F5": "nobody", "R5": None})
    assert faults == []
    assert one.changes == {"owner": ("mele", "bo"), "/need/still_needed": ("", "yes")}
    assert other.changes == {"owner": ("mele", "nobody")}


def test_each_fault_is_told_by_its_cell() -> None:
    wrong = {"A5": "REV-1999-0001", "F4": "rua", "H4": "perhaps", "R4": "=1+1", "T3": "More"}
    assert sorted(read(wrong)[1]) == [f"Re-evaluations!{cell}" for cell in sorted(wrong)]
    assert read({"A5": REV})[1] == ["Re-evaluations!A5"]
    assert read({"A3": "What"})[1] == ["Re-evaluations!A1"]
    assert read({"R3": None})[1] == ["Re-evaluations!A3"]


@pytest.mark.parametrize("said", ["\u200b=1+1", "good\nbad\u202e"])
def test_a_character_that_nobody_sees_is_told_by_its_cell(said: str) -> None:
    assert read({"R4": said})[1] == ["Re-evaluations!R4"]
    assert read({"R4": "good\n=1+1"})[1] == [], "only how a cell begins makes a formula of it"


@pytest.mark.parametrize(
    "said", ["NSN 123456789", "ask jo@example.nz", "Ann Bell, Bo Cole, Jo Ora"]
)
def test_reasons_that_tell_of_a_person_are_told_by_their_cell(said: str) -> None:
    assert read({"R4": said})[1] == ["Re-evaluations!R4"]


def test_reasons_are_as_long_as_any_answer_in_a_cell_may_be_unless_they_stood_there() -> None:
    assert read({"R4": "o" * LONGEST})[1] == []
    assert read({"R4": "o" * (LONGEST + 1)})[1] == ["Re-evaluations!R4"]
    kept = replace(LINES[REV], now={"/proposal/reasons": "o" * (LONGEST + 1)})
    data = workbook_bytes([sheet_of([kept], 7)])
    book = read_workbook(data, "grid.xlsx")
    assert changes_in(book, {REV: kept}, {}, lambda line, row: "") == ((), ())


def test_what_stands_where_no_heading_is_is_told_and_not_passed_over() -> None:
    assert read({"V5": "He pātai tēnei"})[1] == ["Re-evaluations!V5"]


def test_a_changed_cell_that_only_shows_is_told_with_what_to_do_instead() -> None:
    changed = {"B4": "MC-0002", "C4": "Mahi 2", "D4": "2030-01-01", "E5": "decided", "H5": "yes"}
    assert read(changed)[1] == [f"Re-evaluations!{cell}" for cell in ("B4", "C4", "D4", "E5")]
    assert read({"D4": date(2027, 8, 11), "E4": None, "E5": "Scheduled"})[1] == []


def test_a_state_and_a_day_that_went_on_since_are_no_change(approved: Staged) -> None:
    mele, hemi = at(approved.desk, "mele", DAY), at(approved.desk, "hemi", DAY)
    _, data = grid_bytes(mele)
    open_review(mele, "MC-0001")
    letter: dict[str, Any] = {"letter": True, "reason": "NZQA says so", "review_date": "2027-12-01"}
    go(approved.desk, "MC-0001", "hemi", DAY, "record-review-date", **letter)
    assert grid_changes(hemi, filled(data, {"G4": None}), "grid.xlsx") == ((), ())
    wrong = filled(data, {"G4": None, "D4": "2027-12-02", "E4": "decided"})
    due, state = grid_changes(hemi, wrong, "grid.xlsx")[1]
    assert (due.place, state.place) == ("Re-evaluations!D4", "Re-evaluations!E4")
    assert "move MC-0001 record-review-date" in due.mend
    assert f"next {REV}" in state.mend


def test_a_sheet_that_does_not_say_when_its_rows_were_read_is_refused() -> None:
    assert read({"S3": None, "S4": None, "S5": None})[1] == ["Re-evaluations!A3"]
    assert read({"S4": None}) == ((), [])
    assert read({"S4": None, "H4": "yes"})[1] == ["Re-evaluations!A4"]
    assert read({"S4": "seven", "H4": "yes"})[1] == ["Re-evaluations!S4"]


def test_each_cell_that_would_undo_what_others_did_is_told() -> None:
    assert read({}, since="changed")[1] == []
    assert read({"F5": "bo", "H5": "yes"}, since="changed")[1] == [
        "Re-evaluations!F5",
        "Re-evaluations!H5",
    ]


def test_what_comes_in_is_done_for_each_with_a_result(approved: Staged) -> None:
    mele = at(approved.desk, "mele", DAY)
    number, data = grid_bytes(mele)
    cells = {"F4": "ana", "G4": "yes", "H4": "no", "I4": "yes", "J4": "Puta", "R4": "Hāngai tonu"}
    changes, faults = grid_changes(mele, filled(data, cells), "grid.xlsx")
    assert (number, faults) == (1, ())
    bo = at(approved.desk, "bo", DAY)
    (refused,) = apply(bo, changes)
    assert (refused.done, {reason.code for reason in refused.reasons}) == (
        (),
        {"ROLE", "NOT-YOUR-ROLE"},
    )
    changes, _ = grid_changes(mele, filled(data, cells), "grid.xlsx")
    (applied,) = apply(mele, changes)
    assert (len(applied.done), applied.reasons) == (6, ())
    with approved.desk.reading() as connection:
        (review,) = queries.many(connection, Review, ref=REV)
        answers = content(connection, review.answers or "")
    assert answers["need"] == {"still_needed": "no"}
    assert answers["fit"]["purpose"] == {"answer": "yes", "reason": "Puta"}
    assert answers["proposal"] == {"reasons": "Hāngai tonu"}
    assert grid_changes(mele, filled(data, cells), "grid.xlsx") == ((), ())


def answers(staged: Staged) -> dict[str, Any]:
    with staged.desk.reading() as connection:
        (review,) = queries.many(connection, Review, ref=REV)
        return content(connection, review.answers) if review.answers else {}


def says(desk: Desk, word: str) -> None:
    data = {"format": "review/1", "need": {"still_needed": word}}
    put_in(desk, REV, lambda connection: Given(from_content(data)))


def test_an_answer_that_others_gave_since_is_not_undone_by_a_cell_that_nobody_touched(
    approved: Staged,
) -> None:
    mele, hemi = at(approved.desk, "mele", DAY), at(approved.desk, "hemi", DAY)
    open_review(mele, "MC-0001")
    says(mele, "yes")
    _, data = grid_bytes(mele)
    says(hemi, "no")
    (fault,) = grid_changes(mele, filled(data, {}), "grid.xlsx")[1]
    assert (fault.place, "here stands now: no" in fault.says) == ("Re-evaluations!H4", True)
    assert grid_changes(mele, filled(data, {"H4": "no"}), "grid.xlsx") == ((), ())
    _, again = grid_bytes(mele)
    changes, faults = grid_changes(mele, filled(again, {"H4": "unsure"}), "grid.xlsx")
    assert (len(changes), faults) == (1, ())


def test_an_owner_that_comes_from_the_micro_credential_is_not_undone_either(
    approved: Staged,
) -> None:
    hemi = at(approved.desk, "hemi", DAY)
    assign(hemi, ["MC-0001"], "mele")
    _, data = grid_bytes(hemi)
    assign(hemi, ["MC-0001"], "bo")
    (fault,) = grid_changes(hemi, data, "grid.xlsx")[1]
    assert (fault.place, "here stands now: bo" in fault.says) == ("Re-evaluations!F4", True)


def test_an_owner_is_found_by_name_whatever_its_case_and_macrons(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", DAY)
    _, data = grid_bytes(hemi)
    with approved.desk.reading() as connection:
        names = by_name(connection)
    (said,) = (said for said, who in names.items() if [*who.values()] == ["bo"] and said != "bo")
    ((changed,), faults) = grid_changes(hemi, filled(data, {"F4": said.upper()}), "grid.xlsx")
    assert (changed.changes["owner"][1], faults) == ("bo", ())


def test_reminders_refusals_and_notice_given_leave_a_sheet_as_good_as_it_was(
    approved: Staged,
) -> None:
    mele = at(approved.desk, "mele", DAY)
    _, data = grid_bytes(mele)
    ticking.tick(at(approved.desk, "admin", DAY))
    with pytest.raises(Refused):
        moves.move(at(approved.desk, "bo", DAY), REV, "begin", moves.Said())
    changes, faults = grid_changes(mele, filled(data, {"G4": "yes"}), "grid.xlsx")
    assert ([changed.ref for changed in changes], faults) == ([REV], ())


def test_a_sheet_of_other_records_is_refused(approved: Staged) -> None:
    mele = at(approved.desk, "mele", DAY)
    _, data = grid_bytes(mele)
    (fault,) = grid_changes(mele, filled(data, {"G4": "yes", "S4": 9999}), "grid.xlsx")[1]
    assert "row 9999 is none of these records" in fault.says


@pytest.mark.parametrize("races", [1, 2, 3])
def test_who_writes_between_our_reading_and_our_writing_is_not_written_over(
    approved: Staged, races: int
) -> None:
    """First to the owner, then before it is begun, then before it is answered."""
    mele, hemi = at(approved.desk, "mele", DAY), at(approved.desk, "hemi", DAY)
    _, data = grid_bytes(mele)
    cells = {"F4": "ana", "G4": "yes", "H4": "no"}
    changes, _ = grid_changes(mele, filled(data, cells), "grid.xlsx")
    others = Before(mele.records, lambda: assign(hemi, [REV], "bo"))
    others.acts = [*others.acts, *[lambda: None] * (races - 1)]
    (done,) = apply(replace(mele, records=others), changes)
    assert "MOVED-ON" in {reason.code for reason in done.reasons}
    assert done.done == ((), ("owner",), ("owner", "begin"))[races - 1]
    assert answers(approved) == {}
    with approved.desk.reading() as connection:
        (review,) = queries.many(connection, Review, ref=REV)
        bo = queries.person(connection, "bo")
    assert bo is not None
    assert review.owner == bo.ref


def test_what_is_tried_is_refused_as_it_would_be_and_nothing_is_kept(approved: Staged) -> None:
    mele, bo = at(approved.desk, "mele", DAY), at(approved.desk, "bo", DAY)
    _, data = grid_bytes(mele)
    for who, cells in (
        (mele, {"H4": "yes"}),
        (mele, {"F4": "ana", "H4": "yes"}),
        (bo, {"F4": "ana", "G4": "yes", "H4": "no"}),
        (mele, {"F4": "ana", "G4": "yes", "H4": "no"}),
    ):
        _, data = grid_bytes(mele)
        changes, _ = grid_changes(who, filled(data, cells), "grid.xlsx")
        with approved.desk.reading() as connection:
            before = queries.head(connection)
        would = tuple(tried(who, changes))
        with approved.desk.reading() as connection:
            assert queries.head(connection) == before
        assert would == tuple(apply(who, changes))
    assert answers(approved)["need"] == {"still_needed": "no"}


def test_between_two_that_are_tried_others_can_write(approved: Staged) -> None:
    mele, hemi = at(approved.desk, "mele", DAY), at(approved.desk, "hemi", DAY)
    _, data = grid_bytes(mele)
    changes, _ = grid_changes(mele, filled(data, {"G4": "yes", "H4": "no"}), "grid.xlsx")
    rows = iter(tried(mele, changes * 3))
    assert [next(rows).reasons, next(rows).reasons] == [(), ()]
    assign(hemi, [REV], "bo")
    assert {reason.code for reason in next(rows).reasons} == {"MOVED-ON"}
