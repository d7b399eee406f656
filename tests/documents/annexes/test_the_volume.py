"""The volume of annexes: cover sheets, bookmarks, pages of others, attachments, the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageOps
from tests.documents.annexes import making
from tests.documents.annexes.test_what_is_printed import HOSTILE
from tests.documents.dossier_fixture import annex, dossier
from tests.documents.pdf_structure import faults

from mcapproval.documents.annexes.images import TURNED
from mcapproval.documents.annexes.judging import included
from mcapproval.documents.annexes.volume import Volume, volume

if TYPE_CHECKING:
    from mcapproval.documents.dossier import Annex

ANNEXES = (
    annex("a/letter.txt", "Letter of the trust", "need", "Ngā mihi.\n\nSecond.".encode()),
    annex("a/notes.pdf", "Notes", "co-design", making.pages(3)),
    annex("a/gone.pdf", "Gone", "need", b"x", erased=True),
    annex("a/site.jpg", "The site", "need", making.picture("JPEG", turn=6)),
    annex("a/mail.eml", "Mail of the board", "need", making.MAIL),
    annex("a/run.exe", "A program", "need", b"MZ"),
    annex("a/plan.png", "The plan", "need", making.picture("PNG")),
)


def made(*annexes: Annex) -> Volume:
    whole = dossier(annexes=annexes)
    found = volume(whole, included(whole))
    assert found is not None
    return found


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(data))


def test_each_annex_stands_behind_its_cover_sheet_with_a_bookmark() -> None:
    found = made(*ANNEXES)
    reader = read(found.data)
    bookmarks = {
        str(item.title): int(reader.get_destination_page_number(item) or 0) + 1
        for item in reader.outline
        if isinstance(item, pypdf.generic.Destination)
    }
    assert bookmarks == {
        "Annex 1: Letter of the trust": 2,
        "Annex 2: Notes": 4,
        "Annex 4: The site": 8,
        "Annex 5: Mail of the board": 10,
        "Annex 6: A program": 11,
        "Annex 7: The plan": 12,
    }
    assert list(found.pages.values()) == list(bookmarks.values())
    assert list(found.pages) == [1, 2, 4, 5, 6, 7]


def test_the_table_at_the_front_leads_to_each_cover_sheet_and_to_nothing_that_has_none() -> None:
    found = made(*ANNEXES)
    with pikepdf.open(BytesIO(found.data)) as pdf:
        led = {
            str(note.Contents): pdf.pages.index(note.Dest[0]) + 1
            for note in list[Any](pdf.pages[0].Annots)
        }
    titles = {n: annex.title for n, annex in enumerate(ANNEXES, 1)}
    assert led == {titles[number]: page for number, page in found.pages.items()}
    assert "Gone" not in led
    assert faults(found.data) == []


def test_the_pages_of_others_follow_in_their_order_and_are_counted_in_the_foot() -> None:
    words = [page.extract_text() for page in read(made(*ANNEXES).data).pages]
    assert "Ngā mihi." in words[2]
    assert [w.strip() for w in words[4:7]] == [f"Their page {n}" for n in (1, 2, 3)]
    assert "Page 8 of 13" in words[7]
    assert "Page 12 of 13" in words[11]


def test_a_file_that_has_no_pages_is_attached_as_it_is_and_nothing_active_is() -> None:
    assert dict(read(made(*ANNEXES).data).attachments) == {"05-mail.eml": [making.MAIL]}


def test_a_cover_sheet_says_why_its_annex_is_not_taken_in() -> None:
    words = read(made(*ANNEXES).data).pages[10].extract_text()
    assert "it is a program" in " ".join(words.split())
    assert ANNEXES[5].sha256 in words.replace("\n", "")


def test_what_was_refused_has_a_cover_sheet_and_nothing_of_it_is_in_the_volume() -> None:
    refused = [annex(f"{name}.pdf", name, "need", data) for name, (data, _) in HOSTILE.items()]
    refused.append(annex("half.png", "Half", "need", making.picture("PNG")[:60]))
    found = made(*refused, annex("a.pdf", "Sound", "need", making.pages(1)))
    reader = read(found.data)
    assert len(reader.pages) == found.pages[len(refused) + 1] + 1
    assert reader.attachments == {}
    for word in (b"JavaScript", b"/Launch", b"EmbeddedFile", b"/XFA", b"SubmitForm", b"/AA "):
        assert word not in found.data


def test_neither_an_erased_nor_a_confidential_annex_has_a_cover_sheet() -> None:
    gone = annex("a/gone.pdf", "Gone", "need", b"x", erased=True)
    whole = dossier(annexes=(gone,))
    assert volume(whole, included(whole)) is None


def test_the_volume_has_the_same_bytes_each_time_and_is_sound() -> None:
    data = made(*ANNEXES).data
    assert data == made(*ANNEXES).data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def _tied(pdf: Any) -> None:
    """A page of a tagged file, with a link."""
    page = pdf.pages[0]
    page.obj.StructParents = 0
    act = Dictionary(S=Name.URI, URI="https://example.ac.nz")
    link = Dictionary(Subtype=Name.Link, Rect=Array([90, 690, 200, 720]), A=act, StructParent=1)
    page.obj.Annots = Array([pdf.make_indirect(link)])
    page.Contents = pdf.make_stream(
        b"/P <</MCID 7>> BDC BT /F1 12 Tf 90 700 Td (Tagged words) Tj ET EMC"
    )


def _scan(pdf: Any) -> None:
    pdf.pages[0].obj.Resources = Dictionary()
    pdf.pages[0].Contents = pdf.make_stream(b"0 0 100 100 re f")


def test_the_volume_can_be_read_aloud_with_the_pages_of_others_in_their_places() -> None:
    more = (
        annex("a/tied.pdf", "Tied", "need", making.changed(_tied)),
        annex("a/scan.pdf", "Scanned letter", "need", making.changed(_scan)),
    )
    data = made(*ANNEXES, *more).data
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        parts = list(pdf.Root.StructTreeRoot.K[0].K)
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        at = [pages[part.Pg.objgen] for part in parts if "/Pg" in part]
        told = [str(part.Alt) for part in parts if part.S == "/Figure"]
    assert at == sorted(at)
    assert told == ["The site", "The plan", "Page 1 of annex 9: Scanned letter"]


def test_the_words_of_others_are_still_found_and_their_page_looks_as_it_did() -> None:
    found = made(annex("a.pdf", "A", "need", making.changed(_tied)))
    assert "Tagged words" in read(found.data).pages[-1].extract_text()
    with pikepdf.open(BytesIO(found.data)) as pdf:
        page = pdf.pages[-1]
        assert b"Tagged words" in page.Resources.XObject.Theirs.read_bytes()
        assert [float(side) for side in page.mediabox] == pytest.approx(
            [0, 0, 595.28, 841.89], abs=0.1
        )


@pytest.mark.parametrize("turn", TURNED)
def test_a_photograph_is_turned_as_its_camera_noted(turn: int) -> None:
    """A corner of the picture lands where Pillow's own turning puts it."""
    corners = {(0, 1): 10, (1, 1): 20, (0, 0): 30, (1, 0): 40}
    image = Image.new("L", (2, 2))
    for (x, y), grey in corners.items():
        image.putpixel((x, 1 - y), grey)
    image.getexif()[0x0112] = turn
    wanted = ImageOps.exif_transpose(image)
    a, b, c, d, e, f = TURNED[turn]
    for (x, y), grey in corners.items():
        across, up = a * x + c * y + e, b * x + d * y + f
        assert wanted.getpixel((across, 1 - up)) == grey


def test_a_picture_is_never_larger_than_the_margins_nor_than_on_a_screen() -> None:
    for size in ((60, 40), (4000, 300), (300, 4000)):
        found = made(annex("a.png", "A", "need", making.picture("PNG", size)))
        with pikepdf.open(BytesIO(found.data)) as pdf:
            page = pdf.pages[-1]
            numbers = page.Contents.read_bytes().split(b" cm ")[0].split()[-6:]
            wide, high = float(numbers[0]), float(numbers[3])
        assert wide <= 511
        assert high <= 757
        assert wide / high == pytest.approx(size[0] / size[1], rel=0.001)
        if size == (60, 40):
            assert wide == 45


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "I;16", "CMYK"])
def test_pictures_of_all_sorts_are_set(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (9, 7)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    found = made(annex("a.png", "A", "need", out.getvalue()))
    assert len(read(found.data).pages) == 3


def test_a_scan_in_greys_of_16_bits_keeps_its_greys() -> None:
    out = BytesIO()
    image = Image.new("I;16", (60, 40), 0x8000)
    image.putpixel((0, 0), 0x0300)
    image.save(out, "PNG")
    found = made(annex("a.png", "A", "need", out.getvalue()))
    with pikepdf.open(BytesIO(found.data)) as pdf:
        greys = pdf.pages[-1].Resources.XObject.Picture.read_bytes()
    assert (greys[0], greys[1]) == (0x03, 0x80)


def _no_notes(pdf: Any) -> None:
    pdf.pages[0].obj.Annots = Array([None, 5, Name.X])


def _odd_link(pdf: Any) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=5)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def _odd_fonts(pdf: Any) -> None:
    pdf.pages[0].obj.Resources = Dictionary(Font=5, XObject=Dictionary(A=5))


def _odd_forms(pdf: Any) -> None:
    form = pdf.make_stream(b"")
    form.Subtype, form.Resources = Name.Form, 5
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(A=form))


@pytest.mark.parametrize("change", [_no_notes, _odd_link, _odd_fonts, _odd_forms])
def test_a_page_with_odd_things_on_it_is_taken_over_all_the_same(change: Any) -> None:
    """Programs that take notes off a page leave nothing in their places."""
    found = made(annex("a.pdf", "A", "need", making.changed(change)))
    assert len(read(found.data).pages) == 3
