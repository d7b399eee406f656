"""Ways round a rule that a person might find, each refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.actions.conftest import SAMPLE, Staged
from tests.actions.walking import BOARD, OUTCOME, at, copied, edited, go, opened, walk
from tests.actions.walking import TO_DRAFTING as DRAFTED

from mcapproval.actions import audit, looking, setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.people import erasing, known
from mcapproval.actions.people.owner_words import ME, NONE
from mcapproval.actions.reviewing.grid_sheet import NOBODY
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.store import queries
from mcapproval.store.events import Author


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return copied(SAMPLE, tmp_path)


def test_whoever_wrote_a_version_never_decides_on_it(desk: Desk, draft: Path) -> None:
    ref = opened(desk, draft)
    admin = at(desk, "admin", "2026-06-01")
    known.grant(admin, "bo", "author", case=ref, until=date(2026, 6, 3))
    walk(desk, ref, DRAFTED)
    edited(draft, "  assessment: 12\n", "  assessment: 11\n")
    edited(draft, "  directed: 8\n", "  directed: 9\n")
    applications.update_application(at(desk, "bo", "2026-06-02"), ref, draft)
    go(desk, ref, "ana", "2026-06-02", "send-to-check")
    go(desk, ref, "mele", "2026-06-05", "send-to-board")
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "bo", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == {"OWN-CASE", "QUORUM"}, "the grant ended, what was written did not"


def test_a_decision_is_made_by_who_was_a_member_on_its_day_whoever_records_it(
    board: Staged,
) -> None:
    admin = at(board.desk, "admin", "2026-06-20")
    known.add_person(admin, "dee", "Dee Ruru-Smith", None, None)
    known.grant(admin, "dee", "board-member", since=date(2026, 6, 15))
    dee = at(board.desk, "dee", "2026-06-20")
    alone = Said(BOARD | {"present": "dee"})
    with pytest.raises(Refused) as refusal:
        moves.move(dee, board.ref, "approve", alone, date(2026, 6, 10))
    assert codes(refusal) == {"QUORUM"}
    assert moves.try_move(dee, board.ref, "approve", Said(BOARD), date(2026, 6, 10))
    assert moves.move(dee, board.ref, "approve", alone, date(2026, 6, 15)).move == "approve"


def test_an_erased_person_does_nothing_more(board: Staged) -> None:
    erasing.erase(at(board.desk, "admin", "2026-06-09"), "bo", "left the board")
    bo = next(line.ref for line in known.list_people(board.desk) if line.name == "(erased)")
    with pytest.raises(Refused) as refusal:
        go(board.desk, board.ref, bo, "2026-06-10", "approve", **BOARD | {"present": bo})
    assert codes(refusal) == {"NOT-YOUR-ROLE", "QUORUM"}


def test_the_last_administrator_is_not_erased(any_desk: Desk) -> None:
    with pytest.raises(Refused, match="only administrator"):
        erasing.erase(at(any_desk, "admin", "2026-06-09"), "admin", "left")


@pytest.mark.parametrize("handle", ["PER-0009", "", "Ana Rangi", "a\x1bb", "é", "x" * 41])
def test_a_short_name_is_no_reference_and_can_be_typed(any_desk: Desk, handle: str) -> None:
    with pytest.raises(AskedWrongly, match="no short name"):
        known.add_person(at(any_desk, "admin", "2026-06-09"), handle, "Somebody", None, None)


@pytest.mark.parametrize("handle", [ME, NONE, NOBODY])
def test_nobody_is_called_by_a_word_that_stands_for_an_owner(any_desk: Desk, handle: str) -> None:
    with pytest.raises(AskedWrongly, match="can be nobody's short name"):
        known.add_person(at(any_desk, "admin", "2026-06-09"), handle, "Somebody", None, None)


@pytest.mark.parametrize("name", ["", " ", "\u200b", "Ana\nRangi", "A\x1b[31m", "A" * 201])
def test_a_name_is_a_line_that_can_be_read(any_desk: Desk, name: str) -> None:
    admin = at(any_desk, "admin", "2026-06-09")
    with pytest.raises(AskedWrongly, match="a name "):
        known.add_person(admin, "zoe", name, None, None)
    with pytest.raises(AskedWrongly, match="a name "):
        setup.add_organisation(admin, "zoes", name, "employer", None)
    with pytest.raises(AskedWrongly, match="no key of an organisation"):
        setup.add_organisation(admin, "Zoe's", "Zoë", "employer", None)
    known.add_person(admin, "zoe", " Zoë Tāmaki ", None, None)
    assert "Zoë Tāmaki" in {line.name for line in known.list_people(any_desk)}


def test_a_draft_does_not_change_what_is_known_of_an_organisation(desk: Desk, draft: Path) -> None:
    setup.add_organisation(
        at(desk, "admin", "2026-06-01"), "inspiring-communities", "Another Name", "employer", None
    )
    with pytest.raises(Refused) as refusal:
        opened(desk, draft)
    assert codes(refusal) == {"ORGANISATION"}
    assert all("inspiring-communities" in reason.message for reason in refusal.value.reasons)


def test_the_applicant_is_named_once(desk: Desk, draft: Path) -> None:
    ref = opened(desk, draft)
    walk(desk, ref, DRAFTED)
    edited(
        draft,
        "applicant:\n  organisation: otago-polytechnic",
        "applicant:\n  organisation: inspiring-communities",
    )
    with pytest.raises(Refused, match="the applicant is otago-polytechnic"):
        applications.update_application(at(desk, "ana", "2026-06-02"), ref, draft)


def test_a_submission_is_judged_by_the_law_of_its_own_day(ready: Staged) -> None:
    """Recorded now, made under other rules: those rules say what stood against it."""
    hemi = at(ready.desk, "hemi", "2026-06-15")
    found = check_case(hemi, ready.ref, date(2025, 12, 1)).findings
    assert {f.code for f in found if f.blocks}, "the sample's bodies were not there in 2025"
    moves.move(hemi, ready.ref, "submit", Said(), date(2026, 6, 12))
    assert looking.show_case(hemi, ready.ref)["facts"]["law_day"] == "2026-06-12"


def test_a_returned_application_is_under_the_law_of_the_day_again(evaluation: Staged) -> None:
    go(
        evaluation.desk,
        evaluation.ref,
        "hemi",
        "2026-07-01",
        "record-return",
        letter=True,
        reason="Incomplete",
    )
    shown = looking.show_case(at(evaluation.desk, "hemi", "2026-07-01"), evaluation.ref)
    assert "law_day" not in shown["facts"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"results": "listing:granted:1999-01-01"}, "before the case was opened"),
        ({"review_period": "99"}, "99 years"),
        ({"review_date": "2020-01-01"}, "can't be due on 2020-01-01"),
        ({"review_date": "2099-01-01"}, "can't be due on 2099-01-01"),
    ],
)
def test_an_outcome_that_no_letter_can_hold_is_not_recorded(
    evaluation: Staged, answers: dict[str, str], said: str
) -> None:
    with pytest.raises(Refused) as refusal:
        go(
            evaluation.desk,
            evaluation.ref,
            "hemi",
            "2026-08-11",
            "record-outcome",
            letter=True,
            **{**OUTCOME, **answers},
        )
    assert any(said in reason.message for reason in refusal.value.reasons)


def test_what_was_granted_is_not_declined_by_another_letter(approved: Staged) -> None:
    desk, ref = approved.desk, approved.ref
    assert looking.show_case(at(desk, "hemi", "2026-08-12"), ref)["results"]["listing"]
    with pytest.raises(Refused):
        go(
            desk,
            ref,
            "hemi",
            "2026-08-12",
            "record-outcome",
            letter=True,
            results="listing:declined",
        )


def test_the_author_does_not_close_the_condition_that_bars_them(ready: Staged) -> None:
    desk, ref = ready.desk, ready.ref
    bo, due = at(desk, "bo", "2026-06-11"), date(2026, 7, 1)
    number = of_case.add_item(
        bo, ref, "condition", "A moderation plan", "author", due, evidence="the plan"
    )
    with pytest.raises(Refused) as refusal:
        answering.change_item(at(desk, "ana", "2026-06-12"), ref, number, "closed")
    assert codes(refusal) == {"ROLE", "OWN-CASE", "PROOF"}
    answering.change_item(at(desk, "mele", "2026-06-12"), ref, number, "closed", "The plan came.")


@pytest.mark.parametrize("day", ["2001-02-03", "some day"])
def test_findings_of_a_day_of_which_there_can_be_none_are_found(board: Staged, day: str) -> None:
    with board.desk.writing() as writer:
        asked = text(
            "UPDATE finding_cache SET day = :day WHERE day = (SELECT max(day) FROM finding_cache)"
        )
        assert writer.connection.execute(asked, {"day": day}).rowcount
    (fault,) = audit.audit(board.desk).faults
    assert "are not what a check finds: changed" in fault.message


def test_findings_that_were_forged_in_the_tables_are_found(board: Staged) -> None:
    desk = board.desk
    assert audit.audit(desk).whole
    with desk.records.writing(_author(), desk.now) as writer:
        forged = writer.connection.execute(text("UPDATE finding_cache SET body = '[1]'")).rowcount
    assert forged, "something was kept to be forged"
    found = [fault.message for fault in audit.audit(desk).faults]
    assert any("findings kept" in message for message in found)


def _author() -> Author:
    return Author("PER-0001", "test")


def test_a_name_that_the_records_know_stands_in_no_text(desk: Desk, draft: Path) -> None:
    """Also of somebody whom the draft itself does not list under `people:`."""
    known.add_person(at(desk, "admin", "2026-06-01"), "zed", "Zedekiah Quillfeather", None, None)
    text_before = draft.read_text("utf-8")
    draft.write_text(text_before.replace("title: ", "title: Zedekiah Quillfeather's ", 1), "utf-8")
    with pytest.raises(Refused) as refusal:
        opened(desk, draft)
    assert codes(refusal) == {"FORM-NAME"}


def test_no_file_name_stands_in_the_journal(opened: Staged) -> None:
    with opened.desk.reading() as connection:
        rows = [event.payload() for event in queries.events(connection)]
    assert rows
    named = {path.name.encode() for path in (SAMPLE.parent / "evidence").iterdir()}
    assert named
    assert not any(name in row for name in named for row in rows)
