"""One way of telling that a text has something personal in it, for every room that asks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mcapproval.draft.personal import personal
from mcapproval.sheets.reading import read_workbook

TABLE = tomllib.loads(Path(__file__).with_name("personal.toml").read_text("utf-8"))
CASES = [
    pytest.param(found, text, id=f"{found}: {name}")
    for found, texts in TABLE.items()
    for name, text in texts.items()
]
SIXTY = Path(__file__).parents[2] / "samples/import/sixty.xlsx"
LETTERS = 327_670
"""Of ten full cells of a spreadsheet: what looks again from each letter takes minutes."""


@pytest.mark.parametrize(("found", "text"), CASES)
def test_what_is_found_in_a_text_is_as_the_table_says(found: str, text: str) -> None:
    names = {"bodies": "a list of names", "addressed": "a person's name"}
    told = {"nothing": None, **names}.get(found, found)
    assert personal(text) == told
    assert personal(text, bodies=True) == (None if found in names else told)


def test_nothing_personal_is_seen_in_a_portfolio_of_sixty() -> None:
    book = read_workbook(SIXTY.read_bytes(), SIXTY.name)
    said = {str(cell.value) for sheet in book.sheets for row in sheet.rows for cell in row}
    assert len(said) > 300
    assert [text for text in said if personal(text, bodies=True)] == []


@pytest.mark.parametrize(
    "part", ["a", "1", "1 ", "12 ", "0.", "a@", "@", "Aa ", "Aa, ", "(", "+", "2026-", "\n", "１"]
)
def test_ten_full_cells_are_gone_over_once(part: str) -> None:
    personal((part * LETTERS)[:LETTERS])
