"""The tables of a saved page are read as cells; nothing of the page is run, fetched or believed."""

from __future__ import annotations

import pytest

from mcapproval.errors import Unreadable
from mcapproval.sheets.cells import Value
from mcapproval.sheets.web_page import is_web_page, read_web_page


def values(page: str, code: str = "utf-8", at: int = 0) -> list[list[Value]]:
    sheet = read_web_page(page.encode(code), "page.html").sheets[at]
    return [[cell.value for cell in row] for row in sheet.rows]


def test_a_table_is_a_sheet_called_by_its_caption() -> None:
    page = "<p>Hi<table><caption> Listed <b>now</b></caption><tr><th>No<th>Title<tr><td>1<td>A"
    book = read_web_page(page.encode(), "page.html")
    assert [sheet.title for sheet in book.sheets] == ["Listed now"]
    assert [[cell.address for cell in row] for row in book.sheets[0].rows] == [
        ["A1", "B1"],
        ["A2", "B2"],
    ]
    assert values(page) == [["No", "Title"], ["1", "A"]]


def test_only_words_of_a_cell_are_read() -> None:
    cell = "<td> Te\n  <b>Whakamākūkū</b><script>run()</script><!-- no --><br>i te&nbsp;huerākau"
    assert values(f"<table><tr>{cell}<td><button>Show</button></table>") == [
        ["Te Whakamākūkū\ni te huerākau", None]
    ]


def test_a_cell_over_rows_and_columns_stands_in_each_of_them() -> None:
    rows = "<tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e"
    assert values(f"<table>{rows}</table>") == [["a", "b", "b"], ["a", "c", "d"], ["e", None, None]]


def test_a_table_within_a_cell_is_no_part_of_the_rows() -> None:
    page = "<table><tr><td>a<table><tr><td>inner</table></td><td>b</table>"
    assert values(page) == [["ainner", "b"]]
    assert len(read_web_page(page.encode(), "page.html").sheets) == 1


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_page_is_read_in_its_letters(code: str) -> None:
    assert values("<html><table><tr><td>café</table>", code) == [["café"]]


def test_entities_of_its_own_bring_nothing_in() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><table><tr><td>a&x;</table>'
    (row,) = values(page)
    assert row == ["a&x;"]


def test_what_could_be_run_is_seen_as_a_formula() -> None:
    (sheet,) = read_web_page(b"<table><tr><td>=1+1<td>-5", "page.html").sheets
    assert [cell.formula for cell in sheet.rows[0]] == [True, False]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>nothing", "no table"),
        ("<table>", "no table"),
        (f"<table><tr>{'<td>a' * 501}", "goes out to column"),
        ("<table><tr><td colspan=500>a<td colspan=500>b", "goes out to column"),
    ],
)
def test_a_page_without_a_table_or_with_too_much_is_refused(page: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_web_page(page.encode(), "page.html")


def test_a_page_is_known_by_how_it_begins() -> None:
    assert is_web_page(b"\xef\xbb\xbf\n<!DOCTYPE html>")
    assert is_web_page("<html>".encode("utf-16"))
    assert not is_web_page(b"Title,Level\n<b>,5\n")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("<tr>" + "<td colspan=500>a") * 50_000, "brings the cells to 2,000,500"),
        ("<tr>" + "<td colspan=500>a" * 100_000, "goes out to column SG"),
        ("<table>" + ("<tr>" + "<td colspan=500>a") * 2_001 + "</table>", "brings the cells"),
    ],
)
def test_spans_are_counted_before_they_are_made_cells(rows: str, said: str) -> None:
    page = f"<table>{rows}</table>" if not rows.startswith("<table>") else rows * 2
    with pytest.raises(Unreadable, match=said):
        read_web_page(page.encode(), "page.html")
