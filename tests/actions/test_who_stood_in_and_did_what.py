"""`report delegations`: each delegation with what was done under it, counted by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at
from tests.cli.test_outputs_for_programs import fits

from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.people import delegating
from mcapproval.actions.reporting.delegations import delegations
from mcapproval.reports.delegations import chart, table
from mcapproval.reports.paging import Slice
from mcapproval.reports.table import plain, text

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk


@pytest.fixture
def lent(board: Staged) -> Desk:
    """Mele lends to Bo from 6 to 20 June, who holds the case and goes on once; and to head later,
    who does nothing."""
    desk = board.desk
    mele, bo = at(desk, "mele", "2026-06-06"), at(desk, "bo", "2026-06-06")
    delegating.delegate(mele, "mele", "bo", None, None, date(2026, 6, 20))
    moves.move(bo, board.ref, "hold", Said({"reason": "Wait"}, {}, {}))
    moves.move(at(desk, "bo", "2026-06-08"), board.ref, "resume", Said({}, {}, {}))
    later = at(desk, "mele", "2026-06-09")
    delegating.delegate(
        later, "mele", "head", "quality-adviser", date(2026, 7, 1), date(2026, 7, 14)
    )
    return desk


def test_each_delegation_says_by_whom_it_was_given_and_what_was_done_under_it(lent: Desk) -> None:
    page = delegations(at(lent, "hemi", "2026-06-10"))
    fits("report-delegations", plain(table(page)))
    told = [
        (row.person, row.delegate, row.now, row.entered_by, row.acts, row.last_act_on)
        for row in page.rows
    ]
    mele = "Mele Taufa-Unga"
    assert told == [
        (mele, "Bo Lindgren-Li", "holds", mele, 2, "2026-06-08"),
        (mele, "Hinewai Headley", "to come", mele, 0, ""),
    ]
    assert text(table(page)).endswith(
        "2 delegations: 1 holds today; 2 acts were done under them.\n"
    )
    picture = chart(page)
    assert picture
    assert [number for _, number in picture.bars] == [2, 0]


def test_what_was_done_under_the_first_is_not_counted_for_a_later_one_of_the_same_two(
    lent: Desk,
) -> None:
    again = at(lent, "mele", "2026-06-21")
    delegating.delegate(again, "mele", "bo", None, None, date(2026, 6, 25))
    rows = delegations(again).rows
    assert [(row.delegate, row.since, row.acts) for row in rows] == [
        ("Bo Lindgren-Li", "2026-06-06", 2),
        ("Hinewai Headley", "2026-07-01", 0),
        ("Bo Lindgren-Li", "2026-06-21", 0),
    ]


def test_what_is_over_says_so_and_a_page_ends_where_the_next_begins(lent: Desk) -> None:
    late = at(lent, "hemi", "2026-08-01")
    assert [row.now for row in delegations(late).rows] == ["over", "over"]
    first = delegations(late, Slice(1))
    assert (len(first.rows), first.found, first.last) == (1, 2, str(first.rows[0].delegation))
    (second,) = delegations(late, Slice(1, str(first.rows[0].delegation))).rows
    assert second.delegate == "Hinewai Headley"


def test_as_at_a_day_before_the_second_only_the_first_is_there(lent: Desk) -> None:
    on = at(lent, "hemi", "2026-08-01").back_to(date(2026, 6, 5))
    assert text(table(delegations(on))) == "Nobody stood in for anybody.\n"
    later = at(lent, "hemi", "2026-08-01").back_to(date(2026, 6, 7))
    assert [(row.now, row.acts) for row in delegations(later).rows] == [("holds", 1)]
