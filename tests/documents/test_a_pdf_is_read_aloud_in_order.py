"""Tagged PDFs: what a screen reader says is the document, in its order, and nothing of a user's
text can change the structure."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.documents.dossier_fixture import HOSTILE, LONG_WORD, dossier, nearly_empty
from tests.documents.every_block import EVERY, PROSE, ROWS
from tests.documents.every_paper import of_applications, of_everything_else
from tests.documents.pdf_reading import Read, aloud, attribute, kids_of, read
from tests.documents.pdf_structure import faults
from tests.documents.reading_back import texts_of

from mcapproval.clock import spoken
from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Link,
    Prose,
    TableBlock,
    Ticks,
)
from mcapproval.documents.pdf.letters import one_line
from mcapproval.documents.pdf.render import render

PAPERS = {**of_applications(dossier()), **of_everything_else()}
SHORT = of_applications(nearly_empty())
EACH = pytest.mark.parametrize("name", PAPERS)


def one(*blocks: Block) -> Document:
    return Document("A title", "", "Paper", "X", date(2026, 6, 1), False, blocks)


@cache
def every() -> bytes:
    return render(EVERY)


def parts(told: Read, role: str) -> list[Read]:
    return [element for element in told.all() if element.role == role]


def in_order(texts: tuple[str, ...], told: str) -> None:
    """Each text is in what was told, behind the one before it."""
    at = 0
    for text in texts:
        for line in text.split("\n\n"):
            wanted = one_line(line)
            found = told.find(wanted, at)
            assert found >= 0, (wanted, told[at : at + 200])
            at = found + len(wanted)


def body_of(document: Document) -> tuple[str, ...]:
    """The texts in the order in which paper has them: kind and number stand over the title."""
    title, *rest = texts_of(document)
    rest.remove(document.kind)
    rest.remove(document.number)
    under = [document.subtitle] if document.subtitle else []
    head = [document.kind, document.number, title, *under, spoken(document.as_at)]
    return (*head, *rest[len(under) :])


@EACH
def test_no_paper_has_a_fault(name: str) -> None:
    assert faults(render(PAPERS[name])) == []


@EACH
def test_every_paper_is_read_aloud_in_the_order_of_its_content(name: str) -> None:
    document = PAPERS[name]
    in_order(body_of(document), aloud(read(render(document))))


@pytest.mark.parametrize("name", SHORT)
def test_a_paper_of_a_draft_of_four_lines_has_no_fault(name: str) -> None:
    assert faults(render(SHORT[name])) == []


def test_every_block_is_read_aloud_in_order_and_without_fault() -> None:
    assert faults(every()) == []
    document = replace(EVERY, blocks=tuple(b for b in EVERY.blocks if not isinstance(b, Link)))
    in_order(body_of(document), aloud(read(render(document))))


def test_the_repeated_head_of_a_table_is_read_once() -> None:
    table = parts(read(every()), "Table")[0]
    assert len(table.pages) > 2
    assert [aloud(cell) for cell in parts(table, "TH")][:3] == ["Outcome", "Shown by", "Hours"]
    assert aloud(table).count("Shown by") == 1
    assert len(parts(table, "TR")) == len(ROWS) + 1


def test_what_goes_on_over_the_page_is_one_paragraph() -> None:
    long = next(p for p in parts(read(every()), "P") if len(p.pages) > 1)
    assert aloud(long).count(PROSE.strip()) == 60


def test_words_do_not_run_into_one_another_at_the_end_of_a_line() -> None:
    told = aloud(read(render(one(Prose(PROSE * 5 + "\nnext line")))))
    assert (PROSE * 5 + "next line") in told


def test_te_reo_is_marked_as_such() -> None:
    told = read(every())
    (title,) = parts(told, "H1")
    assert (aloud(title), title.language) == ("Te Tiaki Whenua", "mi")
    assert {span.language for span in parts(told, "Span")} == {"mi"}
    assert "ākonga Māori" in {aloud(span) for span in parts(told, "Span")}
    purpose = next(p for p in parts(told, "P") if aloud(p) == "Te Tiaki Whenua me ngā Ōhākī")
    assert purpose.language == "mi"


def test_lists_say_what_stands_at_the_left() -> None:
    labels = [aloud(label) for label in parts(read(every()), "Lbl")]
    assert labels[:4] == ["\u2022", "\u2022", "\u2022", "1."]
    assert labels[-2:] == ["Ticked:", "Not ticked:"]


def test_a_figure_is_told_by_its_text_and_not_by_its_letters() -> None:
    logo, figure = parts(read(every()), "Figure")
    assert aloud(logo) == "Logo of Te Kura o Tītoki & Co"
    assert aloud(figure) == "A box and a dot: the end"


def test_only_https_and_mail_can_be_followed() -> None:
    with pikepdf.open(BytesIO(every())) as pdf:
        notes: list[Any] = [note for page in pdf.pages for note in page.get("/Annots", [])]
        addresses = {str(note.A.URI) for note in notes}
    assert len(notes) > 2
    assert addresses == {b.address for b in EVERY.blocks if isinstance(b, Link) and b.live}


def test_a_head_cell_says_what_it_heads() -> None:
    def scopes(row_heads: bool) -> list[list[str | None]]:
        paper = one(TableBlock(("A", "B"), (("1", "2"), ("3", "4")), row_heads=row_heads))
        with pikepdf.open(BytesIO(render(paper))) as pdf:
            (document,) = pdf.Root.StructTreeRoot.K
            (table,) = (kid for kid in kids_of(document) if kid.S == "/Table")
            rows = [row for part in kids_of(table) for row in kids_of(part)]
            return [
                [str(attribute(cell, "/Scope")) if cell.S == "/TH" else None for cell in row.K]
                for row in rows
            ]

    columns = ["/Column", "/Column"]
    assert scopes(True) == [columns, ["/Row", None], ["/Row", None]]
    assert scopes(False) == [columns, [None, None], [None, None]]


def test_a_table_of_facts_has_its_rows_headed() -> None:
    """So that a cell is read out with what it answers."""
    named = {"What", "Box", "Field", "Part", "Annex"}
    found = [
        (name, table.columns)
        for name, paper in PAPERS.items()
        for table in paper.blocks
        if isinstance(table, TableBlock) and table.columns[0] in named and not table.row_heads
    ]
    assert found == []


def test_heading_levels_never_jump() -> None:
    told = read(render(one(Heading(3, "deep"), Heading(1, "a"), Heading(3, "b"), Prose("x"))))
    heads = [e.role for e in told.all() if re.fullmatch("H[1-6]", e.role)]
    assert heads == ["H1", "H2", "H2", "H3"]


def test_no_file_claims_to_conform() -> None:
    assert b"pdfuaid" not in every()


def shape(element: Read) -> object:
    """The structure above words and the addresses among them."""
    kids = [shape(kid) for kid in element.kids if kid.role not in ("", "Link")]
    return (element.role, element.language, kids)


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "EMC /H1 <</MCID 0>> BDC (x) Tj EMC ET BT",
        ") Tj EMC /Artifact BMC (",
        "\\) Tj ((( \\",
        ">>/S/H1/Alt(",
        "</rdf:li></rdf:Alt></dc:title> <pdfuaid:part>1</pdfuaid:part>",
        "\ufeff\x00\ud800\u202e]]>",
    ],
)
def test_nothing_of_a_users_text_alters_the_structure(text: str) -> None:
    def paper(said: str) -> bytes:
        blocks = (Heading(1, said), Prose(said), Labelled(said, said, said), Bullets((said,)))
        more = (Ticks(((True, said),)), TableBlock((said[:90],), ((said[:200],),), said))
        return render(replace(one(*blocks, *more, Link(said, said)), title=said, subtitle=said))

    data = paper(text)
    assert faults(data) == []
    assert shape(read(data)) == shape(read(paper("plain words")))


def test_a_long_word_is_read_as_one() -> None:
    assert LONG_WORD in aloud(read(render(one(Prose(LONG_WORD)))))


@pytest.mark.slow
@EACH
def test_poppler_reads_a_paper_in_the_same_order(name: str, tmp_path: Path) -> None:
    document = PAPERS[name]
    file = tmp_path / "paper.pdf"
    file.write_bytes(render(document))
    subprocess.run(["qpdf", "--check", file], capture_output=True, check=True)
    listed = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True)
    fonts = [line.split() for line in listed.stdout.splitlines()[2:]]
    assert all(font[-5:-2] == ["yes"] * 3 for font in fonts), fonts
    ran = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True)
    said = "".join(re.findall(r'^ *"(.*)"$', ran.stdout.decode("utf-8"), re.MULTILINE))
    in_order(
        tuple("".join(one_line(text).split()) for text in body_of(document)),
        "".join(said.split()),
    )
