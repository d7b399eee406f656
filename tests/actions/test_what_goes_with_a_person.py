"""Which texts that say somebody's name go when they are erased, and which must be mended first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_deliveries_among_others import racing
from tests.actions.walking import (
    BOARD,
    TO_BOARD,
    TO_DRAFTING,
    WHOLE,
    at,
    edited,
    go,
    opened,
    walk,
)
from tests.simulated import peopled

from mcapproval.actions import changes, looking
from mcapproval.actions.audit import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.desk import Desk
from mcapproval.actions.finding.listed import cases_of
from mcapproval.actions.papers.many import wanted
from mcapproval.actions.papers.subjects import made
from mcapproval.actions.people import erasing, known, what_goes
from mcapproval.actions.people.name_search import Looked, look
from mcapproval.actions.reviewing.self_review_sent import record_sent
from mcapproval.errors import Refused, Unmet
from mcapproval.store import queries
from mcapproval.store.keep import content_bytes
from mcapproval.store.rows.folded import Application

SAID = "Hoani Unheard-Of"
SUMMARY = "  summary: >-\n"


@pytest.fixture
def case(tmp_path: Path, draft: Path) -> Staged:
    """An application whose text says who somebody is, whom the records did not know then."""
    desk = peopled(str(tmp_path / "records.db"))
    text = draft.read_text("utf-8")
    before, there, after = text.partition(SUMMARY)
    assert there
    draft.write_text(f"{before}{SUMMARY}    {SAID} asked for it.\n{after}", "utf-8")
    return Staged(desk, opened(desk, draft))


def knows(desk: Desk) -> Desk:
    """The administrator's desk in September, where the records know the person."""
    admin = at(desk, "admin", "2026-09-01")
    known.add_person(admin, "hoani", SAID, None, None)
    return admin


def is_there(staged: Staged) -> bool:
    with staged.desk.reading() as connection:
        (row,) = queries.many(connection, Application, ref=staged.ref)
        return content_bytes(connection, row.content) is not None


def withdrawn(case: Staged) -> None:
    go(case.desk, case.ref, "ana", "2026-06-10", "withdraw", reason="Nobody can teach it.")


def declined(case: Staged) -> None:
    walk(case.desk, case.ref, (*TO_DRAFTING, *TO_BOARD))
    said = {name: BOARD[name] for name in ("how", "minute_reference", "present")}
    go(case.desk, case.ref, "bo", "2026-06-10", "decline", reason="Not our field.", **said)


@pytest.mark.parametrize("end", [withdrawn, declined])
def test_the_text_of_what_ended_without_an_approval_goes_and_the_rest_still_shows(
    case: Staged, end: Callable[[Staged], None]
) -> None:
    end(case)
    admin = knows(case.desk)
    assert len(erasing.erase(admin, "hoani", "asked for it").contents) == 1
    assert not is_there(case)
    assert audit(case.desk).whole
    assert [line.ref for line in cases_of(admin)] == [case.ref]
    assert {file["name"] for file in looking.show_case(admin, case.ref)["files"]} == {"(erased)"}
    assert looking.history(admin, case.ref)[-1].act
    with pytest.raises(Unmet, match=f"the text of {case.ref}, version 1, was erased"):
        made(admin, "board-sheet", case.ref)
    assert wanted(admin, []) == ()


def test_a_case_that_could_begin_again_is_told_to_be_closed_by_the_erasure(case: Staged) -> None:
    declined(case)
    admin = knows(case.desk)
    assert erasing.erase(admin, "hoani", "asked for it").closed == (case.ref,)
    ana = at(case.desk, "ana", "2026-09-02")
    found = moves.possible(ana, case.ref)
    assert found.label == "Declined"
    assert [option.move for option in found.options if not option.possible] == ["reopen"]
    (reason,) = found.options[0].reasons
    assert (reason.code, reason.mend) == ("ERASED", "open a new application: mcapproval open FILE")
    with pytest.raises(Unmet, match=f"the text of {case.ref}, version 1, was erased") as refusal:
        go(case.desk, case.ref, "ana", "2026-09-02", "reopen", reason="Anew.")
    assert "open a new application" in refusal.value.hint


def test_what_can_not_begin_again_anyhow_is_not_told_to_be_closed(case: Staged) -> None:
    withdrawn(case)
    admin = knows(case.desk)
    assert erasing.erase(admin, "hoani", "asked for it").closed == ()
    assert moves.possible(admin, case.ref).options == ()


def test_a_text_that_can_be_updated_is_mended_first_and_when_it_can_not_be_it_says_so(
    case: Staged,
) -> None:
    admin = knows(case.desk)
    with pytest.raises(Refused, match=f"the present text of {case.ref} says the name") as refusal:
        erasing.erase(admin, "hoani", "asked for it")
    assert refusal.value.reasons[0].mend == "write the person's id there and update it"
    walk(case.desk, case.ref, (*TO_DRAFTING, *TO_BOARD))
    with pytest.raises(Refused) as refusal:
        erasing.erase(admin, "hoani", "asked for it")
    assert "which can't be while it is in Academic approval" in refusal.value.reasons[0].mend
    assert is_there(case)


def test_what_stands_approved_goes_once_something_else_stands(case: Staged, draft: Path) -> None:
    walk(case.desk, case.ref, WHOLE)
    admin = knows(case.desk)
    with pytest.raises(Refused, match="the present text of MC-0001 says the name") as refusal:
        erasing.erase(admin, "hoani", "asked for it")
    (reason,) = refusal.value.reasons
    assert "(what was approved with APP-2026-0001, version 1)" in reason.message
    assert "have it noted, or apply for it as a change" in reason.mend
    edited(draft, SAID, "An employer")
    edited(draft, "kind: listing-approval-and-accreditation", "kind: change\nof: MC-0001")
    hemi = at(case.desk, "hemi", "2026-09-02")
    if changes.judge(hemi, "MC-0001", str(draft)).says == "no":
        changes.record(hemi, "MC-0001", str(draft))
    else:
        changes.overrule(hemi, "MC-0001", str(draft), "no", "A name is taken out.")
    assert len(erasing.erase(admin, "hoani", "asked for it").contents) == 1
    assert audit(case.desk).whole
    assert "was noted" in looking.show_case(admin, "MC-0001")["stands_approved"]


def test_what_was_approved_of_what_came_to_its_end_says_that_nothing_takes_it_out(
    case: Staged,
) -> None:
    walk(case.desk, case.ref, WHOLE)
    admin = knows(case.desk)
    go(case.desk, "MC-0001", "hemi", "2026-09-02", "remove", letter=True, reason="In error")
    with pytest.raises(Refused) as refusal:
        erasing.erase(admin, "hoani", "asked for it")
    assert "nothing takes the name out of it" in refusal.value.reasons[0].mend


def test_what_others_attach_during_an_erasure_is_looked_into_and_nothing_a_second_time(
    case: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bytes] = []

    def counted(data: bytes, words: tuple[str, ...]) -> Looked:
        looked.append(data)
        return look(data, words)

    def meanwhile(desk: Desk) -> None:
        sent = {"summary.txt": f"{SAID} wrote it.".encode()}
        record_sent(at(desk, "hemi", "2026-09-01"), None, 2025, date(2026, 2, 20), sent)

    withdrawn(case)
    monkeypatch.setattr(what_goes, "look", counted)
    done = erasing.erase(racing(knows(case.desk), meanwhile), "hoani", "asked for it")
    assert len(done.files) == 1
    assert len(looked) == len(set(looked)) > 1
    assert audit(case.desk).whole
