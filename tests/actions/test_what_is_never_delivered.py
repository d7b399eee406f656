"""`report undelivered`: hand-made records of which every day was counted, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.conftest import Staged
from tests.actions.importing_sheets import Rows, bodied, written
from tests.actions.walking import at, go, shown_ready
from tests.cli.test_outputs_for_programs import fits

from mcapproval.actions.deliveries import keeping
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.reporting.undelivered import lapse_on, undelivered
from mcapproval.reports.paging import Slice
from mcapproval.reports.table import plain, text
from mcapproval.reports.undelivered import BESIDES, OVER, Undelivered, chart, table
from mcapproval.store.whole import Decided

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
    fits("report-undelivered", plain(table(page)))
    told = [(row.title, row.delivered, row.planned, row.accredited) for row in page.rows]
    before, who = "not known before 1 September 2027", "otago-polytechnic"
    assert told == [
        ("Never", before, "", who),
        ("Planned only", before, "2028-03-04", who),
        ("No day known", before, "", who),
    ]


def test_a_cohort_that_begins_today_is_delivery_and_no_plan_any_more(some: Desk) -> None:
    eve, day = (undelivered(some.on(date(2028, 3, on))).rows for on in (3, 4))
    assert {row.title: row.planned for row in eve}["Planned only"] == "2028-03-04"
    assert "Planned only" not in {row.title for row in day}


def test_a_cohort_that_was_called_off_is_neither_delivery_nor_a_plan(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-03-01")
    held, planned = (
        keeping.add(
            hemi, {"listing": "MC-0001", "cohort": day, "starts": day, "ends": "2027-12-31"}
        ).ref
        for day in ("2027-02-01", "2027-08-02")
    )
    assert undelivered(hemi).rows == ()
    keeping.cancel(hemi, held, "Too few came")
    (row,) = undelivered(hemi).rows
    assert (row.delivered, row.since, row.planned) == ("never", "2026-08-11", "2027-08-02")
    keeping.cancel(hemi, planned, None)
    (row,) = undelivered(hemi).rows
    assert row.planned == ""


@pytest.mark.parametrize(("ends", "last"), [("2026-12-11", "2026-12-11"), (None, "2027-02-26")])
def test_delivery_ends_with_its_last_day_and_by_completion_where_that_is_not_known(
    approved: Staged, ends: str | None, last: str
) -> None:
    hemi = at(approved.desk, "hemi", "2028-09-01")
    cohort = {"listing": "MC-0001", "cohort": "A", "starts": "2026-10-05", "ends": ends}
    counts = {"enrolled": 9, "completed": 9, "still_active": 0, "completed_on": "2027-02-26"}
    keeping.add(hemi, {**{key: value for key, value in cohort.items() if value}, **counts})
    (row,) = undelivered(hemi, 12).rows
    assert (row.delivered, row.since) == (last, last)


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
    day = date(2027, 8, 11)
    assert text(table(page, lapse=lapse_on(day))).endswith(
        "1 micro-credential approved with no cohort: 1 never delivered. An "
        "accreditation may lapse after 12 months without delivery (IDLE: Education and "
        "Training Act 2020, section 447): on 11 August 2027 1 of them.\n"
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


def test_what_its_accreditation_delivers_is_not_never_delivered_and_does_not_lapse(
    approved: Staged,
) -> None:
    desk = approved.desk
    delivering(desk)
    page = undelivered(at(desk, "hemi", "2027-11-01"))
    (row,) = page.rows
    assert row.delivered == "delivering since 5 October 2026, no cohort recorded"
    assert (row.delivery, row.may_lapse_on, row.over) == ("no-cohort", "", "no")
    assert text(table(page, lapse=lapse_on(date(2027, 11, 2)))).endswith(
        "(IDLE: Education and Training Act 2020, section 447): on 2 November 2027 none of them, "
        "for what is delivered does not lapse, though no cohort of it is recorded.\n"
    )
    go(desk, "ACC-0001", "mele", "2027-11-02", "pause")
    (row,) = undelivered(at(desk, "hemi", "2028-11-02")).rows
    assert row.delivered == "from 5 October 2026 until 2 November 2027, no cohort recorded"
    assert (row.may_lapse_on, row.over) == ("2028-11-02", "yes")


@pytest.mark.parametrize(("enrolments", "there"), [(12, True), (0, False)])
def test_what_a_decided_re_evaluation_counts_was_delivered_until_the_end_of_its_period(
    approved: Staged, monkeypatch: pytest.MonkeyPatch, enrolments: int, there: bool
) -> None:
    reviewed(monkeypatch, enrolments)
    (row,) = undelivered(at(approved.desk, "hemi", "2027-09-01")).rows
    counted = "learners counted until 8 August 2027, no cohort recorded"
    told = ("no-cohort", counted, "2028-08-08") if there else ("never", "never", "2027-08-11")
    assert (row.delivery, row.delivered, row.may_lapse_on) == told


def reviewed(monkeypatch: pytest.MonkeyPatch, enrolments: int, provider: str | None = None) -> None:
    """As if MC-0001 had been re-evaluated."""
    row = {"enrolments": enrolments} | ({"provider": provider} if provider else {})
    answers = {"period": {"from": "2026-08-11", "until": "2027-08-08"}, "delivery": [row]}
    decided = [Decided("MC-0001", "2027-08-11", "continue", answers)]
    monkeypatch.setattr("mcapproval.actions.deliveries.by_review.decided", lambda *_: decided)


def test_learners_counted_after_the_last_cohort_are_told_beside_it_and_put_off_the_lapse(
    approved: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivering(approved.desk)
    days = {"starts": "2026-10-05", "ends": "2026-11-13"}
    cohort = {"listing": "MC-0001", "cohort": "1", "enrolled": 12, **days}
    keeping.add(at(approved.desk, "hemi", "2026-12-01"), cohort)
    hemi = at(approved.desk, "hemi", "2028-01-15")
    for counted, said, since, months, lapses in (
        (14, "2026-11-13, learners counted until 8 August 2027", "2027-08-08", 5, "2028-08-08"),
        (12, "2026-11-13", "2026-11-13", 14, "2027-11-13"),
    ):
        reviewed(monkeypatch, counted)
        (row,) = undelivered(hemi, 5).rows
        told = (row.delivered, row.since, row.months, row.may_lapse_on)
        assert told == (said, since, months, lapses)
        assert len(undelivered(hemi, 6).rows) == (months > 5)


def test_what_may_lapse_is_counted_of_what_had_cohorts_too_and_beside_a_page(
    some: Desk,
) -> None:
    whole, page = undelivered(some), undelivered(some, asked=Slice(1))
    assert whole.sums == page.sums == {OVER: 0, BESIDES: 1}
    assert undelivered(some, 12).sums == {OVER: 1, BESIDES: 0}
    lapse = lapse_on(TODAY)
    told = "on 1 September 2027 none of them, and 1 more that had cohorts: --months 12 shows them."
    assert table(whole, lapse=lapse).note.endswith(told)
    assert table(page, lapse=lapse).note.endswith(told.replace("them,", "them in all,"))
    assert table(replace(whole, rows=(), found=0), lapse=lapse).empty.endswith(told)


def test_where_there_are_too_many_a_page_does_not_count_what_may_lapse(
    some: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mcapproval.actions.reporting.undelivered.MANY", 1)
    for months, found, last in ((None, 2, "MC-0001@2027-09-01"), (12, None, "MC-0003@2026-09-01")):
        page = undelivered(some, months, asked=Slice(1))
        assert (page.sums, page.found, len(page.rows), page.last) == ({}, found, 1, last), months
        said = table(page, months, lapse_on(TODAY)).note
        assert said.endswith("; how many may is counted with --all.")
    assert undelivered(some).sums == {OVER: 0, BESIDES: 1}


def test_too_many_come_by_their_cohorts_alone_and_each_once(
    some: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {months: undelivered(some, months).rows for months in (None, 12)}
    monkeypatch.setattr("mcapproval.actions.reporting.undelivered.MANY", 0)
    for months, rows in whole.items():
        found: list[Undelivered] = []
        after: str | None = None
        while page := undelivered(some, months, asked=Slice(1, after)):
            found += page.rows
            if (after := page.last) is None:
                break
        assert sorted(found, key=str) == sorted(rows, key=str)
        assert undelivered(some, months, asked=Slice(9, rows[-1].ref)).rows == ()


def test_learners_counted_put_a_micro_credential_where_their_day_stands_in_the_order(
    some: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"period": {"from": "2027-01-01", "until": "2027-06-30"}}
    learners = answers | {"delivery": [{"enrolments": 9}]}
    (ended,) = (row.ref for row in undelivered(some, 12).rows if row.title == "Long ago")
    decided = [Decided(ended, "2027-08-11", "continue", learners)]
    monkeypatch.setattr("mcapproval.actions.deliveries.by_review.decided", lambda *_: decided)
    monkeypatch.setattr("mcapproval.actions.reporting.taught.TOGETHER", 1)
    late = some.on(date(2028, 9, 1))
    whole = undelivered(late, 12).rows
    days = [row.since for row in whole]
    assert days == sorted(days)
    assert [row.since for row in whole if row.ref == ended] == ["2027-06-30"]
    pages = [undelivered(late, 12, asked=Slice(1, before.ref)).rows for before in whole]
    assert pages == [*((row,) for row in whole[1:]), ()]


def test_who_only_teaches_out_is_accredited_still_and_nothing_of_it_lapses(
    approved: Staged,
) -> None:
    delivering(approved.desk)
    go(approved.desk, "ACC-0001", "hemi", "2027-11-02", "teach-out", teach_out="2028-02-01")
    (row,) = undelivered(at(approved.desk, "hemi", "2029-11-02")).rows
    told = "from 5 October 2026, teaching out since 2 November 2027, no cohort recorded"
    assert (row.delivered, row.may_lapse_on, row.over) == (told, "", "no")
    assert row.accredited == row.teaching_out != ""


def delivering(desk: Desk) -> None:
    shown_ready(desk, "ACC-0001", "2026-09-01")
    for day, move in (("2026-09-01", "make-ready"), ("2026-10-05", "deliver")):
        go(desk, "ACC-0001", "mele", day, move)


def test_what_is_not_known_is_counted_apart(approved: Staged, tmp_path: Path) -> None:
    hemi = at(approved.desk, "hemi", TODAY)
    import_file(hemi, written(tmp_path, {"Micro-credentials": LISTED}), add_organisations=True)
    page = undelivered(hemi)
    assert {row.months is None for row in page.rows if row.delivery == "not-known"} == {True}
    assert dict(chart(page).bars)["not known before the import"] == 5
    note = table(page).note
    assert note == (
        "6 micro-credentials approved with no cohort: 1 never delivered, 5 not known before an "
        "import."
    )
