"""What the records hold of a re-evaluation stands on its papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_reviews import FIRST, answered
from tests.actions.walking import BOARD, at, go

from mcapproval.actions.committees import meetings
from mcapproval.actions.papers.subjects import made
from mcapproval.clock import read_day
from mcapproval.documents import text
from mcapproval.errors import Unknown


def paper(staged: Staged, name: str, day: str = "2027-08-12") -> str:
    return " ".join(text.render(made(at(staged.desk, "mele", day), name, FIRST)).split())


def test_before_it_is_answered_a_report_says_that_nothing_is_known(approved: Staged) -> None:
    told = paper(approved, "review-report", "2027-07-01")
    assert f"{FIRST}-REPORT, not answered yet" in told
    assert "whether it was delivered in the period is not known" in told
    assert "Not decided yet." in told


def test_a_report_has_the_answers_as_they_were_last_given(approved: Staged, draft: Path) -> None:
    answered(approved, draft)
    told = paper(approved, "review-report", "2027-07-02")
    assert f"{FIRST}-REPORT, version 1" in told
    assert "NZQA's reporting code 9901" in told
    assert "990011, version 1" in told
    assert "Otago Polytechnic" in told
    assert "Not decided yet." in told


def test_a_report_has_what_was_decided_and_what_is_owed(approved: Staged, draft: Path) -> None:
    answered(approved, draft)
    items = ["Count the hours; owner=author; due=2027-10-01"]
    go(
        *(approved.desk, FIRST, "bo", "2027-08-11", "decide-continue-with-actions"),
        **BOARD,
        items=items,
    )
    told = paper(approved, "review-report")
    assert "It continues, with actions. 11 August 2027 by the academic board (in a meeting)" in told
    assert "Resolution: approved as tabled" in told
    assert "Count the hours" in told
    assert "1 October 2027 open" in told
    assert "Next re-evaluation: 11 August 2028" in told
    assert "1 October 2027: Count the hours" in paper(approved, "review-page")


def test_a_re_evaluation_that_is_not_there_is_unknown(approved: Staged) -> None:
    with pytest.raises(Unknown, match="REV-2031-0001"):
        made(approved.desk, "review-report", "REV-2031-0001")


def test_an_agenda_asks_whether_what_is_re_evaluated_goes_on(approved: Staged, draft: Path) -> None:
    answered(approved, draft)
    mele = at(approved.desk, "mele", "2027-08-05")
    ref = meetings.call(mele, "academic-board", read_day("2027-08-11"))
    told = " ".join(text.render(made(mele, "agenda", ref)).split())
    assert "Level 5, 10 credits" in told
    assert f"decide, on re-evaluation {FIRST}, whether Community-Led" in told
    assert "(MC-0001, NZQA number 990011) goes on, and with which actions." in told
