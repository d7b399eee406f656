"""The cover sheet of a decided case says what the board saw, and what it then resolved."""

from __future__ import annotations

from pathlib import Path

from tests.actions.conftest import Staged
from tests.actions.test_approvals_and_waivers import short as short
from tests.actions.test_approvals_and_waivers import update, waive
from tests.actions.walking import BOARD, at, go

from mcapproval.actions.papers.subjects import made
from mcapproval.documents import text


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
    assert "This sheet shows what it was asked" not in sheet(short)


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
