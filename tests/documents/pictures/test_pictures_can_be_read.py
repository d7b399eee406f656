"""Whatever is drawn: nothing outside, no words upon words, every number told beside it as well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.pictures.seeing import figures, outside, overlapping, told_in_tables, words_of

from mcapproval.documents.content import Block, Figure, Prose, TableBlock
from mcapproval.documents.dossier import Walk
from mcapproval.documents.picture import Box, Dot
from mcapproval.documents.pictures.bars import hours_by_kind
from mcapproval.documents.pictures.coverage import Assessment, Outcome, coverage
from mcapproval.documents.pictures.sheet import HIGHEST, WIDE
from mcapproval.documents.pictures.stays import stays
from mcapproval.documents.pictures.timeline import timeline
from mcapproval.documents.pictures.way import way
from mcapproval.policy.model import SHIPPED
from mcapproval.workflow.definition import load
from mcapproval.workflow.drawing.walked import Entered, walked
from mcapproval.workflow.model import Definition

DEFINITIONS = [load(f"{route}-application") for route in ("nzqa", "university", "skills-board")]
BEGUN = date(2026, 2, 3)
TABLE = (TableBlock(("Outcome", "Hours"), (("-", "-"),)),)

whole_numbers = st.integers(0, 400) | st.integers(0, 10**9)
words = st.text("aiwĀōm –'", min_size=1, max_size=60).filter(str.strip)


def clear(blocks: tuple[Block, ...]) -> None:
    """The picture can be read and fits on a page; what tells it in its place has a table too."""
    for figure in figures(blocks):
        picture = figure.picture
        assert picture.wide == WIDE
        assert picture.high <= HIGHEST
        assert list(outside(picture)) == []
        assert list(overlapping(picture)) == []
        assert figure.alternative.endswith(".")
        assert figure.caption
    assert isinstance(blocks[0], Figure | Prose)
    assert any(isinstance(block, TableBlock) for block in blocks)


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


@given(st.lists(st.tuples(words, whole_numbers), min_size=1, max_size=40))
def test_hours_of_any_kinds_are_bars_with_their_numbers(hours: list[tuple[str, int]]) -> None:
    blocks = hours_by_kind(hours)
    clear(blocks)
    assert hours_by_kind(list(hours)) == blocks
    for figure in figures(blocks):
        shown = numbers(words_of(figure.picture))
        assert shown <= numbers(figure.alternative)
        assert shown <= numbers(told_in_tables(blocks))
        bars = [shape for shape in figure.picture.shapes if isinstance(shape, Box)]
        assert len(bars) <= sum(number > 0 for _, number in hours)


def test_a_bar_is_as_long_as_its_hours() -> None:
    figure = figures(hours_by_kind([("directed", 30), ("self-directed", 60), ("at work", 0)]))[0]
    first, second = (shape.wide for shape in figure.picture.shapes if isinstance(shape, Box))
    assert second == pytest.approx(2 * first)
    assert figure.alternative == (
        "Learning hours by kind, as bars: directed 30 (33 per cent), self-directed 60 "
        "(67 per cent) and at work 0 (0 per cent); 90 hours in all."
    )


def test_hours_that_nobody_gave_are_no_picture() -> None:
    assert hours_by_kind([]) == ()


def test_a_kind_of_hours_beside_which_there_is_another_is_never_told_as_all() -> None:
    _, table = hours_by_kind([("directed", 249), ("at work", 1), ("assessment", 0)])
    assert isinstance(table, TableBlock)
    assert [row[2] for row in table.rows[:3]] == ["99 per cent", "1 per cent", "0 per cent"]


@st.composite
def maps(draw: st.DrawFn) -> tuple[list[Outcome], list[Assessment]]:
    hours = st.none() | whole_numbers
    outcomes = [
        Outcome(f"LO{number}", draw(words), draw(hours))
        for number in range(1, draw(st.integers(1, 20)) + 1)
    ]
    ids = [outcome.id for outcome in outcomes]
    shown = st.frozensets(st.sampled_from(ids))
    assessments = [
        Assessment(f"A{number}", draw(st.none() | st.integers(-5, 1000)), draw(shown))
        for number in range(1, draw(st.integers(1, 13)) + 1)
    ]
    return outcomes, assessments


@given(maps())
def test_any_map_has_a_dot_for_each_outcome_that_an_assessment_shows(
    drawn: tuple[list[Outcome], list[Assessment]],
) -> None:
    outcomes, assessments = drawn
    blocks = coverage(outcomes, assessments, TABLE)
    clear(blocks)
    for figure in figures(blocks):
        dots = [shape for shape in figure.picture.shapes if isinstance(shape, Dot)]
        legend = 1
        assert len(dots) - legend == sum(len(each.shows) for each in assessments)
        said = re.sub(r"[^…]*…", "", words_of(figure.picture))
        assert numbers(said) <= numbers(figure.alternative)


def test_twelve_outcomes_and_ten_assessments_are_a_picture_and_twenty_are_told() -> None:
    outcomes = [Outcome(f"LO{n}", "Lead a day's work on the land, ā-rōpū", 10) for n in range(20)]
    every = [Assessment(f"A{n}", 10, frozenset({f"LO{n}"})) for n in range(1, 11)]
    assert isinstance(coverage(outcomes[:12], every, TABLE)[0], Figure)
    told = coverage(outcomes, every, TABLE)[0]
    assert told == Prose(
        "20 outcomes and 10 assessments are more than a picture can show: the table has them all."
    )


def test_a_long_statement_is_shortened_with_an_ellipsis() -> None:
    long = Outcome("LO1", "kōrero " * 300 + "😀", 10)
    figure = figures(coverage([long], [Assessment("A1", 100, frozenset({"LO1"}))], TABLE))[0]
    assert "kōrero kōrero" in words_of(figure.picture)
    assert "…" in words_of(figure.picture)


Steps = list[tuple[str, int]]


@st.composite
def walks(draw: st.DrawFn) -> tuple[int, Steps, int]:
    """Which definition, a state and the days since the one before, and the days since the last."""
    which = draw(st.integers(0, len(DEFINITIONS) - 1))
    states = st.sampled_from(list(DEFINITIONS[which].states))
    steps = draw(st.lists(st.tuples(states, st.integers(0, 90)), max_size=60))
    return which, [(DEFINITIONS[which].first, 0), *steps], draw(st.integers(0, 400))


def _walk(definition: Definition, steps: Iterable[tuple[str, int]], more: int) -> tuple[Walk, date]:
    """Each step is a state and the days after the one before."""
    day, entered = BEGUN, []
    for state, after in steps:
        day += timedelta(after)
        entered.append(Entered(state, definition.label(state), day))
    return Walk(definition, tuple(entered)), day + timedelta(more)


@given(walks())
def test_the_days_of_any_walk_are_to_scale_with_their_numbers(
    drawn: tuple[int, Steps, int],
) -> None:
    which, steps, more = drawn
    walk, as_at = _walk(DEFINITIONS[which], steps, more)
    all_stays = stays(walk, as_at, SHIPPED)
    assert sum(stay.days for stay in all_stays) == (as_at - BEGUN).days
    blocks = timeline(all_stays, as_at)
    clear(blocks)
    for figure in figures(blocks):
        axis = {"2026", *map(str, range(2027, 2050))}
        shown = numbers(words_of(figure.picture)) - axis
        assert shown <= numbers(figure.alternative)
        assert shown <= numbers(told_in_tables(blocks))


@given(walks())
def test_any_walk_has_one_present_place(drawn: tuple[int, Steps, int]) -> None:
    which, steps, more = drawn
    walk, as_at = _walk(DEFINITIONS[which], steps, more)
    case = walked("APP-2026-0001", "A title", walk.entered, as_at, walk.definition)
    blocks = way(walk, case, SHIPPED)
    clear(blocks)
    rows = [row for block in blocks if isinstance(block, TableBlock) for row in block.rows]
    assert sum(told.startswith(("now here", "ended here")) for _, told in rows) == 1
    assert figures(blocks), "it fits on a page"
    for figure in figures(blocks):
        shown = numbers(words_of(figure.picture))
        assert shown <= numbers(figure.alternative)
        assert shown <= numbers(told_in_tables(blocks))


def test_what_is_ahead_and_what_only_may_come_are_told_apart() -> None:
    walk, as_at = _walk(
        DEFINITIONS[0],
        [("enquiry", 0), ("need", 5), ("drafting", 20), ("internal-check", 9), ("on-hold", 3)],
        4,
    )
    case = walked("APP-2026-0001", "A title", walk.entered, as_at, walk.definition)
    table = way(walk, case, SHIPPED)[1]
    assert isinstance(table, TableBlock)
    assert {row[0]: row[1] for row in table.rows} == {
        "Enquiry": "done: 5 days",
        "Need": "done: 20 days",
        "Approval to develop": "not gone through",
        "Co-design": "not gone through",
        "Drafting": "done: 9 days",
        "Internal check": "done: 3 days",
        "Academic approval": "ahead",
        "Ready to submit": "ahead",
        "Submitted": "ahead",
        "Being evaluated": "ahead",
        "Information requested": "ahead, if it comes to that",
        "Outcome received": "ahead",
        "Approved": "ahead",
        "On hold": "now here, since 12 March 2026: 4 days",
    }


def test_each_stay_says_whose_turn_it_was() -> None:
    walk, as_at = _walk(
        DEFINITIONS[0],
        [("enquiry", 0), ("internal-check", 5), ("academic-approval", 2), ("submitted", 1)],
        2,
    )
    assert [(stay.days, stay.whose) for stay in stays(walk, as_at, SHIPPED)] == [
        (5, "with the author"),
        (2, "with the quality team"),
        (1, "with the academic board"),
        (2, "with NZQA"),
    ]
