"""Owners: who says whose it is, what they may do then, and what becomes of it when they leave."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at

from mcapproval.actions.cases import moves
from mcapproval.actions.desk import as_person
from mcapproval.actions.due import outbox, ticking
from mcapproval.actions.people import known
from mcapproval.actions.people.erasing import erase
from mcapproval.actions.reviewing import answering
from mcapproval.actions.reviewing.due import Asked, due
from mcapproval.actions.reviewing.opening import open_review
from mcapproval.actions.reviewing.owners import assign, reassign
from mcapproval.errors import Refused, Unknown
from mcapproval.store.verifying.verify import verify

REV, DAY = "REV-2027-0001", "2027-07-01"


def owner(staged: Staged, who: str = "mele") -> list[str]:
    asked = Asked(within=90, owner=who)
    page = due(staged.desk.records.where, None, date.fromisoformat(DAY), asked)
    return [row.ref for row in page.rows]


def test_each_thing_has_a_result_of_its_own(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", DAY)
    lines = assign(hemi, ["MC-0001", REV, "MC-0009", "APP-2026-0001", "MC-0001"], "ana")
    assert [(line.ref, line.how) for line in lines] == [
        ("MC-0001", "set"),
        (REV, "set"),
        ("MC-0009", "refused"),
        ("APP-2026-0001", "refused"),
    ]
    assert [line.how for line in assign(hemi, ["MC-0001"], "ana")] == ["same"]
    assert owner(approved, "ana") == [REV]


def test_a_re_evaluation_is_its_own_owners_else_its_micro_credentials(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", DAY)
    assign(hemi, ["MC-0001"], "mele")
    assert owner(approved) == [REV]
    assign(hemi, [REV], "ana")
    assert (owner(approved), owner(approved, "ana")) == ([], [REV])
    assign(hemi, [REV], None)
    assert owner(approved) == [REV]


def test_only_those_who_run_reviews_say_whose_one_is(approved: Staged) -> None:
    (line,) = assign(at(approved.desk, "ana", DAY), ["MC-0001"], "ana")
    assert [reason.code for reason in line.reasons] == ["ROLE"]
    with pytest.raises(Unknown, match="no person"):
        assign(at(approved.desk, "hemi", DAY), ["MC-0001"], "nobody.here")


def test_the_owner_answers_and_does_not_decide(approved: Staged, draft: Path) -> None:
    hemi = at(approved.desk, "hemi", DAY)
    known.add_person(at(approved.desk, "admin", DAY), "rua", "Rua Ngata", None, None)
    rua = at(approved.desk, "rua", DAY)
    with pytest.raises(Refused):
        open_review(rua, "MC-0001")
    assign(hemi, [REV], "rua")
    open_review(rua, "MC-0001")
    answering.answer(rua, REV, draft.parent / "review.yaml")
    assign(hemi, [REV], "hemi")
    for who in ("rua", "hemi"):
        options = moves.possible(at(approved.desk, who, DAY), REV).options
        (continues,) = (each for each in options if each.move == "decide-continue")
        assert "OWN-CASE" in {reason.code for reason in continues.reasons}


def test_the_owner_is_told_what_the_adviser_is_told(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", DAY)
    assign(hemi, ["MC-0001"], "ana")
    ticking.tick(at(approved.desk, "admin", DAY))
    with approved.desk.reading() as connection:
        (notice,) = outbox.unsent(connection, date.fromisoformat(DAY))
        told, _ = outbox.recipients(connection, hemi, notice)
    assert notice.to_role == "quality-adviser"
    assert told == sorted(as_person(hemi, who).person or "" for who in ("ana", "mele"))


def test_all_that_is_open_goes_to_another_when_somebody_leaves(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", DAY)
    assign(hemi, ["MC-0001", REV], "ana")
    assert reassign(hemi, "ana", "mele", "otago-polytechnic")
    assert owner(approved) == [REV]
    assert reassign(hemi, "ana", "mele") == ()
    assert [line.how for line in reassign(hemi, "mele", None)] == ["set", "set"]
    assert owner(approved) == []
    with approved.desk.reading() as connection:
        assert verify(connection).faults == ()


def test_nothing_is_given_to_somebody_who_is_gone(approved: Staged) -> None:
    admin = at(approved.desk, "admin", DAY)
    known.add_person(admin, "rua", "Rua Ngata", None, None)
    gone = as_person(admin, "rua").person
    assert gone
    erase(admin, "rua", "She asked for it.")
    with pytest.raises(Refused) as refusal:
        assign(at(approved.desk, "hemi", DAY), ["MC-0001"], gone)
    assert "was erased" in refusal.value.reasons[0].message
