"""Whose turn it is where an approval fell, and where an outside body asked, in every list."""

from __future__ import annotations

from pathlib import Path

from tests.actions.conftest import Staged
from tests.actions.walking import BOARD, at, edited, go

from mcapproval.actions import looking
from mcapproval.actions.cases.moves import possible
from mcapproval.actions.cases.turns import turns_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.actions.due import waiting
from mcapproval.actions.reporting.where import where


def whose(desk: Desk, ref: str) -> set[str]:
    listed = {row.turn for row in waiting.of_everybody(desk).rows if row.ref == ref}
    return listed | {looking.show_case(desk, ref)["turn"], possible(desk, ref).turn.turn}


def test_it_is_the_boards_turn_until_it_approved_again(ready: Staged, draft: Path) -> None:
    desk, ref = ready.desk, ready.ref
    assert whose(at(desk, "hemi", "2026-06-11"), ref) == {"quality-manager"}
    changed = edited(draft, "\nlevel: 5 ", "\nlevel: 6 ")
    applications.update_application(at(desk, "ana", "2026-06-11"), ref, changed)
    assert whose(at(desk, "hemi", "2026-06-11"), ref) == {"board-member"}
    go(desk, ref, "bo", "2026-06-12", "approve-again", **BOARD)
    assert whose(at(desk, "hemi", "2026-06-12"), ref) == {"quality-manager"}


def test_what_an_outside_body_asked_waits_for_whoever_is_in_charge_also_without_a_day(
    evaluation: Staged,
) -> None:
    desk, ref = at(evaluation.desk, "hemi", "2026-07-14"), evaluation.ref
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=["Who assesses?"])
    asked = [row for row in waiting.of_everybody(desk).rows if row.item == 1]
    assert [(row.turn, row.due_on) for row in asked] == [("quality-manager", None)]
    assert 1 in {row.item for row in waiting.of_person(desk).rows}


def test_a_case_says_whose_turn_it_is_as_the_report_does(evaluation: Staged) -> None:
    for day in ("2026-07-14", "2029-08-01"):
        desk = at(evaluation.desk, "hemi", day)
        told = {row.ref: (row.turn, row.turn_title) for row in where(desk).rows}
        assert told[evaluation.ref] == ("nzqa", "NZQA")
        with desk.reading() as connection:
            thin = turns_of(connection, told, desk.today)
        for ref, turn in told.items():
            shown, stands = looking.show_case(desk, ref), possible(desk, ref).turn
            assert (shown["turn"], shown["turn_title"]) == turn == (stands.turn, stands.turn_title)
            assert thin[ref] == (turn[0], stands.due_on)


def test_what_is_put_aside_is_nobodys_turn_until_it_is_late(approved: Staged) -> None:
    def told(day: str) -> dict[str, str]:
        desk = at(approved.desk, "hemi", day)
        return {row.ref: looking.show_case(desk, row.ref)["turn_title"] for row in where(desk).rows}

    reviews = {ref: title for ref, title in told("2026-12-01").items() if ref.startswith("REV-")}
    assert set(reviews.values()) == {"nobody"}
    late = told("2031-12-01")
    assert {late[ref] for ref in reviews} == {"quality adviser"}
