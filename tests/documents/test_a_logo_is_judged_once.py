"""The logo of a house is the same picture with the same words in every look, or in none."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from tests.documents.every_block import every_block

from mcapproval.documents.content import Document
from mcapproval.documents.docx import render as docx
from mcapproval.documents.house import House
from mcapproval.documents.html import render as html
from mcapproval.documents.logo import WIDEST, logo_of
from mcapproval.documents.pdf import render as pdf


def picture(kind: str, wide: int = 300, high: int = 100) -> bytes:
    out = BytesIO()
    Image.new("RGB", (wide, high), (120, 30, 60)).save(out, kind)
    return out.getvalue()


def paper(logo: bytes, name: str = "Te Kura o Ōtaki") -> Document:
    return replace(every_block("x"), house=House(name, logo=logo))


def in_pdf(document: Document) -> bool:
    with pikepdf.open(BytesIO(pdf.render(document))) as read:
        return any("Logo of" in str(o.get("/Alt", "")) for o in _dictionaries(read))


def _dictionaries(read: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [o for o in read.objects if isinstance(o, pikepdf.Dictionary)]


def in_docx(document: Document) -> bool:
    with zipfile.ZipFile(BytesIO(docx.render(document))) as packed:
        head = "word/first-header.xml"
        return head in packed.namelist() and b'descr="Logo of' in packed.read(head)


def in_html(document: Document) -> bool:
    return 'alt="Logo of' in html.render(document)


LOOKS = (in_pdf, in_docx, in_html)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_at_the_head(look: Callable[[Document], bool], kind: str) -> None:
    assert look(paper(picture(kind)))
    assert look(paper(picture(kind), name=""))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"no picture",
        b"GIF89a",
        picture("GIF"),
        picture("PNG")[:-40],
        picture("JPEG")[:200],
        picture("PNG", WIDEST + 1, 1),
    ],
    ids=["none", "words", "begin of a GIF", "GIF", "PNG cut off", "JPEG cut off", "too wide"],
)
def test_what_is_no_logo_is_in_no_look(look: Callable[[Document], bool], logo: bytes) -> None:
    assert not look(paper(logo))
    assert not look(paper(logo, name=""))


def test_its_words_are_one_line_and_name_somebody() -> None:
    logo = picture("PNG")
    said = [
        found.alternative
        for name in ("Te\n Kura", " ")
        if (found := logo_of(House(name, logo=logo)))
    ]
    assert said == ["Logo of Te Kura", "Logo of the provider"]
