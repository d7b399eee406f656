"""A report on paper carries its provider's house, and says what could not be printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.test_whose_paper_it_is import OURS, drawn, written

from mcapproval.actions import setup
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.papers.report_paper import report_paper, write_report
from mcapproval.documents.text import render
from mcapproval.reports.table import Column, Table

TABLE = Table(
    (
        Column("ref", "Case", whole=True),
        Column("left", "Left", only="text"),
        Column("days", "Days", only="data"),
        Column("note", "", below=True),
    ),
    ({"ref": "APP-2026-0001", "left": "3 days", "days": 777, "note": "漢字\nand more"},),
    empty="Nothing.",
)


@pytest.fixture
def desk(any_desk: Desk) -> Desk:
    setup.add_organisation(any_desk, OURS, "Otago Polytechnic", "polytechnic", None)
    return any_desk


def test_it_has_the_logo_and_the_colour_that_its_provider_adopted(
    desk: Desk, tmp_path: Path
) -> None:
    setup.adopt_policy(desk, written(tmp_path, logo=drawn()), None, date(2026, 2, 1))
    house = report_paper(desk, "Any", TABLE, provider=OURS).house
    assert (house.name, house.accent, house.logo) == ("Otago Polytechnic", "#5b2a6e", drawn())


def test_it_has_the_name_of_the_records_where_they_are_no_providers(desk: Desk) -> None:
    with desk.reading() as connection:
        name = about(connection).name
    assert report_paper(desk, "Any", TABLE, provider="nobody-here").house.name == name


def test_it_tells_what_people_read_and_not_what_is_for_programs(desk: Desk) -> None:
    said = render(report_paper(desk, "Any", TABLE, asked="Only mine"))
    assert "3 days" in said
    assert "777" not in said
    assert "Only mine" in said
    assert "漢字 and more" in said


def test_letters_that_could_not_be_printed_are_told(desk: Desk, tmp_path: Path) -> None:
    told = write_report(desk, tmp_path / "any.pdf", "Any", TABLE)
    assert len(told) == 2
    assert "has no letter for U+6F22" in told[0] or "U+5B57" in told[0]
    assert write_report(desk, tmp_path / "any.html", "Any", TABLE) == ()
