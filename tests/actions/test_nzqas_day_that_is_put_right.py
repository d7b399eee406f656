"""The day of NZQA's next review is the same wherever it is told, also when it is put right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import bodied, written
from tests.simulated import START

from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.importing.correcting import Corrected, correct
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.looking import show_case
from mcapproval.errors import Refused

if TYPE_CHECKING:
    from tests.conftest import Places

ROWS = (
    *[("Title", "Status", "Approved on", "Review period", "Next review date", "Last review on")],
    ("Answered", "current", "3/04/2023", "2 years", "3/05/2025", "20/05/2025"),
    ("Without", "current", "3/04/2023", "2 years", None, "20/05/2025"),
    ("Ends", "expiring", "3/04/2023", "2 years", "3/05/2025", "20/05/2025"),
)
ANSWERED, WITHOUT, ENDS = "MC-0001", "MC-0002", "MC-0003"
COUNTED = "2027-04-03"


@pytest.fixture
def desk(places: Places, tmp_path: Path) -> Desk:
    def build(where: str) -> None:
        import_file(bodied(where), written(tmp_path, {"Micro-credentials": ROWS}))

    return sit_down(places.copy("day-put-right", build), "admin", START)


def put_right(desk: Desk, ref: str = ANSWERED, **given: str) -> Corrected:
    return correct(desk, ref, given, "typing slip")


def shown(desk: Desk, ref: str = ANSWERED) -> str | None:
    day: str | None = show_case(desk, ref)["facts"].get("nzqa_review_on")
    return day


def test_what_stood_before_is_the_day_that_is_shown(desk: Desk) -> None:
    assert shown(desk) == COUNTED
    done = put_right(desk, nzqa_review_on="4/04/2027")
    assert done.values == {"nzqa_review_on": (COUNTED, "2027-04-04")}
    assert (shown(desk), done.notes) == ("2027-04-04", ())


def test_the_day_that_is_shown_is_no_correction(desk: Desk) -> None:
    with pytest.raises(Refused, match="says so already"):
        put_right(desk, nzqa_review_on=COUNTED)


@pytest.mark.parametrize("ref", [ANSWERED, WITHOUT])
def test_a_day_that_was_answered_for_already_is_told_with_the_next(desk: Desk, ref: str) -> None:
    done = put_right(desk, ref, nzqa_review_on="4/05/2025")
    assert done.notes == (
        "NZQA's review on 4 May 2025 was answered for already; its next review: 3 April 2027",
    )
    assert shown(desk, ref) == COUNTED


def test_a_day_that_follows_from_another_is_told(desk: Desk) -> None:
    done = put_right(desk, approved_on="4/04/2023")
    assert done.notes == ("NZQA's next review follows from that, and is now: 4 April 2027",)
    assert shown(desk) == "2027-04-04"


def test_of_what_is_not_reviewed_any_more_no_next_day_is_told(desk: Desk) -> None:
    assert put_right(desk, ENDS, approved_on="4/04/2023").notes == ()
