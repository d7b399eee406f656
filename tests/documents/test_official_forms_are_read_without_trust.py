"""Files that are no sound Word document are refused by name, in a sentence; nothing is obeyed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from tests.documents.word_made import (
    MAIN,
    STYLES,
    bookmark,
    document,
    paragraph,
    run,
    zipped,
)

from mcapproval.documents.official_forms.boxes import boxes_of
from mcapproval.documents.official_forms.word_file import word_file
from mcapproval.errors import Unreadable

GOOD = document(paragraph("Title: ", bookmark("title", 1, run("____"))))


def members(data: bytes = GOOD) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(name: str, old: str, new: str) -> bytes:
    files = members()
    text = files[name].decode()
    assert old in text
    return zipped({**files, name: text.replace(old, new).encode()})


def as_kind(kind: str) -> bytes:
    return changed("[Content_Types].xml", MAIN, MAIN.replace("document.main", kind)
                   if kind.startswith("template") else kind)  # fmt: skip


def odt() -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})


def twice() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in [*members().items()]:
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", b"<other/>")
    return out.getvalue()


def locked_zip() -> bytes:
    """The flag of a member that is encrypted, set in both of its heads."""
    data = bytearray(GOOD)
    data[6] |= 1
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    """The index says of the first member that it unpacks to 201 MB."""
    data = bytearray(GOOD)
    at = data.index(b"PK\1\2")
    data[at + 24 : at + 28] = (201 * 1024 * 1024).to_bytes(4, "little")
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document'

UNFIT: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"Title:", "is no Word document"),
    "nothing": (lambda: b"", "is no Word document"),
    "PDF": (lambda: b"%PDF-1.7\n", "is no Word document"),
    "ODT": (odt, "is no Word document"),
    "spreadsheet": (
        lambda: as_kind(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        ),
        "is no Word document",
    ),
    "macros": (
        lambda: as_kind("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "carries macros (.docm)",
    ),
    "template": (lambda: as_kind("template.main"), "is a template (.dotx)"),
    "older Word": (lambda: OLE + b"\0" * 600, "is of Word 97 to 2003 (.doc)"),
    "password": (
        lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "is locked with a password",
    ),
    "locked ZIP": (locked_zip, "is locked with a password"),
    "cut off": (lambda: GOOD[:-200], "is damaged"),
    "a byte changed": (
        lambda: GOOD.replace(b"<w:body>", b"<w:bodx>", 1),
        "is damaged",
    ),
    "XML that never closes": (lambda: changed("word/document.xml", "</w:body>", ""), "is damaged"),
    "two parts of one name": (twice, "holds two parts of one name"),
    "signed": (
        lambda: zipped({**members(), "_xmlsignatures/origin.sigs": b""}),
        "is signed, and filling it would break the signature",
    ),
    "entities": (
        lambda: changed("word/document.xml", "<w:document", ENTITY),
        "declares a document type",
    ),
    "strict": (
        lambda: changed(
            "word/document.xml",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "is saved as Strict Open XML",
    ),
    "too many parts": (
        lambda: zipped({**members(), **{f"word/x{n}.xml": b"" for n in range(2_000)}}),
        "unpacks to more than a form can hold",
    ),
    "a bomb": (bomb, "unpacks to more than a form can hold"),
    "a text of 20 MB": (
        lambda: zipped({**members(), "word/document.xml": b" " * (21 * 1024 * 1024)}),
        "unpacks to more than a form can hold",
    ),
    "too large": (lambda: b"PK\3\4" + b"\0" * (25 * 1024 * 1024), "is larger than 25 MB"),
    "deeper than can be": (
        lambda: changed("word/document.xml", "<w:body>", "<w:body>" + "<w:p>" * 300),
        "is damaged",
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_is_no_sound_word_document_is_refused_by_name(name: str) -> None:
    made, said = UNFIT[name]
    with pytest.raises(Unreadable) as refused:
        word_file(made(), "form.docx").trees()
    assert refused.value.message.startswith(f"form.docx {said}")
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


def test_a_part_that_nobody_reads_is_unpacked_as_well() -> None:
    """A form that is broken anywhere would open with a repair, and be blamed on us."""
    data = bytearray(GOOD)
    at = data.index(b"word/styles.xml") + len("word/styles.xml") + 40
    data[at] ^= 0xFF
    with pytest.raises(Unreadable, match="is damaged"):
        word_file(bytes(data), "form.docx")
