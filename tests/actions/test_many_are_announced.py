"""Many re-evaluations come near on one day: announced and told together, as each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import bodied, written
from tests.actions.test_meetings_among_others import Before
from tests.simulated import START

from mcapproval.actions.cases.items.of_case import add_item
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.due import ticking
from mcapproval.actions.due.ticking import Ticked, tick
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.reviewing.alike import Judging, read
from mcapproval.reports.outbox import Notice
from mcapproval.store import queries
from mcapproval.store.conflict import Conflict
from mcapproval.store.events import Author, Event
from mcapproval.store.records import Records
from mcapproval.store.writer import Writer

if TYPE_CHECKING:
    from tests.conftest import Places

ON = date(2026, 2, 2)
WITH_AN_ITEM = "REV-2026-0003"
HEADINGS = ("Title", "Level", "Credits", "Approved on", "Owner")


class Counted(Records):
    """Records that count how often they are written."""

    def __init__(self, records: Records) -> None:
        self.__dict__ = dict(vars(records))
        self.times = 0

    @contextmanager
    def writing(self, by: Author, at: datetime) -> Iterator[Writer]:
        self.times += 1
        with super().writing(by, at) as writer:
            yield writer


@pytest.fixture
def many(places: Places, tmp_path: Path) -> str:
    """Eight that are due in the next weeks, three of them overdue; one has an item of its own."""

    def build(where: str) -> None:
        bodied(where)
        days = [f"{4 + 7 * (n % 3)}/0{1 + n % 4}/2023" for n in range(8)]
        rows = [(f"Whakaako {n}", 5, 20, day, "mele") for n, day in enumerate(days)]
        sheets = {"Micro-credentials": (HEADINGS, *rows)}
        desk = sit_down(where, "admin", START)
        import_file(desk, written(tmp_path, sheets))
        add_item(as_person(desk, "mele"), WITH_AN_ITEM, "action", "Ask", due=date(2026, 2, 3))

    return places.copy("many-come-near", build)


def journal(desk: Desk) -> list[Event]:
    with desk.reading() as connection:
        return list(queries.events(connection))


def ticked(where: str) -> tuple[Ticked, list[Event]]:
    desk = sit_down(where, "admin", ON)
    return tick(desk), journal(desk)


def test_the_journal_is_as_if_each_had_been_announced_by_itself(
    many: str, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, rows = ticked(many)
    monkeypatch.setattr(Judging, "alike", lambda *_: None)
    assert ticked(places.copy("many-come-near")) == (told, rows)
    assert WITH_AN_ITEM in {made.ref for made in told.moves}
    assert len(told.moves) > 5
    assert len(told.notices) > 2
    at = {row.seq: (row.ref, row.data["move"]) for row in rows if row.act == "moved"}
    assert [at[made.row or 0] for made in told.moves] == [(m.ref, "notify") for m in told.moves]
    noticed = {row.seq: row.ref for row in rows if row.act == "noticed"}
    assert {notice.row: notice.ref for notice in told.notices} == noticed


def test_however_many_they_are_they_are_written_a_few_times(many: str) -> None:
    desk = sit_down(many, "admin", ON)
    counted = Counted(desk.records)
    tick(replace(desk, records=counted))
    assert counted.times <= len(("before it", "the one with an item", "after it", "notices"))


def test_those_that_went_with_their_import_meanwhile_are_left_out(
    many: str, tmp_path: Path
) -> None:
    then, desk = sit_down(many, "admin", START), sit_down(many, "admin", ON)
    row = ("Ka haere", 5, 20, "11/02/2023", "mele")
    sheets = {"Micro-credentials": (HEADINGS, row)}
    brought = import_file(then, written(tmp_path, sheets)).ref or ""
    would = {made.ref: made.title for made in tick(desk, dry=True).moves}
    racing = Before(desk.records, lambda: undo_import(then, brought))
    told = tick(replace(desk, records=racing))
    assert "Ka haere" in would.values()
    assert {m.ref for m in told.moves} == {r for r, title in would.items() if title != "Ka haere"}
    assert told.left_out == ()


def test_what_two_ticks_find_at_once_is_announced_once_and_is_no_fault(
    many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Judging, "alike", lambda *_: None)
    desk = sit_down(many, "admin", ON)
    others: list[Ticked] = []
    slower = Before(desk.records, lambda: others.append(tick(desk)))
    slower.acts = [*slower.acts, lambda: None]
    told = tick(replace(desk, records=slower))
    found = [*told.moves, *others[0].moves]
    assert told.left_out == others[0].left_out == ()
    assert len(told.moves) in range(2)
    assert len(found) == len({made.ref for made in found}) > 5


def test_what_is_asked_of_those_that_are_gone_is_not_read(many: str) -> None:
    with sit_down(many, "admin", ON).reading() as connection:
        assert [row.ref for row in read(connection, ["REV-1999-0001", WITH_AN_ITEM])] == [
            WITH_AN_ITEM
        ]


def test_one_to_which_others_write_each_time_is_left_for_the_next_tick_and_all_others_are_told_of(
    many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = ticking._write

    def overtaken(desk: Desk, refs: Sequence[str]) -> list[Notice]:
        if WITH_AN_ITEM in refs:
            raise Conflict("somebody was first")
        return write(desk, refs)

    with monkeypatch.context() as patch:
        patch.setattr(ticking, "_write", overtaken)
        first, _ = ticked(many)
    assert first.untold == ((WITH_AN_ITEM, f"{WITH_AN_ITEM} is being changed by others"),)
    assert len({notice.ref for notice in first.notices}) > 1
    then, _ = ticked(many)
    assert {notice.ref for notice in then.notices} == {WITH_AN_ITEM}
    assert (then.untold, ticked(many)[0].notices) == ((), ())
