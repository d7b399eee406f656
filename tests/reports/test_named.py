"""Keys as people are told them: organisations by their names, kinds and states in words."""

from __future__ import annotations

import pytest

from mcapproval.reports.chart import Chart
from mcapproval.reports.named import (
    KIND,
    ORGANISATION,
    OWNER,
    STATE,
    organisations,
    worded,
    worded_chart,
)
from mcapproval.reports.table import Cell, Column, Table, plain

NAMES = {"the-mind-lab": "The Mind Lab", "change": "Change Ltd"}


def of(names: str, cell: Cell, only: str = "") -> Table:
    return Table((Column("it", "It", names=names, only=only),), ({"it": cell},), "")


@pytest.mark.parametrize(
    ("names", "key", "said"),
    [
        (ORGANISATION, "the-mind-lab", "The Mind Lab"),
        (ORGANISATION, "the-mind-lab, te-wananga", "The Mind Lab, te-wananga"),
        (OWNER, "the-mind-lab", "The Mind Lab"),
        (OWNER, "quality-adviser", "quality adviser"),
        (STATE, "in-progress", "In progress"),
        (KIND, "continue-with-actions", "continue with actions"),
        (KIND, "change", "change"),
        (KIND, "listing-approval-and-accreditation", "listing, approval and accreditation"),
        (KIND, None, None),
        (ORGANISATION, "", ""),
    ],
)
def test_a_key_is_told_by_what_it_names(names: str, key: Cell, said: Cell) -> None:
    assert worded(of(names, key), NAMES).rows[0]["it"] == said


def test_what_programs_read_keeps_its_keys() -> None:
    table = of(ORGANISATION, "the-mind-lab", only="data")
    assert organisations(table) == set()
    assert plain(worded(table, NAMES)) == [{"it": "the-mind-lab"}]


def test_each_organisation_is_asked_for_once() -> None:
    rows = ({"it": "a, b"}, {"it": "b"}, {"it": None}, {"it": ""})
    columns = (Column("it", "It", names=ORGANISATION), Column("it", "", names=STATE))
    assert organisations(Table(columns, rows, "")) == {"a", "b"}


def test_the_bars_of_a_chart_stand_under_names() -> None:
    chart = Chart("By level and provider", "x", (("level 4, the-mind-lab", 1), ("level 5", 2)))
    said = worded_chart(chart, NAMES).bars
    assert said == (("level 4, The Mind Lab", 1), ("level 5", 2))
