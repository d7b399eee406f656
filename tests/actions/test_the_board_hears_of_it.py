"""A board hears of what was decided by delegation in its place, until it has met since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_committees import APP, delegates, meeting, said, seated
from tests.actions.test_committees import desk as desk
from tests.actions.test_what_a_review_starts import FIRST
from tests.actions.walking import agenda, at, go

from mcapproval.actions import setup
from mcapproval.actions.cases import moves, undoing
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.committees import meetings
from mcapproval.actions.desk import Desk
from mcapproval.actions.papers.subjects import made
from mcapproval.actions.reviewing import answering, opening
from mcapproval.documents import text
from mcapproval.workflow.people_answers import read_people

ALONE = said("delegated", present="rangi").sets


@pytest.fixture
def gave(desk: Desk, tmp_path: Path) -> Desk:
    """The board gave its chair its power."""
    delegates(desk, tmp_path, "board-chair")
    return desk


def noted(desk: Desk, day: str) -> list[str]:
    rows, _ = agenda(at(desk, "sec", day), "academic-board")
    return [row.ref for row in rows if row.asked == "note"]


def test_it_hears_of_a_decision_recorded_after_it_met_though_of_a_day_before(gave: Desk) -> None:
    meeting(gave, "2026-06-15", "bo,tui,rangi")
    sec = at(gave, "sec", "2026-06-16")
    moves.move(sec, APP, "approve", Said(ALONE), date(2026, 6, 11))
    assert noted(gave, "2026-06-17") == [APP]
    meeting(gave, "2026-06-16", "bo,tui,rangi", "2026-06-16")
    assert noted(gave, "2026-06-18") == [APP], "it may have met earlier that day"
    meeting(gave, "2026-06-20", "bo,tui,rangi", "2026-06-16")
    assert noted(gave, "2026-06-20") == [APP]
    assert noted(gave, "2026-06-21") == []


def test_a_meeting_that_was_entered_late_hears_of_what_was_recorded_before_its_day(
    gave: Desk,
) -> None:
    go(gave, APP, "sec", "2026-06-11", "approve", **ALONE)
    meeting(gave, "2026-06-11", "bo,tui,rangi", "2026-06-12")
    assert noted(gave, "2026-06-13") == [APP]
    meeting(gave, "2026-06-12", "bo,tui,rangi", "2026-06-14")
    assert noted(gave, "2026-06-14") == []


def test_it_hears_nothing_of_a_decision_that_was_taken_back(gave: Desk) -> None:
    go(gave, APP, "sec", "2026-06-11", "approve", **ALONE)
    undoing.undo(at(gave, "sec", "2026-06-11"), APP)
    assert noted(gave, "2026-06-12") == []


def test_it_hears_of_reevaluations_too(approved: Staged, draft: Path, tmp_path: Path) -> None:
    desk = seated(approved, tmp_path)
    delegates(desk, tmp_path, "board-chair")
    meeting(desk, "2027-07-05", "bo,tui,rangi", "2027-06-20")
    opening.open_review(at(desk, "mele", "2027-07-01"), "MC-0001")
    answering.answer(at(desk, "mele", "2027-07-01"), FIRST, draft.parent / "review.yaml")
    go(desk, FIRST, "sec", "2027-08-11", "decide-continue", **ALONE)
    (row,) = agenda(at(desk, "sec", "2027-08-12"), "academic-board")[0]
    told = (row.asked, row.ref, row.kind, row.since, row.papers)
    assert told == ("note", FIRST, "decided by delegation", "2027-08-11", "answers")
    assert agenda(at(desk, "sec", "2027-08-12"), "sub-committee")[0] == []
    called = meetings.call(at(desk, "sec", "2027-08-12"), "academic-board", date(2027, 8, 19))
    agenda_says = " ".join(
        text.render(made(at(desk, "sec", "2027-08-12"), "agenda", called)).split()
    )
    assert (
        "note what was decided by delegation on 11 August 2027: on re-evaluation REV-2027-0001 of "
        "Community-Led Development Facilitation (MC-0001, NZQA number 990011): continue."
        in agenda_says
    )
    meeting(desk, "2027-08-20", "bo,tui,rangi", "2027-08-12")
    assert noted(desk, "2027-08-20") == [FIRST]
    assert noted(desk, "2027-08-21") == []


def test_a_meeting_of_another_provider_hears_of_nothing_of_ours(gave: Desk) -> None:
    go(gave, APP, "sec", "2026-06-11", "approve", **ALONE)
    setup.add_organisation(gave, "wintec", "Wintec", "other", None)
    sec = at(gave, "sec", "2026-06-20")
    ref = meetings.call(sec, "academic-board", date(2026, 6, 20), "wintec")
    meetings.hold(sec, ref, read_people("people", "bo"), [])
    assert noted(gave, "2026-06-21") == [APP]
