"""The cover sheet of a decided case says what the board saw, and what it then resolved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.actions.conftest import Staged
from tests.actions.test_approvals_and_waivers import short as short
from tests.actions.test_approvals_and_waivers import update, waive
from tests.actions.test_committees import chair_acts, delegates, meeting, said, seated
from tests.actions.walking import BOARD, TO_BOARD, at, go, walk

from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.papers.subjects import made
from mcapproval.documents import text

DECLINED: dict[str, Any] = {
    "how": "meeting",
    "minute_reference": "AC-2026/4",
    "present": "bo",
    "reason": "Not our field.",
}


def sheet(staged: Staged, day: str = "2026-06-20") -> str:
    desk = at(staged.desk, "mele", day)
    return " ".join(text.render(made(desk, "board-sheet", staged.ref)).split())


def decided(short: Staged) -> None:
    """Approved with a finding that was let stand."""
    waive(short)
    go(short.desk, short.ref, "ana", "2026-06-12", "send-to-check")
    go(short.desk, short.ref, "mele", "2026-06-13", "send-to-board")
    go(short.desk, short.ref, "bo", "2026-06-15", "approve", **BOARD)


def test_a_sheet_shows_the_version_that_was_approved_and_what_then_stood(
    short: Staged, draft: Path
) -> None:
    decided(short)
    before = sheet(short)
    update(short, draft, "  assessment: 2\n", "  assessment: 12\n", "2026-06-16")
    after = sheet(short)
    assert after == before
    assert "APP-2026-0001-BOARD, version 1" in after
    assert "As at 15 June 2026" in after
    assert "Let stand: HOURS-10" in after
    assert "note the finding that was let stand" in after


def test_a_sheet_asks_anew_where_the_approval_fell(short: Staged, draft: Path) -> None:
    decided(short)
    update(short, draft, "    hours: 50\n", "    hours: 51\n", "2026-06-16")
    assert "APP-2026-0001-BOARD, version 2" in sheet(short)
    assert "it fell on 16 June 2026" in sheet(short)
    assert "This sheet shows what was asked" not in sheet(short)
    go(short.desk, short.ref, "bo", "2026-06-17", "approve-again", **BOARD)
    assert "The academic board approved it again on 17 June 2026" in sheet(short)


def test_the_minute_extract_tells_what_the_records_know_of_the_decision(short: Staged) -> None:
    decided(short)
    told = sheet(short).partition("Extract of the minutes")[2]
    assert "Decided on 15 June 2026, in a meeting" in told
    assert "Minute reference AC-2026-11" in told
    assert "Present: Bo Lindgren-Li" in told
    assert "Apologies: none is recorded" in told
    assert "Resolution: approved as tabled" in told
    assert "Conditions: none was set." in told
    assert "Moved by: ____" in told
    assert "[x] Approved" in sheet(short)


def test_the_minute_extract_of_what_is_still_asked_has_blanks(board: Staged) -> None:
    told = sheet(board).partition("Extract of the minutes")[2]
    assert "Minute reference: ____" in told
    assert "Present: ____" in told


def test_a_sheet_of_what_a_body_declined_says_so_and_asks_nothing(board: Staged) -> None:
    go(board.desk, board.ref, "bo", "2026-06-10", "decline", **DECLINED)
    told = sheet(board)
    assert "The academic board declined it on 10 June 2026, in a meeting, minute AC-2026/4." in told
    assert "was asked to approve" in told
    assert "[x] Declined" in told
    assert "Resolution: To decline Community-Led Development Facilitation" in told
    assert told.count("Reason: Not our field.") == 2
    assert "It was resolved that" not in told
    record = text.render(made(at(board.desk, "mele", "2026-06-20"), "record-copy", board.ref))
    assert "Academic board: declined" in record


def test_a_sheet_of_what_was_declined_asks_anew_once_it_begins_again(board: Staged) -> None:
    go(board.desk, board.ref, "bo", "2026-06-10", "decline", **DECLINED)
    go(board.desk, board.ref, "ana", "2026-06-11", "reopen", reason="We have a teacher.")
    told = sheet(board)
    assert "It is not before the academic board now: Drafting, since 11 June 2026." in told
    assert "is to be asked to approve" in told
    assert "Academic board declined it because: Not our field." in told
    assert "Extract of the minutes" not in told
    desk = at(board.desk, "mele", "2026-06-20")
    assert "declined" not in text.render(made(desk, "application", board.ref))


def test_a_sheet_of_what_was_withdrawn_asks_nothing(board: Staged) -> None:
    go(board.desk, board.ref, "ana", "2026-06-10", "withdraw", reason="Nobody can teach it.")
    told = sheet(board)
    assert "Withdrawn on 10 June 2026, recorded by Ana Rangihuna. Nothing is asked" in told
    assert "The reason that was given: Nobody can teach it." in told
    assert "asked to" not in told
    assert "____" not in told


def test_a_sheet_of_what_was_approved_tells_how_it_ended_since(ready: Staged) -> None:
    go(ready.desk, ready.ref, "ana", "2026-06-12", "withdraw", reason="Nobody can teach it.")
    told = sheet(ready)
    assert "approved it on 10 June 2026, in a meeting, minute AC-2026-11" in told
    assert "came to its end since: Withdrawn on 12 June 2026" in told
    assert "As at 12 June 2026" in told


def test_evidence_that_grew_old_since_the_decision_was_not_old_when_it_was_decided(
    ready: Staged,
) -> None:
    before = sheet(ready)
    go(ready.desk, ready.ref, "ana", "2029-06-12", "withdraw", reason="Nobody can teach it.")
    told = sheet(ready, "2029-06-12")
    assert "As at 12 June 2029" in told
    assert "months of our policy" not in before + told


def test_a_sheet_asks_anew_what_came_back_before_the_body(ready: Staged) -> None:
    steps: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("hemi", "2026-06-12", "send-back", {"reason": "The hours.", "to": "drafting"}),
        ("ana", "2026-06-12", "send-to-check", {}),
        ("mele", "2026-06-13", "send-to-board", {}),
    )
    for who, day, move, more in steps:
        assert "was asked to approve" in sheet(ready)
        go(ready.desk, ready.ref, who, day, move, **more)
    told = sheet(ready)
    assert "is asked to approve" in told
    assert "Academic board approved 10 June 2026" in told


def test_an_approval_does_not_stand_in_the_papers_of_a_case_that_began_again(
    evaluation: Staged,
) -> None:
    none = "listing:declined,approval:declined,accreditation:declined"
    desk, ref = evaluation.desk, evaluation.ref
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, results=none)
    go(desk, ref, "hemi", "2026-08-12", "record-decline")
    assert "came to its end since: Declined on" in sheet(evaluation, "2026-08-12")
    go(desk, ref, "ana", "2026-08-13", "reopen", reason="Anew.")
    told = sheet(evaluation, "2026-08-13")
    assert "approved; it fell on 13 August 2026: the case began again" in told
    assert "is to be asked to approve" in told


def test_who_decided_alone_signs_and_nobody_moved_it_or_was_present(
    drafting: Staged, tmp_path: Path
) -> None:
    delegates(seated(drafting, tmp_path), tmp_path, "board-chair")
    walk(drafting.desk, drafting.ref, TO_BOARD)
    asked = sheet(drafting, "2026-06-09")
    assert "Where it is decided by delegation, whoever decides signs, and nobody else:" in asked
    go(
        drafting.desk,
        drafting.ref,
        "sec",
        "2026-06-10",
        "approve",
        **said("delegated", present="rangi").sets,
    )
    told = sheet(drafting)
    assert "approved it on 10 June 2026, by delegation (Rangi Whaanga-Lie)" in told
    record = told.partition("Record of the decision: Academic Committee")[2]
    assert "Decided by Rangi Whaanga-Lie, chair of the Academic Committee" in record
    assert "In place of the Academic Committee" in record
    assert "Signed by Rangi Whaanga-Lie, who took it: Signature: ____" in record
    for word in ("Secretary", "Moved by", "Present", "Apologies"):
        assert word not in record


def test_a_chairs_action_is_the_chairs_and_says_whether_it_was_ratified(
    drafting: Staged, tmp_path: Path
) -> None:
    desk = seated(drafting, tmp_path)
    walk(desk, drafting.ref, TO_BOARD)
    chair_acts(desk)
    assert "Ratified not yet by the Academic Committee" in sheet(drafting)
    assert "As at 20 June 2026" not in sheet(drafting)
    ratify(
        at(desk, "sec", "2026-06-20"), meeting(desk, "2026-06-20", "bo, tui, sina"), drafting.ref
    )
    assert "Ratified by MTG-2026-0001 on 20 June 2026" in sheet(drafting)
    assert "As at 20 June 2026" in sheet(drafting)
