"""Whoever is an author of a case, or stands in for one, neither decides on it nor counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.actions.conftest import Staged
from tests.actions.test_committees import seated
from tests.actions.test_what_a_review_starts import FIRST
from tests.actions.walking import at

from mcapproval.actions import reviews
from mcapproval.actions.cases.moves import Said, possible, quorum_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.people import delegating, known

AGREED = Said(
    {"how": "circular", "present": "bo,tui,sina", "minute_reference": "AC-1", "resolution": "Yes"}
)


def stands_in(desk: Desk, whom: str, who: str, role: str | None, month: date) -> None:
    until = month.replace(day=28)
    delegating.delegate(at(desk, "admin", month), whom, who, role, month, until)


def why_not(desk: Desk, ref: str, move: str, given: Said = AGREED) -> dict[str, str]:
    """Of each who was there and does not count, why."""
    found, _ = quorum_of(desk, ref, move, given)
    assert found
    return {seat.person: seat.because for seat in found.present if not seat.counts}


def own_case(desk: Desk, ref: str, move: str) -> bool:
    option = next(o for o in possible(desk, ref).options if o.move == move)
    return "OWN-CASE" in {reason.code for reason in option.reasons}


def test_in_whose_name_a_reevaluation_was_answered_neither_decides_nor_counts(
    approved: Staged, draft: Path, tmp_path: Path
) -> None:
    desk = seated(approved, tmp_path)
    known.add_person(desk, "kiri", "Kiri Paewai-Lowe", None, None)
    known.grant(desk, "tui", "quality-adviser")
    stands_in(desk, "tui", "kiri", "quality-adviser", date(2027, 7, 1))
    reviews.open_review(at(desk, "mele", "2027-07-01"), "MC-0001")
    reviews.answer(at(desk, "kiri", "2027-07-02"), FIRST, draft.parent / "review.yaml")
    sec = at(desk, "sec", "2027-08-11")
    assert list(why_not(sec, FIRST, "decide-continue").values()) == ["an author of what is decided"]
    assert own_case(at(desk, "tui", "2027-08-11"), FIRST, "decide-continue")
    assert own_case(at(desk, "kiri", "2027-08-11"), FIRST, "decide-continue")
    assert not own_case(at(desk, "sina", "2027-08-11"), FIRST, "decide-continue")
