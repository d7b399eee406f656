"""`report undelivered`: hand-made records of which every day was counted, on both engines."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.conftest import Staged
from tests.actions.importing_sheets import Rows, bodied, written
from tests.actions.walking import at
from tests.cli.test_outputs_for_programs import fits

from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.reporting.undelivered import months_between, undelivered
from mcapproval.reports.paging import Slice
from mcapproval.reports.table import plain, text
from mcapproval.reports.undelivered import Undelivered, chart, table

if TYPE_CHECKING:
    from tests.conftest import Places

TODAY = date(2027, 9, 1)
LISTED: Rows = (
    ("Title", "NZQA number", "Status", "Approved on", "Providers"),
    ("Never", "5001", "current", "3/04/2023", "Otago Polytechnic"),
    ("Running", "5002", "current", "3/04/2022", "Otago Polytechnic"),
    ("Long ago", "5003", "current", "3/04/2021", "Otago Polytechnic"),
    ("Planned only", "5004", "current", "3/04/2020", "Otago Polytechnic"),
    ("At its end", "5005", "discontinued", "3/04/2019", "Otago Polytechnic"),
    ("No day known", "5006", "current", None, "Otago Polytechnic"),
)
COHORTS: Rows = (
    ("NZQA number", "Cohort", "Starts", "Ends", "Enrolled", "Completed"),
    (5002, "Now", "4/08/2027", "14/10/2027", 14, None),
    (5003, "Then", "4/03/2025", "1/09/2026", 9, 9),
    (5004, "Next", "4/03/2028", "14/06/2028", None, None),
)


def taught(where: str, folder: Path) -> None:
    desk = as_person(bodied(where), "hemi").on(TODAY)
    sheets = {"Micro-credentials": LISTED, "Cohorts": COHORTS}
    import_file(desk, written(folder, sheets), add_organisations=True)


@pytest.fixture
def some(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("sheets")
    return sit_down(places.made("some-taught", partial(taught, folder=folder)), "admin", TODAY)


def test_what_began_or_came_to_its_end_is_left_out_the_longest_first(some: Desk) -> None:
    page = undelivered(some)
    fits("report-undelivered", plain(table(page, held=12)))
    told = [(row.title, row.delivered, row.planned, row.accredited) for row in page.rows]
    before, who = "not known before 1 September 2027", "otago-polytechnic"
    assert told == [
        ("Never", before, "", who),
        ("Planned only", before, "2028-03-04", who),
        ("No day known", before, "", who),
    ]


@pytest.mark.parametrize(("months", "there"), [(11, True), (12, True), (13, False)])
def test_with_months_what_ended_so_long_ago_is_there_too(
    some: Desk, months: int, there: bool
) -> None:
    found = {row.title: row for row in undelivered(some, months).rows}
    assert ("Long ago" in found) is there
    assert "Running" not in found
    if there:
        row = found["Long ago"]
        assert (row.delivered, row.months, row.over) == ("2026-09-01", 12, "yes")


def test_pages_go_on_to_the_end(some: Desk) -> None:
    whole = undelivered(some).rows
    found: list[Undelivered] = []
    after = None
    for _ in whole:
        page = undelivered(some, asked=Slice(1, after))
        found += page.rows
        after = page.last
    assert (tuple(found), after, page.found) == (whole, None, 3)


def test_of_a_micro_credential_of_our_own_never_is_known(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-08-11")
    page = undelivered(hemi)
    (row,) = page.rows
    assert (row.delivered, row.since, row.months) == ("never", "2026-08-11", 12)
    assert (row.may_lapse_on, row.over) == ("2027-08-11", "yes")
    assert dict(chart(page).bars)["12 to 23 months"] == 1
    assert text(table(page, held=12)).endswith(
        "1 micro-credential approved and never delivered. An accreditation may lapse after 12 "
        "months without delivery: 1 of them.\n"
    )
    (before,) = undelivered(at(approved.desk, "hemi", "2027-08-10")).rows
    assert (before.months, before.over) == (11, "no")


def test_what_came_with_an_import_waits_from_that_day_and_stands_so_in_the_order(
    approved: Staged, tmp_path: Path
) -> None:
    hemi = at(approved.desk, "hemi", TODAY)
    import_file(hemi, written(tmp_path, {"Micro-credentials": LISTED}), add_organisations=True)
    whole = undelivered(hemi).rows
    days = [row.since for row in whole]
    assert days == ["2026-08-11", *["2027-09-01"] * (len(whole) - 1)]
    assert len(whole) == 6
    assert [row.ref for row in whole[1:]] == sorted(row.ref for row in whole[1:])
    pages = [undelivered(hemi, asked=Slice(1, before.ref)).rows for before in whole]
    assert pages == [(row,) for row in whole[1:]] + [()]


def test_months_are_whole_ones() -> None:
    assert months_between(date(2027, 1, 31), date(2027, 2, 28)) == 1
    assert months_between(date(2027, 1, 31), date(2027, 3, 30)) == 1
    assert months_between(date(2027, 3, 1), date(2027, 2, 1)) == 0
