"""An agenda is found by the states in which a body decides, however many cases wait for others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.actions.test_committees import APP
from tests.actions.test_committees import desk as desk
from tests.actions.walking import TO_BOARD, TO_DRAFTING, agenda, at, go, opened, walk
from tests.questions import asked

from mcapproval.actions.committees.agenda import agendas
from mcapproval.actions.desk import Desk
from mcapproval.errors import AskedWrongly, Unknown
from mcapproval.reports.agenda import ASKED, Waiting, table
from mcapproval.reports.paging import Slice

ON = date(2026, 6, 20)


def test_cases_that_wait_for_others_cost_an_agenda_nothing(desk: Desk, draft: Path) -> None:
    sec = at(desk, "sec", "2026-06-12")
    few = asked(lambda: agenda(sec, "academic-board"))
    for _ in range(3):
        opened(desk, draft, "2026-06-12")
    assert asked(lambda: agenda(sec, "academic-board")) == few
    assert [row.ref for row in agenda(sec, "academic-board")[0]] == [APP]


def test_a_page_of_an_agenda_goes_on_where_the_one_before_ended(desk: Desk, draft: Path) -> None:
    walk(desk, opened(desk, draft), (*TO_DRAFTING, *TO_BOARD))
    (whole,) = agendas(desk.on(ON), "academic-board")
    (first,) = agendas(desk.on(ON), "academic-board", asked=Slice(1))
    (second,) = agendas(desk.on(ON), "academic-board", asked=Slice(1, "1"))
    with pytest.raises(Unknown, match="no page begins after 99"):
        agendas(desk.on(ON), "academic-board", asked=Slice(1, "99"))
    assert len(whole.rows) == 2
    assert whole.page.last is None
    assert first.rows + second.rows == tuple(table_order(whole.rows))
    assert (first.page.last, second.page.last) == (f"{APP}@decide:{first.rows[0].since}:-", None)
    (after_it,) = agendas(desk.on(ON), "academic-board", asked=Slice(1, first.page.last))
    assert after_it == second
    assert first.page.said("matter") == "1 of 2 matters"
    assert [row["item"] for each in (first, second) for row in table(each).rows] == [1, 2]


def test_what_is_decided_between_two_pages_takes_no_matter_from_the_second(
    desk: Desk, draft: Path
) -> None:
    for _ in range(2):
        walk(desk, opened(desk, draft), (*TO_DRAFTING, *TO_BOARD))
    (first,) = agendas(desk.on(ON), "academic-board", asked=Slice(1))
    (rest,) = agendas(desk.on(ON), "academic-board", asked=Slice(5, first.page.last))
    assert [row.ref for row in rest.rows] == ["APP-2026-0002", "APP-2026-0003"]
    go(desk, APP, "ana", "2026-06-20", "withdraw", reason="It moved")
    (second,) = agendas(desk.on(ON), "academic-board", asked=Slice(5, first.page.last))
    assert second.rows == rest.rows
    assert [row["item"] for row in table(second).rows] == [1, 2]
    past = f"{rest.rows[-1].ref}@note:2026-06-20:-"
    (none,) = agendas(desk.on(ON), "academic-board", asked=Slice(5, past))
    assert none.rows == ()
    with pytest.raises(AskedWrongly, match="no page of this list begins after"):
        agendas(desk.on(ON), "academic-board", asked=Slice(1, f"{APP}@vote:2026-06-20:-"))


def table_order(rows: Sequence[Waiting]) -> list[Waiting]:
    return sorted(rows, key=lambda row: (ASKED.index(row.asked), row.since, row.ref))
