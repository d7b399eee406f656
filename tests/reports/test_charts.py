"""The charts of reports: what is counted in each bar."""

from __future__ import annotations

from dataclasses import replace

from mcapproval.reports import actions, due, unknown
from mcapproval.reports.actions import Action
from mcapproval.reports.chart import Chart
from mcapproval.reports.due import Due, DuePage
from mcapproval.reports.unknown import Missing, NotKnown


def bars(chart: Chart | None) -> tuple[tuple[str, int], ...]:
    assert chart
    return chart.bars


def page(*rows: tuple[str, int]) -> DuePage:
    """Re-evaluations, each with the day on which it is due and the days left."""
    found = (Due(f"REV-{n}", on, days, "", "", "", "", "", "") for n, (on, days) in enumerate(rows))
    return DuePage(tuple(found), len(rows))


def test_what_is_due_is_counted_by_month_after_what_is_overdue() -> None:
    rows = (("2026-12-31", -60), ("2027-02-28", -1), ("2027-03-01", 0), ("2027-05-31", 91))
    assert bars(due.chart(page(*rows))) == (
        ("overdue", 2),
        ("March 2027", 1),
        ("April 2027", 0),
        ("May 2027", 1),
    )


def test_a_long_time_is_told_by_its_years() -> None:
    assert len(bars(due.chart(page(("2027-01-01", 0), ("2028-12-31", 730))))) == 24
    assert len(bars(due.chart(page(("2027-01-31", 0), ("2029-01-01", 701))))) == 2
    rows = (("2027-01-01", 0), ("2029-01-01", 731), ("9999-12-31", 2_000_000))
    assert bars(due.chart(page(*rows))) == (("2027", 1), ("2029", 1), ("9999", 1))


def action(days: int | None, closed_on: str = "") -> Action:
    return Action("REV-1", 1, "Mahi", "Do it", "", "", "open", days, closed_on)


def test_what_is_to_be_done_is_counted_by_how_late_it_is() -> None:
    days = (-400, -91, -90, -31, -30, -1, 0, 30, 31, None)
    rows = [*map(action, days), action(None, "2027-01-01")]
    assert bars(actions.chart(rows)) == (
        ("more than 90 days late", 2),
        ("31 to 90 days late", 2),
        ("up to 30 days late", 2),
        ("due within 30 days", 2),
        ("due later", 1),
        ("no day set", 1),
    )


def lacking(heading: str, number: int, none: bool = False) -> NotKnown:
    missing = tuple(Missing(f"MC-{n}", "Mahi") for n in range(number))
    return NotKnown(
        "micro-credentials", heading.lower(), heading, missing, 20, none, "", len(missing)
    )


def test_what_is_missing_most_often_stands_first_and_what_may_be_none_is_left_out() -> None:
    found = [lacking("Level", 3), lacking("Partner", 20, none=True), lacking("Credits", 7)]
    assert bars(unknown.chart(found)) == (("Credits", 35), ("Level", 15))
    many = [lacking(f"Column {n}", n + 1) for n in range(30)]
    assert len(bars(unknown.chart(many))) == unknown.MOST


def test_what_is_missing_is_drawn_in_per_cent_since_there_are_more_cohorts() -> None:
    cohorts = replace(lacking("Mode", 90), sheet="cohorts", of=180)
    drawn = unknown.chart([cohorts, lacking("Level", 19)])
    assert drawn
    assert drawn.bars == (("Level", 95), ("Mode (cohorts)", 50))
    assert drawn.caption.endswith("in per cent of micro-credentials (20) or cohorts (180)")


def test_there_is_no_chart_of_nothing() -> None:
    assert due.chart(page()) is None
    assert actions.chart([action(None, "2027-01-01")]) is None
    assert unknown.chart([lacking("Partner", 20, none=True)]) is None
