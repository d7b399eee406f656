"""Tables as text and CSV: aligned for eyes, whole for programs, harmless for both."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcapproval.reports.table import (
    ENOUGH,
    FORMULA,
    Cell,
    Column,
    Table,
    comma_separated,
    cut,
    harmless,
    plain,
    tamed,
    text,
    wide,
)

COLUMNS = (Column("name", "Name"), Column("number", "No.", right=True), Column("says", "Says"))


def table(*rows: tuple[Cell, Cell, Cell], note: str = "") -> Table:
    keyed = tuple(dict(zip(("name", "number", "says"), row, strict=True)) for row in rows)
    return Table(COLUMNS, keyed, "Nothing.", note)


def test_columns_are_aligned_also_under_macrons_and_wide_characters() -> None:
    shown = text(table(("Māori", 5, "x"), ("te reo", 1234, "yy"), ("東京", 7, "z")), None)
    assert shown == (
        "Name     No.  Says\n"
        "------  ----  ----\n"
        "Māori      5  x\n"
        "te reo  1234  yy\n"
        "東京       7  z\n"
    )


def test_a_macron_written_as_two_characters_takes_one_column() -> None:
    one, two = "Māori", unicodedata.normalize("NFD", "Māori")
    assert len(two) == len(one) + 1
    assert wide(two) == wide(one) == 5


def test_an_empty_table_says_so_in_words_and_in_data() -> None:
    assert text(table()) == "Nothing.\n"
    assert comma_separated(table()) == "name,number,says\r\n"
    assert plain(table()) == []


def test_the_note_stands_below_with_a_line_between() -> None:
    assert text(table(("a", 1, None), note="1 row."), None).endswith("a       1\n\n1 row.\n")


def test_a_cell_that_is_not_there_is_blank_in_text_and_csv_and_null_in_json() -> None:
    sparse = table(("a", None, None))
    assert text(sparse).splitlines()[2] == "a"
    assert comma_separated(sparse).splitlines()[1] == "a,,"
    assert plain(sparse) == [{"name": "a", "number": None, "says": None}]


def test_the_widest_columns_give_way_where_there_is_no_room() -> None:
    rows = table(("A name that goes on and on and on", 5, "And a sentence that goes on as well"))
    lines = text(rows, 50).splitlines()
    assert all(wide(line) <= 50 for line in lines)
    assert lines[2] == "A name that goes on…     5  And a sentence that g…"


def test_a_text_that_would_be_too_short_to_be_of_use_stands_below_its_row() -> None:
    lines = text(table(("x" * 50, 5, "y" * 20)), 40).splitlines()
    assert lines[0].split() == ["Name", "No."]
    assert lines[2] == "x" * 34 + "…" + "    5"
    assert lines[3] == " " * (2 + ENOUGH) + "Says: " + "y" * 20


def test_no_day_number_or_reference_is_cut_however_little_room_there_is() -> None:
    columns = (
        Column("when", "When", day=True),
        Column("ref", "Case", whole=True),
        Column("count", "Learners in all", right=True),
        Column("title", "Title", bare=True),
        Column("state", "State"),
        Column("last", "Last seen on", day=True),
    )
    row: dict[str, Cell] = {
        "when": "2027-09-01",
        "ref": "APP-2027-0001",
        "count": 1_234_567,
        "title": "Te pūtake o te reo Māori me ōna tikanga",
        "state": "Being evaluated",
        "last": "2027-08-31",
    }
    whole = Table(columns, (row,), "")
    for width in range(1, 120):
        shown = text(whole, width)
        assert "…" not in shown or width > 80
        for said in ("2027-09-01", "APP-2027-0001", "1234567", "2027-08-31"):
            assert said in shown
        assert width < 60 or max(map(wide, shown.splitlines())) <= width
    assert text(whole, 60) == (
        "When        Case           Learners in all  Last seen on\n"
        "----------  -------------  ---------------  ------------\n"
        "2027-09-01  APP-2027-0001          1234567  2027-08-31\n"
        "            Te pūtake o te reo Māori me ōna tikanga\n"
        "            State: Being evaluated\n"
    )


def test_without_a_width_nothing_is_cut() -> None:
    assert "x" * 500 in text(table(("x" * 500, 5, None)), None)


@given(st.text(), st.integers(2, 30))
def test_a_text_that_is_cut_fits_and_says_that_it_was(written: str, room: int) -> None:
    shown = cut(harmless(written), room)
    assert wide(shown) <= room
    whole = wide(harmless(written)) <= room
    assert whole == (shown == harmless(written))
    assert whole or shown.endswith("…")


def test_what_stands_below_a_row_is_whole_and_wrapped() -> None:
    columns = (Column("no", "No.", right=True), Column("says", "note", below=True))
    long = "A sentence about whānau that goes on for longer than a line of a terminal is wide."
    shown = text(Table(columns, ({"no": 1, "says": long}, {"no": 2, "says": ""}), ""), 50)
    assert shown == (
        "No.\n---\n  1\n"
        "     note: A sentence about whānau that goes on\n"
        "     for longer than a line of a terminal is wide.\n"
        "  2\n"
    )


def test_a_column_for_people_is_not_for_programs_and_the_other_way_round() -> None:
    columns = (Column("day", "Due", only="text"), Column("days", "Days", only="data"))
    both = Table(columns, ({"day": "late", "days": -3},), "")
    assert text(both) == "Due\n----\nlate\n"
    assert plain(both) == [{"days": -3}]
    assert comma_separated(both) == "days\r\n-3\r\n"


@pytest.mark.parametrize("start", FORMULA)
def test_a_text_that_a_spreadsheet_would_reckon_with_is_tamed(start: str) -> None:
    assert tamed(f"{start}1+1") == f"'{start}1+1"
    assert tamed(f"  {start}1+1") == f"'  {start}1+1"


def test_a_number_stays_a_number() -> None:
    assert tamed(-3) == -3
    assert tamed(None) == ""
    assert tamed("3 - 2") == "3 - 2"


@given(st.lists(st.tuples(st.text(), st.none() | st.integers(), st.text()), max_size=5))
def test_csv_reads_back_as_what_was_written_and_never_as_a_formula(
    rows: list[tuple[str, int | None, str]],
) -> None:
    printed = comma_separated(table(*rows))
    read = list(csv.reader(io.StringIO(printed, newline="")))[1:]
    assert len(read) == len(rows)
    for (name, number, says), (first, middle, last) in zip(rows, read, strict=True):
        assert middle == ("" if number is None else str(number))
        for before, after in ((name, first), (says, last)):
            assert after in (tamed(before), f"'{tamed(before)}")
            assert not after.lstrip(" ").startswith(FORMULA)
            assert not {c for c in after if c < " "} - set("\t\r\n")


@given(st.text())
def test_what_is_harmless_keeps_every_letter_and_its_lines(written: str) -> None:
    shown = harmless(written)
    assert all(c.isprintable() or c == "\n" for c in shown)
    assert [c for c in shown if c.isalnum()] == [c for c in written if c.isalnum()]
    assert harmless(shown) == shown


def test_macrons_and_line_ends_stay_and_escapes_do_not() -> None:
    assert harmless("āēīōū ĀĒĪŌŪ\r\nTe\u00a0Reo") == "āēīōū ĀĒĪŌŪ\nTe Reo"
    assert harmless("\x1b[2Jgone\x9b\u202e") == "�[2Jgone��"
