"""An address in a paper is a link, apart from the words that it stood among."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from tests.documents.dossier_fixture import asked_about, dossier
from tests.documents.test_papers_of_a_review import FULL as REVIEWED

from mcapproval.documents.addresses import apart, labelled, reached_at
from mcapproval.documents.application.application_form import application
from mcapproval.documents.application.teaching.learner_page import learner_page
from mcapproval.documents.content import Block, Bullets, Labelled, Link
from mcapproval.documents.notices.outcome_notice import outcome_notice
from mcapproval.documents.reviews.report import report
from mcapproval.draft.model import Draft

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
    ],
)
def test_an_address_is_taken_from_among_words(text: str, left: str, addresses: list[str]) -> None:
    told, found = apart(text)
    assert told == left
    assert [link.address for link in found] == addresses
    assert all(link.live for link in found)


def test_a_contact_may_have_a_number_too_which_is_not_live() -> None:
    mail, number, page = reached_at("aroha@example.ac.nz; 03 123 4567, https://example.ac.nz")
    assert (mail.label, mail.live) == ("E-mail", True)
    assert (number.label, number.live) == ("Telephone", False)
    assert (page.label, page.live) == ("Page", True)
    assert reached_at("") == ()
    assert not any(link.live for link in reached_at("a@b.nz?bcc=everybody@b.nz"))


def test_a_text_that_is_an_address_stands_beside_its_label() -> None:
    assert list(labelled("From", "https://a.nz")) == [Link("From", "https://a.nz")]
    assert list(labelled("From", "us")) == [Labelled("From", "us")]


def test_a_page_that_is_published_elsewhere_can_be_followed_from_the_application() -> None:
    found = application(dossier())
    assert links(found.blocks).keys() >= {PARTNERS, OURS}
    labels = [block.label for block in found.blocks if isinstance(block, Labelled)]
    assert "Published elsewhere: the partner's page" in labels


def test_a_page_to_be_put_right_can_be_followed_from_the_notice() -> None:
    found = outcome_notice(asked_about())
    link = links(found.blocks)[PARTNERS]
    assert link.label == "To be put right: the partner's page"
    assert OURS not in links(found.blocks)
    assert not any(
        PARTNERS in item for b in found.blocks if isinstance(b, Bullets) for item in b.items
    )


def test_a_published_source_can_be_followed_from_a_review() -> None:
    row = {"id": "N1", "type": "regulation", "from": {"source": f"A standard, {OURS}"}}
    answers = Draft({**REVIEWED.answers.data, "need": {"evidence": [row]}})
    assert OURS in links(report(replace(REVIEWED, answers=answers)).blocks)


def test_a_learner_is_told_whom_to_ask_where_they_may_be_named() -> None:
    mail = "mailto:aroha@example.ac.nz"
    assert links(learner_page(dossier()).blocks)[mail].label == "E-mail"
    assert not links(learner_page(dossier(contact_at="")).blocks)
