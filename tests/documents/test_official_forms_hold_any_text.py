"""Whatever text goes into a box is read back from it: markup, macrons, line ends, any character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.dossier_fixture import EMOJI, HOSTILE, LONG_PROSE, LONG_WORD
from tests.documents.filled_forms import WORD, body, boxes, filled, lines, saying
from tests.documents.word_made import (
    MANY_LINES,
    PLAIN,
    bookmark,
    cell,
    control,
    document,
    heads,
    paragraph,
    row,
    run,
    table,
)

from mcapproval.documents.cleaning import clean
from mcapproval.documents.official_forms.box import Box

TWO = (3000, 6000)
EVERY = document(
    paragraph("Plain: ", control("plain", kind=PLAIN)),
    paragraph("Many: ", control("many", kind=MANY_LINES)),
    control("block", paragraph(run("Click or tap here to enter text."))),
    table(TWO, row(cell("Cell", width=TWO[0]), cell(width=TWO[1]))),
    table(TWO, row(cell("Held", width=TWO[0]), cell(control("held", kind=PLAIN), width=TWO[1]))),
    table(TWO, heads(TWO, "Id", "Says"), row(cell(width=TWO[0]), cell(width=TWO[1]))),
    paragraph("Line: ____________ and more"),
    paragraph("Marked: ", bookmark("marked", 1, run("[here]"))),
    paragraph(bookmark("alone", 2)),
)
BY = """
  - {control: plain, answer: /entry}
  - {control: many, answer: /entry}
  - {control: block, answer: /entry}
  - {label: Cell, answer: /entry}
  - {label: Held, answer: /entry}
  - {rows: /learning_outcomes, columns: {Id: id, Says: statement}}
  - {label: Line, answer: /entry}
  - {bookmark: marked, answer: /entry}
  - {bookmark: alone, answer: /entry}
"""


def expected(text: str) -> list[str]:
    """Cleaned as on our own papers, without the blanks around it; a line each."""
    cleaned = clean(text.strip()).strip()
    for code in (0xFFFE, 0xFFFF):
        cleaned = cleaned.replace(chr(code), f"[U+{code:04X}]")
    return cleaned.split("\n")


def read_back(text: str) -> None:
    outcomes = [{"id": "LO1", "statement": text}, {"id": "LO2", "statement": text}]
    found = filled(EVERY, BY, saying(entry=text, learning_outcomes=outcomes))
    assert found.not_filled == ()
    told = "\n".join(lines(found.data)).split("\n")
    want = expected(text)
    inline = [f"{label}: {want[0]}" for label in ("Plain", "Many", "Marked")]
    for start in inline:
        at = told.index(start)
        assert told[at : at + len(want)] == [start, *want[1:]]
    line = [f"Line: {want[0]}", *want[1:]]
    line[-1] += " and more"
    at = told.index(line[0])
    assert told[at : at + len(want)] == line
    for label in ("Cell", "Held", "LO1", "LO2"):
        at = told.index(label) + 1
        assert told[at : at + len(want)] == want
    assert told[-len(want) :] == want
    assert len(told) == len(want) * 10 + 6


def told_apart(text: str) -> bool:
    """Whether there is an answer, and none of its lines is what the form itself says."""
    return bool(expected(text)[0]) and {"Cell", "Held", "LO1", "LO2"}.isdisjoint(expected(text))


@settings.get_profile("costly")
@given(st.text().filter(told_apart))
def test_any_text_is_read_back_from_every_sort_of_box(text: str) -> None:
    read_back(text)


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        EMOJI,
        LONG_WORD,
        LONG_PROSE,
        unicodedata.normalize("NFD", "Ngā kōrero ā-iwi"),
        "one\r\ntwo\n\nfour\tfive",
        "]]> <!-- &#65; &lt; {{ 7 * 7 }} ${x} %s ____ ☐ yes",
        "a\x00b\x1bc\ud800d\ufffee\u202ef",
    ],
    ids=lambda text: f"{len(text)} characters",
)
def test_hostile_and_long_texts_are_read_back_from_every_sort_of_box(text: str) -> None:
    read_back(text)


def test_all_of_these_sorts_are_tried() -> None:
    found: tuple[Box, ...] = boxes(EVERY)
    assert {(box.style, box.kind) for box in found} == {
        ("control", "text"),
        ("cell", "text"),
        ("table", "rows"),
        ("line", "text"),
        ("bookmark", "text"),
    }


def test_blanks_inside_an_answer_are_kept_by_word_too() -> None:
    found = filled(EVERY, BY, saying(entry="a  b", learning_outcomes=[{"id": "LO1"}]))
    texts = [t for t in body(found.data).iter(f"{WORD}t") if t.text == "a  b"]
    assert len(texts) == 8
    assert {t.get("{http://www.w3.org/XML/1998/namespace}space") for t in texts} == {"preserve"}
