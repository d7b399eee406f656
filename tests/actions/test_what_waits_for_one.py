"""What waits for one person: in whose place they stand, and what of it is theirs to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_committees import APP, codes, seated
from tests.actions.walking import at

from mcapproval.actions.cases.items import of_case
from mcapproval.actions.desk import Desk, in_place_of
from mcapproval.actions.due.waiting import of_everybody, of_person
from mcapproval.actions.people import delegating, known
from mcapproval.errors import Refused
from mcapproval.reports.waiting import Waits, table

DAY = "2026-06-10"


@pytest.fixture
def desk(board: Staged, tmp_path: Path) -> Desk:
    """An application waits for the board; Dela stands in for Tui and for Sina, who sit on it."""
    made = seated(board, tmp_path)
    for whom in ("tui", "sina"):
        days = (date(2026, 6, 1), date(2026, 6, 30))
        delegating.delegate(at(made, "admin", "2026-06-01"), whom, "dela", "board-member", *days)
    return made


def theirs(desk: Desk) -> list[tuple[str, int | None, tuple[str, ...], tuple[str, ...]]]:
    return [(row.ref, row.item, row.can, row.for_whom) for row in of_person(desk).rows]


def to_do(rows: tuple[Waits, ...]) -> list[object]:
    return [row["to_do"] for row in table(rows, False, "").rows]


def test_who_stands_in_for_two_is_shown_the_step_and_that_it_is_to_be_said_for_whom(
    desk: Desk,
) -> None:
    dela = at(desk, "dela", DAY)
    assert theirs(dela) == [(APP, None, ("approve",), ("approve",))]
    (row,) = of_person(dela).rows
    assert (row.next_move, row.reasons) == ("approve", 0)
    assert to_do((row,)) == ["approve (say --for whom)"]
    assert theirs(in_place_of(dela, "tui")) == [(APP, None, ("approve",), ())]
    assert theirs(at(desk, "bo", DAY)) == [(APP, None, ("approve",), ())]
    assert all(row.for_whom == () for row in of_everybody(dela).rows)


def test_who_stands_in_for_nobody_of_that_name_is_told_so_once(desk: Desk) -> None:
    for who, whom in (("dela", "bo"), ("bo", "tui"), ("bo", "bo")):
        with pytest.raises(Refused) as refused:
            of_person(in_place_of(at(desk, who, DAY), whom))
        assert codes(refused) == ["NO-DELEGATION"]
        assert refused.value.reasons[0].message == f"you don't stand in for {whom} today"
    with pytest.raises(Refused):
        of_person(in_place_of(at(desk, "dela", "2026-07-01"), "tui"))


def test_in_another_s_place_what_is_one_s_own_is_left_out(desk: Desk) -> None:
    hemi = at(desk, "hemi", "2026-06-06")
    for owner in ("finance", "board-member"):
        of_case.add_item(hemi, APP, "action", "Do it", owner=owner, due=date(2026, 6, 30))
    dela = at(desk, "dela", DAY)
    assert [item for _, item, _, _ in theirs(dela)] == [1, 2, None]
    assert [item for _, item, _, _ in theirs(in_place_of(dela, "sina"))] == [2, None]


def test_who_may_not_decide_still_has_the_turn_where_another_step_of_it_is_theirs(
    ready: Staged,
) -> None:
    """Hemi was its author: he could not approve it again, but it is he who is to submit it."""
    known.grant(ready.desk, "hemi", "author", case=APP)
    mele = at(ready.desk, "mele", "2026-06-11")
    asked = ("condition", "Name the partner", "head-of-school", date(2026, 6, 30))
    of_case.add_item(mele, APP, *asked, evidence="a letter of theirs")
    (row,) = of_person(at(ready.desk, "hemi", "2026-06-12")).rows
    assert (row.can, row.next_move, row.reasons) == ((), "submit", 1)
