"""An agenda is found by the states in which a body decides, however many cases wait for others."""

from __future__ import annotations

from pathlib import Path

from tests.actions.test_committees import APP
from tests.actions.test_committees import desk as desk
from tests.actions.walking import agenda, at, opened
from tests.questions import asked

from mcapproval.actions.desk import Desk


def test_cases_that_wait_for_others_cost_an_agenda_nothing(desk: Desk, draft: Path) -> None:
    sec = at(desk, "sec", "2026-06-12")
    few = asked(lambda: agenda(sec, "academic-board"))
    for _ in range(3):
        opened(desk, draft, "2026-06-12")
    assert asked(lambda: agenda(sec, "academic-board")) == few
    assert [row.ref for row in agenda(sec, "academic-board")[0]] == [APP]
