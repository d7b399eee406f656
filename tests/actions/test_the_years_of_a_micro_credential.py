"""How a micro-credential does over the years: what is counted, how it goes, what may be shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest
from tests.cli.test_outputs_for_programs import fits
from tests.rows import all_of

from mcapproval.actions.deliveries.by_review import Span
from mcapproval.actions.reviewing.counted_once import COHORTS, REVIEW, Counted
from mcapproval.actions.reviewing.trend_rows import known_of, year_row, years_of
from mcapproval.actions.reviewing.trends import period
from mcapproval.documents.content import Figure
from mcapproval.documents.picture import Box
from mcapproval.documents.pictures.years import Row, by_year
from mcapproval.reports import actions, trends
from mcapproval.reports.actions import Action
from mcapproval.reports.table import plain, text
from mcapproval.reports.trends import Year, rate, rate_told, trend
from mcapproval.store.reported.listed import ListedRow
from mcapproval.store.rows.folded import Delivery
from mcapproval.store.whole import Decided

MC = ListedRow("MC-0001", None, None, "Mahi", None, None, None, None, "current", "us")
TODAY = date(2030, 8, 31)
NAMES = Year._fields
WIDTH, SHOWN = len(NAMES), [NAMES.index(name) for name in ("enrolled", "completed")]
FEW = {"enrolled": 18, "completed": 15, "withdrawn": 3, "still_active": 0}


@pytest.mark.parametrize(
    ("change", "said"),
    [(15, "↑ up 15"), (-4, "↓ down 4"), (0, "→ level"), (None, "")],
)
def test_how_a_count_went_is_said_in_words(change: int | None, said: str) -> None:
    assert trend(change) == said


def test_a_rate_is_of_those_who_ended() -> None:
    told = {"enrolled": 20, "still_active": 10, "completed": 9}
    assert (rate(told), rate_told(told)) == (90, "90 %")
    unknown = {"enrolled": 20, "still_active": None, "completed": 9}
    assert (rate(unknown), rate_told(unknown)) == (None, "not known")
    under_way = {"enrolled": 4, "still_active": 4, "completed": 0}
    assert (rate(under_way), rate_told(under_way)) == (None, "none ended")


def test_what_is_shared_tells_no_small_count_nor_what_would_tell_it() -> None:
    asked = {"feedback": [{"group": "learners", "n": 3, "score": "4.6 of 5"}]}
    own = of_year(FEW, asked, step=15)
    assert (own.enrolled, own.went, own.of_ended) == ("18", "↑ up 15", "83 %")
    assert (own.said, own.answered, own.left_out) == ("4.6 of 5 (n 3)", 3, "")
    shared = of_year(FEW, asked, least=5)
    assert (shared.enrolled, shared.went, shared.of_ended) == ("not shown", "", "not shown")
    assert (shared.enrolments, shared.rate, shared.answered) == (None, None, None)
    assert shared.left_out == "enrolments, rate, feedback"
    assert shared.said == "fewer than 5 answered"
    unknown = {"feedback": [{"group": "learners", "score": "4.7 of 5 (n 3)"}]}
    shared = of_year(FEW, unknown, least=5)
    assert shared.said == "not shown: how many answered is not known"


def of_year(
    counts: dict[str, int], answers: Any, step: int | None = None, least: int | None = None
) -> Year:
    review = Decided("MC-0001", "2027-06-30", None, answers)
    one = Counted(2027, COHORTS, Span(date(2027, 1, 1), date(2027, 12, 31)), counts, review)
    return year_row(MC, one, known_of(counts, least), step, TODAY, least)


def cohort(starts: str, enrolled: int | None) -> Delivery:
    return Delivery._make(
        {**dict.fromkeys(Delivery._fields), "starts": starts, "enrolled": enrolled}.values()
    )


def reviewed(decided_on: str, enrolled: int | None, *period: str) -> Decided:
    days = dict(zip(("from", "until"), period, strict=False))
    answers = {"period": days, "delivery": [{"enrolments": enrolled}]}
    return Decided("MC-0001", decided_on, "continue", answers)


def lived(cohorts: Sequence[Delivery], *reviews: Decided, first: int = 2020) -> list[Year]:
    by_year: dict[int, list[Delivery]] = {}
    for one in cohorts:
        by_year.setdefault(int(str(one.starts)[:4]), []).append(one)
    return list(years_of(MC, by_year, reviews, TODAY, range(first, 2031), None))


def test_a_re_evaluation_that_looks_at_years_of_cohorts_counts_nobody_again() -> None:
    each = [cohort(f"{year}-03-01", many) for year, many in ((2025, 30), (2026, 41))]
    rows = lived(
        each,
        reviewed("2028-08-01", 71, "2021-06-18", "2028-07-13"),
        reviewed("2029-05-01", 32, "2028-07-14", "2029-04-23"),
    )
    assert [(row.year, row.enrolments, row.trend) for row in rows] == [
        (2025, 30, None),
        (2026, 41, 11),
        (2028, None, None),
        (2029, 32, None),
    ]
    assert [row.counts for row in rows[1:]] == [
        "cohorts of 2026",
        "its cohorts, by year",
        "14 July 2028 to 23 April 2029",
    ]
    assert (rows[2].enrolled, rows[2].source, rows[2].decision) == ("", "elsewhere", "continue")
    printed = text(trends.table(rows, shared=False))
    assert "Each learner is counted once" in printed
    assert "its cohorts, by year" in printed


def test_a_period_that_an_earlier_re_evaluation_counted_is_not_counted_again() -> None:
    rows = lived(
        [],
        reviewed("2027-09-30", 14, "2026-09-01", "2027-09-20"),
        reviewed("2028-09-30", 40, "2026-09-01", "2028-09-20"),
    )
    assert [row.enrolments for row in rows] == [14, None]
    assert rows[1].counts == "earlier re-evaluations"


def test_a_period_that_nobody_wrote_runs_from_the_one_before_until_it_was_decided() -> None:
    rows = lived(
        [], reviewed("2027-09-30", 14, "2026-10-01", "2027-09-20"), reviewed("2028-09-20", 20)
    )
    assert (rows[1].first_day, rows[1].last_day, rows[1].trend) == ("2027-09-21", "2028-09-20", 6)


def test_cohorts_and_a_re_evaluation_of_one_year_that_count_others_stand_apart() -> None:
    rows = lived([cohort("2027-08-01", 12)], reviewed("2027-06-30", 18, "2026-07-01", "2027-06-20"))
    told = [(row.year, row.source, row.enrolments, row.decision) for row in rows]
    assert told == [(2027, REVIEW, 18, "continue"), (2027, COHORTS, 12, "")]


def test_a_trend_is_told_only_from_a_row_that_is_shown_and_of_years_that_are_over() -> None:
    each = [cohort(f"{year}-03-01", year - 2000) for year in (2026, 2027, 2029, 2030)]
    assert [row.trend for row in lived(each)] == [None, 1, None, None]
    assert [row.trend for row in lived(each, first=2027)] == [None, None, None]
    assert lived(each)[-1].counts == "cohorts of 2030, not over"


def test_a_year_whose_cohort_nobody_enrolled_in_has_none_and_nothing_unknown() -> None:
    (_, row) = lived([cohort("2025-03-01", 30), cohort("2026-03-01", 0)])
    assert (row.counts, row.enrolled, row.completed) == ("cohorts of 2026", "0", "0")
    assert (row.trend, row.rate, row.of_ended) == (-30, None, "none ended")


def test_learners_of_a_re_evaluation_stand_beside_a_cohort_of_nobody() -> None:
    rows = lived([cohort("2026-08-01", 0)], reviewed("2026-12-30", 18, "2026-01-01", "2026-12-20"))
    assert [(row.source, row.enrolments) for row in rows] == [(REVIEW, 18), (COHORTS, 0)]


def test_that_nothing_was_delivered_in_a_period_is_none_and_not_unknown() -> None:
    none = Decided("MC-0001", "2027-09-30", "pause", {"delivery": []})
    (row,) = lived([], none)
    assert (row.enrolments, row.enrolled) == (0, "0")


def test_of_two_years_that_are_shared_no_hidden_count_can_be_worked_out() -> None:
    """Every pair of years is tried. The reader knows the rule, and all that would look the same."""
    each = list(product(range(8), range(7), (0, 2)))
    seen: dict[tuple[Any, ...], list[tuple[int, ...]]] = defaultdict(list)
    for pair in product(each, repeat=2):
        rows = shared_years(pair)
        told = tuple(cell for row in rows for cell in row)
        seen[told].append(tuple(count for one in pair for count in (sum(one), one[0])))
    assert len(seen) > 50, "something is shown"
    for told, possible in seen.items():
        cells = [told[n * WIDTH + at] for n in (0, 1) for at in SHOWN]
        for said, counts in zip(cells, zip(*possible, strict=True), strict=True):
            assert str(said).isdigit() or len(set(counts)) > 1, (told, counts)


def shared_years(pair: tuple[tuple[int, int, int], ...]) -> list[Year]:
    """Completed, withdrawn and still active in each of two years, as they are shared, to people and
    to programs."""
    names = ("completed", "withdrawn", "still_active")
    counts = [{"enrolled": sum(one), **dict(zip(names, one, strict=True))} for one in pair]
    nothing = dict.fromkeys(Delivery._fields)
    cohorts = [Delivery._make({**nothing, **each}.values()) for each in counts]
    delivered = {2026 + n: (cohort,) for n, cohort in enumerate(cohorts)}
    return list(years_of(MC, delivered, (), TODAY, range(2026, 2028), 5))


def test_the_picture_says_in_words_what_it_draws() -> None:
    (drawn,) = by_year(("Enrolled",), [Row("2027", ["18"]), Row("2028", ["not known"])], "Mahi")
    assert isinstance(drawn, Figure)
    assert "2027: enrolled 18; 2028: enrolled not known" in drawn.alternative
    assert drawn.caption == "Mahi, by year"


def test_the_picture_tells_a_bar_of_six_years_from_one_of_a_year() -> None:
    rows = [Row("2027", ["14"], "74 months"), Row("2028", ["18"])]
    (drawn,) = by_year(("Enrolled",), rows, "Mahi")
    assert isinstance(drawn, Figure)
    assert "2027 (74 months): enrolled 14; 2028: enrolled 18" in drawn.alternative
    assert drawn.caption == "Mahi, by year; outlined where it is not of about a year"
    bars = [shape.fill for shape in drawn.picture.shapes if isinstance(shape, Box)]
    assert bars == ["paper", "accent"]


@pytest.mark.parametrize(
    ("first", "last", "source", "told"),
    [
        ("2021-07-01", "2027-09-20", REVIEW, "74 months"),
        ("2020-09-02", "2021-06-30", REVIEW, "9 months"),
        ("2026-09-02", "2026-09-21", REVIEW, "20 days"),
        ("2026-09-02", "2026-10-01", REVIEW, "1 month"),
        ("2026-01-01", "2026-12-31", COHORTS, ""),
        ("2030-01-01", "2030-12-31", COHORTS, "not over"),
        ("2026-03-31", "2027-03-17", REVIEW, ""),
        (None, "2027-03-17", REVIEW, "first day not known"),
        (None, None, "", ""),
    ],
)
def test_a_period_that_is_not_about_a_year_is_told(
    first: str | None, last: str | None, source: str, told: str
) -> None:
    row = of_year(FEW, {})._replace(first_day=first, last_day=last, source=source)
    assert period(row, TODAY) == told


def test_what_is_printed_for_programs_fits_its_schema() -> None:
    year = of_year(FEW, {"need": {"still_needed": "yes"}})
    fits("report-reviews", plain(trends.table([year], shared=False)))
    (row,) = plain(trends.table([year], shared=False))
    assert (row["enrolments"], row["completions"], row["rate"], row["trend"]) == (18, 15, 83, None)
    late = Action("REV-2027-0001", 1, "Mahi", "Ask iwi", "", "2027-01-01", "open", -3, "")
    done = Action("REV-2027-0001", 2, "Mahi", "Hui", "registry", "", "closed", None, "2027-01-02")
    fits("report-actions", plain(actions.table(all_of([late, done]))))
    assert "3 days late" in text(actions.table(all_of([late, done])))
    assert text(actions.table(all_of([late, done]))).endswith("2 actions, 1 of them late.\n")
