"""Whoever is an author of a case, or stands in for one, neither decides on it nor counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_committees import (
    APP,
    chair_acts,
    codes,
    delegates,
    meeting,
    said,
    seated,
)
from tests.actions.test_what_a_review_starts import FIRST
from tests.actions.walking import at

from mcapproval.actions.cases.moves import Said, possible, quorum_of, try_move
from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.desk import Desk
from mcapproval.actions.people import delegating, known
from mcapproval.actions.reviewing import answering, opening
from mcapproval.errors import Refused

AGREED = Said(
    {"how": "circular", "present": "bo,tui,sina", "minute_reference": "AC-1", "resolution": "Yes"}
)


def stands_in(desk: Desk, whom: str, who: str, role: str | None, since: str, until: str) -> None:
    days = date.fromisoformat(since), date.fromisoformat(until)
    delegating.delegate(at(desk, "admin", since), whom, who, role, *days)


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
    stands_in(desk, "tui", "kiri", "quality-adviser", "2027-07-01", "2027-07-31")
    opening.open_review(at(desk, "mele", "2027-07-01"), "MC-0001")
    answering.answer(at(desk, "kiri", "2027-07-02"), FIRST, draft.parent / "review.yaml")
    sec = at(desk, "sec", "2027-08-11")
    assert list(why_not(sec, FIRST, "decide-continue").values()) == ["an author of what is decided"]
    assert own_case(at(desk, "tui", "2027-08-11"), FIRST, "decide-continue")
    assert own_case(at(desk, "kiri", "2027-08-11"), FIRST, "decide-continue")
    assert not own_case(at(desk, "sina", "2027-08-11"), FIRST, "decide-continue")


# --- who stands in for an author ------------------------------------------------------------------


@pytest.fixture
def desk(board: Staged, tmp_path: Path) -> Desk:
    """Rangi, the chair, stands in for Ana in all she does; Tui later, in no role of an author."""
    made = seated(board, tmp_path)
    delegates(made, tmp_path, "board-chair")
    known.grant(made, "ana", "programme-manager")
    stands_in(made, "ana", "rangi", None, "2026-06-08", "2026-06-20")
    stands_in(made, "ana", "tui", "programme-manager", "2026-06-21", "2026-06-30")
    return made


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (said("delegated", present="rangi"), "DECIDER-NOT-FREE"),
        (said("chairs-action", chair="rangi"), "CHAIR-NOT-FREE"),
    ],
)
def test_who_stands_in_for_an_author_does_not_decide_alone(
    desk: Desk, given: Said, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        try_move(at(desk, "sec", "2026-06-11"), APP, "approve", given)
    assert codes(refusal) == [code]
    told = refusal.value.reasons[0].message
    assert told.startswith("rangi stands in for ana, an author of it, and can't ")
    assert try_move(at(desk, "sec", "2026-07-02"), APP, "approve", given).now == "Ready to submit"


def test_who_stands_in_for_an_author_does_not_count_nor_has_to_agree(desk: Desk) -> None:
    sec, three = at(desk, "sec", "2026-06-11"), said("circular", present="bo,tui,rangi")
    assert list(why_not(sec, APP, "approve", three).values()) == [
        "stands in for ana, an author of what is decided"
    ]
    with pytest.raises(Refused) as refusal:
        try_move(sec, APP, "approve", three)
    assert codes(refusal) == ["QUORUM"]
    assert try_move(at(desk, "sec", "2026-06-22"), APP, "approve", three).now == "Ready to submit"


def test_who_stands_in_for_an_author_neither_ratifies_nor_counts_where_others_do(
    desk: Desk,
) -> None:
    chair_acts(desk, "2026-07-02")
    stands_in(desk, "ana", "rangi", "author", "2026-07-02", "2026-07-10")
    stands_in(desk, "ana", "sec", None, "2026-07-11", "2026-07-20")
    ref = meeting(desk, "2026-07-10", "bo,tui,rangi", "2026-07-02")
    with pytest.raises(Refused) as refusal:
        ratify(at(desk, "sec", "2026-07-11"), ref, APP)
    assert codes(refusal) == ["OWN-CASE", "QUORUM"]
    assert "you stand in for ana, an author of it" in refusal.value.reasons[0].message
    assert "rangi (stands in for ana, an author" in refusal.value.reasons[1].message
