"""`report year`: every month of a period has its line, and only what lies in it is counted."""

from __future__ import annotations

from datetime import date

from mcapproval.reports.table import plain, text
from mcapproval.reports.year import BROUGHT_IN, Month, months, table, to_come, told_overdue, totals

FIRST, LAST = date(2027, 11, 15), date(2028, 2, 10)
HAPPENED = [
    ("2027-11-14", "decided"),
    ("2027-11-15", "announced"),
    ("2027-12-01", "announced"),
    ("2027-12-31", "overdue"),
    ("2028-02-10", "decided"),
    ("2028-02-11", "decided"),
]


def test_each_month_has_its_line_also_where_nothing_happened() -> None:
    found = months(FIRST, LAST, HAPPENED)
    assert found == (
        Month("2027-11", announced=1),
        Month("2027-12", announced=1, overdue=1),
        Month("2028-01"),
        Month("2028-02", decided=1),
    )
    assert sum(totals(found).values()) == 4


def test_a_month_has_its_line_though_its_first_day_alone_lies_in_the_period() -> None:
    found = months(date(2028, 2, 29), date(2028, 3, 1), [("2028-03-01", "decided")])
    assert found == (Month("2028-02"), Month("2028-03", decided=1))


def test_the_kinds_are_the_columns_and_the_note_adds_them_up() -> None:
    shown = text(table(months(FIRST, LAST, HAPPENED), FIRST, LAST))
    assert shown.splitlines()[0].split() == [
        *("Month", "Announced", "Begun", "Reminded", "Overdue", "Decided", "Reported")
    ]
    assert shown.splitlines()[-1] == (
        "4 months: 2 announced, 0 begun, 0 reminded, 1 overdue, 1 decided, 0 reported."
    )


def test_what_is_overdue_is_said_of_the_day_of_the_report() -> None:
    shown = text(
        table(months(FIRST, LAST, HAPPENED), FIRST, LAST, told_overdue(date(2028, 3, 1), 2, 1000)),
        None,
    )
    assert shown.endswith(
        "1 overdue, 1 decided, 0 reported. " + told_overdue(date(2028, 3, 1), 2, 1000) + "\n"
    )
    assert told_overdue(date(2028, 3, 1), 2, 1000).endswith("As at 1 March 2028, 2 are overdue.")
    assert told_overdue(date(2028, 3, 1), 1, 1000).endswith("As at 1 March 2028, 1 is overdue.")
    many = told_overdue(date(2028, 3, 1), 1001, 1000)
    assert many.endswith("As at 1 March 2028, more than 1000 are overdue.")
    assert "`" not in many


def test_months_that_have_not_come_are_told_apart() -> None:
    year = date(2029, 12, 31)
    assert to_come(year, date(2029, 8, 31)) == "Still to come: September 2029 to December 2029."
    assert to_come(year, date(2029, 11, 1)) == "Still to come: December 2029."
    assert to_come(year, date(2029, 12, 1)) == ""


def test_programs_are_told_too_that_nothing_was_brought_in() -> None:
    made = plain(table(months(FIRST, LAST, HAPPENED), FIRST, LAST))
    assert [row["brought_in"] for row in made] == [0, 0, 0, 0]


def test_what_was_decided_before_an_import_is_counted_apart_and_said_to_be_so() -> None:
    shown = text(table(months(FIRST, LAST, [*HAPPENED, ("2028-01-07", "brought_in")]), FIRST, LAST))
    note = shown.splitlines()[-1]
    assert "Brought in" in shown.splitlines()[0]
    assert "1 decided, 0 reported, 1 brought in." in note
    assert note.endswith(BROUGHT_IN)


def test_programs_are_told_which_days_of_a_month_are_counted() -> None:
    made = plain(table(months(FIRST, LAST, HAPPENED), FIRST, LAST))
    assert [(row["month"], row["first_day"], row["last_day"]) for row in made] == [
        ("2027-11", "2027-11-15", "2027-11-30"),
        ("2027-12", "2027-12-01", "2027-12-31"),
        ("2028-01", "2028-01-01", "2028-01-31"),
        ("2028-02", "2028-02-01", "2028-02-10"),
    ]
