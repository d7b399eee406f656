"""Many begun in one run: as if each had been begun alone, each with a result of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.actions.conftest import Staged, staged
from tests.actions.test_meetings_among_others import Before
from tests.actions.walking import at
from tests.conftest import Places

from mcapproval.actions.desk import TRIES, Desk
from mcapproval.actions.reviewing import bulk_opening
from mcapproval.actions.reviewing.alike import Judging
from mcapproval.actions.reviewing.bulk_opening import open_due, open_named
from mcapproval.actions.reviewing.due import Asked
from mcapproval.actions.reviewing.opening import open_review
from mcapproval.actions.reviewing.owners import assign
from mcapproval.store import queries
from mcapproval.store.batch import RowOf, add_all
from mcapproval.store.conflict import Conflict
from mcapproval.store.events import Author
from mcapproval.store.verifying.verify import verify

REV, DAY = "REV-2027-0001", "2027-07-01"


def last_row(found: Staged) -> dict[str, Any]:
    with found.desk.reading() as connection:
        *_, event = queries.events(connection, REV)
        assert verify(connection).faults == ()
    return {"act": event.act, "by": event.by, "on": event.effective_on, **event.data}


def test_each_row_is_that_of_one_that_was_begun_alone(places: Places) -> None:
    alone, together = staged(places, "approved"), staged(places, "approved")
    open_review(at(alone.desk, "mele", DAY), "MC-0001")
    (line,) = open_due(at(together.desk, "mele", DAY), Asked(within=90))
    assert (line.ref, line.how) == (REV, "begun")
    assert last_row(together) == last_row(alone)


def test_what_was_begun_before_or_does_not_wait_is_told(approved: Staged) -> None:
    mele = at(approved.desk, "mele", DAY)
    assert [line.how for line in open_named(mele, ["MC-0001", "MC-0009"])] == ["begun", "refused"]
    assert [line.how for line in open_named(mele, ["990011"])] == ["there"]
    assert open_due(mele, Asked(within=1)) == ()


def test_who_may_not_begin_one_is_refused_with_the_reasons(approved: Staged) -> None:
    ana = at(approved.desk, "ana", DAY)
    (line,) = open_due(ana, Asked(within=90))
    assert (line.how, [reason.code for reason in line.reasons]) == ("refused", ["NOT-YOUR-ROLE"])
    assign(at(approved.desk, "hemi", DAY), [REV], "ana")
    (line,) = open_due(ana, Asked(within=90, owner="me"))
    assert line.how == "begun"


def test_nothing_is_kept_where_one_has_moved_on(approved: Staged) -> None:
    before = last_row(approved)
    data = {
        "track": "review",
        "move": "open",
        "from": "scheduled",
        "to": "in-progress",
        "came_from": {},
    }
    row = RowOf(REV, 99, {**data, "facts": {}, "approval": None, "closes": []})
    by = Author("PER-0001", "shell")
    with pytest.raises(Conflict), approved.desk.records.writing(by, approved.desk.now) as writer:
        add_all(writer, "moved", date.fromisoformat(DAY), [row])
    assert last_row(approved) == before


def test_rows_that_are_written_together_change_nothing_that_must_be_looked_for(
    approved: Staged,
) -> None:
    """A link may be there or not: to know that, each is asked for, and nothing is left out."""
    before = last_row(approved)
    data = {"track": "listing", "facts": {}, "links": {approved.ref: "made-of"}}
    row = RowOf("MC-0001", 1, data)
    by = Author("PER-0001", "shell")
    with pytest.raises(TypeError), approved.desk.records.writing(by, approved.desk.now) as writer:
        add_all(writer, "noted", date.fromisoformat(DAY), [row])
    assert last_row(approved) == before


def racing(desk: Desk, *acts: Callable[[], object]) -> Desk:
    """Before each of our writings somebody else does something."""
    records = Before(desk.records, acts[0])
    records.acts = [*reversed(acts)]
    return replace(desk, records=records)


def test_what_somebody_else_began_while_this_ran_is_told_as_that(approved: Staged) -> None:
    mele, hemi = at(approved.desk, "mele", DAY), at(approved.desk, "hemi", DAY)
    (line,) = open_due(racing(mele, lambda: open_review(hemi, "MC-0001")), Asked(within=90))
    assert (line.how, [reason.code for reason in line.reasons]) == ("there", ["MOVED-ON"])
    assert "somebody else began REV-2027-0001 just now" in line.reasons[0].message
    (line,) = open_named(mele, ["MC-0001"])
    assert (line.how, line.reasons) == ("there", ())


def test_what_is_begun_for_itself_is_told_so_too(
    approved: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Judging, "alike", lambda *_: None)
    mele, hemi = at(approved.desk, "mele", DAY), at(approved.desk, "hemi", DAY)
    others = racing(mele, lambda: None, lambda: open_review(hemi, "MC-0001"))
    (line,) = open_named(others, ["MC-0001"])
    assert (line.how, [reason.code for reason in line.reasons]) == ("there", ["MOVED-ON"])


def test_what_others_go_on_changing_is_refused_with_what_to_do(
    approved: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Judging, "alike", lambda *_: None)
    mele, hemi = at(approved.desk, "mele", DAY), at(approved.desk, "hemi", DAY)
    owners = [lambda who=who: assign(hemi, [REV], who) for who in ("ana", "bo") * TRIES]
    (line,) = open_named(racing(mele, lambda: None, *owners[:TRIES]), ["MC-0001"])
    (reason,) = line.reasons
    assert (line.how, reason.code) == ("refused", "MOVED-ON")
    assert (reason.message, reason.mend) == (
        f"{REV} is being changed by others",
        "look again, then try again",
    )


def test_what_can_not_be_written_together_is_begun_one_by_one(
    approved: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moved_on(*_: object) -> None:
        raise Conflict

    monkeypatch.setattr(bulk_opening, "add_all", moved_on)
    (line,) = open_due(at(approved.desk, "mele", DAY), Asked(within=90))
    assert (line.how, last_row(approved)["to"]) == ("begun", "in-progress")
