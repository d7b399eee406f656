"""An address in a paper is a link, apart from the words that it stood among."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import docx
import pikepdf
import pytest
from tests.documents.dossier_fixture import dossier, granted
from tests.documents.html_reading import read_page
from tests.documents.pdf_structure import faults
from tests.documents.reading_back import W, of_page, of_word, said_by
from tests.documents.test_papers_of_a_listing import FULL as LISTED
from tests.documents.test_papers_of_a_review import FULL as REVIEWED

from mcapproval.documents.addresses import apart, parted, reached_at
from mcapproval.documents.application.application_form import application
from mcapproval.documents.application.teaching.learner_page import learner_page
from mcapproval.documents.cleaning import clean
from mcapproval.documents.content import (
    CELL_LIMIT,
    Block,
    Bullets,
    Document,
    Labelled,
    Link,
    Prose,
    Steps,
    TableBlock,
    Ticks,
)
from mcapproval.documents.docx.render import render as word_file
from mcapproval.documents.html.render import render as page
from mcapproval.documents.listings.sheet import sheet
from mcapproval.documents.notices.outcome_notice import outcome_notice
from mcapproval.documents.pdf.render import render as pdf
from mcapproval.documents.reviews.report import report
from mcapproval.draft.model import Draft

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTNERS = "https://awa-trust.example/land-care"
OURS = "https://www.example.ac.nz/a?of=5&as=pdf"


def links(blocks: Iterable[Block]) -> dict[str, Link]:
    return {block.address: block for block in blocks if isinstance(block, Link)}


@pytest.mark.parametrize(
    ("text", "left", "addresses"),
    [
        ("the partner's page", "the partner's page", []),
        ("EduBits, https://edubits.nz/a/102", "EduBits", ["https://edubits.nz/a/102"]),
        ("see https://a.nz/b, and ask.", "see, and ask", ["https://a.nz/b"]),
        ("Mere (mere@awa.example.nz)", "Mere", ["mailto:mere@awa.example.nz"]),
        ("https://a.nz", "", ["https://a.nz"]),
        ("http://a.nz and javascript:alert(1)", "http://a.nz and javascript:alert(1)", []),
        ("https://nzqa.govt.nz@elsewhere.nz/x", "https://nzqa.govt.nz@elsewhere.nz/x", []),
        ("“https://a.nz/b”", "“”", ["https://a.nz/b"]),
        ("bars (https://a.nz/Foo_(bar)).", "bars", ["https://a.nz/Foo_(bar)"]),
        ("https://a.nz/(b)?), and on", "?), and on", ["https://a.nz/(b)"]),
        ("https://a.nz/b… and on", "… and on", ["https://a.nz/b"]),
        ("the page https://a.nz/b—with all", "the page —with all", ["https://a.nz/b"]),
        ("a price@2.50 or 1@2.3", "a price@2.50 or 1@2.3", []),
        ("http://a.nz/?q=hana@example.ac.nz", "http://a.nz/?q=hana@example.ac.nz", []),
        ("x:https://a.nz/?q=hana@example.ac.nz", "x:https://a.nz/?q=hana@example.ac.nz", []),
        ("hana@example.ac.nz http://a.nz", "http://a.nz", ["mailto:hana@example.ac.nz"]),
    ],
)
def test_an_address_is_taken_from_among_words(text: str, left: str, addresses: list[str]) -> None:
    told, found = apart(text)
    assert told == left
    assert [link.address for link in found] == addresses
    assert all(link.live for link in found)


PAGE, MAIL = "https://www.māori.example.nz/rā?a=1&b=(2)c", "mere@awa.example.nz"
SAID = f"Ngā mihi: see {PAGE}, or write to {MAIL}; mailto:{MAIL} does too."
HOSTILE = (
    "javascript:alert(1)",
    "javascript:https://a.example/",
    "data:text/html,https://a.example",
    "file:///etc/passwd",
    "http://a.example",
    "https://nzqa.govt.nz@evil.example",
    "https://nzqa.govt.nz:443@evil.example/x",
    "x:https://nzqa.govt.nz@evil.example",
    "https://nzq\u0430.govt.nz",
    "\u0430na@nzqa.govt.nz",
    "https://nzqa.govt.nz\u2044evil.example",
    "https://a.example/\u202egnp.exe",
    "\u202ehttps://a.example/",
    "https://evil.example\\@nzqa.govt.nz",
    f"https://a.example/{'x' * 2000}",
    "https://[::1]/",
)


def blocks(*texts: str) -> tuple[Block, ...]:
    """The texts wherever one of a user's is set."""
    rows = tuple((text, text) for text in texts)
    alone = (Prose(text) for text in texts)
    answers = (Labelled("Answer", text) for text in texts)
    ticked = Ticks(tuple((True, text) for text in texts))
    return (*alone, *answers, Bullets(texts), Steps(texts), ticked, TableBlock(("A", "B"), rows))


def paper(*texts: str) -> Document:
    return Document("T", "", "Paper", "X", date(2026, 6, 1), False, blocks(*texts))


def followed_in(paper: Document) -> tuple[list[str], list[str], list[str]]:
    """The addresses that can be followed, in a PDF, a Word file and a page."""
    with pikepdf.open(BytesIO(pdf(paper))) as read:
        notes: list[Any] = [note for sheet in read.pages for note in sheet.get("/Annots", [])]
        seen = [unquote(str(note.Contents)) for note in notes]
    word = docx.Document(BytesIO(word_file(paper)))
    ids = [e.get(f"{{{RELATION}}}id") for e in word.element.body.iter(f"{W}hyperlink")]
    in_word = [unquote(word.part.rels[found].target_ref) for found in ids if found]
    return seen, in_word, read_page(page(paper)).links


def test_an_address_can_be_followed_wherever_it_stands_and_the_same_in_every_look() -> None:
    said = paper(SAID)
    wanted = [PAGE, f"mailto:{MAIL}", f"mailto:{MAIL}"] * 7
    in_pdf, in_word, on_page = followed_in(said)
    assert in_word == on_page == wanted
    assert list(dict.fromkeys(in_pdf)) == wanted[:2]
    assert len(in_pdf) >= len(wanted)
    assert faults(pdf(said)) == []
    assert of_word(word_file(said)) == of_page(page(said)) == said_by(said)


def test_the_words_with_an_address_are_the_same_as_before() -> None:
    for text in (SAID, *HOSTILE):
        parts = (p.shown if isinstance(p, Link) else p for p in parted(clean(text)))
        assert "".join(parts) == clean(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_not_plainly_an_address_is_text_in_every_look(text: str) -> None:
    said = paper(text, f"see {text} now") if len(text) < CELL_LIMIT else paper(text)
    assert followed_in(said) == ([], [], [])
    assert of_word(word_file(said)) == of_page(page(said)) == said_by(said)


def test_a_listing_sheet_and_a_review_have_their_addresses_live() -> None:
    draft = LISTED.content
    told = {**draft.data, "entry": f"Anybody, see {OURS}."}
    assert OURS in followed_in(sheet(replace(LISTED, content=Draft(told))))[0]
    row = {"what": f"Ask at {MAIL}", "effect": "none"}
    answers = Draft({**REVIEWED.answers.data, "currency": [row]})
    assert f"mailto:{MAIL}" in followed_in(report(replace(REVIEWED, answers=answers)))[1]


def test_a_contact_may_have_a_number_too_which_is_not_live() -> None:
    mail, number, page = reached_at("aroha@example.ac.nz; 03 123 4567, https://example.ac.nz")
    assert (mail.label, mail.live) == ("E-mail", True)
    assert (number.label, number.live) == ("Telephone", False)
    assert (page.label, page.live) == ("Page", True)
    assert reached_at("") == ()
    assert not any(link.live for link in reached_at("a@b.nz?bcc=everybody@b.nz"))


def test_a_page_that_is_published_elsewhere_can_be_followed_from_the_application() -> None:
    found = application(dossier())
    assert links(found.blocks).keys() >= {PARTNERS, OURS}
    labels = [block.label for block in found.blocks if isinstance(block, Labelled)]
    assert "Published elsewhere: the partner's page" in labels


def test_a_page_to_be_put_right_can_be_followed_from_the_notice() -> None:
    found = followed_in(outcome_notice(granted()))
    assert all(PARTNERS in addresses and OURS not in addresses for addresses in found)


def test_a_published_source_can_be_followed_from_a_review() -> None:
    row = {"id": "N1", "type": "regulation", "from": {"source": f"A standard, {OURS}"}}
    answers = Draft({**REVIEWED.answers.data, "need": {"evidence": [row]}})
    assert OURS in links(report(replace(REVIEWED, answers=answers)).blocks)


def test_a_learner_is_told_whom_to_ask_where_they_may_be_named() -> None:
    mail = "mailto:aroha@example.ac.nz"
    assert links(learner_page(dossier()).blocks)[mail].label == "E-mail"
    assert not links(learner_page(dossier(contact_at="")).blocks)
