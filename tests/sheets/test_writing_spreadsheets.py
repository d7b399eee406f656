"""What we write comes back as it was, has the same bytes every time, and holds no formula."""

from __future__ import annotations

import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mcapproval.sheets.cells import Value
from mcapproval.sheets.reading import read_workbook
from mcapproval.sheets.writing import SheetOut, csv_bytes, workbook_bytes

RISKY = (
    *("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", " =1"),
    *("'=1", "''=1", '=HYPERLINK("http://x")', "-2+3+cmd|' /C calc'!A0", "_x003D_1"),
)
WHOLE = SheetOut(
    "Cohorts", ("Title", "Day", "Count", "Word"),
    [("Mātauranga", date(2023, 4, 3), 5, "yes"), (None, None, 0, "no"), ("a\nb", None, 2.5, None)],
    notes=("Read me",), choices={3: ("yes", "no")}, locked=frozenset({0}),
)  # fmt: skip


def test_what_is_written_is_read_back() -> None:
    (sheet,) = read_workbook(workbook_bytes([WHOLE]), "a.xlsx").sheets
    assert sheet.title == "Cohorts"
    assert [cell.value for cell in sheet.rows[0]] == ["Read me", None, None, None]
    assert [tuple(cell.value for cell in row) for row in sheet.rows[1:]] == [
        WHOLE.head, *(tuple(row) for row in WHOLE.rows)
    ]  # fmt: skip


def test_the_bytes_are_the_same_every_time() -> None:
    assert workbook_bytes([WHOLE]) == workbook_bytes([WHOLE])
    assert csv_bytes(WHOLE) == csv_bytes(WHOLE)


def test_the_sheet_is_one_that_people_can_work_in() -> None:
    sheet = load_workbook(BytesIO(workbook_bytes([WHOLE]))).worksheets[0]
    assert sheet.freeze_panes == "A3"
    assert sheet["A2"].font.bold
    assert sheet["B3"].is_date
    assert sheet["B3"].number_format == "yyyy-mm-dd"
    (offer,) = sheet.data_validations.dataValidation
    assert (str(offer.sqref), offer.formula1) == ("D3:D5", '"yes,no"')
    assert sheet.protection.sheet
    assert [sheet[place].protection.locked for place in ("A3", "B3")] == [True, False]


@pytest.mark.parametrize("text", RISKY)
def test_what_could_be_run_goes_out_marked_and_comes_back_as_it_was(text: str) -> None:
    sheet = SheetOut("A", ("Text",), [(text,)])
    written = load_workbook(BytesIO(workbook_bytes([sheet]))).worksheets[0]["A2"]
    assert (written.data_type, written.quotePrefix) == ("s", text != "_x003D_1")
    for data, name in ((workbook_bytes([sheet]), "a.xlsx"), (csv_bytes(sheet), "a.csv")):
        cell = read_workbook(data, name).sheets[0].rows[1][0]
        assert (cell.value, cell.formula) == (text, False), name


TEXTS = st.text(
    st.one_of(
        st.sampled_from("=+-@'＝＋－＠\t\r _x03D"),
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    ),
    min_size=1, max_size=20,
)  # fmt: skip


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_every_text_comes_back_and_none_of_it_is_a_formula(texts: list[str]) -> None:
    row: list[Value] = [*texts, "end"]
    sheet = SheetOut("A", tuple("head" for _ in row), [row])
    for data, name in ((workbook_bytes([sheet]), "a.xlsx"), (csv_bytes(sheet), "a.csv")):
        cells = read_workbook(data, name).sheets[0].rows[1]
        assert [cell.value for cell in cells] == row
        assert not any(cell.formula for cell in cells)


def test_what_no_spreadsheet_holds_is_replaced_by_the_sign_for_it() -> None:
    sheet = SheetOut("A/B", ("x",), [("a\0b\ud800",)])
    (read,) = read_workbook(workbook_bytes([sheet]), "a.xlsx").sheets
    assert (read.title, read.rows[1][0].value) == ("A B", "a\ufffdb\ufffd")
    assert b"\xef\xbf\xbd" in csv_bytes(sheet)


def test_a_text_too_long_for_a_cell_is_not_cut_in_silence() -> None:
    with pytest.raises(ValueError, match="longer than a cell holds"):
        workbook_bytes([SheetOut("A", ("x",), [("a" * 32_768,)])])


@pytest.mark.slow
def test_libreoffice_finds_no_formula_in_what_we_write(tmp_path: Path) -> None:
    sheet = SheetOut("A", ("Text",), [(text,) for text in RISKY])
    (tmp_path / "ours.xlsx").write_bytes(workbook_bytes([sheet]))
    (tmp_path / "ours2.csv").write_bytes(csv_bytes(sheet))
    for name in ("ours.xlsx", "ours2.csv"):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
             "--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / name)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        opened = (tmp_path / name).with_suffix(".fods").read_text("utf-8")
        assert "table:formula" not in opened
        assert "cmd|" in opened
