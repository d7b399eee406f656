"""What is judged of a meeting holds where others write between reading and writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from tests.actions.test_committees import (
    APP,
    POLICY,
    approvals,
    chair_acts,
    codes,
    meeting,
    said,
    whole,
)
from tests.actions.test_committees import desk as desk
from tests.actions.walking import at

from mcapproval.actions import setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.committees import meetings
from mcapproval.actions.committees.listing import list_meetings
from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.desk import Desk
from mcapproval.errors import Refused
from mcapproval.store.events import Author
from mcapproval.store.records import Records
from mcapproval.store.writer import Writer
from mcapproval.workflow.people_answers import read_people


class Before(Records):
    """Records in which somebody else does something once, between our reading and our writing."""

    def __init__(self, records: Records, act: Callable[[], object]) -> None:
        self.__dict__ = dict(vars(records))
        self.acts = [act]

    @contextmanager
    def writing(self, by: Author, at: datetime) -> Iterator[Writer]:
        for act in [self.acts.pop()] if self.acts else []:
            act()
        with super().writing(by, at) as writer:
            yield writer


def four_decide(desk: Desk, folder: Path, day: str) -> Callable[[], object]:
    """A policy is adopted by which a quorum is four."""
    file = folder / "more.toml"
    file.write_text(POLICY.replace("SUB", "no").replace("board = 3", "board = 4"), "utf-8")
    return partial(setup.adopt_policy, at(desk, "admin", day), file, None, None)


def test_who_closes_a_meeting_looks_again_where_others_wrote_in_between(desk: Desk) -> None:
    chair_acts(desk)
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    sec = at(desk, "sec", "2026-06-22")
    asked = partial(of_case.add_item, at(desk, "mele", "2026-06-22"), APP, "action", "Look again")
    found = meetings.close(replace(sec, records=Before(sec.records, asked)), ref, "AC/2026/6")
    assert found.cases == (APP,)
    assert whole(desk)


def test_nothing_lapses_by_a_meeting_that_has_no_quorum_when_it_is_closed(
    desk: Desk, tmp_path: Path
) -> None:
    chair_acts(desk)
    ref, sec = meeting(desk, "2026-06-20", "bo,tui,rangi"), at(desk, "sec", "2026-06-22")
    racing = replace(sec, records=Before(sec.records, four_decide(desk, tmp_path, "2026-06-20")))
    assert meetings.close(racing, ref, "AC/2026/6").cases == ()
    assert [row.ratify for row in approvals(desk)] == ["pending"]


def test_a_meeting_is_closed_by_one_of_two(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    sec = at(desk, "sec", "2026-06-22")
    records = Before(sec.records, partial(meetings.close, sec, ref, "AC/2026/6"))
    with pytest.raises(Refused, match="was closed already"):
        meetings.close(replace(sec, records=records), ref, "AC/2026/7")
    records = Before(
        sec.records,
        partial(
            meetings.close, sec, second := meeting(desk, "2026-06-21", "bo,tui,rangi"), "AC/2026/8"
        ),
    )
    with pytest.raises(Refused) as refusal:
        meetings.hold(replace(sec, records=records), second, read_people("people", "bo"), [])
    assert codes(refusal) == ["CLOSED"]
    assert whole(desk)


# --- nothing comes to rest on a meeting that was another when it was judged -----------------------


def present_at(desk: Desk, ref: str, people: str) -> Callable[[], object]:
    return partial(meetings.hold, desk, ref, read_people("people", people), [])


def naming(ref: str) -> Said:
    return Said({"how": "meeting", "meeting": ref, "resolution": "Yes"})


def test_a_decision_rests_on_its_meeting_as_it_is_when_it_is_recorded(desk: Desk) -> None:
    ref, sec = meeting(desk, "2026-06-10", "bo,tui,rangi"), at(desk, "sec", "2026-06-10")
    racing = replace(sec, records=Before(sec.records, present_at(sec, ref, "bo")))
    with pytest.raises(Refused) as refusal:
        moves.move(racing, APP, "approve", naming(ref))
    assert codes(refusal) == ["QUORUM"]
    assert approvals(desk) == []
    racing = replace(sec, records=Before(sec.records, present_at(sec, ref, "bo,tui,sina")))
    present_at(sec, ref, "bo,tui,rangi")()
    assert moves.move(racing, APP, "approve", naming(ref)).now == "Ready to submit"
    assert whole(desk)


def test_a_decision_is_judged_again_where_our_policy_changed_meanwhile(
    desk: Desk, tmp_path: Path
) -> None:
    sec = at(desk, "sec", "2026-06-10")
    racing = replace(sec, records=Before(sec.records, four_decide(desk, tmp_path, "2026-06-10")))
    with pytest.raises(Refused) as refusal:
        moves.move(racing, APP, "approve", said("circular", present="bo,rangi,sina"))
    assert codes(refusal) == ["QUORUM"]


def test_a_meeting_ratifies_as_it_is_when_that_is_recorded(desk: Desk) -> None:
    chair_acts(desk, "2026-06-08")
    ref, sec = meeting(desk, "2026-06-10", "bo,tui,rangi"), at(desk, "sec", "2026-06-10")
    racing = replace(sec, records=Before(sec.records, present_at(sec, ref, "bo")))
    with pytest.raises(Refused) as refusal:
        ratify(racing, ref, APP)
    assert codes(refusal) == ["QUORUM"]
    assert [row.ratify for row in approvals(desk)] == ["pending"]


def test_who_was_there_is_not_changed_once_something_came_to_rest_on_it(desk: Desk) -> None:
    sec = at(desk, "sec", "2026-06-10")
    chair_acts(desk, "2026-06-08")
    ref = meeting(desk, "2026-06-10", "bo,tui,rangi")
    racing = replace(sec, records=Before(sec.records, partial(ratify, sec, ref, APP)))
    with pytest.raises(Refused) as refusal:
        present_at(racing, ref, "bo")()
    assert codes(refusal) == ["RESTED-ON"]
    (line,) = list_meetings(desk)
    assert line.present == "bo, tui, rangi"
    assert whole(desk)
