"""Forms of others: what can't be filled is refused; cut or changed anywhere, never a traceback."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from tests.documents.word_made import (
    STYLES,
    bookmark,
    cell,
    document,
    paragraph,
    row,
    run,
    table,
    zipped,
)

from mcapproval.documents.official_forms.boxes import boxes_of
from mcapproval.documents.official_forms.word_file import word_file
from mcapproval.errors import Unreadable

GOOD = document(paragraph("Title: ", bookmark("title", 1, run("____"))))


def members(data: bytes = GOOD) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_signed_form_is_refused_since_filling_it_would_break_the_signature() -> None:
    signed = zipped({**members(), "_xmlsignatures/origin.sigs": b""})
    with pytest.raises(Unreadable, match="this file is signed") as refused:
        word_file(signed, "form.docx")
    assert refused.value.hint


def test_a_sound_one_is_read_whatever_its_main_part_is_called() -> None:
    files = members()
    moved = {
        name.replace("word/document", "word/document2"): data.replace(
            b"word/document.xml", b"word/document2.xml"
        )
        for name, data in files.items()
    }
    assert word_file(zipped(moved), "form.docx").parts == ("word/document2.xml",)


@pytest.mark.parametrize("cut", range(0, len(GOOD), 37))
def test_a_file_cut_anywhere_is_refused_in_a_sentence(cut: int) -> None:
    with pytest.raises(Unreadable):
        word_file(GOOD[:cut], "form.docx")


@pytest.mark.parametrize("at", range(0, len(GOOD), 29))
def test_a_file_with_a_byte_changed_is_read_or_refused_in_a_sentence(at: int) -> None:
    data = bytearray(GOOD)
    data[at] ^= 0xFF
    with suppress(Unreadable):
        boxes_of(word_file(bytes(data), "form.docx").trees())


def test_the_styles_of_a_form_are_not_read() -> None:
    files = {**members(), "word/styles.xml": STYLES[:-40].encode()}
    assert [box.label for box in boxes_of(word_file(zipped(files), "f").trees())] == ["Title"]


@pytest.mark.parametrize("wide", ["²", "x", "-1", "9" * 5_000])
def test_a_cell_of_no_width_that_there_is_has_its_box_all_the_same(wide: str) -> None:
    said = row(cell("Title"), cell("")).replace(
        "<w:tcW ", f'<w:gridSpan w:val="{wide}"/><w:tcW ', 1
    )
    form = document(table((2400, 2400), said))
    assert boxes_of(word_file(form, "form.docx").trees())
