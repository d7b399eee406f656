"""Counts under their labels: every number beside its bar and in the words of the picture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.pictures.seeing import figures, outside, overlapping, told_in_tables, words_of

from mcapproval.documents.content import Figure
from mcapproval.documents.drawing.measuring import plain
from mcapproval.documents.picture import Box
from mcapproval.documents.pictures.counted import MOST, counted
from mcapproval.documents.pictures.sheet import HIGHEST
from mcapproval.reports.chart import Chart

STAGES = Chart(
    "Time in each stage",
    "days",
    (("Drafting", 12), ("Academic Board", 30), ("NZQA", 0)),
    ("Median", "Longest"),
    (40, 120, 0),
)
words = st.text(max_size=120) | st.text("aiwĀōm –'", max_size=90)
whole_numbers = st.integers(-3, 400) | st.integers(0, 10**12)
rows = st.lists(st.tuples(words, whole_numbers, whole_numbers), max_size=MOST + 3)


def test_each_of_two_kinds_has_a_bar_and_its_number() -> None:
    (figure,) = figures(counted(STAGES))
    assert figure.caption == "Time in each stage, in days"
    assert figure.alternative == (
        "Time in each stage, in days, as bars: Drafting median 12, longest 40; "
        "Academic Board median 30, longest 120; NZQA median 0, longest 0."
    )
    shown = words_of(figure.picture)
    for told in ("Median", "Longest", "Drafting", "12", "40", "120"):
        assert told in shown.split()


def test_two_kinds_are_told_apart_without_colour() -> None:
    (figure,) = figures(counted(STAGES))
    bars = [shape for shape in figure.picture.shapes if isinstance(shape, Box)]
    filled = [bar for bar in bars if bar.fill == "accent" and bar.edge is None]
    outlined = [bar for bar in bars if bar.fill == "paper" and bar.edge == "accent"]
    assert len(filled) == len(outlined) == 3
    assert len(bars) == 6


def test_bars_are_as_long_as_their_numbers() -> None:
    (figure,) = figures(counted(Chart("By level", "", (("4", 10), ("5", 30), ("6", 0)))))
    short, long = (shape.wide for shape in figure.picture.shapes if isinstance(shape, Box))
    assert long == pytest.approx(3 * short, abs=0.02)


def test_a_unit_that_the_caption_names_is_not_said_twice() -> None:
    (figure,) = figures(
        counted(Chart("Micro-credentials by level", "micro-credentials", (("4", 1),)))
    )
    assert figure.caption == "Micro-credentials by level"


def test_more_than_can_be_read_are_a_table_alone() -> None:
    bars = tuple((f"Field {n}", n) for n in range(MOST + 1))
    blocks = counted(Chart("By field", "micro-credentials", bars))
    assert figures(blocks) == []
    assert all(label in told_in_tables(blocks) for label, _ in bars)
    assert len(figures(counted(Chart("By field", "", bars[:MOST])))) == 1


def test_a_label_that_is_cut_stands_whole_in_a_table() -> None:
    label = "Te whakawhanake i ngā pūkenga o te hunga mahi " * 4
    blocks = counted(Chart("By title", "learners", ((label, 3),)))
    assert label in told_in_tables(blocks)
    assert plain(label) in plain(figures(blocks)[0].alternative)


@pytest.mark.parametrize("number", range(1, MOST + 1))
def test_on_a_page_that_lies_every_chart_stands_below_the_head_of_its_paper(number: int) -> None:
    chart = replace(STAGES, bars=STAGES.bars[:1] * number, others=(40,) * number)
    (lying,) = figures(counted(chart, lying=True))
    (upright,) = figures(counted(chart))
    assert lying.picture.high <= 310
    assert lying.alternative == upright.alternative
    assert sorted(words_of(lying.picture).split()) == sorted(words_of(upright.picture).split())


@pytest.mark.parametrize("bars", [(), (("overdue", 0), ("later", 0))])
def test_nothing_is_drawn_of_nothing(bars: tuple[tuple[str, int], ...]) -> None:
    assert counted(Chart("By month", "re-evaluations", bars)) == ()


@given(rows, st.booleans(), st.booleans())
def test_whatever_is_counted_can_be_read(
    given_: list[tuple[str, int, int]], two: bool, lying: bool
) -> None:
    chart = Chart(
        "Any",
        "things",
        tuple((label, number) for label, number, _ in given_),
        ("One", "The other") if two else (),
        tuple(other for *_, other in given_) if two else (),
    )
    blocks = counted(chart, lying)
    assert blocks == counted(chart, lying)
    for figure in figures(blocks):
        assert list(outside(figure.picture)) == []
        assert list(overlapping(figure.picture)) == []
        assert figure.picture.high <= HIGHEST
        shown = words_of(figure.picture).split()
        assert all(str(number) in shown for _, number in chart.bars)
    if len(given_) > MOST and blocks:
        assert not any(isinstance(block, Figure) for block in blocks)


def test_a_chart_of_two_kinds_that_lacks_numbers_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="another number"):
        Chart("Any", "days", (("a", 1),), ("Median", "Longest"))
