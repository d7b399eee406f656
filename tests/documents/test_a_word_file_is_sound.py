"""Our Word files as files: sound, read out well, looking alike, and always the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from PIL import Image
from tests.documents.dossier_fixture import HOSTILE, LONG_WORD, dossier, nearly_empty
from tests.documents.every_block import every_block
from tests.documents.every_paper import of_applications, of_everything_else
from tests.documents.reading_back import of_pdf, said_by
from tests.documents.word_lint import faults, w

from mcapproval.documents import catalogue
from mcapproval.documents.content import Document, Heading, Link, Prose, Steps, TableBlock
from mcapproval.documents.docx.render import render
from mcapproval.documents.house import House
from mcapproval.stored_zip import stored_zip

ROOT = Path(__file__).resolve().parents[2]
PAPERS = {
    **of_applications(dossier()),
    **of_everything_else(),
    **{f"four lines: {name}": paper for name, paper in of_applications(nearly_empty()).items()},
    "every block": every_block("a short text of kōrero"),
    "every block, hostile": every_block(HOSTILE, title=HOSTILE),
    "every block, a long word": every_block(LONG_WORD),
    "no block": replace(every_block("x"), blocks=(), sealed_by=None, simulated=False),
}
NO_LETTERS_HERE = re.compile("[\u3000-\u9fff\U0001f000-\U0001ffff]")
"""Chinese and emoji, for which a machine that only runs tests has no font."""

every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def tree(data: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(member(data, name))


def of(*blocks: Any) -> Document:
    return replace(every_block("x"), blocks=blocks)


@every_paper
def test_every_paper_is_sound(paper: Document) -> None:
    assert faults(render(paper)) == []


def _changed(name: str, old: str, new: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = {n: archive.read(n) for n in archive.namelist()}
        assert old.encode() in members[name], old
        members[name] = members[name].replace(old.encode(), new.encode(), 1)
        return stored_zip(members.items())

    return change


BODY = "word/document.xml"
PLANTED = {
    "not well-formed": (BODY, "</w:body>", "</w:bodi>"),
    "is not en-NZ": ("word/styles.xml", 'w:val="en-NZ"', 'w:val="en-GB"'),
    "has no title": ("docProps/core.xml", "Paper of every block: Kaitiakitanga i te Wāhi Mahi", ""),
    "which is not there": (BODY, 'w:val="Prose"', 'w:val="Prosa"'),
    "not one title": (BODY, 'w:val="Title"', 'w:val="Prose"'),
    "more than a step": (BODY, 'w:val="Heading1"', 'w:val="Heading2"'),
    "uses the list": ("word/numbering.xml", 'w:numId="2"', 'w:numId="92"'),
    "not one head row": (BODY, "<w:tblHeader/>", ""),
    "that a page breaks": (BODY, "<w:cantSplit/>", ""),
    "is not described": (BODY, "<w:tblDescription ", "<w:tblCaption "),
    "rows of other lengths": (BODY, "<w:gridCol ", "<w:gridCol/><w:gridCol "),
    "without words": (BODY, 'name="Picture 1" descr="A box', 'name="Picture 1" title="A box'),
    "have the id 2": (BODY, '<wp:docPr id="1"', '<wp:docPr id="2"'),
    "the page is not A4": (BODY, 'w:h="16838"', 'w:h="15840"'),
    "a txbxContent": (BODY, "<w:p>", "<w:p><w:txbxContent/>"),
    "out of order": (BODY, '<w:pStyle w:val="Caption"/><w:keepNext/>',
                     '<w:keepNext/><w:pStyle w:val="Caption"/>'),
    "two content controls": (BODY, '<w:id w:val="2"/>', '<w:id w:val="1"/>'),
    "leads to javascript:": ("word/_rels/document.xml.rels", "mailto:hana@", "javascript:hana@"),
    "no content type": ("[Content_Types].xml", 'Extension="svg"', 'Extension="gif"'),
    "has a run in": (BODY, 'w:val="mi-NZ"', 'w:val="mi"'),
    "says en-US": ("word/settings.xml", 'w:val="en-NZ"', 'w:val="en-US"'),
}  # fmt: skip


def _without_headings(new: str) -> bytes:
    with zipfile.ZipFile(BytesIO(render(every_block("plain words")))) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    members[BODY] = re.sub(rb'w:val="Heading[1-3]"', f'w:val="{new}"'.encode(), members[BODY])
    return stored_zip(members.items())


def test_a_file_whose_headings_only_look_so_is_found() -> None:
    assert faults(_without_headings("Prose")) == ["there is no heading"]
    assert "a paragraph is of no kind: 'Normal'" in faults(_without_headings("Normal"))


@pytest.mark.parametrize("told", PLANTED)
def test_what_is_planted_in_a_file_is_found(told: str) -> None:
    broken = _changed(*PLANTED[told])(render(every_block("plain words")))
    assert [fault for fault in faults(broken) if told in fault], faults(broken)


def test_what_the_file_says_of_itself() -> None:
    core = docx.Document(BytesIO(render(every_block("x")))).core_properties
    assert core.title == "Paper of every block: Kaitiakitanga i te Wāhi Mahi"
    assert core.subject == "Paper of every block, APP-2026-0001-EVERY, version 2"
    assert (core.author, core.last_modified_by) == ("Te Kura o Tītoki & Co", "mcapproval")
    assert (core.language, core.revision, core.comments) == ("en-NZ", 1, "")
    for instant in (core.created, core.modified):
        assert instant is not None
        assert instant.strftime("%Y-%m-%d %H:%M") == "2026-05-31 21:00", "nine in New Zealand"
    nobody = replace(every_block("x"), house=House())
    assert docx.Document(BytesIO(render(nobody))).core_properties.author == "mcapproval"


def test_word_sees_headings_lists_and_tables_as_such() -> None:
    file = docx.Document(BytesIO(render(every_block("x"))))
    styles = [(p.style.name, p.text) for p in file.paragraphs if p.style is not None]
    assert ("Heading 1", "A part of x") in styles
    assert ("Heading 2", "A section") in styles
    assert ("Heading 3", "An item") in styles
    assert ("List Bullet", "A bullet") in styles
    assert ("List Number", "First") in styles
    listed = [p for p in file.paragraphs if p.style is not None and p.style.name.startswith("List")]
    assert len(listed) == 7
    assert all(list(p._p.iter(w("numPr"))) for p in listed), "each belongs to its list"
    assert file.tables[1].cell(1, 0).text == "Te Awa Trust"
    look = file.tables[1]._tbl.tblPr.find(w("tblLook"))
    assert look is not None
    assert look.get(w("firstColumn")) == "1"


def test_what_is_te_reo_is_marked_and_nothing_else_is() -> None:
    body = tree(render(every_block("plain words", title="Te Tiaki Whenua")))
    marked = [
        "".join(t.text or "" for t in run.iter(w("t")))
        for run in body.iter(w("r"))
        if run.find(f"{w('rPr')}/{w('lang')}") is not None
    ]
    assert marked[0] == "Te Tiaki Whenua"
    assert "Ko te kaupapa o te rā, he pai." in marked
    assert "Te Awa" in marked
    assert not any("plain" in text for text in marked)


def test_each_list_of_steps_begins_with_one() -> None:
    data = render(of(Steps(("a", "b")), Prose("between"), Steps(("c",))))
    used = [e.get(w("val")) for e in tree(data).iter(w("numId"))]
    assert used[0] == used[1] != used[2]
    lists = {e.get(w("numId")): e for e in tree(data, "word/numbering.xml").iter(w("num"))}
    for number in used:
        begin = lists[number].find(f"{w('lvlOverride')}/{w('startOverride')}")
        assert begin is not None
        assert begin.get(w("val")) == "1"


def test_a_box_shows_what_it_is_set_to_and_can_be_ticked() -> None:
    body = tree(render(every_block("x")))
    w14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
    boxes = [
        (
            next(sdt.iter(f"{w14}checked")).get(f"{w14}val"),
            "".join(t.text for t in sdt.iter(w("t"))),
            next(sdt.iter(w("alias"))).get(w("val")),
        )
        for sdt in body.iter(w("sdt"))
    ]
    assert boxes == [("1", "☑", "Done"), ("0", "☐", "x")]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://example.ac.nz",
        "file:///etc/passwd",
        "https://nzqa.govt.nz@elsewhere.example/",
        "https://nzqa.govt.nz\\@elsewhere.example/",
        "https://",
        "https://[::bad",
        "mailto:nobody",
        "https://example.ac.nz/\u202egpj.exe",
        "https://example.ac.nz/a b",
    ],
)
def test_an_address_that_leads_elsewhere_or_nowhere_is_shown_and_not_live(address: str) -> None:
    data = render(of(Link("See", address)))
    assert next(tree(data).iter(w("hyperlink")), None) is None
    assert b"External" not in member(data, "word/_rels/document.xml.rels")


def test_an_address_is_written_as_one_even_with_letters_that_addresses_lack() -> None:
    data = render(of(Link("", 'https://example.ac.nz/kōrero"<>|')))
    rels = member(data, "word/_rels/document.xml.rels").decode()
    assert 'Target="https://example.ac.nz/k%C5%8Drero%22%3C%3E%7C"' in rels
    assert faults(data) == []


def test_a_changed_text_has_words_and_looks_and_is_no_tracked_change() -> None:
    body = tree(render(every_block("x")))
    shown = {
        "".join(t.text or "" for t in run.iter(w("t"))): {child.tag for child in run[0]}
        for run in body.iter(w("r"))
        if len(run) and run[0].tag == w("rPr")
    }
    assert shown["[removed: five]"] == {w("strike")}
    assert shown["[added: six x]"] == {w("u")}


def test_a_new_page_is_begun_by_what_stands_on_it() -> None:
    body = tree(render(every_block("x")))
    begun = [
        p for p in body.iter(w("p")) if p.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None
    ]
    assert ["".join(t.text or "" for t in p.iter(w("t"))) for p in begun] == [
        "On a page of its own", "",
    ]  # fmt: skip
    assert begun[1].getnext().tag == w("tbl")


def test_columns_fill_the_width_by_their_shares() -> None:
    table = TableBlock(("a", "b", "c"), (("1", "2", "3"),), "T", (3, 1, 2))
    widths = [int(e.get(w("w"))) for e in tree(render(of(table))).iter(w("gridCol"))]
    assert sum(widths) == 9186
    assert widths[0] == pytest.approx(widths[1] * 3, abs=3)
    assert widths[2] == pytest.approx(widths[1] * 2, abs=3)


@pytest.mark.parametrize(("rows", "kept"), [(1, 0), (8, 7), (9, 0)])
def test_a_short_table_is_kept_on_one_page(rows: int, kept: int) -> None:
    block = TableBlock(("a",), tuple((str(n),) for n in range(rows)), "T")
    (table,) = tree(render(of(block))).iter(w("tbl"))
    cells = [p for p in table.iter(w("p")) if p.find(f"{w('pPr')}/{w('keepNext')}") is not None]
    assert len(cells) == kept, "the last row is kept with nothing"


def test_headings_that_skip_a_level_go_down_by_one() -> None:
    body = tree(render(of(Heading(3, "deep"), Heading(1, "top"), Heading(3, "deep again"))))
    styles = [e.get(w("val")) for e in body.iter(w("pStyle")) if "Heading" in e.get(w("val"))]
    assert styles == ["Heading1", "Heading1", "Heading2"]


def test_each_foot_has_number_day_and_page_and_says_what_is_simulated() -> None:
    for simulated in (True, False):
        data = render(replace(every_block("x"), simulated=simulated))
        for place in ("default", "first"):
            foot = tree(data, f"word/{place}-footer.xml")
            text = "".join(e.text or "" for e in foot.iter(w("t")))
            assert "APP-2026-0001-EVERY, version 2 · Paper of every block · 1 June 2026" in text
            assert ("Simulated records" in text) is simulated
            asked = [e.text.strip() for e in foot.iter(w("instrText"))]
            assert asked == ["PAGE", "NUMPAGES"]


def test_the_house_stands_on_the_first_page_in_its_colour() -> None:
    data = render(every_block("x"))
    assert "Te Kura o Tītoki" in member(data, "word/first-header.xml").decode()
    assert b'w:val="7a1f3d"' in member(data, "word/styles.xml")
    assert b"{" not in member(data, "word/styles.xml")
    nobody = render(replace(every_block("x"), house=House()))
    assert faults(nobody) == []
    assert b"headerReference" not in member(nobody, "word/document.xml")


@pytest.mark.parametrize("logo", [b"", b"no picture", b"\x89PNG\r\n\x1a\n cut off", b"GIF89a"])
def test_a_logo_that_is_no_picture_is_left_out(logo: bytes) -> None:
    data = render(replace(every_block("x"), house=House("Kura", "red;}", logo)))
    assert faults(data) == []
    assert b"<w:drawing" not in member(data, "word/first-header.xml")


def test_a_picture_is_drawn_twice_and_has_our_letters() -> None:
    data = render(every_block("x"))
    assert b"<svg" in member(data, "word/media/image2.svg")
    with Image.open(BytesIO(member(data, "word/media/image1.png"))) as image:
        assert image.size == (900, 270)
        seen = image.convert("RGB")
        assert seen.getpixel((630, 90)) == (122, 31, 61), "the dot, in the house's colour"
        assert seen.getpixel((0, 0)) == (255, 255, 255)


# the same bytes


@every_paper
def test_the_same_paper_gives_the_same_bytes_twice(paper: Document) -> None:
    assert render(paper) == render(paper)


def test_another_process_in_other_surroundings_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.documents.every_block import every_block as e;"
        "from tests.documents.dossier_fixture import dossier;"
        "from mcapproval.documents.catalogue import CATALOGUE;"
        "from mcapproval.documents.renderers import rendered as r;"
        "ps = [e('kōrero'), *(c.make(dossier()) for c in CATALOGUE)];"
        "print([hashlib.sha256(r(p, k)).hexdigest() for p in ps for k in ('docx', 'html')])"
    )
    surroundings: tuple[dict[str, str], ...] = (
        {"TZ": "UTC", "PYTHONHASHSEED": "0"},
        {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "77", "SOURCE_DATE_EPOCH": "1700000000"},
        {"TZ": "America/New_York", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **around, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for around in surroundings
    }
    assert len(told) == 1
    assert len(re.findall("[0-9a-f]{64}", told.pop())) == 2 * (1 + len(catalogue.CATALOGUE))


def test_another_day_of_the_paper_gives_other_bytes() -> None:
    paper = every_block("x")
    assert render(replace(paper, as_at=date(2026, 6, 2))) != render(paper)


def test_members_are_stored_in_their_order_without_a_clock() -> None:
    with zipfile.ZipFile(BytesIO(render(every_block("x")))) as archive:
        infos = archive.infolist()
    names = [info.filename for info in infos]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_an_archive_takes_each_name_once_and_its_bytes_hang_on_nothing_but_the_members() -> None:
    members = [("b", b"2"), ("a/ō", b"1")]
    assert stored_zip(members) == stored_zip(reversed(members))
    with pytest.raises(ValueError, match="twice"):
        stored_zip([("a", b""), ("a", b"")])


# in LibreOffice


@pytest.mark.slow
def test_libreoffice_opens_every_paper_and_prints_its_words(tmp_path: Path) -> None:
    papers = {f"paper-{n}": p for n, p in enumerate(PAPERS.values()) if p is not PAPERS["no block"]}
    for name, paper in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(render(paper))
    where = f"-env:UserInstallation=file://{tmp_path}/profile"
    to = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = sorted(str(file) for file in tmp_path.glob("*.docx"))
    subprocess.run(["soffice", where, *to, *files], check=True, capture_output=True, timeout=300)
    for name, paper in papers.items():
        data = (tmp_path / f"{name}.pdf").read_bytes()
        shown = "".join(of_pdf(data))
        said = said_by(paper)
        lacking = [word for word in said if word not in shown and len(word) < len(LONG_WORD)]
        assert [word for word in lacking if not NO_LETTERS_HERE.search(word)] == [], name
        assert shown.count("x") >= "".join(said).count("x"), "a page may break the long word"
        assert re.search("Page ?1 ?of", shown)
