"""The reports, each held whole: rows to the text that people read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click
import pytest
from tests.rows import all_of

from mcapproval.cli.reporting import report_command
from mcapproval.reports import agenda, due, portfolio, waivers
from mcapproval.reports.agenda import Agenda, Waiting
from mcapproval.reports.ahead import last_day
from mcapproval.reports.catalogue import REPORTS
from mcapproval.reports.due import Due, DuePage
from mcapproval.reports.portfolio import Listed
from mcapproval.reports.table import comma_separated, cut, plain, text
from mcapproval.reports.waivers import Waived

Golden = Callable[[str, str], None]

LISTED = (
    Listed(
        ref="MC-0001",
        number="990011",
        title="Tikanga me te reo Māori i te mahi",
        level=4,
        credits=5,
        nzsced="090599",
        status="current",
        developer="te-wananga",
        accredited=2,
        approved_on="2026-08-11",
        next_review="2027-08-11",
        version=2,
    ),
    Listed("MC-0002", "", "=SUM(A1)", None, None, "", "expiring", "the-mind-lab", 0, "", ""),
    Listed(
        ref="MC-0003",
        number="990012",
        title="東京 and Ōtepoti: leading teams across the sea",
        level=10,
        credits=40,
        nzsced="080301",
        status="discontinued",
        developer="otago-polytechnic",
        accredited=1,
        approved_on="2020-07-15",
        next_review="2021-07-15",
        version=1,
    ),
)

LATE, NOW, LATER = "overdue", "due", "upcoming"
DUE = tuple(
    Due(*row, version=version)
    for row, version in (
        (
            (
                "REV-2027-0001",
                "2027-08-11",
                -21,
                LATE,
                "yearly check",
                "MC-0001",
                "99",
                "Mahi",
                "a",
            ),
            2,
        ),
        (
            ("REV-2027-0002", "2027-08-31", -1, LATE, "full review", "MC-0002", "", "Te Ao", "a"),
            None,
        ),
        (("REV-2027-0003", "2027-09-01", 0, NOW, "yearly check", "MC-0003", "9", "Hui", "b"), 1),
        (("REV-2027-0004", "2027-09-02", 1, NOW, "yearly check", "MC-0004", "8", "Whānau", "b"), 1),
        (
            ("REV-2027-0005", "2028-01-09", 130, LATER, "yearly check", "MC-0005", "7", "Kai", "c"),
            1,
        ),
    )
)

WAIVED = (
    Waived(
        "APP-2026-0001",
        "Tikanga me te reo Māori i te mahi",
        "HOURS-10",
        "/learning_hours",
        "2026-06-12",
        "Mele Taufa-Unga",
        "lapsed",
        "Practice is counted elsewhere, as agreed at the hui of 3 June",
    ),
    Waived(
        "APP-2026-0002",
        "=SUM(A1)",
        "STD-CONSENT",
        "/accreditation/0/consent",
        "2026-07-01",
        "(erased)",
        "stands",
        "(erased)",
    ),
)

WAITING = (
    Waiting(
        *("decide", "APP-2026-0002", "Te Reo Māori i te mahi", "listing-and-approval"),
        *("2026-06-05", "version 3", 2, "Ana Rangihuna, (erased)"),
    ),
    Waiting(
        "note", "APP-2026-0004", "Hui", "decided by delegation", "2026-05-01", "version 1", 0, ""
    ),
    Waiting("decide", "REV-2027-0001", "=SUM(A1)", "full review", "2026-06-01", "answers", 0, ""),
    Waiting("ratify", "APP-2026-0003", "Kai", "chair's action", "2026-06-10", "version 2", 0, "Bo"),
)


def test_programs_are_told_the_name_of_an_owner_beside_the_reference() -> None:
    (row,) = plain(
        due.table(DuePage((DUE[0]._replace(owner="PER-0050", called="Tane Rewi"),), 1), "")
    )
    assert (row["owner"], row["called"]) == ("PER-0050", "Tane Rewi")


def test_the_portfolio_reads_well(golden: Golden) -> None:
    golden("portfolio.txt", text(portfolio.table(all_of(LISTED)), None))


def test_the_portfolio_is_cut_to_a_terminal(golden: Golden) -> None:
    shown = text(portfolio.table(all_of(LISTED)), 120)
    assert all(len(line) <= 120 for line in shown.splitlines())
    golden("portfolio-120.txt", shown)


def test_the_portfolio_as_csv(golden: Golden) -> None:
    golden(
        "portfolio.csv.txt", comma_separated(portfolio.table(all_of(LISTED))).replace("\r\n", "\n")
    )


def test_what_is_due_reads_well(golden: Golden) -> None:
    page = DuePage(DUE, 5, late=2)
    golden("due.txt", text(due.table(page, "within 180 days"), None))


def test_a_page_of_what_is_due_says_of_how_many_it_is_one() -> None:
    page = DuePage(DUE[:1], 1001, 1000, DUE[0].ref, late=700)
    said = "1 of more than 1000 due within 60 days, 700 of them overdue."
    assert text(due.table(page, "within 60 days"), None).endswith(f"{said}\n")


@pytest.mark.parametrize(
    ("since", "last"),
    [(None, "2027-08-28"), (date(2020, 1, 1), "2027-08-28"), (date(2028, 1, 1), "2028-06-29")],
)
def test_what_is_to_come_is_told_for_180_days_from_today_or_a_first_day_that_comes_later(
    since: date | None, last: str
) -> None:
    assert last_day(date(2027, 3, 1), since).isoformat() == last


@pytest.mark.parametrize(
    ("days", "said"),
    [(-21, "21 days late"), (-1, "1 day late"), (0, "today"), (1, "1 day"), (30, "30 days")],
)
def test_how_long_is_left_is_said_in_words(days: int, said: str) -> None:
    assert due.left(days) == said


def test_waivers_read_well(golden: Golden) -> None:
    golden("waivers.txt", text(waivers.table(all_of(WAIVED)), None))
    golden("waivers-one.txt", text(waivers.table(all_of(WAIVED[1:])), None))


def test_an_agenda_reads_well_in_the_order_of_a_meeting(golden: Golden) -> None:
    heading = "Academic Committee, 20 June 2026 (MTG-2026-0001)"
    golden("agenda.txt", text(agenda.table(Agenda(heading, all_of(WAITING))), None))
    golden("agenda-one.txt", text(agenda.table(Agenda(heading, all_of(WAITING[:1]))), None))
    assert text(agenda.table(Agenda(heading, all_of([])))) == f"{heading}: nothing waits.\n"


def test_nothing_listed_and_nothing_due_are_said() -> None:
    assert text(portfolio.table(all_of(()))) == "No micro-credential is listed in these records.\n"
    assert text(waivers.table(all_of(()))) == "No finding has been waived in these records.\n"
    nothing = due.table(DuePage((), 0), "within 30 days")
    assert text(nothing) == "Nothing is due within 30 days.\n"


def test_the_catalogue_names_every_report_and_no_other() -> None:
    context = click.Context(report_command)
    assert set(REPORTS) == set(report_command.list_commands(context)) - {"list"}


def test_a_long_text_is_cut_in_one_pass_with_its_combining_marks() -> None:
    """To drop one character after another took minutes for a title of a hundred kilobytes."""
    assert cut("a\u0304" * 200_000, 4) == "a\u0304" * 3 + "…"
    assert cut("字" * 10, 6) == "字字…"
    assert (cut("short", 5), cut("longer", 1), cut("T " * 9, 4)) == ("short", "…", "T T…")
