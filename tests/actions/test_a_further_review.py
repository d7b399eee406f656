"""Where NZQA is not satisfied with a re-evaluation: the further review, and what is left to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import LETTER, at, explained, go

from mcapproval.actions import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.cases.items.of_case import ItemLine, list_items
from mcapproval.actions.cases.moves import Moved, Said
from mcapproval.actions.reviewing import answering, opening
from mcapproval.actions.reviewing.explaining import because
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Review

FIRST, AGAIN = "REV-2027-0001", "REV-2027-0002"
AGREED = {"how": "circular", "present": "bo", "minute_reference": "A-1", "resolution": "So be it"}


def letter(staged: Staged, on: str, due: str, ref: str = FIRST, **more: Any) -> Moved:
    said = Said({"reason": "The need is not shown", "due": due}, more, LETTER)
    return moves.move(at(staged.desk, "hemi", on), ref, "decide-regulator-intervention", said)


def review(staged: Staged, ref: str) -> Review:
    with staged.desk.reading() as connection:
        found = queries.one(connection, Review, ref=ref)
    assert found is not None
    return found


def left(staged: Staged, state: str = "open") -> list[ItemLine]:
    return [item for item in list_items(staged.desk, FIRST) if item.state == state]


def test_nzqas_further_review_of_a_yearly_check_is_a_full_one_on_its_day(
    approved: Staged, draft: Path
) -> None:
    assert review(approved, FIRST).form == "yearly check"
    made = letter(approved, "2027-07-02", "2027-12-24")
    assert made.opened == (AGAIN,)
    further = review(approved, AGAIN)
    assert (further.form, further.due_on, further.covers) == (
        "full review", "2027-12-24", "2027-12-24",
    )  # fmt: skip
    hemi = at(approved.desk, "hemi", "2027-07-03")
    _, _, nzqa, following = explained(hemi, "MC-0001")
    by = f"by its letter of 2 July 2027 (decide-regulator-intervention of {FIRST}, row {made.row})"
    assert nzqa.startswith(f"NZQA's: a further review on 24 December 2027, set {by}")
    assert "rule 17" in nzqa
    assert f"a full review, {AGAIN}, on 24 December 2027: the day that NZQA set {by}" in following
    assert because(hemi, "MC-0001").nzqa_on == date(2027, 12, 24)
    mele = at(approved.desk, "mele", "2027-12-01")
    opening.open_review(mele, "MC-0001")
    answering.answer(mele, AGAIN, draft.parent / "review.yaml")
    said = Said(dict(AGREED), override=True, note="What it leads to is tried here")
    moves.move(at(approved.desk, "admin", "2027-12-20"), AGAIN, "decide-continue", said)
    sent = go(approved.desk, AGAIN, "hemi", "2027-12-21", "report", True, sent_on="2027-12-21")
    assert sent.now == "Reported"
    assert review(approved, "REV-2028-0001").due_on == "2028-08-11"
    assert audit.audit(approved.desk).whole


def test_it_answers_for_what_is_due_soon_after_it_too(approved: Staged) -> None:
    letter(approved, "2027-07-02", "2028-07-20")
    assert review(approved, "REV-2028-0001").covers == "2028-08-11"


def test_a_second_letter_moves_the_day_and_each_step_stands_once(approved: Staged) -> None:
    letter(approved, "2027-07-02", "2027-12-24")
    change_item(at(approved.desk, "hemi", "2027-07-03"), FIRST, 2, "closed", "Said")
    made = letter(approved, "2027-07-05", "2027-11-24")
    assert made.opened == ()
    assert review(approved, AGAIN).due_on == review(approved, AGAIN).covers == "2027-11-24"
    assert [(item.due, item.says.partition(" ")[0]) for item in left(approved)] == [
        ("2027-11-24", "Do"), ("", "Keep"), ("", "Keep"),
    ]  # fmt: skip
    assert [item.number for item in left(approved, "withdrawn")] == [1, 3, 4]
    assert "the 3 open actions of the former letter" in made.told[0]
    nzqa = explained(at(approved.desk, "hemi", "2027-07-06"), "MC-0001")[2]
    assert "on 24 November 2027, moved from 24 December 2027 by its letter of 5 July 2027" in nzqa
    assert audit.audit(approved.desk).whole


def test_a_letter_on_the_further_review_withdraws_what_the_first_left_to_do(
    approved: Staged,
) -> None:
    letter(approved, "2027-07-02", "2027-12-24")
    change_item(at(approved.desk, "hemi", "2027-07-03"), FIRST, 2, "closed", "Said")
    made = letter(approved, "2027-12-28", "2028-06-01", AGAIN)
    assert f"withdrew what the letter on {FIRST} left to do: 3" in made.told
    assert left(approved) == []
    assert [item.number for item in left(approved, "withdrawn")] == [1, 3, 4]
    assert [item.number for item in left(approved, "closed")] == [2]
    opened = [item for item in list_items(approved.desk, AGAIN) if item.state == "open"]
    assert len(opened) == 4
    again = letter(approved, "2027-12-29", "2028-05-01", AGAIN)
    assert "the 4 open actions of the former letter" in again.told[0]
    assert not any(FIRST in said for said in again.told)
    assert audit.audit(approved.desk).whole


def test_a_day_that_has_passed_is_told_once(approved: Staged) -> None:
    with pytest.raises(Refused) as refused:
        letter(approved, "2027-07-02", "2027-06-24")
    (reason,) = refused.value.reasons
    assert "can't be 2027-06-24" in reason.message


def test_what_it_asks_for_is_of_who_looks_after_it_and_due_on_its_day(approved: Staged) -> None:
    second = {"says": "A letter", "due": "2027-10-01", "owner": "quality-manager"}
    wanted = [{"says": "New evidence"}, second]
    made = letter(approved, "2027-07-02", "2027-12-24", items=wanted)
    assert "due on 24 December 2027" in made.told[0]
    found = [(item.owner, item.due) for item in left(approved)]
    assert found == [("quality-adviser", "2027-12-24"), ("quality-manager", "2027-10-01")]
    letter(approved, "2027-07-05", "2027-11-24")
    found = [(item.owner, item.due) for item in left(approved)]
    assert found == [("quality-adviser", "2027-11-24"), ("quality-manager", "2027-10-01")]
    again = letter(approved, "2027-07-06", "2027-11-24", items=[{"says": "Something else"}])
    assert [item.says for item in left(approved)] == ["Something else"]
    assert "withdrew what the former letter left to do: 2" in again.told


def test_a_later_day_on_the_register_leaves_the_further_review_where_it_is(
    approved: Staged,
) -> None:
    letter(approved, "2027-07-02", "2027-12-24")
    for on, day, due in (
        ("2027-07-03", "2028-02-01", "2027-12-24"),
        ("2027-07-04", "2027-12-01", "2027-12-01"),
    ):
        sets: dict[str, Any] = {"review_date": day}
        go(approved.desk, "MC-0001", "hemi", on, "record-review-date", True, **sets)
        found = review(approved, AGAIN)
        assert (found.due_on, found.form) == (due, "full review")
