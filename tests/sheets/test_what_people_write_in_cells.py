"""`5 cr`, `L5`, `3/04/2023`: what people write in cells, and what can't be taken."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcapproval.clock import spoken
from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell, Value
from mcapproval.sheets.days import typed_day
from mcapproval.sheets.values import NOT_KNOWN, CellError

APRIL = date(2023, 4, 3)


def cell(value: Value) -> Cell:
    return Cell("C7", value)


@pytest.mark.parametrize(
    "value",
    [5, 5.0, "5", " 5 ", "5.0", "5 cr", "5cr.", "5 Credits", "5\xa0credits"],
)
def test_a_whole_number_is_read_with_its_unit(value: Value) -> None:
    assert values.whole(cell(value), ("cr", "credit", "credits")) == 5


def test_thousands_are_read() -> None:
    assert [values.whole(cell(v)) for v in ("1,200", "1 200", "1\xa0200", 1200)] == [1200] * 4


@pytest.mark.parametrize(
    "value",
    ["five", "5.5", 5.5, -5, "-5", "5 hours", "1,20", True, date(2023, 4, 3), "not known", 1e300],
)
def test_what_is_no_whole_number_is_refused_by_its_cell(value: Value) -> None:
    with pytest.raises(CellError, match="C7") as refused:
        values.whole(cell(value), ("cr",))
    assert "whole number" in refused.value.mend


@pytest.mark.parametrize("value", [5, "5", "L5", "l 5", "Level 5", "LEVEL 5", 5.0, "5.0"])
def test_a_level_is_read(value: Value) -> None:
    assert values.level(cell(value)) == 5


@pytest.mark.parametrize("value", ["5-6", "five", 5.5, True])
def test_what_is_no_level_is_refused(value: Value) -> None:
    with pytest.raises(CellError):
        values.level(cell(value))


@pytest.mark.parametrize(
    "value",
    [
        *("3/04/2023", "3/4/23", "03.04.2023", "3-4-2023", "2023-04-03", "2023/4/3"),
        *("3 April 2023", "3 Apr 23", "3rd April, 2023", "3-Apr-23", "Monday 3 April 2023"),
        *("April 3, 2023", "3/04/2023 12:00:00 AM", "2023-04-03T00:00:00", " 3/04/2023\xa0"),
        *(45019, 45019.0, 45019.5, "45019", APRIL),
    ],
)
def test_a_day_is_read_as_a_new_zealander_reads_it(value: Value) -> None:
    assert values.day(cell(value)) == APRIL


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("13/13/2023", "no month 13"),
        ("4/13/2023", "the day comes first"),
        ("April 2023", "which day"),
        ("2023", "which day"),
        (2023, "which day"),
        ("31/02/2023", "no day"),
        ("soon", "no day"),
        ("3 Ju 2023", "no day"),
        ("3 De 2023", "no day"),
        ("O 3, 2023", "no day"),
        (True, "no day"),
        ("3/4", "no day"),
        ("1/1/0001", "no day"),
    ],
)
def test_what_is_no_day_is_refused_with_how_to_write_it(value: Value, said: str) -> None:
    with pytest.raises(CellError, match=said) as refused:
        values.day(cell(value))
    assert "3/04/2023" in refused.value.mend


@given(st.dates(date(1955, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_in_every_writing(day: date) -> None:
    serial = (day - date(1900, 1, 1)) // timedelta(days=1) + 2
    written: list[Value] = [
        day, serial, str(serial), day.isoformat(), f"{day.day}/{day.month:02}/{day.year}",
        f"{day.day} {day:%B} {day.year}",
    ]  # fmt: skip
    assert [values.day(cell(value)) for value in written] == [day] * len(written)


def test_not_known_is_an_answer_where_it_may_be_given() -> None:
    for word in ("not known", "Unknown", "n/k", "?", "TBC"):
        assert values.whole(cell(word), unknown=True) is NOT_KNOWN
        assert values.day(cell(word), unknown=True) is NOT_KNOWN
        with pytest.raises(CellError):
            values.day(cell(word))
        assert values.known(cell(word))


def test_an_empty_cell_is_none() -> None:
    for value in (None, "", " \xa0\n"):
        assert not values.known(cell(value))
        readers = (values.text, values.whole, values.level, values.day, values.money)
        assert [read(cell(value)) for read in readers] == [None] * 5
        assert values.names(cell(value)) == ()
        assert values.choice(cell(value), {"a": "b"}) is None


def test_a_choice_is_read_whatever_its_case_blanks_and_hyphens() -> None:
    words = {"Wānanga": "wananga", "In person": "in-person"}
    assert values.choice(cell(" in-PERSON "), words) == "in-person"
    assert values.choice(cell("wa\u0304nanga"), words) == "wananga"
    with pytest.raises(CellError, match="write one of: Wānanga, In person"):
        values.choice(cell("online"), words)


@pytest.mark.parametrize("value", ["$1,250.00", "1250", 1250, 1250.0, "NZ$ 1,250", "1 250.0"])
def test_money_is_read_in_cents(value: Value) -> None:
    assert values.money(cell(value)) == 125000


def test_cents_are_kept_and_odd_amounts_refused() -> None:
    assert [values.money(cell(v)) for v in (1.1, "$0.05", "12.5")] == [110, 5, 1250]
    for value in ("free", "1.234", "-5", "12,50"):
        with pytest.raises(CellError):
            values.money(cell(value))


def test_names_are_parted_by_semicolons_and_lines() -> None:
    assert values.names(cell("A; B\nC ;;\n")) == ("A", "B", "C")


def test_a_text_is_whole_and_nfc() -> None:
    assert values.text(cell(" Ma\u0304ori\xa0 x \r\n y ")) == "Māori  x\ny"
    assert [values.text(cell(v)) for v in (5, 5.0, 2.5, APRIL)] == ["5", "5", "2.5", "2023-04-03"]


def test_no_formula_is_taken_by_any_reader() -> None:
    planted = Cell("C7", "=1+1", True)
    readers = (values.text, values.whole, values.level, values.day, values.money, values.names)
    for read in readers:
        with pytest.raises(CellError, match="formula"):
            read(planted)
    with pytest.raises(CellError, match="formula"):
        values.choice(planted, {})


def test_a_text_that_would_be_a_formula_is_told_how_it_can_stand() -> None:
    with pytest.raises(CellError, match="would be taken for a formula") as refused:
        values.text(Cell("C7", "@Home (Level 3)", True))
    assert "type ' before" in refused.value.mend


@pytest.mark.parametrize("word", ["Māori", "tūī", "wānanga – hōtaka", "Café"])
def test_letters_that_were_spoilt_on_the_way_are_told(word: str) -> None:
    assert values.text(Cell("A1", word)) == word
    data = word.encode()
    wrong = "".join(
        chr(byte)
        if 0x80 <= byte <= 0x9F and byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
        else bytes([byte]).decode("cp1252")
        for byte in data
    )
    with pytest.raises(CellError, match="spoilt"):
        values.text(Cell("A1", wrong))


@pytest.mark.parametrize(
    "value", ["#REF!", "#N/A", "#NAME?", "#DIV/0!", "#VALUE!", " #SPILL! ", "NaN", float("nan")]
)
@pytest.mark.parametrize(
    "read", [values.text, values.whole, values.level, values.day, values.money]
)
def test_what_a_formula_that_failed_leaves_is_no_value(value: Value, read: object) -> None:
    assert callable(read)
    with pytest.raises(CellError, match=r"C7: .* could not be worked out"):
        read(cell(value))


@pytest.mark.parametrize("value", [float("inf"), 1e300, "9" * 40])
def test_no_amount_of_money_is_beyond_all_measure(value: Value) -> None:
    with pytest.raises(CellError, match="C7"):
        values.money(cell(value))


@pytest.mark.parametrize("said", ["#metoo", "#A", "# 1", "Nan"])
def test_words_behind_a_number_sign_are_words(said: str) -> None:
    assert values.text(cell(said)) == said


@pytest.mark.parametrize("read", [values.whole, values.money])
def test_a_number_of_more_digits_than_python_turns_is_too_large(
    read: Callable[[Cell], object],
) -> None:
    with pytest.raises(CellError, match="larger than any") as refused:
        read(Cell("A1", "1" * 5_000))
    assert len(str(refused.value)) < 200
    assert values.whole(Cell("A1", "0" * 5_000 + "7")) == 7


def test_a_number_beyond_all_measure_is_not_told_at_length() -> None:
    with pytest.raises(CellError) as refused:
        values.whole(Cell("A1", 1e300))
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    "said",
    ["2026-06-30", "30 June 2026", " 30  june 2026", "30/6/2026", "30.06.2026", "June 30, 2026"],
)
def test_a_day_is_typed_in_any_way_that_says_it_whole(said: str) -> None:
    assert typed_day(said) == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("1/2/26", "has a year of two digits, and could be another day"),
        ("30 June 26", "has a year of two digits"),
        ("30 June", "does not say which year"),
        ("6/30/2026", "the day comes first here, and there is no month 30"),
        ("31 June 2026", "there is no day '31 June 2026' in the calendar"),
        ("29/2/2027", "in the calendar"),
        ("2026-13-01", "there is no day 2026-13-01 in the calendar"),
        ("30 June 1800", "is out of reach: give a year from 1900 to 2999"),
        ("30 Brumaire 2026", "is no day"),
        ("Friday, 30 June 2026", "is no day"),
        ("46000", "is no day"),
        ("45000.0", "is no day"),
        ("2026-06-30T09:00", "is no day"),
        ("tomorrow", "write 2026-06-30, 30 June 2026 or 30/6/2026"),
        ("", "is no day"),
    ],
)
def test_what_could_be_another_day_or_is_none_is_told(said: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        typed_day(said)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_day_is_typed_as_we_print_it(day: date) -> None:
    assert typed_day(spoken(day)) == typed_day(day.isoformat()) == day


@given(st.text(max_size=30))
def test_any_words_are_a_day_or_told_to_be_none(said: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(typed_day(said), date)
