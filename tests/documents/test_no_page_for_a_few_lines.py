"""A last page of a few lines is done without where the gaps give the room."""

from __future__ import annotations

from datetime import date

import pytest
from tests.documents.pdf_reading import aloud, read
from tests.documents.reading_back import said_by, words

from mcapproval.documents.content import (
    Blanks,
    Block,
    Document,
    Heading,
    Labelled,
    NewPage,
    Prose,
    Ticks,
)
from mcapproval.documents.pdf.paper import CLOSEST, PROSE
from mcapproval.documents.pdf.render import render
from mcapproval.documents.pdf.stacking import Page, stacked
from mcapproval.documents.pdf.story import story

NEW = (Heading(1, "Another part"), Prose("Said of it."))
FEW = 5 * PROSE.leading


def paper(*blocks: Block) -> Document:
    day = date(2026, 6, 1)
    return Document("Of some length", "", "Paper", "APP-2026-0001-X", day, False, blocks)


def pages(*blocks: Block) -> list[Page]:
    items, _ = story(paper(*blocks))
    return stacked(items)


def filled(page: Page) -> float:
    last, down = page.items[-1]
    return down + last.height


def paragraphs(count: int) -> tuple[Prose, ...]:
    return tuple(Prose(f"Paragraph {number}.") for number in range(count))


def test_no_paper_of_paragraphs_ends_on_a_page_of_a_few_lines() -> None:
    ends = [pages(*paragraphs(count)) for count in range(20, 100)]
    assert {len(found) for found in ends} == {1, 2, 3}
    assert all(filled(found[-1]) >= FEW for found in ends)


def test_nor_does_a_part_that_another_follows_on_a_page_of_its_own() -> None:
    for count in range(20, 100):
        found = pages(*paragraphs(count), NewPage(), *NEW)
        assert filled(found[-2]) >= FEW
        assert len(found) == len(pages(*paragraphs(count))) + 1


def test_pages_with_closer_gaps_hold_every_word_in_order() -> None:
    count = next(n for n in range(20, 60) if len(pages(*paragraphs(n + 4))) == 2)
    closer = paper(*paragraphs(count))
    assert filled(pages(*closer.blocks)[0]) > 690
    assert words(aloud(read(render(closer)))) == said_by(closer)


def lines(count: int) -> Prose:
    return Prose("\n".join(f"Line {number}." for number in range(count)))


def test_where_the_gaps_do_not_suffice_the_lines_are_closed_but_never_too_much() -> None:
    (page,) = pages(lines(44))
    text, _ = page.items[-1]
    assert text.height / 44 == pytest.approx(CLOSEST * PROSE.size)


def test_a_paper_with_too_little_to_close_is_set_as_ever() -> None:
    first, last = pages(lines(48))
    assert [down for _, down in first.items] == [down for _, down in pages(Prose("A"))[0].items]
    assert last.items[-1][0].height / PROSE.leading in range(10)


def test_a_place_for_a_remark_stands_with_the_boxes_and_the_question_above_it() -> None:
    asked = (
        Labelled("Where to look", "The title"),
        Ticks(((False, "Met"), (False, "More work is needed"))),
        Blanks(("Remark",)),
    )
    for count in range(15, 30):
        found = pages(*paragraphs(count), *asked, *paragraphs(9))
        page = next(at for at, page in enumerate(found) if "Remark" in words_on(page))
        assert "Where to look" in words_on(found[page])


def words_on(page: Page) -> str:
    lines = (line for item, _ in page.items for line in getattr(item, "lines", ()))
    return "\n".join(" ".join(text for _, text in line) for line in lines)
