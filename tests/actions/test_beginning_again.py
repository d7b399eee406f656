"""A declined application is reopened as a new version: nothing of the former round stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_who_may_do_what import codes
from tests.actions.walking import BOARD, TO_EVALUATION, at, edited, go, walk

from mcapproval.actions import audit, looking, versions
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.drafts import applications
from mcapproval.actions.papers import packs
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Approval, Item, Result, Version

AGAIN = "2026-09-01"


def declined(staged: Staged, listing: str = "declined") -> None:
    """NZQA declined; a condition and a comment are open still."""
    desk, ref = staged.desk, staged.ref
    walk(desk, ref, TO_EVALUATION)
    results = f"listing:{listing},approval:declined,accreditation:declined"
    said = {"results": results} | ({"listing_number": "990011"} if listing == "granted" else {})
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **said)
    of_case.add_item(at(desk, "mele", "2026-08-11"), ref, "comment", "Ask the iwi first")
    of_case.add_item(
        at(desk, "mele", "2026-08-11"),
        ref,
        "condition",
        "Name two assessors",
        "author",
        date(2026, 9, 1),
        evidence="their names",
    )
    go(desk, ref, "hemi", "2026-08-11", "record-decline")


def reopened(staged: Staged, who: str = "hemi") -> None:
    go(staged.desk, staged.ref, who, AGAIN, "reopen", reason="The partner came back")


def test_a_reason_is_compulsory(ready: Staged) -> None:
    declined(ready)
    with pytest.raises(Refused) as refusal:
        go(ready.desk, ready.ref, "hemi", AGAIN, "reopen")
    assert codes(refusal) == {"MISSING-ANSWER"}


def test_no_approval_of_the_former_round_stands(ready: Staged) -> None:
    declined(ready)
    reopened(ready)
    with ready.desk.reading() as connection:
        rows = queries.many(connection, Approval, ref=ready.ref)
    assert rows
    assert {(row.stands, row.fell_on, row.fell_because) for row in rows} == {
        (False, AGAIN, "reopened")
    }
    go(ready.desk, ready.ref, "ana", "2026-09-02", "send-to-check")
    go(ready.desk, ready.ref, "mele", "2026-09-02", "send-to-board")
    go(ready.desk, ready.ref, "bo", "2026-09-10", "approve", **BOARD)
    with pytest.raises(Refused) as refusal:
        go(ready.desk, ready.ref, "hemi", "2026-09-11", "submit")
    assert codes(refusal) == {"APPROVAL-FALLEN"}, (
        "of the head of school, who approved it to develop"
    )
    go(ready.desk, ready.ref, "head", "2026-09-12", "develop-again")
    go(ready.desk, ready.ref, "hemi", "2026-09-12", "submit")
    assert audit.audit(ready.desk).faults == ()


def test_what_was_declined_is_open_again_and_what_was_granted_stands(ready: Staged) -> None:
    """The listing that was granted has a case of its own, and ends there if it ends."""
    declined(ready, listing="granted")
    reopened(ready)
    with ready.desk.reading() as connection:
        results = queries.many(connection, Result, ref=ready.ref)
    assert [(row.result, row.outcome) for row in results] == [("listing", "granted")]


def test_what_was_asked_in_the_former_round_is_withdrawn_and_comments_wait(ready: Staged) -> None:
    declined(ready)
    reopened(ready)
    with ready.desk.reading() as connection:
        rows = {row.kind: row for row in queries.many(connection, Item, ref=ready.ref)}
    assert (rows["condition"].state, rows["condition"].closed_on) == ("withdrawn", AGAIN)
    assert rows["comment"].state == "open"


def test_the_content_begins_a_new_version_as_it_was(ready: Staged, draft: Path) -> None:
    declined(ready)
    before = looking.show_case(ready.desk, ready.ref)
    reopened(ready)
    after = looking.show_case(ready.desk, ready.ref)
    assert (before["version"], after["version"]) == (1, 2)
    assert after["facts"]["content"] == before["facts"]["content"]
    assert list(versions.diff(ready.desk, ready.ref, 1, 2)[2]) == []
    line = looking.history(ready.desk, ready.ref)[-1]
    assert line.act.startswith("reopen: now Drafting, version 2; ")
    edited(draft, "Nothing listed recognises", "Nothing that is listed recognises")
    ana = at(ready.desk, "ana", "2026-09-02")
    assert applications.update_application(ana, ready.ref, draft, base=2).version == 3
    assert audit.audit(ready.desk).faults == ()


def test_who_reopens_it_did_not_write_it(ready: Staged) -> None:
    """A quality manager who reopens a case may still record what is decided of it."""
    declined(ready)
    reopened(ready)
    with ready.desk.reading() as connection:
        wrote = {row.by for row in queries.many(connection, Version, ref=ready.ref)}
    assert wrote == {at(ready.desk, "ana", AGAIN).who()}


def test_the_law_of_the_day_holds_again(ready: Staged) -> None:
    declined(ready)
    reopened(ready)
    with ready.desk.reading() as connection:
        assert packs.dossier(connection, ready.ref, date(2026, 9, 2)).law_day == date(2026, 9, 2)


def test_an_application_that_nzqa_returned_keeps_its_approvals(ready: Staged) -> None:
    """It came back as incomplete: nothing was decided, and nothing begins again."""
    walk(ready.desk, ready.ref, TO_EVALUATION)
    go(ready.desk, ready.ref, "hemi", "2026-06-20", "record-return", letter=True, reason="A page")
    with ready.desk.reading() as connection:
        assert all(row.stands for row in queries.many(connection, Approval, ref=ready.ref))
    assert looking.show_case(ready.desk, ready.ref)["version"] == 1
    go(ready.desk, ready.ref, "hemi", "2026-06-21", "submit")
