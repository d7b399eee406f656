"""No word is wider than what was measured of it, and every macron is known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from mcapproval.documents.drawing.measuring import known, shortened, width, wrapped
from mcapproval.documents.typeface import BODY, BOLD, glyphs

LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180), 0x2026, 0x2013, 0x2019)))


def test_no_letter_is_narrower_in_the_table_than_in_the_typeface() -> None:
    for letter in LETTERS:
        if ord(letter) in glyphs() and known(letter):
            assert width(letter, 100) >= pdfmetrics.stringWidth(letter, BODY, 100), letter
            assert width(letter, 100, bold=True) >= pdfmetrics.stringWidth(letter, BOLD, 100), (
                letter
            )


def test_every_macron_and_every_plain_letter_is_in_the_table() -> None:
    assert known("ĀĒĪŌŪāēīōū" + "".join(map(chr, range(0x20, 0x7F))))


def test_a_letter_that_the_typeface_lacks_is_measured_as_its_code() -> None:
    glyphs()
    assert not known("你")
    assert width("你", 10) >= pdfmetrics.stringWidth("[U+4F60]", BODY, 10)


@given(st.text(), st.floats(20, 200))
def test_no_line_is_wider_than_its_room_unless_one_character_is(text: str, room: float) -> None:
    for line in wrapped(text, 8.5, room):
        assert width(line, 8.5) <= room or len(line) == 1
    lines = shortened(text, 8.5, room, 2)
    assert len(lines) <= 2
    assert all(width(line, 8.5) <= room or len(line) == 1 for line in lines)
