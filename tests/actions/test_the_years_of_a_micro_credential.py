"""How a micro-credential does over the years: what is counted, how it goes, what may be shared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple
from itertools import product

import pytest
from tests.cli.test_outputs_for_programs import fits
from tests.rows import all_of

from mcapproval.actions.reviewing.trends import _known, _year, _years
from mcapproval.documents.content import Figure
from mcapproval.documents.pictures.years import by_year
from mcapproval.reports import actions, trends
from mcapproval.reports.actions import Action
from mcapproval.reports.table import plain, text
from mcapproval.reports.trends import Year, rate, trend
from mcapproval.store.reported.listed import ListedRow
from mcapproval.store.rows.folded import Delivery

MC = ListedRow("MC-0001", None, None, "Mahi", None, None, None, None, "current", "us")
FEW = {"enrolled": 18, "completed": 15, "withdrawn": 3, "still_active": 0}


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(3, 18, "↑ up 15"), (18, 14, "↓ down 4"), (4, 4, "→ level"), (None, 4, ""), (4, None, "")],
)
def test_how_a_count_went_is_said_in_words(before: int | None, now: int | None, said: str) -> None:
    assert trend(before, now) == said


def test_a_rate_is_of_those_who_ended() -> None:
    assert rate({"enrolled": 20, "still_active": 10, "completed": 9}) == "90 %"
    assert rate({"enrolled": 20, "still_active": None, "completed": 9}) == "not known"
    assert rate({"enrolled": 4, "still_active": 4, "completed": 0}) == "none ended"


def test_what_is_shared_tells_no_small_count_nor_what_would_tell_it() -> None:
    feedback = {"feedback": [{"group": "learners", "n": 3, "score": "4.6 of 5"}]}
    own = _year(MC, 2027, _known(FEW, None), 3, feedback, None, None)
    assert (own.enrolments, own.trend, own.rate) == ("18", "↑ up 15", "83 %")
    assert own.feedback == "4.6 of 5 (n 3)"
    shared = _year(MC, 2027, _known(FEW, 5), 3, feedback, None, 5)
    assert (shared.enrolments, shared.trend, shared.rate) == ("not shown", "", "not shown")
    assert shared.feedback == "fewer than 5 answered"
    unknown = {"feedback": [{"group": "learners", "score": "4.7 of 5 (n 3)"}]}
    shared = _year(MC, 2027, _known(FEW, 5), 3, unknown, None, 5)
    assert shared.feedback == "not shown: how many answered is not known"


def test_of_two_years_that_are_shared_no_hidden_count_can_be_worked_out() -> None:
    """Every pair of years is tried. The reader knows the rule, and all that would look the same."""
    each = list(product(range(8), range(7), (0, 2)))
    seen: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    for pair in product(each, repeat=2):
        rows = shared_years(pair)
        told = tuple(cell for row in rows for cell in astuple(row))
        seen[told].append(tuple(count for one in pair for count in (sum(one), one[0])))
    assert len(seen) > 50, "something is shown"
    for told, possible in seen.items():
        cells = [told[n * 10 + at] for n in (0, 1) for at in (3, 5)]
        for said, counts in zip(cells, zip(*possible, strict=True), strict=True):
            assert said.isdigit() or len(set(counts)) > 1, (told, counts)


def shared_years(pair: tuple[tuple[int, int, int], ...]) -> list[Year]:
    """Completed, withdrawn and still active in each of two years, as they are shared."""
    names = ("completed", "withdrawn", "still_active")
    counts = [{"enrolled": sum(one), **dict(zip(names, one, strict=True))} for one in pair]
    nothing = dict.fromkeys(Delivery._fields)
    cohorts = [Delivery._make({**nothing, **each}.values()) for each in counts]
    delivered = {2026 + n: (cohort,) for n, cohort in enumerate(cohorts)}
    return list(_years(MC, delivered, {}, range(2026, 2028), 5))


def test_the_picture_says_in_words_what_it_draws() -> None:
    (drawn,) = by_year(("Enrolled",), [("2027", ["18"]), ("2028", ["not known"])], "Mahi")
    assert isinstance(drawn, Figure)
    assert "2027: enrolled 18; 2028: enrolled not known" in drawn.alternative


def test_what_is_printed_for_programs_fits_its_schema() -> None:
    year = _year(MC, 2027, _known(FEW, None), None, {"need": {"still_needed": "yes"}}, None, None)
    fits("report-reviews", plain(trends.table([year], shared=False)))
    late = Action("REV-2027-0001", 1, "Mahi", "Ask iwi", "", "2027-01-01", "open", -3, "")
    done = Action("REV-2027-0001", 2, "Mahi", "Hui", "registry", "", "closed", None, "2027-01-02")
    fits("report-actions", plain(actions.table(all_of([late, done]))))
    assert "3 days late" in text(actions.table(all_of([late, done])))
    assert text(actions.table(all_of([late, done]))).endswith("2 actions, 1 of them late.\n")
