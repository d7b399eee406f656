"""A meeting that was called is cancelled for a reason, and nothing rests on it or lapses by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from tests.actions.test_committees import APP, approvals, chair_acts, codes, meeting, said, whole
from tests.actions.test_committees import desk as desk
from tests.actions.test_meetings_among_others import Before
from tests.actions.walking import agenda, at, go

from mcapproval.actions.committees import meetings
from mcapproval.actions.committees.cancelling import cancel
from mcapproval.actions.committees.listing import list_meetings
from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.desk import Desk
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.store import queries
from mcapproval.workflow.people_answers import read_people

ON = date(2026, 6, 20)
BO = read_people("people", "bo")


def called(desk: Desk, on: date = ON) -> str:
    return meetings.call(at(desk, "sec", "2026-06-10"), "academic-board", on)


def test_a_cancelled_meeting_is_held_closed_and_named_no_more(desk: Desk) -> None:
    chair_acts(desk)
    ref, sec = called(desk), at(desk, "sec", "2026-06-20")
    cancel(at(desk, "sec", "2026-06-18"), ref, "Too many are away")
    (line,) = list_meetings(desk)
    assert (line.state, line.reason) == ("cancelled", "Too many are away")
    with pytest.raises(Refused) as refusal:
        meetings.hold(sec, ref, BO, [])
    assert codes(refusal) == ["CANCELLED"]
    with pytest.raises(Refused, match="was cancelled"):
        meetings.close(sec, ref, "AC/1")
    with pytest.raises(Refused) as refusal:
        ratify(sec, ref, APP)
    assert "CANCELLED" in codes(refusal)
    assert [row.ratify for row in approvals(desk)] == ["pending"]
    waits, heading = agenda(sec, "academic-board", ON)
    assert heading == "Academic Committee, 20 June 2026"
    assert [row.asked for row in waits] == ["ratify"]
    with desk.reading() as connection:
        last = list(queries.events(connection, ref))[-1]
    assert "away" not in str(last.data)
    assert whole(desk)


def test_a_decision_can_not_be_that_of_a_cancelled_meeting(desk: Desk) -> None:
    ref = called(desk)
    cancel(at(desk, "sec", "2026-06-18"), ref, "Too many are away")
    with pytest.raises(Refused, match="approve") as refusal:
        go(desk, APP, "sec", "2026-06-20", "approve", **said("meeting", meeting=ref).sets)
    against = {reason.code: reason.message for reason in refusal.value.reasons}
    assert against["MEETING-NOT-HELD"] == f"{ref} was cancelled: no meeting was held"


def test_one_that_was_held_under_a_wrong_day_is_cancelled_while_nothing_rests_on_it(
    desk: Desk,
) -> None:
    sec = at(desk, "sec", "2026-06-21")
    wrong = meeting(desk, "2026-06-19", "bo,tui,rangi")
    cancel(sec, wrong, "It was on 20 June")
    assert [(line.state, line.reason) for line in list_meetings(desk)] == [
        ("cancelled", "It was on 20 June")
    ]
    held = meeting(desk, "2026-06-20", "bo,tui,rangi")
    go(desk, APP, "sec", "2026-06-20", "approve", **said("meeting", meeting=held).sets)
    with pytest.raises(Refused) as refusal:
        cancel(sec, held, "A mistake")
    assert codes(refusal) == ["HELD"]
    assert whole(desk)


def test_two_meetings_of_a_body_on_one_day_are_told(desk: Desk) -> None:
    first, other = called(desk), called(desk, date(2026, 6, 21))
    assert meetings.beside(desk, first) == []
    again = called(desk)
    assert meetings.beside(desk, again) == [first]
    cancel(at(desk, "sec", "2026-06-18"), again, "Called twice")
    assert meetings.beside(desk, first) == []
    assert meetings.beside(desk, other) == []


def test_nothing_is_cancelled_twice_or_once_it_is_closed_or_without_a_reason(desk: Desk) -> None:
    sec = at(desk, "sec", "2026-06-21")
    held = meeting(desk, "2026-06-20", "bo,tui,rangi")
    meetings.close(sec, held, "AC/2026/6")
    with pytest.raises(Refused) as refusal:
        cancel(sec, held, "A mistake")
    assert codes(refusal) == ["CLOSED"]
    ref = called(desk, date(2026, 7, 1))
    with pytest.raises(AskedWrongly, match="for a reason"):
        cancel(sec, ref, "  ")
    with pytest.raises(Refused) as refusal:
        cancel(at(desk, "bo", "2026-06-21"), ref, "A mistake")
    assert codes(refusal) == ["NOT-YOUR-ROLE"]
    cancel(sec, ref, "A mistake")
    with pytest.raises(Refused) as refusal:
        cancel(sec, ref, "A mistake")
    assert codes(refusal) == ["CANCELLED"]
    assert whole(desk)


def test_a_meeting_is_held_or_cancelled_by_one_of_two(desk: Desk) -> None:
    ref, sec = called(desk), at(desk, "sec", "2026-06-20")
    records = Before(sec.records, partial(meetings.hold, sec, ref, BO, []))
    with pytest.raises(Refused) as refusal:
        cancel(replace(sec, records=records), ref, "A mistake")
    assert codes(refusal) == ["HELD"]
    second = called(desk, date(2026, 6, 19))
    records = Before(sec.records, partial(cancel, sec, second, "A mistake"))
    with pytest.raises(Refused) as refusal:
        meetings.hold(replace(sec, records=records), second, BO, [])
    assert codes(refusal) == ["CANCELLED"]
    assert whole(desk)


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (date(1969, 1, 1), "no body met on a micro-credential on 1969-01-01"),
        (date(2018, 8, 21), "no body met"),
        (date(2062, 6, 20), "more than 2 years ahead"),
    ],
)
def test_no_meeting_is_called_for_a_day_on_which_none_can_be(
    desk: Desk, on: date, why: str
) -> None:
    with pytest.raises(AskedWrongly, match=why):
        called(desk, on)
    assert called(desk, date(2018, 8, 22)), "a meeting of the past can be entered later"
