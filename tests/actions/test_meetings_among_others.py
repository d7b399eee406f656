"""What is judged of a meeting holds where others write between reading and writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from tests.actions.test_committees import APP, chair_acts, codes, meeting, whole
from tests.actions.test_committees import desk as desk
from tests.actions.walking import at

from mcapproval.actions.cases.items import of_case
from mcapproval.actions.committees import meetings
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


def test_who_closes_a_meeting_looks_again_where_others_wrote_in_between(desk: Desk) -> None:
    chair_acts(desk)
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    sec = at(desk, "sec", "2026-06-22")
    asked = partial(of_case.add_item, at(desk, "mele", "2026-06-22"), APP, "action", "Look again")
    found = meetings.close(replace(sec, records=Before(sec.records, asked)), ref, "AC/2026/6")
    assert found.cases == (APP,)
    assert whole(desk)


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
