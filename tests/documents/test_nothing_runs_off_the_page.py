"""However much there is, nothing is cut or leaves the page, and pages break where they may."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
import reportlab
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from tests.documents.dossier_fixture import LONG_PROSE, LONG_WORD, data, with_data
from tests.documents.every_block import EVERY, drawn
from tests.documents.pdf_reading import Stretch, aloud, read, stretches
from tests.documents.pdf_structure import faults

from mcapproval.documents.catalogue import CATALOGUE, ON_REQUEST
from mcapproval.documents.content import (
    Blanks,
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Labelled,
    Link,
    Notice,
    Part,
    Prose,
    Redline,
    Steps,
    TableBlock,
    Ticks,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.entry import Entry
from mcapproval.documents.house import House
from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.render import render
from mcapproval.documents.pdf.unprintable import HEAD, Unprintable, unprintable
from mcapproval.documents.picture import Picture, Words

ROOT = Path(__file__).resolve().parents[2]
WORDS = " ".join(f"kōrero{n}" for n in range(3000))


def one(*blocks: Block, **changes: Any) -> Document:
    document = Document("A title", "", "Paper", "X", date(2026, 6, 1), False, blocks)
    return replace(document, **changes)


def outside(data_: bytes) -> list[Stretch]:
    """What stands beyond the margins, or in the foot's room without being a foot."""
    left, right = paper.LEFT - 0.6, paper.LEFT + paper.WIDTH + 0.6
    low, high = paper.FOOT - 30, paper.HIGH - paper.TOP
    return [
        found
        for found in stretches(data_)
        if found.left < left
        or found.seen > right
        or not low < found.base < high
        or paper.FOOT + 12 < found.base < paper.BOTTOM - 1
    ]


def sheets(data_: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data_)).pages]


PICTURE = drawn("the end")

LONG: dict[str, Block] = {
    "prose": Prose(WORDS),
    "answer": Labelled("Label", WORDS, "note"),
    "label": Labelled(WORDS, "answer", WORDS),
    "cell": TableBlock(("Question", "Answer"), (("What", WORDS),), "Caption"),
    "head cell": TableBlock((WORDS[:6000], "B"), (("a", "b"),) * 3),
    "caption": TableBlock(("A", "B"), (("a", "b"),), WORDS),
    "bullet": Bullets((WORDS, "two")),
    "step": Steps((WORDS,)),
    "tick": Ticks(((True, WORDS),)),
    "notice": Notice(WORDS),
    "heading": Heading(2, WORDS[:9000]),
    "blank": Blanks((WORDS, "Name")),
    "link": Link(WORDS, "https://example.ac.nz/" + "a" * 6000),
    "redline": Redline(WORDS, (Part("kept", WORDS), Part("added", WORDS))),
    "word": Prose(LONG_WORD * 20),
    "word in a cell": TableBlock(("A", "B", "C"), ((LONG_WORD[:240], "b", LONG_WORD[:240]),)),
    "word in a label": Labelled(LONG_WORD, LONG_WORD, LONG_WORD),
    "word in a heading": Heading(1, LONG_WORD),
    "word to fill in": Blanks((LONG_WORD,)),
    "thirty columns": TableBlock(tuple(f"C{n}" for n in range(30)), (("cell",) * 30,) * 3),
    "lines": Prose("line\n" * 300),
    "wide picture": Figure(Picture(3000, 90, PICTURE.shapes), "x", "y"),
    "tall picture": Figure(Picture(90, 3000, PICTURE.shapes), "x", "y"),
}


@pytest.mark.parametrize("kind", LONG)
def test_nothing_is_cut_and_nothing_runs_off(kind: str) -> None:
    block = LONG[kind]
    document = one(Heading(1, "Part"), Prose("Before."), block, Prose("After."))
    made = render(document)
    assert outside(made) == []
    assert faults(made) == []
    told = aloud(read(made))
    assert told.index("Before.") < told.index("After.")
    wanted = Counter(re.findall(r"kōrero\d+|x{240,}|a{6000}", _flat(block)))
    assert wanted - Counter(re.findall(r"kōrero\d+|x{240,}|a{6000}", told)) == Counter()


def _flat(block: Block) -> str:
    return re.sub(r"[^\wō]+", " ", repr(block))


@pytest.mark.parametrize("place", ["title", "subtitle", "kind", "number", "house"])
def test_a_head_of_any_length_stays_on_the_page(place: str) -> None:
    text = "A very long name indeed " * 60 + LONG_WORD
    change: dict[str, Any] = {"house": House(text)} if place == "house" else {place: text}
    made = render(one(Prose("x"), simulated=True, **change))
    assert outside(made) == []
    assert LONG_WORD in aloud(read(made))


@cache
def many() -> Dossier:
    content = data()
    outcome, item = content["learning_outcomes"][0], content["need"]["evidence"][0]
    return with_data(
        structure="Two blocks.",
        learning_outcomes=[{**outcome, "id": f"LO{n}"} for n in range(1, 501)],
        need={
            **content["need"],
            "evidence": [{**item, "id": f"N{n}", "says": LONG_PROSE[:400]} for n in range(1, 301)],
        },
    )


MANY = [entry for entry in (*CATALOGUE, *ON_REQUEST) if entry.when(many())]
SHORT = {"evidence-of-need", "assessment-map"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "entry",
    [pytest.param(e, id=e.slug, marks=[pytest.mark.slow] * (e.slug not in SHORT)) for e in MANY],
)
def test_500_outcomes_and_300_items_of_evidence_make_a_paper(entry: Entry[Dossier]) -> None:
    made = render(entry.make(many()))
    assert outside(made) == []
    assert len(pypdf.PdfReader(BytesIO(made)).pages) < 400


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.slug)
def test_10_000_words_in_a_field_are_all_there(entry: Entry[Dossier]) -> None:
    document = entry.make(with_data(structure=LONG_PROSE, entry=LONG_WORD))
    made = render(document)
    assert outside(made) == []
    wanted = set(re.findall(r"kōrero\d+", repr(document.blocks)))
    assert wanted <= set(re.findall(r"kōrero\d+", aloud(read(made))))


def test_a_sign_early_in_a_long_word_leaves_no_line_too_long() -> None:
    """Broken behind the colon alone, what is left would still be longer than a line."""
    for number in range(40):
        document = one(Prose(":" + "W" * (30 + number) + "-" + "i" * 200))
        assert outside(render(document)) == []


@example(["\x1f", *[""] * 6], 0)
@example(["000A/\x1brsÐ\U0001124b𒅚𘫠\r0", *[""] * 6], 0)
@example(["0\n\xa00", *[""] * 6], 0)
@given(st.lists(st.text(max_size=400), min_size=7, max_size=7), st.integers(0, 45))
def test_any_text_anywhere_makes_a_page_without_fault(texts: list[str], lines: int) -> None:
    a, b, c, d, e, f, g = texts
    blocks: tuple[Block, ...] = (
        *(Prose("line") for _ in range(lines)),
        Heading(1, a or "h"),
        Labelled(b, c, d),
        Bullets((e, f)),
        Ticks(((False, g),)),
        TableBlock((a[:40], b[:40]), ((c[:240], d[:240]),), e),
        Redline(f, (Part("kept", g), Part("removed", a))),
        Blanks((b,)),
        Link(c, "https://" + d),
    )
    made = render(one(*blocks, title=a or "t", subtitle=b, kind=c or "k"))
    assert outside(made) == []
    assert faults(made) == []


@pytest.mark.parametrize("lines", range(24, 42))
@pytest.mark.parametrize("end", ["table", "figure", "list", "notice", "caption"])
def test_a_heading_has_what_follows_it_on_its_page(lines: int, end: str) -> None:
    follows: dict[str, Block] = {
        "table": TableBlock(("Head", "B"), (("First row", "b"),) * 9),
        "caption": TableBlock(("Head", "B"), (("First row", "b"),) * 9, "Caption"),
        "figure": Figure(PICTURE, "x", "First row"),
        "list": Bullets(("First row", "two")),
        "notice": Notice("First row"),
    }
    filling = [Prose(f"line {n}") for n in range(lines)]
    made = render(one(*filling, Heading(1, "Part"), Heading(2, "Section"), follows[end]))
    sheet = next(sheet for sheet in sheets(made) if "Part" in sheet)
    assert "Section" in sheet
    assert "First row" in sheet


def test_a_row_is_not_torn_where_it_fits_on_a_page() -> None:
    rows = tuple((f"n{n}", "a fact of several lines " * 9) for n in range(60))
    made = read(render(one(TableBlock(("Name", "Fact"), rows))))
    assert all(len(e.pages) == 1 for e in made.all() if e.role == "TR")


@pytest.mark.parametrize("lines", range(24, 42))
@pytest.mark.parametrize("end", ["list", "blanks", "table"])
def test_what_is_short_is_not_torn(lines: int, end: str) -> None:
    short: dict[str, Block] = {
        "list": Ticks(((False, "Alpha"), (False, "Beta"), (True, "Omega"))),
        "blanks": Blanks(("Alpha", "Signature", "Omega")),
        "table": TableBlock(("A", "B"), (("Alpha", "b"), ("Omega", "b"))),
    }
    filling = [Prose(f"line {n}") for n in range(lines)]
    sheet = next(s for s in sheets(render(one(*filling, short[end]))) if "Alpha" in s)
    assert "Omega" in sheet


@pytest.mark.parametrize("lines", range(20, 34))
def test_no_line_of_a_paragraph_stands_alone_on_a_page(lines: int) -> None:
    filling = [Prose(f"line {n}") for n in range(lines)]
    made = render(one(*filling, Prose("Word by word it goes on. " * 40)))
    bases = {(s.page, round(s.base)) for s in stretches(made) if "it goes on" in s.text}
    assert min(Counter(page for page, _ in bases).values()) >= 2


@pytest.mark.parametrize("unseen", "\u00ad\u200b\u2060\ufeff\ufe0f")
def test_a_mark_without_a_shape_is_left_out(unseen: str) -> None:
    assert "one two" in aloud(read(render(one(Prose(f"o{unseen}ne two")))))
    assert unprintable(one(Prose(f"o{unseen}ne two"))) == ()


def test_the_number_of_a_page_counts_those_of_others() -> None:
    found = [re.search(r"Page (\d+) of (\d+)", sheet) for sheet in sheets(render(EVERY))]
    numbers = [(int(m[1]), int(m[2])) for m in found if m]
    assert len(numbers) == len(found)
    assert {total for _, total in numbers} == {len(found) + 3}
    assert numbers[-1][0] == len(found) + 3
    assert numbers[0][0] == 1


def test_pages_have_their_labels_and_the_day_and_number_of_the_paper() -> None:
    made = render(EVERY)
    assert pypdf.PdfReader(BytesIO(made)).page_labels[:2] == ["1", "2"]
    assert all("version 2" in sheet and "1 June 2026" in sheet for sheet in sheets(made))


def _logo(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 100), (120, 30, 60)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_logo_stands_at_the_head_and_is_told_by_the_name(kind: str) -> None:
    house = House("Te Kura o Ōtaki", "#7a1f3d", _logo(kind))
    made = render(one(Prose("x"), house=house))
    assert faults(made) == []
    assert aloud(read(made)).startswith("Logo of Te Kura o Ōtaki Te Kura o Ōtaki Paper")
    assert len(pypdf.PdfReader(BytesIO(made)).pages[0].images) == 1
    assert render(one(Prose("x"), house=house)) == made


def test_a_logo_that_is_no_picture_leaves_the_name() -> None:
    made = render(one(Prose("x"), house=House("Te Kura", logo=b"\x89PNG no")))
    assert aloud(read(made)).startswith("Te Kura Paper")


def fonts(data_: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data_)) as pdf:
        told: list[Any] = [f for page in pdf.pages for f in page.Resources.Font.values()]
        return {str(f.BaseFont).partition("+")[2] for f in told}


def test_what_source_sans_lacks_is_set_in_dejavu_sans() -> None:
    made = render(one(Prose("No ☒ and ♞, yes ☑.")))
    assert "No ☒ and ♞, yes ☑." in aloud(read(made))
    assert "DejaVuSans" in fonts(made)
    assert "DejaVuSans" not in fonts(render(one(Prose("Plain kōrero ☑"))))


@pytest.mark.parametrize("text", ["\u202eabc", "a\u2067b\u2069", "\u200fx", "שלום", "سلام"])
def test_nothing_is_turned_around(text: str) -> None:
    document = one(Prose(text))
    told = aloud(read(render(document)))
    for character in text:
        if not character.isascii():
            assert f"[U+{ord(character):04X}]" in told
            assert character not in told
    assert {t.character for t in unprintable(document)} == {c for c in text if not c.isascii()}


def test_what_cannot_be_printed_is_told_with_its_place() -> None:
    document = one(
        Heading(1, "The need"),
        Labelled("Summary", "你"),
        TableBlock(("A",), (("好",),), "Evidence"),
        Heading(2, "The \x07 end"),
        Prose("\ud800 twice \ud800 ☒"),
        Figure(Picture(9, 9, (Words("다", 0, 0),)), "x", "A picture"),
        title="好 title",
    )
    assert unprintable(document) == (
        Unprintable("好", HEAD),
        Unprintable("你", "The need, Summary"),
        Unprintable("好", "The need, Evidence"),
        Unprintable("\x07", "The [U+0007] end"),
        Unprintable("\ud800", "The [U+0007] end"),
        Unprintable("다", "The [U+0007] end, A picture"),
    )
    assert unprintable(one(Prose("Kei te pai ☒"))) == ()


SCRIPT = (
    "from tests.documents.every_block import EVERY;"
    "from mcapproval.documents.pdf.render import render;"
    "import hashlib, reportlab, zlib;"
    f"same = reportlab.__version__ == {reportlab.__version__!r}"
    f" and zlib.ZLIB_RUNTIME_VERSION == {zlib.ZLIB_RUNTIME_VERSION!r};"
    "print(hashlib.sha256(render(EVERY)).hexdigest() if same else '')"
)
SURROUNDINGS = (
    {"TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "77"},
    {"TZ": "America/New_York", "PYTHONHASHSEED": "5", "SOURCE_DATE_EPOCH": "1700000000"},
)


def _said(python: str, around: dict[str, str]) -> str | None:
    """The hash that an interpreter prints; None where it has other packages or none."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    env = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", **around}
    ran = subprocess.run(
        [python, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False
    )
    return ran.stdout.strip() or None


@cache
def here() -> str | None:
    return _said(sys.executable, {})


@pytest.mark.parametrize("number", range(len(SURROUNDINGS)))
def test_a_zone_a_seed_and_an_epoch_change_no_byte(number: int) -> None:
    assert _said(sys.executable, SURROUNDINGS[number]) == here() is not None


def _interpreters() -> Iterator[Path]:
    folders = [Path(folder) for folder in os.get_exec_path()]
    folders += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    folders += sorted((ROOT / "build").glob("same-bytes/*/bin"))
    for folder in folders:
        yield from (p for minor in (11, 12, 13) if (p := folder / f"python3.{minor}").is_file())


@pytest.mark.slow
def test_every_interpreter_that_has_the_packages_makes_the_same_bytes() -> None:
    found = {str(python): _said(str(python), SURROUNDINGS[1]) for python in _interpreters()}
    tried = {python: said for python, said in found.items() if said is not None}
    print(f"{len(tried)} of {len(found)} interpreters have the packages: {sorted(tried)}")
    assert set(tried.values()) <= {here()}
