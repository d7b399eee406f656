"""The grid of a year's re-evaluations: a line each, on two lying pages for sixty and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from tests.documents.pdf_reading import read
from tests.documents.pdf_structure import faults

from mcapproval.documents import text
from mcapproval.documents.content import TableBlock
from mcapproval.documents.docx.render import render as docx
from mcapproval.documents.html.render import render as html
from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.render import render as pdf
from mcapproval.documents.reviews.grid import grid
from mcapproval.documents.reviews.grid_facts import GridFacts, GridRow

Golden = Callable[[str, str], None]

BARE = GridRow(
    ref="REV-2027-0001",
    listing="MC-0001",
    title="Four lines",
    level=None,
    credits=None,
    number="",
    provider="example-polytechnic",
    owner="",
    form="yearly check",
    due_on=date(2027, 1, 5),
    state="Scheduled",
    enrolments=None,
    completions=None,
    still_active=None,
    heard=None,
    still_needed="",
    fit_answered=False,
    denied=(),
    watch_open=0,
    proposed="",
    decision="",
    decided_on=None,
    first_action="",
    first_action_due=None,
)
FULL = replace(
    BARE,
    ref="REV-2027-0002",
    listing="MC-0002",
    title="Kaitiakitanga i te Wāhi Mahi: <b>caring</b> for what is ours",
    level=5,
    credits=10,
    form="full review",
    due_on=date(2027, 8, 11),
    state="Reported to NZQA",
    enrolments=18,
    completions=13,
    still_active=3,
    heard=24,
    still_needed="yes",
    fit_answered=True,
    denied=("outcomes_at_level", "credits_and_hours"),
    watch_open=2,
    proposed="change",
    decision="change",
    decided_on=date(2027, 7, 2),
    first_action="Write the change to the second outcome with the whānau",
    first_action_due=date(2027, 10, 1),
)
PROPOSED = replace(FULL, ref="REV-2027-0003", denied=(), state="In progress", decision="")
ROWS = (BARE, FULL, replace(PROPOSED, enrolments=0, completions=0, still_active=0))
FACTS = GridFacts(2027, "Example Polytechnic", ROWS, date(2027, 6, 30), simulated=True)


def run_on(facts: GridFacts) -> str:
    return " ".join(text.render(grid(facts)).split())


def many(number: int) -> GridFacts:
    rows = tuple(
        replace(
            (BARE, FULL, PROPOSED)[n % 3],
            listing=f"MC-{n:04}",
            title=f"{FULL.title}, part {n}",
            due_on=date(2027, 1, 1) + timedelta(5 * n),
        )
        for n in range(number)
    )
    return replace(FACTS, rows=rows)


def test_learners_of_recorded_deliveries_are_marked_and_said_to_be() -> None:
    rows = [replace(FULL, recorded_of=year) for year in (2027, 2026, None)]
    facts = GridFacts(2027, "Us", tuple(rows), date(2027, 9, 1), simulated=True)
    said = text.render(grid(facts))
    assert "recorded deliveries: * of 2027 and ** of 2026." in " ".join(said.split())
    assert [said.count(f" 18{mark} ") for mark in ("*", "**", "")] == [1, 1, 1]
    assert "recorded" not in text.render(grid(replace(facts, rows=(FULL,))))


def test_the_grid_reads_as_its_golden_file(golden: Golden) -> None:
    golden("review-grid.txt", text.render(grid(FACTS)))


def test_a_year_without_any_says_so() -> None:
    assert "No re-evaluation falls due in 2027." in run_on(replace(FACTS, rows=()))


def test_sixty_four_stand_on_two_lying_pages_with_the_head_on_each() -> None:
    assert faults(pdf(grid(FACTS))) == []
    whole = pypdf.PdfReader(BytesIO(pdf(grid(many(64)))))
    assert len(whole.pages) == 2
    for page in whole.pages:
        assert page.mediabox.width > page.mediabox.height
        assert "Micro-credential" in page.extract_text()
    assert paper.sheet() is paper.UPRIGHT


def test_a_long_title_is_cut_only_where_two_pages_would_not_hold_them_all() -> None:
    cut = "Titles that go on are cut after their first line."
    few, crowded = many(30), many(64)
    assert (cut in run_on(few), cut in run_on(crowded)) == (False, True)
    for facts, whole in ((few, 30), (crowded, 0)):
        (table,) = (block for block in grid(facts).blocks if isinstance(block, TableBlock))
        assert [f"{FULL.title}, part " in row[0] for row in table.rows].count(True) == whole


def test_its_table_is_tagged_with_heads_of_columns_and_rows() -> None:
    elements = list(read(pdf(grid(FACTS))).all())
    heads = [each for each in elements if each.role == "TH"]
    assert len(heads) == 13 + len(ROWS)


def test_a_word_file_and_a_page_lie_as_well() -> None:
    body = ZipFile(BytesIO(docx(grid(FACTS)))).read("word/document.xml").decode()
    assert 'w:orient="landscape"' in body
    assert "A4 landscape" in html(grid(FACTS))
    assert "<b>caring" not in html(grid(FACTS))


@pytest.mark.parametrize(
    ("heard", "answered", "told"),
    [
        (1, (1,), "hidden 13 did < 5"),
        (24, (21, 3), "hidden 13 did hidden"),
        (24, (18, 6), "hidden 13 did 24"),
    ],
)
def test_how_many_answered_is_not_shown_where_a_group_is_small(
    heard: int, answered: tuple[int, ...], told: str
) -> None:
    row = replace(FULL, heard=heard, answered=answered)
    assert told in run_on(replace(FACTS, rows=(row,), share_at_least=5))
    assert f"87 % {heard}" in run_on(replace(FACTS, rows=(row,)))


def test_a_sum_that_would_tell_how_many_withdrew_is_not_shown() -> None:
    """The page to share shows the other parts of it."""
    row = replace(FULL, completions=10, still_active=6, withdrawals=2)
    assert "hidden 10 did 24" in run_on(replace(FACTS, rows=(row,), share_at_least=5))


@pytest.mark.parametrize(
    ("least", "told"), [(0, "18 87 % 24"), (5, "hidden 13 did 24"), (20, "hidden < 20 24")]
)
def test_small_counts_are_not_shown_where_it_is_shared(least: int, told: str) -> None:
    assert told in run_on(replace(FACTS, rows=(FULL,), share_at_least=least))
