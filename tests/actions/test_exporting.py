"""What is in the records comes out as the sheets of an import, and goes in again as it came out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import EVERY_COLUMN, WHOLE, bodied, workbook, written
from tests.actions.not_known import unknown
from tests.simulated import START

from mcapproval.actions.cases.items.of_case import add_item
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.importing.bounds import LOOK
from mcapproval.actions.importing.exporting import export
from mcapproval.actions.importing.headings import STEP, sheets
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.people import known
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.sheets.cells import Workbook
from mcapproval.sheets.reading import read_workbook

if TYPE_CHECKING:
    from tests.conftest import Places

SIXTY = Path(__file__).resolve().parents[2] / "samples" / "import" / "sixty.xlsx"
OURS = Path("ours.xlsx")


@pytest.fixture
def empty(places: Places) -> Desk:
    return sit_down(places.copy("bodied", bodied), "admin", START)


def taken_in(desk: Desk, data: bytes, folder: Path) -> tuple[str | None, tuple[str, ...]]:
    file = folder / "in.xlsx"
    file.write_bytes(data)
    done = import_file(desk, file, add_organisations=True)
    return done.ref, done.notes


def said(data: bytes) -> Iterator[tuple[str, int, str, object]]:
    """Every cell that says something: its sheet, its row, the heading above it, and what it says.

    The cells of our references are left out: other records give others.
    """
    book: Workbook = read_workbook(data, "any.xlsx")
    for sheet in book.sheets:
        head, *rows = sheet.rows
        for line, row in enumerate(rows):
            for word, cell in zip(head, row, strict=True):
                if cell.value is not None and word.value != "Ours":
                    yield sheet.title, line, str(word.value), cell.value


def test_what_came_out_changes_nothing_where_it_came_from(empty: Desk, tmp_path: Path) -> None:
    import_file(empty, written(tmp_path, WHOLE))
    with empty.reading() as connection:
        before = connection.exec_driver_sql("select count(*) from journal").scalar()
    ref, notes = taken_in(empty, export(empty, OURS).data, tmp_path)
    assert ref is None
    assert all(
        note.endswith("in the records already") or "says it already" in note for note in notes
    )
    with empty.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from journal").scalar() == before


def test_what_came_out_goes_into_empty_records_and_comes_out_again_as_it_was(
    places: Places, empty: Desk, tmp_path: Path
) -> None:
    import_file(empty, written(tmp_path, WHOLE))
    first = export(empty, OURS).data
    other = sit_down(places.copy("bodied", bodied), "admin", START)
    ref, notes = taken_in(other, first, tmp_path)
    assert (ref, notes) == ("IMP-0001", ())
    assert list(said(export(other, OURS).data)) == list(said(first))


def test_an_action_of_nobodys_comes_out_with_who_is_in_charge_and_stays_so(
    places: Places, empty: Desk, tmp_path: Path
) -> None:
    import_file(empty, written(tmp_path, {"Micro-credentials": (("Title",), ("A",))}))
    add_item(empty, "MC-0001", "action", "Renew the letters")
    first = export(empty, OURS).data
    other = sit_down(places.copy("bodied", bodied), "admin", START)
    taken_in(other, first, tmp_path)
    assert ("Actions", 0, "Owner", "quality-manager") in said(first)
    assert list(said(export(other, OURS).data)) == list(said(first))


def test_what_came_in_is_what_comes_out(empty: Desk, tmp_path: Path) -> None:
    import_file(empty, written(tmp_path, WHOLE))
    out = {
        (sheet, line, word): value for sheet, line, word, value in said(export(empty, OURS).data)
    }
    row = {
        word: value for (sheet, line, word), value in out.items() if (sheet[0], line) == ("M", 0)
    }
    assert {word: str(value) for word, value in row.items()} == {
        "Title": "Orchard Irrigation",
        "NZQA number": "4977",
        "Version": "1",
        "Level": "5",
        "Credits": "10",
        "Status": "current",
        "Rule set": "2022",
        "Approved on": "2023-04-03",
        "Review period": "2",
        "NZQA review date": "2027-04-03",
        "Owner": "mele",
        "Applicant": "Otago Polytechnic",
        "Providers": "Otago Polytechnic",
        "Sites": "Cromwell; Dunedin",
        "Embedded in": "Diploma in Horticulture",
        "Fee": "450",
        "Last review on": "2025-03-20",
        "Last review decision": "continue with actions",
    }
    steps = [str(value) for (_, _, word), value in out.items() if word == "Academic approval"]
    assert sorted(steps) == ["2025-11-01", "2026-01-20"]
    assert ("Cohorts", 2, "Completed") not in out
    assert "Completed" in {word for sheet, _, word in out if sheet == "Cohorts"}


def test_every_column_of_an_import_is_taken_in_and_comes_out_again(
    empty: Desk, tmp_path: Path
) -> None:
    for kind in sheets().values():
        heads = {column.heads[0] for column in kind.columns if not column.name.startswith(STEP)}
        assert EVERY_COLUMN[kind.titles[0]].keys() == heads - {"Ours", "Open actions"}
    rows = {title: (tuple(row), tuple(row.values())) for title, row in EVERY_COLUMN.items()}
    import_file(empty, written(tmp_path, rows))
    out = {(sheet, word): value for sheet, _, word, value in said(export(empty, OURS).data)}
    assert {
        at: value for at, value in out.items() if at != ("Applications", "Academic approval")
    } == {
        (title, word): value for title, row in EVERY_COLUMN.items() for word, value in row.items()
    }


def test_a_day_that_was_not_known_is_not_made_up(empty: Desk, tmp_path: Path) -> None:
    rows = (("Title", "Step", "Drafting"), ("A", "Submitted", "1/12/2025"), ("B", "Drafting"))
    import_file(empty, written(tmp_path, {"Applications": rows}))
    days = [word for _, _, word, value in said(export(empty, OURS).data) if "2025" in str(value)]
    assert days == ["Drafting"]
    assert not [value for *_, value in said(export(empty, OURS).data) if str(value) == "2026-02-01"]


def test_a_text_that_could_be_run_goes_out_as_a_text(empty: Desk, tmp_path: Path) -> None:
    rows = (("Title", "Cohort"), ("A", "'-1+1"))
    sheets = {"Micro-credentials": (("Title",), ("A",)), "Cohorts": rows}
    import_file(empty, written(tmp_path, sheets))
    cohorts = export(empty, Path("cohorts.csv"), "cohorts").data
    assert b'"\'-1+1"' in cohorts
    assert export(empty, OURS).rows["Cohorts"] == 1


def test_a_sheet_of_other_records_is_told_by_our_references(empty: Desk, tmp_path: Path) -> None:
    def ours(*rows: tuple[str, str]) -> bytes:
        return workbook({"Micro-credentials": (("Ours", "Title"), *rows)})

    assert taken_in(empty, ours(("MC-0031", "A"), ("MC-0007", "B")), tmp_path)[0]
    with pytest.raises(Refused) as refused:
        taken_in(empty, ours(("MC-0001", "B"), ("MC-0099", "A")), tmp_path)
    assert [reason.message for reason in refused.value.reasons] == [
        "Micro-credentials!A2: MC-0001 is A here: the sheet is of other records",
        "Micro-credentials!A3: there is no micro-credential MC-0099 in these records",
    ]


def test_exporting_is_for_who_looks_after_the_records_or_their_quality(empty: Desk) -> None:
    export(as_person(empty, "hemi"), OURS)
    with pytest.raises(Refused, match="exporting is for the administrator or the quality manager"):
        export(as_person(empty, "mele"), OURS)
    with pytest.raises(AskedWrongly, match="which look"):
        export(empty, Path("ours.docx"))


def test_a_number_is_the_same_with_noughts_before_it_and_no_cent_is_dropped(
    empty: Desk, tmp_path: Path
) -> None:
    listed = (("Title", "NZQA number", "Fee"), ("A", "04977", "450.50"))
    cohorts = (("NZQA number", "Cohort"), (4977, "1"))
    with pytest.raises(Refused) as refused:
        import_file(empty, written(tmp_path, {"Micro-credentials": listed, "Cohorts": cohorts}))
    assert [reason.message for reason in refused.value.reasons] == [
        "Micro-credentials!C2: it has cents, and is kept in whole dollars"
    ]


def test_what_an_import_does_not_take_over_is_told(empty: Desk, tmp_path: Path) -> None:
    import_file(empty, written(tmp_path, {"Micro-credentials": (("Title", "Fee"), ("A", 450))}))
    sheet = (("Title", "Fee", "Listed on"), ("A", 500, date(2024, 2, 1)))
    done = import_file(empty, written(tmp_path, {"Micro-credentials": sheet}, "more.xlsx"))
    assert done.notes == (
        "Micro-credentials!C2: MC-0001 has nothing, the sheet 2024-02-01: nothing was changed",
        "Micro-credentials!B2: MC-0001 has 450, the sheet 500: nothing was changed",
        "Micro-credentials!A2: MC-0001 is in the records already",
    )


def test_what_is_not_known_yet_is_told_with_of_which_and_how_it_gets_known(
    empty: Desk, tmp_path: Path
) -> None:
    import_file(empty, written(tmp_path, WHOLE))
    found = {(each.sheet, each.column): each for each in unknown(empty)}
    level = found["micro-credentials", "level"]
    assert [(one.ref, one.title) for one in level.missing] == [
        ("MC-0003", "Known by its title only")
    ]
    assert (level.of, level.none, level.mend) == (
        3,
        False,
        "mcapproval export, fill it in, mcapproval import",
    )
    assert found["micro-credentials", "owner"].mend == "mcapproval review assign"
    assert found["micro-credentials", "title_te_reo"].none
    assert [one.ref for one in found["cohorts", "cohort"].missing] == ["MC-0002", "MC-0003"]
    (spring,) = found["cohorts", "completed"].missing
    assert spring.title == "Orchard Irrigation: 2023 spring"
    assert ("cohorts", "starts") not in found


ADDED = {
    ("Micro-credentials", "Rule set"),
    ("Cohorts", "NZQA number"),
    ("Cohorts", "Provider"),
    ("Applications", "Kind"),
    ("Actions", "NZQA number"),
    ("Actions", "Owner"),
}
"""What an export says and the sixty leave to be understood: each follows from another cell."""


@pytest.mark.slow
def test_the_sixty_come_out_as_they_went_in(places: Places, tmp_path: Path) -> None:
    """A provider by its name instead of its key, and `not known` as the empty cell that it is."""
    first, second = (
        sit_down(places.copy("bodied", bodied), "admin", START).on(date(2027, 12, 31))
        for _ in range(2)
    )
    for desk in (first, second):
        known.add_person(desk, "sina", "Sina Fa-Tuala", None, None)
    assert taken_in(first, SIXTY.read_bytes(), tmp_path)[0]
    out = export(first, OURS).data
    notes = taken_in(second, out, tmp_path)[1]
    assert not [note for note in notes if LOOK not in note and "may be overdue" not in note]
    assert export(second, OURS).data == out
    was = {(sheet, line, word): value for sheet, line, word, value in said(SIXTY.read_bytes())}
    now = {(sheet, line, word): value for sheet, line, word, value in said(out)}
    told = {at: value for at, value in was.items() if value != "not known" and at[0] != "Read me"}
    assert {(sheet, word) for sheet, _, word in now.keys() - told.keys()} == ADDED
    assert told.keys() <= now.keys()
    assert {(value, now[at]) for at, value in told.items() if now[at] != value} == {
        ("otago-polytechnic", "Otago Polytechnic")
    }
