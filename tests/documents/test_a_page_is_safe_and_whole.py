"""PDFs read back: every word, every macron, nothing live, always the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from tests.documents.dossier_fixture import (
    EMOJI,
    HOSTILE,
    LONG_PROSE,
    LONG_WORD,
    NFD_NAME,
    dossier,
    nearly_empty,
    with_data,
)
from tests.documents.reading_back import texts_of

from mcapproval.clock import spoken
from mcapproval.documents.catalogue import CATALOGUE
from mcapproval.documents.cleaning import printable
from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Labelled,
    Notice,
    Prose,
    Steps,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.entry import Entry
from mcapproval.documents.laying_out import DEMONSTRATION
from mcapproval.documents.pdf.render import render
from mcapproval.documents.pdf.unprintable import unprintable
from mcapproval.documents.picture import Words
from mcapproval.documents.typeface import all_glyphs

ROOT = Path(__file__).resolve().parents[2]
NOT_TEXT = {"\u00b7", "\u2022", "\u2610", "\u2611"}
"""Ornaments: the dot between two facts, the bullet, the boxes of a tick list."""
OURS = ("SourceSans3", "DejaVuSans")


def one(*blocks: Block, **changes: Any) -> Document:
    number = "APP-2026-0001, version 1"
    document = Document("Tītoki", "", "Paper", number, date(2026, 6, 1), False, blocks)
    return replace(document, **changes)


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


@cache
def catalogue_pdf(number: int) -> tuple[Document, bytes]:
    """A document without a word that a line is too short for, and its PDF."""
    document = CATALOGUE[number].make(with_data(structure="Two blocks of five weeks."))
    return document, render(document)


def printed_words(document: Document, sheets: int) -> Counter[str]:
    """Every word that must be on the paper, with those of the feet."""
    texts = [*texts_of(document), f"As at {spoken(document.as_at)}", document.house.name]
    for block in document.blocks:
        if isinstance(block, Figure):
            texts += [shape.text for shape in block.picture.shapes if isinstance(shape, Words)]
        if isinstance(block, Steps):
            texts += [f"{number}." for number in range(1, len(block.items) + 1)]
    if document.sealed_by:
        texts.append(f"Sealed by journal row {document.sealed_by[0]}: {document.sealed_by[1]}")
    if document.simulated:
        texts.append(f"{DEMONSTRATION}. Nothing in this paper was sent to anybody.")
    for page in range(1, sheets + 1):
        day = spoken(document.as_at)
        texts.append(f"{document.number} {document.kind} {day} Page {page} of {sheets}")
        texts += [DEMONSTRATION] if document.simulated else []
    return words(" ".join(printable(text, all_glyphs()) for text in texts))


def hold_to(document: Document, sheets: int, found: Counter[str]) -> None:
    """Every word once; a table repeats its header row on each page that it goes on to."""
    wanted = printed_words(document, sheets)
    heads = [block.columns for block in document.blocks if isinstance(block, TableBlock)]
    repeated = words(" ".join(" ".join(columns) for columns in heads))
    assert wanted - found == Counter()
    assert (found - wanted).keys() <= repeated.keys()


def words(text: str) -> Counter[str]:
    return Counter(word for word in text.split() if word not in NOT_TEXT)


NUMBERS = pytest.mark.parametrize("number", range(len(CATALOGUE)))


@NUMBERS
def test_pypdf_reads_back_every_word_and_no_other(number: int) -> None:
    document, data = catalogue_pdf(number)
    sheets = pages(data)
    hold_to(document, len(sheets), words("\n".join(sheets)))


@pytest.mark.slow
@NUMBERS
def test_pdftotext_reads_back_every_word_and_no_other(number: int, tmp_path: Path) -> None:
    document, data = catalogue_pdf(number)
    file = tmp_path / "paper.pdf"
    file.write_bytes(data)
    ran = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True)
    found = words(ran.stdout.decode("utf-8"))
    hold_to(document, len(pages(data)), found)


@pytest.mark.slow
@NUMBERS
def test_qpdf_finds_no_fault_and_every_font_is_embedded(number: int, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(catalogue_pdf(number)[1])
    subprocess.run(["qpdf", "--check", file], capture_output=True, check=True)
    ran = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True)
    fonts = [line.split() for line in ran.stdout.splitlines()[2:]]
    assert fonts
    assert all(any(our in font[0] for our in OURS) and font[3:6] == ["yes"] * 3 for font in fonts)


@NUMBERS
def test_no_font_is_used_that_is_not_inside(number: int) -> None:
    pages_of: Any = pypdf.PdfReader(BytesIO(catalogue_pdf(number)[1])).pages
    for page in pages_of:
        for font in page["/Resources"]["/Font"].values():
            told = font.get_object()["/FontDescriptor"]
            assert "/FontFile2" in told
            assert any(our in str(told["/FontName"]) for our in OURS)


@NUMBERS
def test_every_page_has_its_number_and_says_that_it_is_simulated(number: int) -> None:
    sheets = pages(catalogue_pdf(number)[1])
    for n, sheet in enumerate(sheets, 1):
        assert f"Page {n} of {len(sheets)}" in sheet
        assert DEMONSTRATION in sheet


def test_papers_of_real_records_do_not_say_that_they_are_simulated() -> None:
    assert DEMONSTRATION not in "".join(pages(render(CATALOGUE[0].make(nearly_empty()))))


def test_title_language_and_bookmarks_are_in_the_file() -> None:
    document, data = catalogue_pdf(0)
    reader: Any = pypdf.PdfReader(BytesIO(data))
    assert reader.metadata.title == f"{document.kind}: {document.title}", (
        "not that of the next paper"
    )
    assert reader.trailer["/Root"]["/Lang"] == "en-NZ"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    marks = {m.title: reader.get_destination_page_number(m) for m in _flat(reader.outline)}
    headings = [b.text for b in document.blocks if isinstance(b, Heading)]
    assert list(marks) == list(dict.fromkeys(headings))
    for title, page in marks.items():
        assert title in reader.pages[page].extract_text()


def _flat(outline: list[Any]) -> list[Any]:
    found: list[Any] = []
    for item in outline:
        found += _flat(item) if isinstance(item, list) else [item]
    return found


def test_a_paper_is_dated_by_its_day_and_not_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    document = one(Prose("Kia ora"))
    first = render(document)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert render(document) == first
    made = pypdf.PdfReader(BytesIO(first)).metadata
    assert made is not None
    assert made.creation_date_raw == "D:20260601090000+12'00'"


@NUMBERS
def test_the_same_document_gives_the_same_bytes_twice(number: int) -> None:
    document, data = catalogue_pdf(number)
    assert render(document) == data


def test_another_process_in_another_zone_gives_the_same_bytes() -> None:
    script = (
        "from tests.documents.dossier_fixture import dossier;"
        "from mcapproval.documents.pack import build;"
        "from mcapproval.canonical import digest;"
        "print([digest(file.data) for file in build(dossier())])"
    )
    seen = set()
    for seed, zone in (("0", "UTC"), ("77", "Pacific/Auckland")):
        paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": paths}
        ran = subprocess.run(
            [sys.executable, "-c", script], env=env, capture_output=True, check=True
        )
        seen.add(ran.stdout)
    assert len(seen) == 1


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "A <b>bold that never closes",
        "<b><i>x</b></i>",
        '<a href="javascript:alert(1)">click</a>',
        '<font face="NoSuchFont">x</font>',
        '<onDraw name="foo" label="x"/>',
        "caf&eacute; &#257; &bogus; &amp;",
        "]]> <!-- x --> <?xml?>",
    ],
)
@pytest.mark.parametrize(
    "place", ["prose", "label", "heading", "cell", "bullet", "notice", "title"]
)
def test_markup_is_printed_as_it_was_typed(text: str, place: str) -> None:
    document = {
        "prose": one(Prose(text)),
        "label": one(Labelled(text, text, text)),
        "heading": one(Heading(1, text)),
        "cell": one(TableBlock((text[:40],), ((text[:200],),), text)),
        "bullet": one(Bullets((text,))),
        "notice": one(Notice(text)),
        "title": one(Prose("x"), title=text, subtitle=text, number=text[:20], kind=text[:20]),
    }[place]
    data = render(document)
    assert words(" ".join(pages(data))) == printed_words(document, len(pages(data)))
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        leads = {note["/A"]["/URI"] for note in page.get("/Annots", [])}
        assert leads <= {"mailto:hana@example.ac.nz"}
        assert not page.images


def test_a_line_end_is_a_line_end() -> None:
    lines = pages(render(one(Prose("one\ntwo\r\nthree\u2028four\n\nfive"))))[0].splitlines()
    assert [
        line.strip() for line in lines if line.strip() in {"one", "two", "three", "four", "five"}
    ] == [
        "one",
        "two",
        "three",
        "four",
        "five",
    ]


def test_decomposed_macrons_are_composed() -> None:
    text = pages(render(one(Prose(NFD_NAME))))[0]
    assert unicodedata.normalize("NFC", NFD_NAME) in text


def test_every_macron_letter_comes_back() -> None:
    letters = "ĀĒĪŌŪ āēīōū whānau ngā kōrero"
    assert letters in pages(render(one(Prose(letters), Heading(1, letters))))[0]


def test_a_character_that_the_font_lacks_is_shown_by_its_code() -> None:
    document = one(Prose(EMOJI + " \x07 \ud800 a\u202eb"))
    text = pages(render(document))[0]
    assert "Ka pai [U+1F600] [U+4F60][U+597D] [U+0007] [U+D800] a[U+202E]b" in text
    assert "".join(told.character for told in unprintable(document)) == "\x07\u202e你好\ud800😀"


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    for block in (Prose(LONG_WORD), TableBlock(("a", "b"), ((LONG_WORD[:240], "b"),))):
        lines = "\n".join(pages(render(one(block)))).splitlines()
        runs = [line for line in lines if set(line) == {"x"}]
        assert sum(map(len, runs)) >= 240
        assert max(map(len, runs)) < 110


@pytest.mark.parametrize(
    "block",
    [
        Prose(LONG_PROSE[:30_000]),
        Labelled("Answer", LONG_PROSE),
        TableBlock(("Question", "Answer"), (("What", LONG_PROSE),), "Prose in a cell"),
        Bullets((LONG_PROSE[:30_000],)),
        Notice(LONG_PROSE[:30_000]),
        Heading(2, LONG_PROSE[:4000]),
    ],
    ids=lambda block: type(block).__name__,
)
def test_prose_of_many_pages_is_set_whole(block: Block) -> None:
    data = render(one(Heading(1, "Part"), Heading(2, "Section"), block))
    sheets = pages(data)
    wanted = re.findall(r"kōrero\d+", " ".join(texts_of(one(block))))
    assert len(wanted) > 400
    assert wanted == re.findall(r"kōrero\d+", " ".join(sheets))
    assert len(sheets) < 60


def test_a_table_goes_on_over_pages_with_its_header_again() -> None:
    table = TableBlock(("Name", "Fact"), tuple((f"n{n}", "a fact") for n in range(200)))
    sheets = pages(render(one(table)))
    assert len(sheets) > 2
    assert all("Name" in sheet and "Fact" in sheet for sheet in sheets)


@pytest.mark.parametrize("lines", range(26, 40))
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(lines: int) -> None:
    filling = [Prose(f"line {n}") for n in range(lines)]
    end = (Heading(1, "Part"), Heading(2, "Section"), Labelled("Label", "Answer"))
    sheet = next(s for s in pages(render(one(*filling, *end))) if "Part" in s)
    assert "Section" in sheet
    assert "Label" in sheet
    assert "Answer" in sheet


@pytest.mark.parametrize("lines", range(26, 40))
def test_a_label_never_stands_alone_at_the_foot_of_a_page(lines: int) -> None:
    filling = [Prose(f"line {n}") for n in range(lines)]
    sheets = pages(render(one(*filling, Labelled("Label", "Answer"))))
    assert "Answer" in next(sheet for sheet in sheets if "Label" in sheet)


def test_empty_tables_and_lists_say_that_nothing_is_recorded() -> None:
    text = pages(render(one(TableBlock(("a",), ()), TableBlock(("a",), (), "Prices"), Bullets(()))))
    assert text[0].count("None recorded") == 3


def test_a_document_without_blocks_still_has_a_page() -> None:
    assert len(pages(render(one()))) == 1


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.slug)
def test_a_draft_of_four_lines_makes_every_paper(entry: Entry[Dossier]) -> None:
    assert render(entry.make(nearly_empty()))


def test_a_whole_dossier_of_hostile_text_makes_every_paper() -> None:
    from tests.documents.dossier_fixture import data

    def spoil(value: object) -> object:
        if isinstance(value, dict):
            return {key: spoil(item) for key, item in value.items()}
        if isinstance(value, list):
            return [spoil(item) for item in value]
        return HOSTILE + EMOJI + LONG_WORD if isinstance(value, str) else value

    spoilt = {k: spoil(v) if k not in ("route", "kind") else v for k, v in data().items()}
    for entry in CATALOGUE:
        assert render(entry.make(with_data(**spoilt)))


def test_one_function_alone_makes_paragraphs() -> None:
    assert _calls(r"\bPiece\(") == ["letters.py"]
    assert _calls(r"\bParagraph\(", "pdf") == ["paragraphs.py"]
    assert _calls(r"reportlab\.platypus|reportlab\.graphics|\b(XPreformatted|Preformatted)\(") == []
    assert _calls(r"\.(drawString|drawRightString|drawCentredString|beginText|textLine)\(") == []
    assert _calls(r"\bTj\b") == ["marking.py", "pen.py"], "the first reads what others wrote"


def _calls(pattern: str, room: str = "") -> list[str]:
    """The sources of ours in which a pattern is found, once for each line that has it."""
    sources = list((ROOT / "src" / "mcapproval" / "documents" / room).rglob("*.py"))
    assert len(sources) > 15
    return [
        source.name
        for source in sources
        for line in source.read_text("utf-8").splitlines()
        if re.search(pattern, line) and not line.startswith("class ")
    ]


def test_the_dossier_of_these_tests_is_simulated() -> None:
    assert dossier().simulated
