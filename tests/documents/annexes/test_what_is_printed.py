"""How each annex gets into the pack: what is printed, attached, refused by name, or kept back."""

from __future__ import annotations

import zlib
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.documents.annexes import making
from tests.documents.dossier_fixture import annex, dossier

from mcapproval.documents.annexes import limits, looking_into_pdf
from mcapproval.documents.annexes.judging import Included, included
from mcapproval.documents.annexes.kinds import kind_of

if TYPE_CHECKING:
    from mcapproval.documents.dossier import Annex


def judged(*annexes: Annex) -> tuple[Included, ...]:
    return included(dossier(annexes=annexes))


def one(name: str, data: bytes) -> Included:
    (found,) = judged(annex(name, "T", "need", data))
    return found


@pytest.mark.parametrize(
    ("name", "data", "how"),
    [
        ("a.pdf", making.pages(3), "printed"),
        ("a.png", making.picture("PNG"), "printed"),
        ("a.jpg", making.picture("JPEG"), "printed"),
        ("a.txt", "Kia ora, ō".encode(), "printed"),
        ("a.md", b"# Notes", "printed"),
        ("a.csv", b"a;b\n1;2\n", "printed"),
        ("a.eml", making.MAIL, "attached"),
        ("a.msg", b"\xd0\xcf\x11\xe0 a mail", "attached"),
        ("a.xlsx", making.SHEET, "attached"),
        ("a.docx", making.SHEET, "attached"),
        ("a.pptx", making.SHEET, "attached"),
        ("a.heic", making.HEIC, "attached"),
        ("a", b"no ending at all", "attached"),
    ],
)
def test_each_sort_has_its_way(name: str, data: bytes, how: str) -> None:
    assert one(name, data).how == how


def test_a_file_is_what_its_bytes_say_and_not_its_name() -> None:
    assert kind_of("letter.txt", making.pages(1)) == "pdf"
    assert kind_of("letter.pdf", making.picture("PNG")) == "png"
    assert one("letter.pdf", b"MZ\x90\x00").how == "kept"


def _script(pdf: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _names(pdf: Any) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


def _launch(pdf: Any) -> None:
    act = Dictionary(S=Name.Launch, F="calc.exe")
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=act)])


def _file_link(pdf: Any) -> None:
    act = Dictionary(S=Name.URI, URI="file:///etc/passwd")
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=act)])


def _opens_page(pdf: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.URI, URI="https://example.com")


def _chained(pdf: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([]), Next=Dictionary(S=Name.Named))


def _within(pdf: Any) -> None:
    pdf.attachments["run.exe"] = b"MZ"


def _vast(pdf: Any) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, 10_000_000, 10_000_000])


def _flat(pdf: Any) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, 595, 0])


def _xfa(pdf: Any) -> None:
    pdf.Root.AcroForm = Dictionary(XFA=Array([]), Fields=Array([]))


def _by_itself(pdf: Any) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Named))


def _sends(pdf: Any) -> None:
    act = Dictionary(S=Name.SubmitForm, F="https://example.com")
    pdf.Root.Deep = Array([Array([Dictionary(Inside=act)])])


def _bomb(pdf: Any) -> None:
    packing = zlib.compressobj(9)
    packed = packing.compress(b"\0" * 1_100_000) + packing.flush()
    stream = pdf.make_stream(b"")
    stream.write(packed, filter=Name.FlateDecode)
    pdf.pages[0].Contents = stream


def _draws_a_number(pdf: Any) -> None:
    pdf.pages[0].obj.Contents = 5


def _draws_a_photograph(pdf: Any) -> None:
    stream = pdf.make_stream(b"")
    stream.write(b"no photograph", filter=Name.DCTDecode, type_check=False)
    pdf.pages[0].Contents = stream


def _draws_a_picture(pdf: Any) -> None:
    """A bound that pictures do not have must not be got round."""
    pdf.pages[0].Contents = pdf.make_stream(b"q Q", Subtype=Name.Image)


def _noted_badly() -> bytes:
    """A picture whose note of how it was turned can't be read."""
    data = making.picture("PNG", turn=6)
    at = data.index(b"eXIf")
    size = int.from_bytes(data[at - 4 : at])
    noted = b"eXIf" + b"\xff" * size
    check = zlib.crc32(noted).to_bytes(4)
    return data[:at] + noted + check + data[at + size + 8 :]


HOSTILE = {
    "script": (making.changed(_script), "by itself"),
    "script among names": (making.changed(_names), "a script"),
    "launch": (making.changed(_launch), "start a program"),
    "link to a file": (making.changed(_file_link), "a link"),
    "opens an address": (making.changed(_opens_page), "by itself"),
    "a chain of acts": (making.changed(_chained), "by itself"),
    "program within": (making.changed(_within), "other files in it"),
    "XFA": (making.changed(_xfa), "XFA"),
    "acts on a page": (making.changed(_by_itself), "by itself"),
    "sends, deep within": (making.changed(_sends), "send"),
    "encrypted": (
        making.changed(making.as_is, encryption=pikepdf.Encryption(owner="a", user="b")),
        "encrypted",
    ),
    "locked against changes only": (
        making.changed(making.as_is, encryption=pikepdf.Encryption(owner="a", user="")),
        "encrypted",
    ),
    "a page that draws a number": (making.changed(_draws_a_number), "damaged"),
    "a page that draws a photograph": (making.changed(_draws_a_photograph), "damaged"),
    "a page that draws a picture": (making.changed(_draws_a_picture), "damaged"),
    "cut off": (making.pages(2)[:-200], "damaged"),
    "no PDF": (b"%PDF-1.4 not really\n\x00\xff", "damaged"),
    "a page of kilometres": (making.changed(_vast), "a size that no paper has"),
    "a page of no height": (making.changed(_flat), "a size that no paper has"),
    "too many pages": (making.pages(limits.MOST_PAGES + 1), "501 pages"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_may_harm_is_refused_with_its_reason(name: str) -> None:
    data, why = HOSTILE[name]
    found = one("letter.pdf", data)
    assert found.how == "kept"
    assert why in found.why


def _object_bomb(pdf: Any) -> None:
    pdf.Root.Pad = pdf.make_indirect(pikepdf.String("A" * 1_100_000))


@pytest.mark.parametrize("change", [_bomb, _object_bomb])
def test_what_unpacks_to_too_much_is_refused(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_STREAM", 1_000_000)
    data = making.changed(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    found = one("letter.pdf", data)
    assert len(data) < 20_000
    assert (found.how, "packed so tightly" in found.why) == ("kept", True)


def test_a_damaged_file_of_many_parts_is_not_looked_through_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bomb behind as many parts as are looked at is refused all the same, as damaged."""
    monkeypatch.setattr(looking_into_pdf, "PARTS_LOOKED_AT", 50)
    monkeypatch.setattr(limits, "LARGEST_STREAM", 1_000_000)
    bomb = b"stream\n" + zlib.compress(b"\0" * 1_100_000)
    for before, why in ((49, "packed so tightly"), (50, "damaged")):
        found = one("letter.pdf", b"%PDF-1.4\n" + b"stream\n" * before + bomb)
        assert (found.how, why in found.why) == ("kept", True)


def test_a_damaged_file_that_unpacks_to_too_much_in_all_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 1_000_000)
    part = b"stream\n" + zlib.compress(b"\0" * 300_000) + b"\nendstream\n"
    for many, why in ((3, "damaged"), (4, "packed so tightly")):
        assert why in one("letter.pdf", b"%PDF-1.4\n" + part * many).why


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("run.exe", b"MZ\x90", "program"),
        ("run.sh", b"#!/bin/sh\n", "program"),
        ("page.html", b"<html><script>", "script"),
        ("page", b"<!DOCTYPE html>", "script"),
        ("drawing.svg", b"<svg onload='x'/>", "script"),
        ("macros.xlsm", making.SHEET, "macros"),
        ("macros.xlsx", making.SHEET + b"xl/vbaProject.bin", "macros"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        ("all.zip", b"PK\x03\x04\x14\x00run.exe", "archive"),
        ("no.txt", b"a\x00b", "no text"),
        ("odd.txt", b"\x81\x8d", "letters"),
        ("empty.txt", b"", "empty"),
        ("empty.pdf", b"", "empty"),
        ("empty.docx", b"", "empty"),
        ("renamed.pdf", making.SHEET, "it is no PDF, whatever its name says"),
        ("page.pdf", b"<!DOCTYPE html>", "script"),
        ("scan.JPG", b"Kia ora", "its bytes are no PNG or JPEG, whatever its name says"),
        ("scan.png", making.picture("WEBP"), "no PNG or JPEG, whatever its name says"),
        ("long.txt", b"x" * (limits.LONGEST_TEXT + 1), "characters"),
        ("half.png", making.picture("PNG")[:60], "damaged"),
        ("half.jpg", making.picture("JPEG")[:200], "damaged"),
        ("none.png", b"\x89PNG\r\n\x1a\n", "damaged"),
        ("noted.png", _noted_badly(), "damaged"),
    ],
)
def test_what_can_not_be_printed_says_why(name: str, data: bytes, why: str) -> None:
    found = one(name, data)
    assert found.how == "kept"
    assert why in found.why


@pytest.mark.parametrize("size", [(9000, 9000), (20_000, 20_000)])
def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked(
    size: tuple[int, int],
) -> None:
    image = BytesIO()
    head = bytearray(making.picture("PNG"))
    head[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    head[29:33] = zlib.crc32(bytes(head[12:29])).to_bytes(4, "big")
    image.write(bytes(head))
    found = one("bomb.png", image.getvalue())
    assert found.how == "kept"
    assert "megapixels" in found.why


def test_a_file_too_large_is_refused_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 100)
    assert "larger than" in one("a.pdf", making.pages(1)).why


def test_a_full_volume_takes_no_more_and_a_smaller_one_after_it_still_goes_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "LARGEST_VOLUME", 1000)
    found = judged(
        annex("a.txt", "A", "need", b"x" * 600),
        annex("b.txt", "B", "need", b"y" * 600),
        annex("c.txt", "C", "need", b"z" * 300),
    )
    assert [each.how for each in found] == ["printed", "kept", "printed"]


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("Māori ō\r\nline".encode(), "Māori ō\nline", ""),
        ("M\u0061\u0304ori".encode(), "Māori", ""),
        ("Māori".encode("utf-8-sig"), "Māori", ""),
        ("Māori".encode("utf-16"), "Māori", "UTF-16"),
        ("café".encode("cp1252"), "café", "Windows-1252"),
    ],
)
def test_a_text_is_read_in_its_letters_and_says_so(data: bytes, text: str, note: str) -> None:
    found = one("a.txt", data)
    assert found.text == text
    assert (note in found.note) if note else not found.note


# --- confidential -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "of_meeting", "data", "kept_back"),
    [
        ("", True, making.picture("JPEG"), True),
        ("", True, making.HEIC, True),
        ("no", True, making.picture("JPEG"), False),
        ("", False, making.picture("JPEG"), False),
        ("", True, making.pages(1), False),
        ("yes", False, making.pages(1), True),
        ("yes", True, making.pages(1), True),
    ],
)
def test_a_photograph_of_a_meeting_stays_out_unless_said_otherwise(
    said: str, of_meeting: bool, data: bytes, kept_back: bool
) -> None:
    made = replace(annex("a", "A", "co-design", data), confidential=said, of_meeting=of_meeting)
    (found,) = judged(made)
    assert (found.how == "confidential") is kept_back


def test_an_erased_annex_is_erased_whatever_it_was() -> None:
    made = replace(annex("a", "A", "need", b"x", erased=True), confidential="yes")
    assert judged(made)[0].how == "erased"
