"""A chair's action waits to be ratified: its secretary is told in time, and then who is in charge.

The chair acts on Wednesday 10 June 2026. Twenty working days after it is 8 July: 11-12, 15-19,
22-26 June, 29 June to 3 July, 6-8 July. Five before that is 1 July; five after it, of which Friday
10 July is Matariki, 16 July.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_committees import APP, approvals, chair_acts, meeting, seated, whole
from tests.actions.walking import at, go

from mcapproval.actions import looking, setup
from mcapproval.actions.committees import meetings
from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.outbox import outbox_page
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.due.waiting import of_everybody, of_person
from mcapproval.store import queries
from mcapproval.store.rows.folded import Notice

SECRETARY, MANAGER = "board-secretary", "quality-manager"


@pytest.fixture
def desk(board: Staged, tmp_path: Path) -> Desk:
    made = seated(board, tmp_path)
    chair_acts(made)
    return made


def told(desk: Desk, day: str) -> list[tuple[str, str, str]]:
    done = tick(desk.on(date.fromisoformat(day)))
    assert {notice.about for notice in done.notices} <= {about(desk)}
    assert {notice.what for notice in done.notices} <= {"chair's action"}
    return [(notice.kind, notice.due_on, notice.to_role) for notice in done.notices]


def about(desk: Desk) -> str:
    return f"approval:{approvals(desk)[-1].seq}"


def standing(desk: Desk, day: str) -> list[tuple[str, str]]:
    return [(n.due_on, n.standing) for n in outbox_page(desk.on(date.fromisoformat(day))).rows]


def test_where_no_meeting_is_called_it_is_due_within_a_time_of_ours(desk: Desk) -> None:
    assert told(desk, "2026-06-30") == []
    assert told(desk, "2026-07-01") == [("remind", "2026-07-08", SECRETARY)]
    assert told(desk, "2026-07-07") == []
    assert told(desk, "2026-07-08") == [("overdue", "2026-07-08", SECRETARY)]
    assert told(desk, "2026-07-15") == []
    assert told(desk, "2026-07-16") == [("escalate", "2026-07-08", MANAGER)]
    assert told(desk, "2026-09-01") == []
    said = [line.act for line in looking.history(desk, APP) if line.act.startswith("told the")]
    title = "secretary of the Academic Committee"
    assert said == [f"told the {title}: chair's action, due on 8 July 2026"]
    assert whole(desk)


def test_where_a_meeting_is_called_its_day_counts_and_the_former_day_is_true_no_more(
    desk: Desk,
) -> None:
    told(desk, "2026-07-01")
    meetings.call(at(desk, "sec", "2026-07-02"), "academic-board", date(2026, 7, 9))
    assert told(desk, "2026-07-02") == [("remind", "2026-07-09", SECRETARY)]
    assert standing(desk, "2026-07-02") == [("2026-07-08", "overtaken"), ("2026-07-09", "waits")]
    assert told(desk, "2026-07-09") == [("overdue", "2026-07-09", SECRETARY)]


def test_what_a_meeting_overtook_is_marked_though_nothing_happened_to_the_case(
    desk: Desk,
) -> None:
    told(desk, "2026-07-08")
    meetings.call(at(desk, "sec", "2026-07-08"), "academic-board", date(2026, 7, 20))
    assert told(desk, "2026-07-09") == []
    with desk.reading() as connection:
        (row,) = queries.many(connection, Notice)
    assert row.overtaken_on == "2026-07-09"
    assert whole(desk)


def test_a_meeting_of_another_body_or_before_the_action_does_not_count(desk: Desk) -> None:
    earlier = at(desk, "sec", "2026-06-05")
    meetings.call(earlier, "academic-board", date(2026, 6, 9))
    meetings.call(at(desk, "sec", "2026-06-11"), "sub-committee", date(2026, 6, 18))
    assert told(desk, "2026-07-01") == [("remind", "2026-07-08", SECRETARY)]


def test_what_was_ratified_or_taken_back_is_told_of_no_more(desk: Desk) -> None:
    assert told(desk, "2026-07-01") == [("remind", "2026-07-08", SECRETARY)]
    held = meeting(desk, "2026-07-02", "bo,tui,sina", called="2026-07-02")
    assert told(desk, "2026-07-02") == [("overdue", "2026-07-02", SECRETARY)]
    ratify(at(desk, "sec", "2026-07-03"), held, APP)
    assert told(desk, "2026-08-01") == []
    assert {each for _, each in standing(desk, "2026-08-01")} == {"overtaken"}
    assert whole(desk)


def test_it_is_told_of_wherever_the_case_went_since(desk: Desk) -> None:
    go(desk, APP, "ana", "2026-06-11", "withdraw", reason="The partner has left")
    assert told(desk, "2026-07-01") == [("remind", "2026-07-08", SECRETARY)]


def test_our_policy_says_when(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "sooner.toml"
    file.write_text(
        'format = "policy/1"\nprovider = "otago-polytechnic"\n'
        "[clocks]\nratify_within = 10\nremind_before = 2\nescalate_after = 1\n",
        "utf-8",
    )
    setup.adopt_policy(at(desk, "admin", "2026-06-10"), file, None, None)
    assert told(desk, "2026-06-21") == []
    assert told(desk, "2026-06-22") == [("remind", "2026-06-24", SECRETARY)]
    assert told(desk, "2026-06-25") == [
        ("overdue", "2026-06-24", SECRETARY),
        ("escalate", "2026-06-24", MANAGER),
    ]


def test_it_waits_for_the_secretary_and_for_nobody_else(desk: Desk) -> None:
    found = of_person(at(desk, "sec", "2026-07-09"))
    (row,) = [row for row in found.rows if row.what == "chair's action"]
    assert (row.ref, row.due_on, row.days, row.turn) == (APP, "2026-07-08", -1, SECRETARY)
    for handle in ("bo", "rangi", "hemi", "ana"):
        theirs = of_person(at(desk, handle, "2026-07-09")).rows
        assert "chair's action" not in {each.what for each in theirs}
    of_all = of_everybody(desk.on(date(2026, 7, 9))).rows
    assert [each.turn_title for each in of_all if each.what == "chair's action"] == [row.turn_title]
