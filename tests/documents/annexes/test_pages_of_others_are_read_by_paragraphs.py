"""A page of somebody else's is read by paragraphs, and drawn as it was."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.documents.annexes import making
from tests.documents.annexes.test_the_volume import made
from tests.documents.dossier_fixture import annex
from tests.documents.pdf_structure import faults
from tests.simulated import SAMPLES

LETTER = (
    b"0 0 1 rg 50 780 500 2 re f BT /F1 11 Tf 14 TL 50 750 Td (Tena koe) Tj 0 -22 Td"
    b" (We need it, and so do) Tj T* (those beside us.) Tj ET q 1 0 0 1 0 690 cm"
    b" BT /F1 11 Tf 50 0 Td (It is a) Tj ( long way.) Tj 14 TL T* (Nobody is near.) Tj ET Q"
    b" BT /F1 15 Tf 50 660 Td (Signed) Tj ET BT /F1 11 Tf 50 640 Td (Hana) Tj ET"
)
THEIR_FONT = re.compile(r"^page 3: (font .*|a letter that can't be read back)$")
PARAGRAPHS = ["Tena koe", "We need it, and so do|those beside us."]
PARAGRAPHS += ["It is a| long way.|Nobody is near.", "Signed", "Hana"]


def written(code: bytes) -> bytes:
    def write(pdf: Any) -> None:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(code)
        form = pdf.make_stream(b"BT /F1 9 Tf (Within) Tj ET")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        page.Resources.XObject = Dictionary(Within=form)

    return making.changed(write)


def told(data: bytes) -> list[str]:
    """What each part of the last page says, one showing of letters from the next by a bar."""
    assert [fault for fault in faults(data) if not THEIR_FONT.search(fault)] == []
    with pikepdf.open(BytesIO(data)) as pdf:
        page, by_mark, here = pdf.pages[-1], dict[int, list[str]](), -1
        for each in pikepdf.parse_content_stream(page):
            if str(each.operator) == "BDC":
                operands: Any = each.operands
                here = int(operands[1].MCID)
            elif str(each.operator) == "Tj":
                by_mark.setdefault(here, []).append(str(each.operands[0]))
        parts = [p for p in pdf.Root.StructTreeRoot.K[0].K if p.get("/Pg") == page.obj]
        return [
            "|".join(word for mark in p.K for word in by_mark.get(int(mark), ())) for p in parts
        ]


def drawn(data: bytes) -> bytes:
    """The last page without its marks."""
    with pikepdf.open(BytesIO(data)) as pdf:
        every = list(pikepdf.parse_content_stream(pdf.pages[-1]))
        return pikepdf.unparse_content_stream(
            [each for each in every if str(each.operator) not in ("BMC", "BDC", "EMC")]
        )


def test_gaps_and_other_letters_part_a_letter_and_nothing_of_it_is_drawn_otherwise() -> None:
    theirs = written(LETTER)
    data = made(annex("a.pdf", "A", "need", theirs)).data
    assert told(data) == PARAGRAPHS
    assert drawn(data) == drawn(theirs)


def test_marks_that_led_into_their_own_structure_make_room_for_ours() -> None:
    code = b"/P <</MCID 3>> BDC " + LETTER + b" EMC /Artifact BMC 9 9 9 9 re f EMC"
    assert told(made(annex("a.pdf", "A", "need", written(code))).data) == PARAGRAPHS


def test_a_raised_figure_tears_no_paragraph_within_a_line_or_at_its_end() -> None:
    code = (
        b"BT /F1 11 Tf 50 750 Td (They) Tj /F1 6.4 Tf 20 3.6 Td (1) Tj /F1 11 Tf 5 -3.6 Td"
        b" (need it) Tj /F1 6.4 Tf 40 3.6 Td (2) Tj /F1 11 Tf -65 -17.6 Td (now.) Tj"
        b" 0 -30 Td (Signed) Tj ET"
    )
    parts = told(made(annex("a.pdf", "A", "need", written(code))).data)
    assert parts == ["They|1|need it|2|now.", "Signed"]


def test_the_letters_among_the_samples_are_read_by_paragraphs() -> None:
    letter = (
        SAMPLES / "digital-skills-for-the-workplace" / "evidence" / "n1-letter-kotare-freight.pdf"
    )
    data = made(annex("a.pdf", "A", "need", letter.read_bytes())).data
    parts = told(data)
    assert len(parts) == 19
    assert drawn(data) == drawn(letter.read_bytes())


@pytest.mark.parametrize(
    "code",
    [
        b"/OC /Hidden BDC " + LETTER + b" EMC",
        b"/Span <</ActualText (x)>> BDC " + LETTER + b" EMC",
        b"/Within Do " + LETTER,
        b"/Nothing Do " + LETTER,
        b"0 1 -1 0 0 0 cm " + LETTER,
        b"Q " + LETTER,
        b"(a) TL /F1 Tf 1 Td " + LETTER,
        b"/P BDC " + LETTER + b" 5 re",
        b"BT /F1 11 Tf 50 700 Td (One line) Tj ET",
        b"(Loose) Tj " + LETTER,
    ],
)
def test_a_page_that_is_not_understood_stays_one_part(code: bytes) -> None:
    data = made(annex("a.pdf", "A", "need", written(code))).data
    assert told(data) == [""]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.pages[-1].Resources.XObject.Theirs.read_bytes() == code


def test_of_very_many_pages_the_last_are_not_looked_through() -> None:
    long = written(LETTER + b"%" + b"x" * 400_000 + b"\n")
    found = made(*(annex(f"{name}.pdf", name, "need", long) for name in "ABC")).data
    with pikepdf.open(BytesIO(found)) as pdf:
        kept = ["/Theirs" in page.Resources.get("/XObject", {}) for page in pdf.pages]
    assert kept[2::2] == [False, False, True]
