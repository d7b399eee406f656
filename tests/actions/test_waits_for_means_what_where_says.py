"""`list --waits-for` and `report where` tell the same of whose turn it is, on either engine."""

from __future__ import annotations

from datetime import date

from tests.actions.conftest import Staged

from mcapproval.actions.desk import Desk
from mcapproval.actions.finding.asking import Asked
from mcapproval.actions.finding.listed import list_cases
from mcapproval.actions.reporting.where import where
from mcapproval.reports.cases import CaseLine
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES, ROLES


def by_turn(desk: Desk) -> dict[str, list[str]]:
    """What `report where` tells, once `list` was seen to tell the same of everybody."""
    rows = where(desk).rows
    told = {who: sorted(row.ref for row in rows if row.turn == who) for who in WHO}
    found = {who: [row.ref for row in listed(desk, who)] for who in WHO}
    assert found == told
    return {who: refs for who, refs in told.items() if refs}


WHO = (*ROLES, *OUTSIDE_BODIES)


def listed(desk: Desk, who: str) -> tuple[CaseLine, ...]:
    return list_cases(desk.records.where, None, desk.today, Asked(waits_for=who)).rows


def test_what_nzqa_has_waits_for_nzqa(evaluation: Staged) -> None:
    assert by_turn(evaluation.desk) == {"nzqa": [evaluation.ref]}


def test_what_is_scheduled_waits_for_nobody_until_it_is_late(approved: Staged) -> None:
    (review,) = [row for row in where(approved.desk).rows if row.track == "review"]
    day = date.fromisoformat(review.due_on)
    before = by_turn(approved.desk.on(day))
    assert all(review.ref not in refs for refs in before.values())
    after = by_turn(approved.desk.on(day.replace(day=day.day + 1)))
    assert any(review.ref in refs for refs in after.values())


def test_what_is_with_the_board_waits_for_it(board: Staged) -> None:
    assert by_turn(board.desk) == {"board-member": [board.ref]}
