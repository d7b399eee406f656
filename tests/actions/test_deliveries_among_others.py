"""A delivery that two write to at the same time is judged as it stands when it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from tests.actions.test_deliveries_are_watched import MC, add, state, update
from tests.actions.test_deliveries_are_watched import ready_to as ready_to
from tests.actions.test_meetings_among_others import Before
from tests.actions.walking import at

from mcapproval.actions.deliveries import beginning, keeping
from mcapproval.actions.deliveries.wording import columns
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.ticking import tick
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.conflict import Conflict
from mcapproval.store.records import open_records
from mcapproval.store.rows.folded import Delivery

DEL = "DEL-0001"


def racing(desk: Desk, act: Callable[[Desk], object], *, at_the: int = 1) -> Desk:
    """Somebody else does something, from records of their own, before that writing of ours."""
    others = replace(desk, records=open_records(desk.records.where))
    records = Before(desk.records, partial(act, others))
    records.acts = [*records.acts, *[lambda: None] * (at_the - 1)]
    return replace(desk, records=records)


def delivery(desk: Desk) -> Delivery:
    with desk.reading() as connection:
        return keeping.delivery_row(connection, DEL)


def test_what_others_counted_in_between_stands_against_calling_it_off(ready_to: Desk) -> None:
    add(ready_to, "2026-09-02")

    def count(desk: Desk) -> None:
        update(desk, "2026-12-12", enrolled=5, completed=3)

    hemi = racing(at(ready_to, "hemi", "2026-12-12"), count)
    with pytest.raises(Refused, match="has 3 who completed"):
        keeping.cancel(hemi, DEL, None)
    assert not delivery(ready_to).cancelled


def test_what_others_called_off_in_between_is_not_called_off_again(ready_to: Desk) -> None:
    add(ready_to, "2026-09-02")
    hemi = at(ready_to, "hemi", "2026-09-03")
    with pytest.raises(Refused, match="is called off already"):
        keeping.cancel(racing(hemi, lambda desk: keeping.cancel(desk, DEL, None)), DEL, None)
    assert delivery(ready_to).version == 2


def test_what_others_called_off_in_between_takes_no_counts(ready_to: Desk) -> None:
    add(ready_to, "2026-09-02")
    hemi = at(ready_to, "hemi", "2026-09-03")
    with pytest.raises(Refused, match="is called off and counts nowhere"):
        keeping.update(
            racing(hemi, lambda desk: keeping.cancel(desk, DEL, None)), DEL, {"enrolled": 5}, {}
        )
    assert delivery(ready_to).enrolled is None


def test_a_key_day_that_others_set_in_between_stays(ready_to: Desk) -> None:
    add(ready_to, "2026-09-02")
    hemi = at(ready_to, "hemi", "2026-09-03")

    def submission(desk: Desk) -> None:
        keeping.update(desk, DEL, {}, {}, sets={"submission": "2026-10-20"})

    keeping.update(racing(hemi, submission), DEL, {}, {}, sets={"assessment": "2026-10-30"})
    days = columns(delivery(ready_to))["days"]
    assert days == {"submission": "2026-10-20", "assessment": "2026-10-30"}


def test_an_update_is_not_dated_before_what_others_wrote_in_between(ready_to: Desk) -> None:
    add(ready_to, "2026-09-02")

    def later(desk: Desk) -> None:
        update(desk, "2026-09-20", enrolled=5)

    hemi = racing(at(ready_to, "hemi", "2026-09-20"), later)
    with pytest.raises(Refused, match="before the last thing that happened"):
        keeping.update(hemi, DEL, {"enrolled": 6}, {}, date(2026, 9, 10))
    assert delivery(ready_to).enrolled == 5


def test_a_delivery_called_off_in_between_makes_nothing_deliver(ready_to: Desk) -> None:
    add(ready_to, "2026-09-02")
    admin = at(ready_to, "admin", "2026-10-05")
    off = partial(keeping.cancel, at(ready_to, "hemi", "2026-10-05"), DEL, None)
    told = tick(racing(admin, lambda desk: off()))
    assert state(ready_to) == "ready-to-deliver"
    assert (told.moves, told.left_out) == ((), ())


def test_what_two_ticks_find_at_once_begins_to_deliver_once_and_is_no_fault(ready_to: Desk) -> None:
    add(ready_to, "2026-09-02")
    admin = at(ready_to, "admin", "2026-10-05")
    told = tick(racing(admin, lambda desk: tick(at(desk, "admin", "2026-10-05"))))
    assert (told.moves, told.left_out, state(ready_to)) == ((), (), "delivering")


def test_a_delivery_entered_and_called_off_at_once_makes_nothing_deliver(ready_to: Desk) -> None:
    hemi = at(ready_to, "hemi", "2026-10-06")
    off = partial(keeping.cancel, hemi, DEL, None)
    days = {"starts": "2026-10-05", "ends": "2026-12-11"}
    facts = {"listing": MC, "cohort": "B", **days}
    assert keeping.add(racing(hemi, lambda desk: off(), at_the=2), facts).begun is None
    assert state(ready_to) == "ready-to-deliver"


def test_a_delivery_counted_in_between_makes_it_deliver_all_the_same(ready_to: Desk) -> None:
    add(ready_to, "2026-09-02")

    def count(desk: Desk) -> None:
        hemi = at(desk, "hemi", "2026-10-05")
        keeping.update(hemi, DEL, {"enrolled": 5}, {}, date(2026, 9, 20))

    (moved,) = tick(racing(at(ready_to, "admin", "2026-10-05"), count)).moves
    with ready_to.reading() as connection:
        event = queries.event(connection, moved.row or 0)
        *_, last = queries.events(connection, DEL)
    assert event is not None
    assert event.cause == last.seq


def test_what_others_keep_writing_to_begins_to_deliver_with_the_next_tick(
    ready_to: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*_: object) -> None:
        raise Conflict("somebody was first")

    with monkeypatch.context() as patch:
        patch.setattr(beginning, "_deliver", overtaken)
        begun = add(ready_to, "2026-10-06").begun
    assert begun is not None
    assert "being changed by others; the next `mcapproval tick` does it" in begun.why
    assert (delivery(ready_to).ref, state(ready_to)) == (DEL, "ready-to-deliver")
    (made,) = tick(ready_to.on(date(2026, 10, 6))).moves
    assert (made.move, state(ready_to)) == ("deliver", "delivering")
