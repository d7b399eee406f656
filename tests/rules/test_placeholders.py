"""Words that hold the place of an answer are none; answers that look a little like them are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcapproval.rules.asked import placeholder, written
from mcapproval.rules.placeholders import AROUND, BEGINNINGS, holds_place


@pytest.mark.parametrize(
    "text",
    ["TBC", "tbc.", "(TBA)", " [TBD] ", "n/a", "N/A", "n.a.", "NA", "To be confirmed", "xxx", "XX",
     "to be  advised…", "<to be decided>", "Todo:", "*TBC*", "LOREM IPSUM",
     "Lorem ipsum dolor sit amet, " * 9],
)  # fmt: skip
def test_a_word_that_holds_a_place_is_no_answer(text: str) -> None:
    assert not written(text)
    assert placeholder(text) == text.strip()
    assert placeholder([text]) == text.strip()


@pytest.mark.parametrize("text", ["...", "-", "?", "…", "()"])
def test_signs_alone_are_none_either(text: str) -> None:
    assert not written(text)
    assert placeholder(text) == text


@pytest.mark.parametrize(
    "text",
    ["none", "None", "nil", "Not applicable", "No", "0", "Te reo Māori", "TBC Ltd", "Nā te hapori",
     "XXL clothing", "The hours of A2 are TBC; the rest is settled", "Level 4 (n/a to staff)",
     "Tikanga", "To be a carer, and to follow a plan of care", "Lorem ipsum is what they typeset"],
)  # fmt: skip
def test_what_may_be_an_answer_is_left_to_a_reader(text: str) -> None:
    assert written(text)
    assert placeholder(text) == placeholder([text]) == ""


def test_a_list_is_answered_by_one_answer_in_it() -> None:
    assert written(["TBC", "Samoa"])
    assert not written([])
    assert not written(["TBC", "..."])
    assert (placeholder([]), placeholder(["TBC", "Samoa"]), placeholder({"a": "TBC"})) == (
        "",
        "",
        "",
    )


@given(st.text(max_size=40))
def test_nothing_holds_a_place_that_begins_otherwise(text: str) -> None:
    assert text[:1] in BEGINNINGS or not holds_place(text)


@given(st.sampled_from(["tbc", "n/a", "to follow"]), st.text(AROUND, max_size=5))
def test_signs_around_make_no_odds(word: str, around: str) -> None:
    assert not written(f"{around}{word}{around}")
