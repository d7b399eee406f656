"""The columns of an import are data: each heading names one column, and the template has all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.actions.importing_sheets import workbook

from mcapproval.actions.deliveries.counted import COUNTS
from mcapproval.actions.importing.faults import Faults, Row
from mcapproval.actions.importing.headings import Own, column_of, kind_of, loose, read_map, sheets
from mcapproval.actions.importing.reading import rows_of
from mcapproval.actions.importing.template import template
from mcapproval.errors import AskedWrongly, Unreadable
from mcapproval.sheets.reading import read_workbook

CREDENTIALS = "micro-credentials"


def test_no_two_columns_of_a_sheet_have_a_heading_in_common() -> None:
    for kind in sheets().values():
        named: dict[str, str] = {}
        for column in kind.columns:
            for head in column.heads:
                assert named.setdefault(loose(head), column.name) == column.name, head


def test_every_column_says_what_it_is_for_and_is_known_by_its_first_heading() -> None:
    for kind in sheets().values():
        assert kind_of(kind.titles[0]) is kind
        for column in kind.columns:
            assert column_of(kind, column.heads[0], Own()) == column.name
            assert column.says or column.name.startswith("step:")
    assert {*COUNTS} <= {column.name for column in sheets()["cohorts"].columns}


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ("NZQA No.", "number"),
        ("nzqa  number ", "number"),
        ("TITLE (in te reo Maori)", "title_te_reo"),
        ("Fee (GST incl.)", "fee"),
        ("Kredits", None),
    ],
)
def test_headings_are_known_whatever_their_case_marks_and_macrons(
    said: str, column: str | None
) -> None:
    assert column_of(sheets()[CREDENTIALS], said, Own()) == column


def test_the_template_is_read_without_a_fault_and_its_example_is_left_out() -> None:
    read = read_workbook(template(), "t.xlsx")
    assert [sheet.title for sheet in read.sheets][:4] == [
        kind.titles[0] for kind in sheets().values()
    ]
    faults = Faults()
    assert not any(rows_of(read, Own(), faults).values())
    (reason,) = faults.reasons
    assert "no row to import" in reason.message
    assert faults.notes == []


def read(rows: tuple[tuple[object, ...], ...], merged: tuple[str, ...] = ()) -> list[Row]:
    def merge(book: object) -> None:
        for cells in merged:
            book.worksheets[0].merge_cells(cells)  # type: ignore[attr-defined]

    faults = Faults()
    found = rows_of(read_workbook(workbook({"MCs": rows}, merge), "a.xlsx"), Own(), faults)
    assert faults.reasons == []
    return found[CREDENTIALS]


def test_a_head_in_two_rows_is_read_below_a_title() -> None:
    rows = (
        ("What we have", None, None),
        ("Title", "NZQA", None),
        (None, "No.", "Version"),
        ("A", 4977, 2),
    )
    (row,) = read(rows, ("A2:A3", "B2:C2"))
    assert {name: cell.address for name, cell in row.cells.items()} == {
        "title": "A4", "number": "B4", "version": "C4"
    }  # fmt: skip


def test_a_map_that_says_nothing_usable_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    for text, error in (
        ("credits = ", Unreadable),
        ('kredits = "Kredits"', AskedWrongly),
        ("credits = 5", AskedWrongly),
    ):
        file.write_text(text, "utf-8")
        with pytest.raises(error):
            read_map(file)
    file.write_text('credits = ["Kredits", "Punkte"]\nignore = ["Farbe"]', "utf-8")
    assert read_map(file) == Own({"credits": ["Kredits", "Punkte"]}, frozenset({"farbe"}))


def test_a_sheet_that_is_called_otherwise_is_told_by_its_head() -> None:
    listed = (("Our list of 2026",), (), ("Title", "Level", "Credits"), ("A", 5, 10))
    book = {"Listed 2026": listed, "Cohorts": (("Title", "Cohort"), ("A", "1"))}
    faults = Faults()
    found = rows_of(read_workbook(workbook(book), "b.xlsx"), Own(), faults)
    assert [row.line for row in found[CREDENTIALS]] == [4]
    assert faults.notes == ["the sheet Listed 2026 was taken as Micro-credentials"]


@pytest.mark.parametrize(
    "head", [("Title", "Level"), ("Title", "Level", "Shelf"), ("Level", "Credits", "Version")]
)
def test_a_sheet_that_may_be_something_else_is_left_out(head: tuple[str, ...]) -> None:
    book = {"Books": (head, ("A", 5, 10)), "Cohorts": (("Title", "Cohort"), ("A", "1"))}
    faults = Faults()
    assert rows_of(read_workbook(workbook(book), "b.xlsx"), Own(), faults)[CREDENTIALS] == []
    assert faults.notes[0].startswith("the sheet Books was left out")
