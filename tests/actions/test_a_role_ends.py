"""A role comes to its end on a day, and whoever held it decides no more after it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import BOARD, at, go

from mcapproval.actions.people import known
from mcapproval.actions.people.ending_roles import end_role
from mcapproval.errors import Refused
from mcapproval.store.verifying.verify import verify


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_who_left_the_board_decides_no_more_from_the_day_after(board: Staged) -> None:
    end_role(at(board.desk, "admin", "2026-06-08"), "bo", "board-member", last=date(2026, 6, 9))
    with pytest.raises(Refused) as refused:
        go(board.desk, board.ref, "bo", "2026-06-10", "approve", **BOARD)
    assert "NOT-YOUR-ROLE" in codes(refused)
    line = next(p for p in known.list_people(board.desk.on(date(2026, 6, 9))) if p.handle == "bo")
    assert line.roles == ("board-member until 2026-06-09",)
    with board.desk.reading() as connection:
        assert verify(connection).whole


def test_on_the_last_day_the_role_is_held_still(board: Staged) -> None:
    end_role(at(board.desk, "admin", "2026-06-08"), "bo", "board-member", last=date(2026, 6, 10))
    go(board.desk, board.ref, "bo", "2026-06-10", "approve", **BOARD)


def test_no_role_is_taken_back_for_days_that_have_passed(board: Staged) -> None:
    with pytest.raises(Refused) as refused:
        end_role(at(board.desk, "admin", "2026-06-08"), "bo", "board-member", last=date(2026, 6, 7))
    assert codes(refused) == ["DAY"]


def test_a_role_that_is_not_held_so_is_told(board: Staged) -> None:
    with pytest.raises(Refused) as refused:
        end_role(at(board.desk, "admin", "2026-06-08"), "bo", "board-member", unit="school-of-it")
    assert codes(refused) == ["NOT-HELD"]


def test_the_last_administrator_stays_and_only_an_administrator_ends_roles(board: Staged) -> None:
    with pytest.raises(Refused) as refused:
        end_role(at(board.desk, "admin", "2026-06-08"), "admin", "administrator")
    assert codes(refused) == ["LAST"]
    known.grant(board.desk, "hemi", "administrator", until=date(2026, 6, 30))
    known.grant(board.desk, "mele", "administrator")
    end_role(at(board.desk, "admin", "2026-06-08"), "mele", "administrator", last=date(2026, 6, 9))
    with pytest.raises(Refused) as with_a_last_day:
        end_role(at(board.desk, "admin", "2026-06-08"), "admin", "administrator")
    assert codes(with_a_last_day) == ["LAST"]
    with pytest.raises(Refused) as others:
        end_role(at(board.desk, "mele", "2026-06-10"), "bo", "board-member")
    assert codes(others) == ["ROLE"]
