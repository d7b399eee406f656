"""A spreadsheet of anybody's is read cell by cell, or refused in a sentence."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from tests.sheets.making import saved, spoilt, xlsx

from mcapproval.draft import files
from mcapproval.errors import Unreadable
from mcapproval.sheets import opening
from mcapproval.sheets.reading import Cell, Sheet, read_workbook
from mcapproval.sheets.values import day, whole

TOLD = re.compile(r"is larger than ([0-9]+ [A-Z]+)")


def only(data: bytes, name: str = "sheet.xlsx") -> Sheet:
    (sheet,) = read_workbook(data, name).sheets
    return sheet


def values(sheet: Sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.rows]


def test_a_file_of_anybodys_is_as_large_wherever_it_comes_in_and_told_so() -> None:
    """Neither of the two rooms may know the other."""
    assert opening.LARGEST_FILE == files.LARGEST_FILE
    source = (file.read_text("utf-8") for file in Path(opening.__file__).parents[1].rglob("*.py"))
    told = [said for text in source if "LARGEST_FILE" in text for said in TOLD.findall(text)]
    assert set(told) == {f"{opening.LARGEST_FILE // 2**20} MB"}


def test_a_workbook_is_read_with_the_kinds_and_addresses_of_its_cells() -> None:
    sheet = only(xlsx(("Title", "Level"), ("Mātauranga", 5), (2.5, True), (date(2023, 4, 3),)))
    assert values(sheet) == [
        ["Title", "Level"], ["Mātauranga", 5], [2.5, True], [date(2023, 4, 3), None]
    ]  # fmt: skip
    assert [cell.address for row in sheet.rows for cell in row][-3:] == ["B3", "A4", "B4"]
    assert type(sheet.rows[3][0].value) is date


def test_the_sheet_is_found_by_its_title_whatever_its_case_and_blanks() -> None:
    book = Workbook()
    book.create_sheet("Micro-Credentials ")
    read = read_workbook(saved(book), "a.xlsx")
    assert read.sheet("micro-credentials") == Sheet("Micro-Credentials ", ())
    assert read.sheet("cohorts") is None


def test_a_formula_is_seen_as_one_and_so_is_a_text_that_would_become_one() -> None:
    row = only(xlsx(("=1+1", "plain", "-5 credits", "+64 (0)4 123", "- a point"))).rows[0]
    assert [cell.formula for cell in row] == [True, False, False, False, False]
    assert row[0] == Cell("A1", "=1+1", True)

    def as_text(sheet: Worksheet) -> None:
        for cell in sheet[1]:
            cell.data_type = "s"

    texts = ("=1", "@SUM(1)", "+cmd|'/C calc'!A0", "-SUM(A1)", "＝1", "\tx", " =1")
    assert [cell.formula for cell in only(xlsx(texts, then=as_text)).rows[0]] == [True] * 7
    texts = ("@A1", "+$B$2", "-A1+B2", "@Home (Level 3)", "＠SUM（1）", "+x!y", "@[a]")
    assert [cell.formula for cell in only(xlsx(texts, then=as_text)).rows[0]] == [True] * 7


def test_words_behind_a_sign_are_words() -> None:
    words = ("@Work: Safety", "+Plus", "-Kura; +Other", "- North campus", "–", "+A1 road")
    row = only(xlsx(words)).rows[0]
    assert [cell.value for cell in row] == list(words)
    assert not any(cell.formula for cell in row)


def test_a_text_typed_with_an_apostrophe_is_a_text() -> None:
    def meant(sheet: Worksheet) -> None:
        sheet["A1"].data_type = "s"
        sheet["A1"].quotePrefix = True

    assert only(xlsx(("=1",), then=meant)).rows[0] == (Cell("A1", "=1"),)
    assert only(xlsx(("'=1",))).rows[0] == (Cell("A1", "=1"),)


def test_only_what_stands_for_a_letter_is_decoded() -> None:
    assert values(only(xlsx(("a_x000D_b_x005F_x_x0041_", "_x0007__xD800__x0000_")))) == [
        ["a\rb_x_x0041_".replace("_x0041_", "A"), "_x0007__xD800__x0000_"]
    ]


def test_each_cell_of_a_merged_head_has_its_words() -> None:
    data = xlsx(
        ("NZQA", None, "Ours"), ("No.", "Version", None),
        then=lambda sheet: (sheet.merge_cells("A1:B1"), sheet.merge_cells("C1:C2")),
    )  # fmt: skip
    rows = only(data).rows
    assert [cell.value for cell in rows[0]] == ["NZQA", "NZQA", "Ours"]
    assert [cell.value for cell in rows[1]] == ["No.", "Version", "Ours"]
    assert rows[0][1] == Cell("B1", "NZQA", merged_from="A1")
    assert rows[1][2].merged_from == "C1"


def test_days_are_days_also_where_they_are_counted_from_1904() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append((datetime(2023, 4, 3, 11, 30),))
    assert values(only(saved(book))) == [[date(2023, 4, 3)]]
    assert values(only(xlsx((datetime(2023, 4, 3),)))) == [[date(2023, 4, 3)]]


def test_a_day_that_shows_as_a_number_is_counted_as_its_workbook_counts() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append((43557, "43557", 18))
    (row,) = only(saved(book)).rows
    assert [day(cell) for cell in row[:2]] == [date(2023, 4, 3)] * 2
    assert whole(row[2]) == 18
    (row,) = only(xlsx((45019, "45019"))).rows
    assert [day(cell) for cell in row] == [date(2023, 4, 3)] * 2


def test_colours_far_outside_are_no_cells() -> None:
    def coloured(sheet: Worksheet) -> None:
        sheet["XFD1048576"].number_format = "0.00"

    assert values(only(xlsx(("a", "b"), then=coloured))) == [["a", "b"]]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separated_values_are_read_in_their_letters(code: str, mark: str) -> None:
    text = f'Title{mark}Note\r\nMāori{mark}"a{mark} “b”\r\nc"\r\n{mark}\r\n'
    sheet = only(text.encode(code), "list of ours.csv")
    assert sheet.title == "list of ours"
    assert values(sheet) == [["Title", "Note"], ["Māori", f"a{mark} “b”\nc"]]
    assert sheet.rows[1][1].address == "B2"


def test_the_letters_of_windows_and_the_separator_it_names_are_read() -> None:
    sheet = only("sep=;\r\nTitle;Fee\r\n“Café”, 1,2,3;5\r\n".encode("cp1252"), "a.csv")
    assert values(sheet) == [["Title", "Fee"], ["“Café”, 1,2,3", "5"]]


def test_formulas_in_separated_values_are_seen_and_our_own_mark_is_taken_off() -> None:
    row = only(b"=1+1,'=1+1,-5,''@x,'tis,@x()\n", "a.csv").rows[0]
    assert [cell.value for cell in row] == ["=1+1", "=1+1", "-5", "'@x", "'tis", "@x()"]
    assert [cell.formula for cell in row] == [True, False, False, False, False, True]


BOMB = b'<!DOCTYPE lolz [<!ENTITY lol "lol">]>'
GOOD = xlsx(("a",))


def zipped(**members: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def with_cell(reference: str) -> bytes:
    cell = f'<c r="{reference}"><v>1</v></c></row>'.encode()
    return spoilt(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</row>", cell))


def merged(times: int) -> bytes:
    ranges = b'<mergeCell ref="A1:XFD1048576"/>' * times
    end = b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"
    return spoilt(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", end))


def in_utf_16(code: str) -> bytes:
    """A part with a document type in letters of two bytes, which XML may have."""
    declared = b'<?xml version="1.0" encoding="UTF-16"?>' + BOMB + b"<styleSheet/>"
    marked = f"\ufeff{declared.decode()}".encode(code)
    return spoilt(GOOD, "xl/styles.xml", lambda _: marked)


def locked(data: bytes) -> bytes:
    """The first member is encrypted, as the index of the archive says."""
    flags = data.index(b"PK\1\2") + 8
    return data[:flags] + bytes([data[flags] | 1]) + data[flags + 1 :]


def a_second_sheet_of_one_name() -> bytes:
    """One program would read the first, another the second."""
    sheet = b"xl/worksheets/sheet1.xml"
    other = xlsx(("b",))
    with zipfile.ZipFile(BytesIO(other)) as archive:
        held = archive.read(sheet.decode())
    return spoilt(GOOD, "xl/worksheets/sheet!.xml", lambda _: held).replace(
        b"xl/worksheets/sheet!.xml", sheet
    )


REFUSED = {
    "nothing at all": (b"", "is empty"),
    "25 MB": (b"a" * (25 * 1024 * 1024 + 1), "larger than 25 MB"),
    "the old Excel": (b"\xd0\xcf\x11\xe0 Workbook", "Excel 97 to 2003"),
    "a password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a PDF": (b"%PDF-1.7 ...", "a PDF"),
    "a web page": (b"\r\n<html><table>", "a web page"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no spreadsheet"),
    "quotes without an end": (b'a,"b\nc,d\n', "can't be told apart"),
    "another zip file": (zipped(a="b"), "no Excel workbook"),
    "OpenDocument": (zipped(**{"mimetype": "x", "content.xml": "<a/>"}), "OpenDocument"),
    "a binary workbook": (zipped(**{"xl/workbook.bin": ""}), "binary workbook"),
    "macros": (spoilt(GOOD, "xl/vbaProject.bin", lambda _: b"x"), "macros"),
    "a document type": (spoilt(GOOD, "xl/workbook.xml", lambda xml: BOMB + xml), "document type"),
    "a document type in UTF-16": (in_utf_16("utf-16-le"), "document type"),
    "a document type in UTF-16, the other way": (in_utf_16("utf-16-be"), "document type"),
    "a password of the archive": (locked(GOOD), "locked with a password"),
    "two parts of one name": (a_second_sheet_of_one_name(), "damaged"),
    "a cut end": (GOOD[:-100], "damaged"),
    "broken XML": (spoilt(GOOD, "xl/workbook.xml", lambda xml: xml[:-20]), "damaged"),
    "no such style": (spoilt(GOOD, "xl/styles.xml", lambda _: b"<a"), "damaged"),
    "a cell far down": (with_cell("A100001"), "row 100,001"),
    "a cell far out": (with_cell("SG1"), "column SG"),
    "merged cells over one another": (merged(50), "damaged"),
    "too many columns": (b"a," * 501 + b"a\n", "column SH"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_sound_spreadsheet_is_refused_with_what_mends_it(kind: str) -> None:
    data, said = REFUSED[kind]
    with pytest.raises(Unreadable, match=said) as refusal:
        read_workbook(data, "given.csv")
    assert refusal.value.source == "given.csv"
    assert refusal.value.hint


def test_what_unpacks_to_too_much_is_refused_by_what_its_index_says() -> None:
    said = GOOD.index(b"PK\1\2") + 24
    large = (201 * 1024 * 1024).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="unpacks to far more"):
        read_workbook(GOOD[:said] + large + GOOD[said + 4 :], "bomb.xlsx")


def test_a_text_under_the_name_of_a_workbook_is_said_to_be_none() -> None:
    with pytest.raises(Unreadable, match="no Excel workbook, though its name ends in"):
        read_workbook(b"Title,Level\nPepeha,3\n", "ours.XLSX")
    assert read_workbook(b"Title,Level\nPepeha,3\n", "ours.csv").sheets


@pytest.mark.parametrize("mark", [b"<c ", b"<mergeCell "])
def test_marks_without_an_end_in_a_comment_hold_nothing_up(mark: bytes) -> None:
    def change(part: bytes) -> bytes:
        return part.replace(b"</sheetData>", b"<!-- " + mark * 300_000 + b"--></sheetData>")

    data = spoilt(xlsx(("Title",)), "xl/worksheets/sheet1.xml", change)
    assert values(only(data)) == [["Title"]]
