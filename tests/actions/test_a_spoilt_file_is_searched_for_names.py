"""A packed file that is spoilt is searched as far as it can be read, ends no search, and is told as
one that could not be searched.
"""

from __future__ import annotations

import gzip
import zipfile
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from mcapproval.actions.people.name_search import look, mentions, says

NAME = ("hana turoa",)
NOBODY = ("mere kahu",)


def opaque(data: bytes) -> bool:
    found = look(data, NOBODY)
    assert not found.says
    return found.opaque


def packed(how: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        archive.writestr("first.txt", "Signed: Hana Tūroa. " * 40)
        archive.writestr("second.txt", "Nothing more. " * 40)
    return out.getvalue()


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_name_in_a_whole_member_is_found_beside_a_spoilt_one(how: int) -> None:
    data = bytearray(packed(how))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        second = archive.getinfo("second.txt")
    begin = second.header_offset + 30 + len("second.txt")
    data[begin + 4 : begin + second.compress_size] = b"\xff" * (second.compress_size - 4)
    assert says(bytes(data), NAME)
    assert not says(bytes(data), NOBODY)
    assert opaque(bytes(data))
    assert opaque(within(bytes(data)))
    assert not opaque(packed(how))
    assert not opaque(within(packed(how)))


def within(data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("packed.zip", data)
    return out.getvalue()


def test_a_file_packed_too_deep_to_be_looked_into_is_not_searched() -> None:
    data = packed(zipfile.ZIP_STORED)
    assert not opaque(within(within(data)))
    assert opaque(within(within(within(data))))


def test_a_packed_file_that_breaks_off_or_goes_on_is_not_wholly_searched() -> None:
    data = gzip.compress(b"Signed: Hana Turoa. " * 40, mtime=0)
    assert says(data, NAME)
    assert not opaque(data)
    assert opaque(data[:-12])
    assert opaque(data + data)


def test_a_member_said_to_stand_before_the_file_ends_no_search() -> None:
    data = packed(zipfile.ZIP_STORED)
    begins = data.rindex(b"PK\5\6") + 16
    said = int.from_bytes(data[begins : begins + 4], "little") + 1000
    spoilt = data[:begins] + said.to_bytes(4, "little") + data[begins + 4 :]
    assert says(spoilt, NAME)
    assert not says(spoilt, NOBODY)
    assert opaque(spoilt)


@pytest.mark.parametrize("said", ["Tuakana-Moss, Vaine", "Moss, Vaine Tuakana", "VaineTuakanaMoss"])
def test_a_name_of_several_words_is_found_whichever_of_them_stands_first(said: str) -> None:
    assert mentions(f"Present: {said} and others.", ("vaine tuakana moss",))
    assert not mentions("Present: Tuakana, Vaine and Moss.", ("vaine tuakana moss",))


def pdf(encryption: pikepdf.Encryption | None = None) -> bytes:
    drawn, out = BytesIO(), BytesIO()
    pages = Canvas(drawn)
    for said in ("Signed: Hana Turoa", "Nothing more."):
        pages.drawString(100, 700, said)
        pages.showPage()
    pages.save()
    with pikepdf.open(drawn) as made:
        made.save(out, encryption=encryption or False)
    return out.getvalue()


def locked(kind: Any, word: str) -> pikepdf.Encryption:
    return pikepdf.Encryption(owner="o", user=word, R=kind, aes=kind > 3, metadata=kind > 3)


@pytest.mark.parametrize("kind", [2, 3, 4, 6])
def test_a_pdf_that_only_forbids_to_print_is_searched_like_any_other(kind: int) -> None:
    data = pdf(locked(kind, ""))
    assert look(data, NAME).says
    assert not opaque(data)


@pytest.mark.parametrize("kind", [2, 3, 4, 6])
def test_a_pdf_that_asks_for_a_password_is_told_as_not_searched(kind: int) -> None:
    data = pdf(locked(kind, "secret"))
    assert opaque(data)
    assert opaque(within(data))


def test_a_pdf_packed_as_nobody_knows_ends_no_search() -> None:
    assert opaque(pdf().replace(b"/FlateDecode", b"/FlateDecodX"))


def test_a_name_is_found_on_a_page_before_the_one_that_can_not_be_read() -> None:
    data = pdf()
    at = data.rindex(b"/FlateDecode")
    spoilt = data[:at] + data[at:].replace(b"/FlateDecode", b"/FlateDecodX", 1)
    assert look(spoilt, NAME).says
    assert opaque(spoilt)
