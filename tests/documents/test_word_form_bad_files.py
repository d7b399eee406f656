"""Files that are no form, or do harm: each refused by what it is, and nothing in it obeyed."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from tests.documents.filling_in import Filled, new

from mcapproval.actions.drafts.checking import check_file
from mcapproval.clock import read_day
from mcapproval.documents.word import opening
from mcapproval.documents.word.body import Grid, blocks
from mcapproval.documents.word.counts import MOST_COLUMNS
from mcapproval.documents.word.opening import opened
from mcapproval.documents.word_form.reading import read_form
from mcapproval.errors import Unreadable
from mcapproval.stored_zip import stored_zip

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(new())) as form:
        return {name: form.read(name) for name in form.namelist()}


def with_part(name: str, data: bytes) -> bytes:
    return stored_zip({**members(), name: data}.items())


def document(text: str) -> bytes:
    ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{ns}"><w:body>{text}</w:body></w:document>'.encode()


ORDINARY = document("<w:p><w:r><w:t>Minutes of a meeting</w:t></w:r></w:p>")


def ordinary(text: bytes = ORDINARY) -> bytes:
    plain = {**members(), "word/document.xml": text}
    del plain["docProps/custom.xml"]
    return stored_zip(plain.items())


def kit() -> bytes:
    return ordinary(
        document(
            '<w:sdt><w:sdtPr><w:tag w:val="kit:letter:because"/></w:sdtPr><w:sdtContent>'
            "<w:p><w:r><w:t>We need it</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
    )


def older() -> bytes:
    custom = members()["docProps/custom.xml"].replace(b"word-form/1", b"word-form/0")
    return with_part("docProps/custom.xml", custom)


FILES = {
    "empty": (b"", "this file is empty"),
    "locked with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a pass"),
    "old Word": (OLE, "Word 97 to 2003"),
    "with macros": (with_part("word/vbaProject.bin", b"x"), "macros"),
    "cut off": (new()[:-500], "damaged or cut off"),
    "no XML": (with_part("word/document.xml", b"<w:document"), "damaged or cut off"),
    "ordinary": (ordinary(), "not a form of ours"),
    "kit": (kit(), "a letter, survey or record that is sent to others, and not the form"),
    "PDF": (b"%PDF-1.4", "this is a PDF, not .docx"),
    "older form": (older(), "of another version (word-form/0)"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_form_is_refused_by_what_it_is(name: str, tmp_path: Path) -> None:
    data, said = FILES[name]
    path = tmp_path / "form.docx"
    path.write_bytes(data)
    checked = check_file(path, read_day("2026-06-01"), None)
    assert checked.error is not None
    assert checked.exit_code == 2
    assert said in checked.error.message
    assert checked.error.hint
    assert "root:" not in checked.error.message


def test_a_file_that_unpacks_to_too_much_is_left_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_PART", 100_000)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, data in members().items():
            bomb.writestr(name, data.ljust(3_000_000) if name == "word/document.xml" else data)
    with pytest.raises(Unreadable, match="unpacks to far more"):
        read_form(packed.getvalue(), "form.docx")
    monkeypatch.setattr(opening, "LARGEST_FILE", 1_000)
    with pytest.raises(Unreadable, match="larger than 25 MB"):
        read_form(new(), "form.docx")


def test_a_link_to_a_file_elsewhere_is_not_followed() -> None:
    there = members()["word/_rels/document.xml.rels"]
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    link = b'<Relationship Id="rId9" Type="%s" Target="file:///etc/passwd" TargetMode="External"/>'
    rels = there.replace(b"</Relationships>", link % kind + b"</Relationships>")
    assert read_form(with_part("word/_rels/document.xml.rels", rels), "form.docx").remarks == ()


@pytest.mark.parametrize(
    "text",
    [
        'R&D <b>x</b> <img src="/etc/passwd"/>',
        "${x} {{ 7 * 7 }} %s",
        "=HYPERLINK(1)",
        "A \u200bzero-width space",
    ],
)
def test_no_text_in_a_field_is_obeyed_or_dropped(text: str) -> None:
    read = Filled(new()).write("need.summary", text).read()
    assert read.reading.draft.get("/need/summary") == text


def test_a_file_cut_anywhere_or_with_a_byte_changed_is_read_or_refused_and_nothing_else() -> None:
    data = new()
    for at in range(0, len(data), 9_973):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]):
            with suppress(Unreadable):
                read_form(broken, "form.docx")


@pytest.mark.parametrize("span", ["²", "9" * 5_000, "-1", "", "60"])
def test_cells_that_say_to_be_wider_than_any_table_are_read(span: str) -> None:
    """A row of 20,000 such cells once stood for more than a million."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p/></w:tc>'
    table = f"<w:tbl><w:tr>{cell * 20}</w:tr></w:tbl>"
    body = members()["word/document.xml"].replace(b"<w:sectPr", table.encode() + b"<w:sectPr", 1)
    file = opened(with_part("word/document.xml", body), "form.docx")
    last = [block for block in blocks(file) if isinstance(block, Grid)][-1]
    assert len(last.rows[0]) <= MOST_COLUMNS + 20
