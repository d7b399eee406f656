"""PDF, Word file and page say the same: every word of the content, in its order, and no other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from tests.documents.dossier_fixture import EMOJI, HOSTILE, LONG_WORD, NFD_NAME, dossier, with_data
from tests.documents.every_block import every_block
from tests.documents.every_paper import of_applications, of_everything_else
from tests.documents.html_reading import read_page
from tests.documents.pdf_reading import aloud, read
from tests.documents.reading_back import W, of_page, of_pdf, of_word, said_by, words

from mcapproval.documents.cleaning import printable
from mcapproval.documents.content import Document, Figure, Labelled, Steps
from mcapproval.documents.docx.render import render as word_file
from mcapproval.documents.html.render import render as page
from mcapproval.documents.language import REO
from mcapproval.documents.pdf.render import render as pdf
from mcapproval.documents.picture import Words
from mcapproval.documents.typeface import all_glyphs

BROKEN_NOWHERE = with_data(structure="Two blocks of five weeks.")
"""The dossier without its word of 400 letters, which a line is too short for."""

PAPERS = {
    **of_applications(BROKEN_NOWHERE),
    **of_everything_else(),
    "every block": every_block("a short text of kōrero"),
    "every block, hostile": every_block(HOSTILE),
}
ODD = {
    "emoji and Chinese": EMOJI,
    "decomposed": NFD_NAME,
    "control characters": "a\x00b\x07c\x0bd\x1fe\ud800f\ufffeg",
    "turned around": "\u202eevil\u202c \u2066x\u2069",
    "a word of 400 letters": LONG_WORD,
    "Word's own markup": "</w:t></w:r><w:br/> {PAGE} ]]> <!-- x --> &#0; %s {accent}",
    "style and script": "</style></title> <script>alert(1)</script> <svg onload=x>",
    "blanks": "  two  blanks \u00a0 and\ta tab\n\n\nand lines \n",
}

every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
odd = pytest.mark.parametrize("text", ODD.values(), ids=ODD)


@every_paper
def test_a_word_file_has_every_word_in_order_and_no_other(paper: Document) -> None:
    assert of_word(word_file(paper)) == said_by(paper)


@every_paper
def test_a_page_has_every_word_in_order_and_no_other(paper: Document) -> None:
    assert of_page(page(paper)) == said_by(paper)


@every_paper
def test_a_pdf_has_every_word(paper: Document) -> None:
    """Its lines are in the order of drawing, its pages repeat feet and heads: counted, not ordered;
    the two other looks are held to the order."""
    told = Counter(words(printable(" ".join(said_by(paper)), all_glyphs())))
    shown = Counter(of_pdf(pdf(paper)))
    for block in paper.blocks:
        if isinstance(block, Figure):
            drawn = (shape.text for shape in block.picture.shapes if isinstance(shape, Words))
            told += Counter(words(" ".join(drawn)))
        if isinstance(block, Steps):
            told += Counter(f"{number}." for number in range(1, len(block.items) + 1))
    assert told - shown == Counter()


def test_what_is_said_to_be_te_reo_is_so_in_every_look() -> None:
    """Words that no list of ours knows."""
    told = ["He pai", "He iti"]
    answer = Labelled("Name", told[1], language=REO)
    paper = replace(every_block("x"), title=told[0], blocks=(answer,))
    on_page = [e.text for e in read_page(page(paper)).elements if e.attributes.get("lang") == REO]
    runs = docx.Document(BytesIO(word_file(paper))).element.body.iter(f"{W}r")
    in_word = [
        "".join(part.text or "" for part in run.iter(f"{W}t"))
        for run in runs
        if any(each.get(f"{W}val", "").startswith(REO) for each in run.iter(f"{W}lang"))
    ]
    in_pdf = [aloud(e).strip() for e in read(pdf(paper)).all() if e.language == REO]
    assert [set(told) <= set(found) for found in (on_page, in_word, in_pdf)] == [True] * 3


@odd
def test_odd_text_is_said_in_every_look_and_obeyed_in_none(text: str) -> None:
    paper = every_block(text)
    said = said_by(paper)
    assert of_word(word_file(paper)) == of_page(page(paper)) == said
    if len(text) < len(LONG_WORD):
        told = Counter(words(printable(" ".join(said), all_glyphs())))
        assert told - Counter(of_pdf(pdf(paper))) == Counter()


@odd
def test_odd_text_in_a_title_a_name_or_a_number_stays_text(text: str) -> None:
    document = every_block("plain", title=f"T {text}")
    assert of_word(word_file(document)) == of_page(page(document)) == said_by(document)


@odd
def test_a_page_stays_whole_and_runs_nothing(text: str) -> None:
    read = read_page(page(every_block(text, title=text)))
    assert read.faults == []
    assert not read.named("script", "iframe", "object", "link", "form")
    assert not any(key.startswith("on") for e in read.elements for key in e.attributes)
    assert all(to.startswith(("https://", "mailto:")) for to in read.links)


def test_what_is_dropped_moved_or_added_would_be_noticed() -> None:
    paper = every_block("a text")
    data = word_file(paper)
    assert of_word(data)[1:] != said_by(paper)
    assert of_word(word_file(every_block("another text"))) != said_by(paper)
    swapped = page(paper).replace("A bullet", "bullet A")
    assert of_page(swapped) != said_by(paper)


def test_the_whole_dossier_is_said_in_word_and_on_the_page_too() -> None:
    for name, paper in of_applications(dossier()).items():
        assert of_word(word_file(paper)) == of_page(page(paper)) == said_by(paper), name


def test_ten_thousand_words_in_one_answer_are_all_there() -> None:
    long = " ".join(f"kōrero{n}" for n in range(10_000))
    paper = every_block("x")
    grown = Document(
        paper.title, "", paper.kind, paper.number, paper.as_at, False, (Labelled("Long", long),)
    )
    assert of_word(word_file(grown)) == of_page(page(grown)) == said_by(grown)
