"""A paper of what is over says the same, byte for byte, on whatever day it is made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import REF, Staged
from tests.actions.test_committees import APP, meeting, said
from tests.actions.test_committees import desk as desk
from tests.actions.test_reviews import FIRST, answered
from tests.actions.test_what_a_review_starts import expiring
from tests.actions.walking import at, change_under_evaluation, go

from mcapproval.actions.cases import moves
from mcapproval.actions.desk import Desk
from mcapproval.actions.papers.subjects import SUBJECTS, made
from mcapproval.documents import text
from mcapproval.documents.renderers import rendered
from mcapproval.errors import AskedWrongly

DAYS = ("2028-01-10", "2028-03-02")
OF_TODAY = {"support-letter"}


def papers(desk: Desk, ref: str, day: str, look: str = "docx") -> dict[str, bytes]:
    """Every paper of a case but those about today, made on a day."""
    found = {}
    (subject,) = (one for one in SUBJECTS if ref.startswith(one.prefix))
    for entry in subject.entries:
        if entry.slug not in OF_TODAY:
            try:
                found[entry.slug] = rendered(made(at(desk, "mele", day), entry.slug, ref), look)
            except AskedWrongly:
                continue
    return found


def same(desk: Desk, ref: str, *slugs: str) -> None:
    first, second = (papers(desk, ref, day) for day in DAYS)
    assert set(slugs) <= set(first)
    assert [slug for slug in first if first[slug] != second[slug]] == []


def told(desk: Desk, name: str, ref: str) -> str:
    return " ".join(text.render(made(at(desk, "mele", DAYS[1]), name, ref)).split())


def test_papers_of_an_application_that_was_submitted_are_of_the_day_of_its_last_row(
    approved: Staged,
) -> None:
    same(approved.desk, REF, "application", "controlled-copy", "board-sheet", "outcome-notice")
    same(approved.desk, REF, "where-it-is")
    assert "As at 11 August 2026" in told(approved.desk, "controlled-copy", REF)


def test_a_sheet_and_a_notice_of_a_change_are_of_the_day_of_the_row_they_tell_of(
    shared: Staged, draft: Path
) -> None:
    change_under_evaluation(shared.desk, draft)
    same(shared.desk, "MC-0001", "listing-sheet", "change-notice")
    assert "As at 11 August 2026" in told(shared.desk, "listing-sheet", "MC-0001")
    assert "As at 2 February 2027" in told(shared.desk, "change-notice", "MC-0001")


def test_an_expiry_notice_is_of_the_day_on_which_its_last_day_was_set(approved: Staged) -> None:
    expiring(approved)
    day = "2027-03-05"
    go(approved.desk, "MC-0001", "hemi", day, "record-teach-out", True, teach_out="2028-06-30")
    same(approved.desk, "MC-0001", "expiry-notice")
    assert "As at 5 March 2027" in told(approved.desk, "expiry-notice", "MC-0001")


def test_a_review_report_is_of_the_day_of_its_last_row(approved: Staged, draft: Path) -> None:
    answered(approved, draft)
    same(approved.desk, FIRST, "review-report", "review-page")


def test_minutes_are_of_the_day_of_the_last_row_that_they_rest_on(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    day = date(2026, 6, 20)
    moves.move(at(desk, "sec", "2026-06-24"), APP, "approve", said(meeting=ref), effective=day)
    first, second = (
        text.render(made(at(desk, "sec", day), "minutes", ref))
        for day in ("2026-06-25", "2027-06-25")
    )
    assert first == second
    assert "As at 24 June 2026" in first


def test_where_a_case_is_says_today_until_it_has_ended(evaluation: Staged) -> None:
    first, second = (
        text.render(made(at(evaluation.desk, "mele", day), "where-it-is", REF)) for day in DAYS
    )
    assert "As at 10 January 2028" in first
    assert "As at 2 March 2028" in second
    go(evaluation.desk, REF, "ana", DAYS[0], "withdraw", reason="Not now")
    ended = told(evaluation.desk, "where-it-is", REF)
    assert "As at 10 January 2028" in ended
    assert f"{REF} ended in Withdrawn on 10 January 2028." in ended


@pytest.mark.parametrize("look", ["pdf", "html", "txt"])
def test_every_look_of_a_paper_is_the_same_on_two_days(approved: Staged, look: str) -> None:
    first, second = (papers(approved.desk, "MC-0001", day, look) for day in DAYS)
    assert first == second
