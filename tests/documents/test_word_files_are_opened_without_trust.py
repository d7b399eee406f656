"""Files that are no sound Word document: each refused by what it is, in the same sentence at every
door, and nothing in them obeyed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from tests.documents.word_made import MAIN, bookmark, document, paragraph, run, zipped

from mcapproval.documents.kits.returned import read_back
from mcapproval.documents.official_forms.word_file import word_file
from mcapproval.documents.word.opening import opened
from mcapproval.documents.word_form.reading import read_form
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


def packed(how: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members().items():
            archive.writestr(name, data)
    return out.getvalue()


def spoilt(data: bytes) -> bytes:
    """With a byte changed in the middle of its text, as it is packed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo("word/document.xml")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def locked_zip() -> bytes:
    """The flag of a member that is encrypted, set in both of its heads."""
    data = bytearray(GOOD)
    data[6] |= 1
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    """The index says of the last member, which is not read, that it unpacks to 201 MB."""
    data = bytearray(GOOD)
    at = data.rindex(b"PK\1\2")
    data[at + 24 : at + 28] = (201 * 1024 * 1024).to_bytes(4, "little")
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document'

UNFIT: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"Title:", "this is no Word document"),
    "nothing": (lambda: b"", "this file is empty"),
    "PDF": (lambda: b"%PDF-1.7\n", "this is a PDF"),
    "ODT": (odt, "this is an OpenDocument file"),
    "spreadsheet": (
        lambda: as_kind(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        ),
        "this is an office file, but no Word document",
    ),
    "rich text": (lambda: b"{\\rtf1 kia ora}", "this is a rich text (RTF) file"),
    "a zip file": (lambda: zipped({"a.txt": b"x"}), "this is a zip file and no Word document"),
    "no zip": (lambda: b"PK\3\4 and nothing more", "this Word file is damaged or cut off"),
    "macros beside the text": (
        lambda: zipped({**members(), "word/vbaProject.bin": b"x"}),
        "this file holds macros (.docm)",
    ),
    "macros": (
        lambda: as_kind("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "this file holds macros (.docm)",
    ),
    "template": (lambda: as_kind("template.main"), "this is a template (.dotx)"),
    "older Word": (lambda: OLE + b"\0" * 600, "this is a file of Word 97 to 2003 (.doc)"),
    "password": (
        lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "this file is locked with a password",
    ),
    "locked ZIP": (locked_zip, "this file is locked with a password"),
    "packed with LZMA": (
        lambda: packed(zipfile.ZIP_LZMA),
        "this file is packed as no Word document is",
    ),
    "packed with LZMA, and spoilt": (
        lambda: spoilt(packed(zipfile.ZIP_LZMA)),
        "this file is packed as no Word document is",
    ),
    "packed, and spoilt": (
        lambda: spoilt(packed(zipfile.ZIP_DEFLATED)),
        "this Word file is damaged or cut off",
    ),
    "cut off": (lambda: GOOD[:-200], "this Word file is damaged or cut off"),
    "a byte changed": (
        lambda: GOOD.replace(b"<w:body>", b"<w:bodx>", 1),
        "this Word file is damaged or cut off",
    ),
    "XML that never closes": (
        lambda: changed("word/document.xml", "</w:body>", ""),
        "this Word file is damaged or cut off",
    ),
    "two parts of one name": (twice, "this file holds two parts of one name"),
    "entities in one another": (
        lambda: changed("word/document.xml", "<w:document", LAUGHS),
        "this file declares a document type",
    ),
    "entities": (
        lambda: changed("word/document.xml", "<w:document", ENTITY),
        "this file declares a document type",
    ),
    "strict": (
        lambda: changed(
            "word/document.xml",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "this file is saved as Strict Open XML",
    ),
    "strict relations": (
        lambda: changed(
            "_rels/.rels",
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        ),
        "this file is saved as Strict Open XML",
    ),
    "too many parts": (
        lambda: zipped({**members(), **{f"word/x{n}.xml": b"" for n in range(2_000)}}),
        "this file unpacks to far more than a form can hold",
    ),
    "a bomb": (bomb, "this file unpacks to far more than a form can hold"),
    "a text of 20 MB": (
        lambda: zipped({**members(), "word/document.xml": b" " * (21 * 1024 * 1024)}),
        "this file unpacks to far more than a form can hold",
    ),
    "too large": (lambda: b"PK\3\4" + b"\0" * (25 * 1024 * 1024), "this file is larger than 25 MB"),
    "deeper than can be": (
        lambda: changed("word/document.xml", "<w:body>", "<w:body>" + "<w:p>" * 300),
        "this Word file is damaged or cut off",
    ),
}

DOORS: dict[str, Callable[[bytes, str], Any]] = {
    "any Word file": opened,
    "a form of somebody else's": word_file,
    "a form of ours": read_form,
    "a kit": read_back,
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", UNFIT)
def test_what_is_no_sound_word_document_is_refused_alike_at_every_door(
    name: str, door: str
) -> None:
    made, said = UNFIT[name]
    with pytest.raises(Unreadable) as refused:
        DOORS[door](made(), "form.docx")
    assert refused.value.message.startswith(said)
    assert refused.value.source == "form.docx"
    assert refused.value.hint


def test_a_part_that_nobody_reads_is_unpacked_as_well() -> None:
    """A form that is broken anywhere would open with a repair, and be blamed on us."""
    data = bytearray(GOOD)
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        at = archive.getinfo("word/styles.xml").header_offset
    at = data.index(b"word/styles.xml", at) + len("word/styles.xml") + 40
    data[at] ^= 0xFF
    with pytest.raises(Unreadable, match="is damaged"):
        opened(bytes(data), "form.docx")


def test_what_is_read_of_a_file_is_as_its_author_wrote_it() -> None:
    """Comments and instructions for programs stay in the tree, which a form is written from."""
    noted = changed("word/document.xml", "<w:body>", "<?keep me?><!-- kept --><w:body>")
    assert [node.text for node in opened(noted, "form.docx").body][:2] == ["me", " kept "]
