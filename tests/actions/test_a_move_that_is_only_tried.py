"""A move that is only tried, where nothing can be written: others write, or it may only be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at

from mcapproval.actions import audit, setup
from mcapproval.actions.cases.moves import Moved, Said, try_move
from mcapproval.actions.desk import Desk
from mcapproval.clock import StoppedClock
from mcapproval.errors import Busy, Refused
from mcapproval.store import engine as engines
from mcapproval.store.records import Records


def tried(desk: Desk) -> Moved:
    return try_move(at(desk, "ana", "2026-06-02"), "APP-2026-0001", "show-need", Said())


def test_it_is_judged_where_others_write(opened: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "A_LOOK", 1)
    assert tried(opened.desk).told == ()
    with engines.writing(engines.connect(opened.desk.records.where)):
        made = tried(opened.desk)
        assert made.now == "Need"
        (told,) = made.told
        assert told.startswith("what else follows was not looked at: others write in the records")
        with pytest.raises(Refused, match="show-need"):
            try_move(at(opened.desk, "bo", "2026-06-02"), opened.ref, "show-need", Said())
        with pytest.raises(Busy), opened.desk.trying():
            pass


def test_it_is_judged_where_the_records_can_only_be_read(opened: Staged) -> None:
    where = opened.desk.records.where
    if engines.is_url(where):
        with engines.writing(engines.connect(where)) as connection:
            database = connection.exec_driver_sql("SELECT current_database()").scalar()
            connection.exec_driver_sql(
                f'ALTER DATABASE "{database}" SET default_transaction_read_only = on'
            )
        desk = opened.desk
    else:
        desk = replace(opened.desk, records=Records(where, engines.connect_still(where)))
    made = tried(desk)
    assert made.now == "Need"
    assert "can only be read" in made.told[0] or "read-only transaction" in made.told[0]


def test_a_clock_of_ones_own_tries_only_where_it_may_write(records_url: str) -> None:
    clock = StoppedClock(date(2026, 2, 1))
    made = setup.init(records_url, "admin", provider="otago-polytechnic", clock=clock)
    rows = audit.audit(made).rows
    with made.trying() as writer:
        sent = {"provider": "otago-polytechnic", "year": 2025, "sent_on": "2026-01-10"}
        writer.add("provider:x", "self-review-recorded", made.today, {**sent, "file": None})
    assert audit.audit(made).rows == rows
    later = made.on(date(2026, 3, 1))
    with pytest.raises(Refused, match="only in simulated records"), later.trying():
        pass
