"""Undo: the last move, within a time, by who made it, where nothing hangs on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_who_may_do_what import codes, newcomer
from tests.actions.walking import (
    BOARD,
    OUTCOME,
    TO_BOARD,
    TO_DRAFTING,
    TO_EVALUATION,
    TO_READY,
    Step,
    at,
    edited,
    go,
    step,
)

from mcapproval.actions import audit, looking, setup
from mcapproval.actions.cases import moves, seeing, undoing
from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.cases.standing import facts
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.actions.papers import packs
from mcapproval.actions.people import delegating, erasing
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import FOLDED, Approval, Counter, Item, Notice
from mcapproval.store.rows.places import PLACES

COUNTED = ("version", "last_row")
"""Columns in which a case that was taken back differs from one that never moved."""

Rows = dict[str, list[dict[str, Any]]]


def tables(desk: Desk) -> Rows:
    """Every row of every table, without what only counts and what was marked as taken back."""
    with desk.reading() as connection:
        found = {
            PLACES[model].table: [row._asdict() for row in queries.many(connection, model)]
            for model in FOLDED
            if model not in (Counter, Notice)
        }
    for row in found["case_record"]:
        for name in COUNTED:
            del row[name]
    found["approval"] = [row for row in found["approval"] if row["fell_because"] != "undone"]
    found["item"] = [row for row in found["item"] if row["state"] != "withdrawn"]
    return found


def made(desk: Desk, ref: str, a: Step) -> None:
    moves.move(at(desk, a.who, a.day), ref, a.move, Said(a.sets, {}, a.files))


def back(staged: Staged, who: str, day: str, note: str | None = None) -> undoing.Undone:
    return undoing.undo(at(staged.desk, who, day), staged.ref, note)


def refused(staged: Staged, who: str, day: str) -> set[str]:
    with pytest.raises(Refused) as refusal:
        back(staged, who, day)
    assert all(reason.mend and reason.who for reason in refusal.value.reasons)
    return codes(refusal)


LIFE = (
    *TO_DRAFTING,
    step("ana", "2026-06-02", "return-to-co-design", reason="More to ask"),
    step("ana", "2026-06-02", "begin-draft"),
    Step("mele", date(2026, 6, 2), "ask-advice", {"who": "library", "question": "Held?"}, {}),
    step("mele", "2026-06-02", "hold", reason="Waiting for a partner"),
    step("mele", "2026-06-02", "resume"),
    *TO_BOARD,
    step("mele", "2026-06-06", "send-back", to="drafting", reason="A slip"),
    step("ana", "2026-06-06", "send-to-check"),
    step("mele", "2026-06-06", "send-to-board"),
    *TO_READY,
    *TO_EVALUATION,
    step("hemi", "2026-06-20", "record-return", letter=True, reason="A page was missing"),
    step("hemi", "2026-06-21", "submit"),
    step("hemi", "2026-06-22", "record-receipt", application_reference="C99012"),
    step("hemi", "2026-07-14", "request-information", letter=True, items=["One thing"]),
    step("hemi", "2026-07-15", "withdraw", reason="The partner left"),
)
"""Every kind of move that is not bound to another case."""


def test_a_move_that_is_taken_back_leaves_everything_as_it_was(opened: Staged) -> None:
    for a in LIFE:
        before = tables(opened.desk)
        made(opened.desk, opened.ref, a)
        assert tables(opened.desk) != before, a.move
        done = back(opened, a.who, a.day.isoformat())
        assert done.move == a.move
        assert tables(opened.desk) == before, a.move
        made(opened.desk, opened.ref, a)
    assert audit.audit(opened.desk).faults == ()


def test_an_approval_is_not_given_again_beside_one_that_stands(ready: Staged) -> None:
    with pytest.raises(Refused) as refused:
        made(ready.desk, ready.ref, Step("bo", date(2026, 6, 12), "approve-again", BOARD, {}))
    assert [reason.code for reason in refused.value.reasons] == ["APPROVAL-STANDS"]
    found = moves.possible(at(ready.desk, "hemi", "2026-06-15"), ready.ref)
    assert found.fallen == ()
    assert next(o for o in found.options if o.move == "submit").possible


def test_what_was_answered_comes_back_as_answered_when_a_reply_is_taken_back(
    evaluation: Staged,
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked = ["First thing; due=2026-07-28", "A second thing"]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=asked)
    for number in (1, 2):
        answering.change_item(
            at(desk, "hemi", "2026-07-20"), ref, number, "answered", "It was sent."
        )
    before = tables(desk)
    go(desk, ref, "hemi", "2026-07-24", "reply")
    back(evaluation, "hemi", "2026-07-24")
    assert tables(desk) == before


def test_items_it_closed_are_open_again_and_those_it_opened_are_withdrawn(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    go(desk, ref, "mele", "2026-06-06", "ask-support", who="health-and-community-isb")
    before = tables(desk)
    go(desk, ref, "mele", "2026-06-08", "record-support", letter=True, support="supported")
    back(board, "mele", "2026-06-08")
    assert tables(desk) == before
    go(desk, ref, "mele", "2026-06-08", "ask-advice", who="library", question="Held?")
    back(board, "mele", "2026-06-08")
    with desk.reading() as connection:
        states = [row.state for row in queries.many(connection, Item, ref=ref)]
    assert states == ["open", "withdrawn"]


def test_an_approval_that_is_taken_back_stands_no_more_and_says_why(board: Staged) -> None:
    made(board.desk, board.ref, TO_READY[0])
    back(board, "bo", "2026-06-10")
    with board.desk.reading() as connection:
        row = queries.many(connection, Approval, ref=board.ref)[-1]
    assert (row.stands, row.fell_on, row.fell_because) == (False, "2026-06-10", "undone")


def test_an_approval_that_is_taken_back_is_not_told_as_one_that_fell(
    ready: Staged, draft: Path
) -> None:
    """The board approved the edited text again, which was recorded by mistake."""
    desk, ref = ready.desk, ready.ref
    changed = edited(draft, "\nlevel: 5 ", "\nlevel: 6 ")
    applications.update_application(at(desk, "ana", "2026-06-11"), ref, changed)
    made(desk, ref, Step("bo", date(2026, 6, 12), "approve-again", BOARD, {}))
    back(ready, "bo", "2026-06-12")
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-06-15", "submit")
    told = [reason.message for reason in refusal.value.reasons if reason.code == "APPROVAL-FALLEN"]
    assert told == [
        "the approval by the academic board of 2026-06-10 has fallen: "
        "what it covers was edited after it: level"
    ]


def test_an_approval_made_to_fall_by_a_move_stands_again(ready: Staged) -> None:
    """Reopening makes the approvals fall: taking that back lets them stand."""
    desk, ref = ready.desk, ready.ref
    declined(desk, ref)
    before = tables(desk)
    go(desk, ref, "hemi", "2026-09-01", "reopen", reason="The partner came back")
    assert tables(desk)["approval"] != before["approval"]
    back(ready, "hemi", "2026-09-01")
    assert tables(desk) == before
    assert audit.audit(desk).faults == ()


def declined(desk: Desk, ref: str) -> None:
    for a in TO_EVALUATION:
        made(desk, ref, a)
    said: dict[str, Any] = {"results": "listing:declined,approval:declined,accreditation:declined"}
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **said)
    go(desk, ref, "hemi", "2026-08-11", "record-decline")


# --- by whom and when ---------------------------------------------------------------------------


def test_only_who_made_a_move_takes_it_back(drafting: Staged) -> None:
    go(drafting.desk, drafting.ref, "ana", "2026-06-03", "send-to-check")
    for who in ("mele", "admin"):
        assert refused(drafting, who, "2026-06-03") == {"UNDO-NOT-YOURS"}
    back(drafting, "ana", "2026-06-03")


def test_so_does_the_person_for_whom_it_was_made(board: Staged) -> None:
    newcomer(board.desk)
    first, last = date(2026, 6, 1), date(2026, 6, 20)
    delegating.delegate(at(board.desk, "admin", first), "bo", "kiri", None, first, last)
    for who in ("bo", "kiri"):
        go(board.desk, board.ref, "kiri", "2026-06-10", "approve", **BOARD)
        back(board, who, "2026-06-10")
        with board.desk.reading() as connection:
            row = list(queries.events(connection, board.ref))[-1]
        assert (row.by.acts_for is None) == (who == "bo")


def test_who_was_erased_takes_nothing_back(drafting: Staged) -> None:
    go(drafting.desk, drafting.ref, "mele", "2026-06-03", "hold", reason="Wait")
    there = at(drafting.desk, "mele", "2026-06-03")
    erasing.erase(at(drafting.desk, "admin", "2026-06-03"), "mele", "Asked for it")
    with pytest.raises(Refused) as refusal:
        undoing.undo(there, drafting.ref)
    assert codes(refusal) == {"UNDO-NOT-YOURS"}


def test_a_move_is_taken_back_within_the_hours_of_our_policy(drafting: Staged) -> None:
    """Counted from the instant at which it was recorded, not from the day on which it happened."""
    desk, ref = drafting.desk, drafting.ref
    moves.move(at(desk, "ana", "2026-06-10"), ref, "send-to-check", Said(), date(2026, 6, 3))
    assert refused(drafting, "ana", "2026-06-12") == {"UNDO-TOO-LATE"}
    back(drafting, "ana", "2026-06-11")


def test_our_policy_says_how_many_hours(drafting: Staged, tmp_path: Path) -> None:
    desk, ref = drafting.desk, drafting.ref
    file = tmp_path / "policy.toml"
    said = 'format = "policy/1"\nprovider = "otago-polytechnic"\n[approval]\nundo_hours = 48\n'
    file.write_text(said, "utf-8")
    go(desk, ref, "ana", "2026-06-10", "send-to-check")
    assert refused(drafting, "ana", "2026-06-12") == {"UNDO-TOO-LATE"}
    setup.adopt_policy(at(desk, "admin", "2026-06-12"), file, None, None)
    back(drafting, "ana", "2026-06-12")


# --- what hangs on it ---------------------------------------------------------------------------


def test_what_came_after_it_stands_against_it(drafting: Staged, draft: Path) -> None:
    desk, ref = drafting.desk, drafting.ref
    go(desk, ref, "ana", "2026-06-03", "return-to-co-design", reason="More to ask")
    edited(draft, "Nothing listed recognises", "Nothing that is listed recognises")
    applications.update_application(at(desk, "ana", "2026-06-03"), ref, draft)
    of_case.add_item(at(desk, "mele", "2026-06-03"), ref, "comment", "A remark")
    with pytest.raises(Refused) as refusal:
        back(drafting, "ana", "2026-06-03")
    assert codes(refusal) == {"UNDO-HANGS"}
    said = refusal.value.reasons[0].message
    assert "(updated)" in said
    assert "(item added)" in said
    mend = refusal.value.reasons[0].mend
    assert mend == f"choose a move back instead, begin-draft: mcapproval next {ref}"


def test_a_refused_attempt_and_a_note_are_nothing_that_hangs(drafting: Staged) -> None:
    desk, ref = drafting.desk, drafting.ref
    go(desk, ref, "ana", "2026-06-03", "send-to-check")
    with pytest.raises(Refused):
        go(desk, ref, "ana", "2026-06-03", "submit")
    seeing.note_seen(at(desk, "mele", "2026-06-03"), ref, "Nothing yet")
    assert back(drafting, "ana", "2026-06-03").now == "Drafting"


def test_a_move_that_opened_cases_is_not_taken_back(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **OUTCOME)
    with pytest.raises(Refused) as refusal:
        back(evaluation, "hemi", "2026-08-11")
    assert codes(refusal) == {"UNDO-HANGS"}
    said = refusal.value.reasons[0].message
    assert "MC-0001 (row" in said
    assert "ACC-0001 (row" in said
    assert refusal.value.reasons[0].mend.startswith(
        "it stands, for no move leads back from 'Outcome received'; what is possible now:"
    )


def test_where_no_move_leads_to_where_it_was_those_that_lead_back_are_told(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    go(desk, ref, "bo", "2026-06-10", "approve", **BOARD)
    with pytest.raises(Refused) as refusal:
        back(board, "mele", "2026-06-10")
    assert (
        "it stands, for no move leads from 'Ready to submit' to where it was; "
        "send-back leads to Need or Co-design or Drafting; "
    ) in refusal.value.reasons[0].mend


def test_the_way_back_that_is_told_is_there(drafting: Staged) -> None:
    """From being put on hold a case goes back to where it was, and to nowhere else."""
    desk, ref = drafting.desk, drafting.ref
    go(desk, ref, "ana", "2026-06-03", "hold", reason="Wait")
    with pytest.raises(Refused) as refusal:
        back(drafting, "mele", "2026-06-03")
    (reason,) = refusal.value.reasons
    assert reason.mend == f"ask them; or choose a move back instead, resume: mcapproval next {ref}"


def test_nor_is_what_followed_from_another_case(approved: Staged) -> None:
    """The accreditation is granted by NZQA's letter, which is taken back by nobody here."""
    listing = Staged(approved.desk, "ACC-0001")
    assert refused(listing, "hemi", "2026-08-11") == {"UNDO-NOTHING"}


def test_every_reason_is_told_at_once(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **OUTCOME)
    against = {"UNDO-NOT-YOURS", "UNDO-TOO-LATE", "UNDO-HANGS"}
    assert refused(evaluation, "mele", "2026-08-20") == against


def test_the_one_before_is_not_taken_back_in_turn(drafting: Staged) -> None:
    go(drafting.desk, drafting.ref, "ana", "2026-06-02", "send-to-check")
    back(drafting, "ana", "2026-06-02")
    assert refused(drafting, "ana", "2026-06-02") == {"UNDO-TWICE"}
    go(drafting.desk, drafting.ref, "ana", "2026-06-02", "send-to-check")
    back(drafting, "ana", "2026-06-02")


def test_nothing_is_taken_back_where_nothing_was_done(opened: Staged) -> None:
    assert refused(opened, "ana", "2026-06-01") == {"UNDO-NOTHING"}


# --- how it is told -----------------------------------------------------------------------------


def test_history_keeps_the_move_and_says_that_it_was_taken_back(drafting: Staged) -> None:
    go(drafting.desk, drafting.ref, "ana", "2026-06-03", "send-to-check")
    refused(drafting, "mele", "2026-06-03")
    back(drafting, "ana", "2026-06-03", "The wrong case")
    lines = looking.history(drafting.desk, drafting.ref)[-3:]
    row = lines[0].row
    assert [line.act for line in lines] == [
        "send-to-check: now Internal check",
        "REFUSED undo (UNDO-NOT-YOURS)",
        f"UNDONE send-to-check of row {row}: Drafting again",
    ]
    assert lines[-1].text == "note: The wrong case"


def test_a_pack_tells_no_decision_that_was_taken_back(board: Staged) -> None:
    made(board.desk, board.ref, TO_READY[0])
    with board.desk.reading() as connection:
        row = list(queries.events(connection, board.ref))[-1].seq
        before = packs.dossier(connection, board.ref, date(2026, 6, 10))
    back(board, "bo", "2026-06-10")
    with board.desk.reading() as connection:
        now = packs.dossier(connection, board.ref, date(2026, 6, 10))
        then = packs.dossier(connection, board.ref, date(2026, 6, 10), row)
    assert (before.decisions[-1].move, before.state) == ("approve", "ready-to-submit")
    assert now.decisions == before.decisions[:-1]
    assert now.state == "academic-approval"
    same = replace(then, annexes=()) == replace(before, annexes=())
    assert same, "the pack that was made before can be made again"


def test_a_submission_that_is_taken_back_fixes_no_law_day(ready: Staged) -> None:
    go(ready.desk, ready.ref, "hemi", "2026-06-15", "submit")
    back(ready, "hemi", "2026-06-15")
    with ready.desk.reading() as connection:
        made = packs.dossier(connection, ready.ref, date(2026, 7, 1))
    assert made.law_day == date(2026, 7, 1)


def test_a_state_that_was_taken_back_was_never_entered(drafting: Staged) -> None:
    desk, ref = drafting.desk, drafting.ref
    go(desk, ref, "mele", "2026-06-03", "hold", reason="Wait")
    back(drafting, "mele", "2026-06-03")
    with desk.reading() as connection:
        assert "on-hold" not in facts._entered(connection, ref)
    go(desk, ref, "mele", "2026-06-05", "hold", reason="Wait")
    with desk.reading() as connection:
        assert facts._entered(connection, ref)["on-hold"] == "2026-06-05"
