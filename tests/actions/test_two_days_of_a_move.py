"""A move has the day on which it happened and the instant at which it was recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.actions.conftest import SAMPLE, Staged
from tests.actions.walking import BOARD, at, edited, go

from mcapproval.actions import looking
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications, waivers
from mcapproval.actions.papers import packs
from mcapproval.actions.reviewing import answering
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case


def case(staged: Staged) -> Case:
    with staged.desk.reading() as connection:
        found = queries.one(connection, Case, ref=staged.ref)
    assert found is not None
    return found


def submit(staged: Staged, today: str, happened: str) -> moves.Moved:
    return moves.move(
        at(staged.desk, "hemi", today), staged.ref, "submit", Said(), date.fromisoformat(happened)
    )


def test_a_move_recorded_late_happened_on_its_own_day(ready: Staged) -> None:
    submit(ready, "2026-06-20", "2026-06-15")
    found = case(ready)
    assert (found.state, found.entered_on, found.last_on) == (
        "submitted",
        "2026-06-15",
        "2026-06-15",
    )
    line = looking.history(ready.desk, ready.ref)[-1]
    assert (line.recorded_on, line.happened_on) == ("2026-06-20", "2026-06-15")
    assert line.recorded_at == "2026-06-19T21:00:00Z", "nine in the morning in New Zealand, in UTC"


def test_a_case_is_where_it_is_since_it_came_there_whatever_happens_to_it_there(
    ready: Staged, draft: Path
) -> None:
    """An answer that was asked for, or an approval given again, begins no new wait."""
    go(ready.desk, ready.ref, "mele", "2026-06-11", "ask-support", who="health-and-community-isb")
    assert (case(ready).entered_on, case(ready).last_on) == ("2026-06-10", "2026-06-11")
    changed = edited(draft, "\nlevel: 5 ", "\nlevel: 6 ")
    applications.update_application(at(ready.desk, "ana", "2026-06-12"), ready.ref, changed)
    go(ready.desk, ready.ref, "bo", "2026-06-13", "approve-again", **BOARD)
    assert (case(ready).entered_on, case(ready).last_on) == ("2026-06-10", "2026-06-13")
    assert looking.show_case(ready.desk, ready.ref)["since"] == "2026-06-10"


def test_a_day_of_the_records_ends_with_the_last_second_before_midnight_in_new_zealand(
    evaluation: Staged,
) -> None:
    mele = at(evaluation.desk, "mele", "2026-06-20")
    for text, instant in (
        ("In the last second of 19 June", datetime(2026, 6, 19, 11, 59, 59, tzinfo=UTC)),
        ("At midnight", datetime(2026, 6, 19, 12, 0, 0, tzinfo=UTC)),
    ):
        of_case.add_item(replace(mele, now=instant), evaluation.ref, "comment", text)

    def told(day: date) -> list[str]:
        return [line.says for line in of_case.list_items(mele.back_to(day), evaluation.ref)]

    assert told(date(2026, 6, 19)) == ["In the last second of 19 June"]
    assert told(date(2026, 6, 20)) == ["In the last second of 19 June", "At midnight"]


def test_nothing_has_happened_that_is_still_to_come(ready: Staged) -> None:
    with pytest.raises(Refused, match="2026-06-21 has not come yet") as refusal:
        submit(ready, "2026-06-20", "2026-06-21")
    assert [reason.code for reason in refusal.value.reasons] == ["DAY"]
    assert case(ready).state == "ready-to-submit"


def test_nothing_happened_before_the_last_thing_that_happened(ready: Staged) -> None:
    with pytest.raises(Refused, match="before the last thing") as refusal:
        submit(ready, "2026-06-20", "2026-06-09")
    assert "2026-06-10" in refusal.value.reasons[0].message
    assert submit(ready, "2026-06-20", "2026-06-10").now == "Submitted"


def test_a_move_on_a_wrong_day_is_journalled_as_refused(ready: Staged) -> None:
    with pytest.raises(Refused):
        submit(ready, "2026-06-20", "2026-06-09")
    line = looking.history(ready.desk, ready.ref)[-1]
    assert line.act == "REFUSED submit (DAY)"
    assert line.recorded_on == "2026-06-20"


def test_a_refusal_does_not_move_the_last_day(ready: Staged) -> None:
    with pytest.raises(Refused):
        go(ready.desk, ready.ref, "ana", "2026-07-30", "submit")
    assert submit(ready, "2026-07-31", "2026-06-15").now == "Submitted"


def test_what_was_written_later_was_not_decided_on_earlier(board: Staged, draft: Path) -> None:
    """The text of the 8th is not the text that a meeting of the 7th had before it."""
    go(board.desk, board.ref, "mele", "2026-06-06", "send-back", to="drafting", reason="A slip")
    edited(draft, "Nothing listed recognises", "Nothing that is listed recognises")
    applications.update_application(at(board.desk, "ana", "2026-06-08"), board.ref, draft)
    go(board.desk, board.ref, "ana", "2026-06-08", "send-to-check")
    go(board.desk, board.ref, "mele", "2026-06-08", "send-to-board")
    meeting = date(2026, 6, 7)
    with pytest.raises(Refused, match="before the last thing"):
        moves.move(at(board.desk, "bo", "2026-06-10"), board.ref, "approve", Said(BOARD), meeting)


def test_a_new_version_can_not_be_older_than_the_last_thing(opened: Staged, draft: Path) -> None:
    edited(draft, "  learners: 20\n", "  learners: 21\n")
    later = at(opened.desk, "ana", "2026-06-10")
    with pytest.raises(Refused, match="before the last thing"):
        applications.update_application(later, opened.ref, draft, effective=date(2026, 5, 31))
    applications.update_application(later, opened.ref, draft, effective=date(2026, 6, 9))
    assert case(opened).last_on == "2026-06-09"
    with pytest.raises(Refused, match="before the last thing"):
        moves.move(later, opened.ref, "show-need", Said(), date(2026, 6, 8))


def test_a_linked_case_goes_along_on_no_day_before_its_own_last(approved: Staged) -> None:
    review = "REV-2027-0001"
    go(approved.desk, review, "hemi", "2026-09-20", "begin")
    hemi, words = at(approved.desk, "hemi", "2026-09-30"), {"reason": "Listed in error"}
    removed = Said(words, {}, {"letter.txt": b"removed"})
    with pytest.raises(Refused, match=f"{review} is linked to this") as refusal:
        moves.move(hemi, "MC-0001", "remove", removed, date(2026, 9, 10))
    (reason,) = refusal.value.reasons
    assert (reason.code, "2026-09-20" in reason.message) == ("DAY", True)
    assert looking.history(hemi, "MC-0001")[-1].act == "REFUSED remove (DAY)"
    assert moves.move(hemi, "MC-0001", "remove", removed, date(2026, 9, 20))


def test_a_comment_of_today_does_not_stop_a_letter_of_yesterday(evaluation: Staged) -> None:
    hemi = at(evaluation.desk, "hemi", "2026-07-20")
    of_case.add_item(hemi, evaluation.ref, "comment", "The letter came this morning")
    said = Said({"items": ["One thing"]}, {}, {"letter.txt": b"letter"})
    moves.move(hemi, evaluation.ref, "request-information", said, date(2026, 7, 14))
    assert case(evaluation).entered_on == "2026-07-14"


ACTS: dict[str, Callable[[Desk, str, Path, date], object]] = {
    "an item": lambda desk, ref, file, day: of_case.add_item(
        at(desk, "mele", "2027-06-01"), ref, "comment", "Too early", effective=day
    ),
    "a waiver": lambda desk, ref, file, day: waivers.waive(
        at(desk, "mele", "2027-06-01"), ref, "HOURS-10", "Too early", effective=day
    ),
    "an opening": lambda desk, ref, file, day: applications.open_application(
        at(desk, "ana", "2027-06-01"), file, day
    ),
    "an answer": lambda desk, ref, file, day: answering.answer(
        at(desk, "mele", "2027-06-01"), "REV-2027-0001", file.parent / "review.yaml", day
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_no_act_happens_on_a_day_to_come(approved: Staged, draft: Path, act: str) -> None:
    with pytest.raises(Refused, match="has not come yet"):
        ACTS[act](approved.desk, approved.ref, draft, date(2027, 6, 2))


def test_the_day_of_the_law_is_the_day_on_which_it_was_submitted(ready: Staged) -> None:
    submit(ready, "2026-06-20", "2026-06-15")
    with ready.desk.reading() as connection:
        made = packs.dossier(connection, ready.ref, date(2026, 6, 20))
    assert made.law_day == date(2026, 6, 15)


def test_an_opening_may_have_happened_before_the_records_were_made(desk: Desk) -> None:
    """The first telephone call is often older than the records."""
    ana = at(desk, "ana", "2026-06-01")
    ref = applications.open_application(ana, SAMPLE, date(2025, 11, 3)).ref
    assert ref == "APP-2025-0001"
    assert looking.show_case(ana, ref)["opened_on"] == "2025-11-03"
