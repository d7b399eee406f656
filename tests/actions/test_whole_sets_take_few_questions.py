"""What shows all micro-credentials asks the database as often of many as of a few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from sqlalchemy import insert
from tests.actions.conftest import Staged
from tests.actions.walking import at
from tests.questions import asked, noted

from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.waiting import of_everybody
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.reporting.portfolio import portfolio_page
from mcapproval.actions.reviewing.actions import actions
from mcapproval.actions.reviewing.feeding import calendar
from mcapproval.actions.reviewing.grid_paper import grid_paper
from mcapproval.actions.reviewing.self_review import drafted, year_facts
from mcapproval.actions.reviewing.trends import trends
from mcapproval.actions.reviewing.year import year
from mcapproval.errors import Unknown
from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.keep import keep_content
from mcapproval.store.providers import ALL
from mcapproval.store.rows.folded import Case, Delivery, Item, Listing, Review

MC, REV, ON = "MC-0001", "REV-2027-0001", "2027-08-11"
OTAGO = "otago-polytechnic"
A_MOVE = 10
"""Two that begin, four that read and four that write. The workflow is read in both transactions
where no connection is kept open."""
WITH_WORDS = A_MOVE + 3
"""They are kept, numbered, and put in to be found: what is sent many at a time is not counted."""
READS: dict[str, Callable[[Desk], object]] = {
    "calendar": calendar,
    "trends": lambda desk: trends(desk, 5),
    "grid": lambda desk: grid_paper(desk, 2027, None, shared=False),
    "self-review": lambda desk: drafted(desk, OTAGO, 2027),
    "actions": lambda desk: actions(desk, closed=True),
    "actions of a person": lambda desk: actions(desk, "me"),
    "next": of_everybody,
    "portfolio": portfolio_page,
    "year": lambda desk: year(desk, date(2027, 1, 1), date(2027, 12, 31)),
}


def copies(desk: Desk, numbers: range) -> None:
    """So many micro-credentials more, each with a re-evaluation that was decided, an action, and
    a delivery of which completions are to be reported."""
    with desk.writing() as writer:
        connection = writer.connection
        for n in numbers:
            answers = keep_content(connection, {"need": {"still_needed": f"yes, {n}"}})
            decided = {"listing": f"{MC}{n}", "answers": answers, "waits": False}
            decided |= {"decision": "continue", "decided_on": ON}
            for model, ref, other in (
                (Listing, MC, {}),
                (Case, MC, {}),
                (Review, REV, decided),
                (Case, REV, {}),
            ):
                row = queries.one(connection, model, ref=ref)
                assert row is not None
                values = {**row._asdict(), **other, "ref": f"{ref}{n}"}
                connection.execute(insert(table(model)), values)
            item = {"ref": f"{REV}{n}", "number": 1, "kind": "action", "state": "open"}
            item |= {"says": "0" * 64, "proof": "[]", "opened_on": ON, "due": ON}
            connection.execute(insert(table(Item)), item)
            delivery = Delivery(
                ref=f"DEL-{n}",
                listing=f"{MC}{n}",
                provider=OTAGO,
                cohort="A",
                version=1,
                last_on=ON,
                starts="2027-03-01",
                ends="2027-06-30",
                completed=5,
            )
            connection.execute(insert(table(Delivery)), delivery._asdict())


def test_a_provider_that_is_known_is_found_without_the_list_of_all(desk: Desk) -> None:
    with desk.reading() as connection:
        assert asked(lambda: known_provider(connection, OTAGO)) == 1
        with noted() as questions, pytest.raises(Unknown, match="did you mean `otago-polytechnic`"):
            known_provider(connection, "otago-polytechni")
    assert [ALL in question for question in questions] == [False, True]


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_many_take_no_more_questions_than_two(
    approved: Staged, read: Callable[[Desk], object]
) -> None:
    desk = at(approved.desk, "hemi", "2027-09-01")
    copies(desk, range(2))
    few = asked(lambda: read(desk))
    copies(desk, range(2, 12))
    assert asked(lambda: read(desk)) == few


def test_a_move_asks_for_what_hangs_on_a_case_at_once(drafting: Staged) -> None:
    ana = at(drafting.desk, "ana", "2026-06-02")
    kept = partial(move, ana, drafting.ref, "hold", Said({"reason": "a pause"}))
    assert asked(kept) <= WITH_WORDS
    assert asked(partial(move, ana, drafting.ref, "resume", Said())) <= A_MOVE


def test_what_is_shown_is_of_each(approved: Staged) -> None:
    desk = at(approved.desk, "hemi", "2027-09-01")
    copies(desk, range(3))
    assert [row.need for row in trends(desk, 5)] == ["yes, 0", "yes, 1", "yes, 2"]
    with desk.reading() as connection:
        facts = year_facts(connection, desk, OTAGO, 2027)
    assert [row.needed for row in facts.reviewed] == ["yes, 0", "yes, 1", "yes, 2"]
    assert {row.ref for row in actions(desk)} == {f"{REV}{n}" for n in range(3)}
    assert {row.title for row in actions(desk)} == {row.title for row in portfolio_page(desk).rows}


def test_more_than_one_question_may_name_are_asked_of_in_pieces(
    approved: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at(approved.desk, "hemi", "2027-09-01")
    copies(desk, range(5))
    whole = [read(desk) for read in READS.values()]
    monkeypatch.setattr("mcapproval.store.clauses.PIECE", 2)
    assert [read(desk) for read in READS.values()] == whole
    with desk.reading() as connection:
        refs = {row.ref for row in queries.many(connection, Review)}
        rows = queries.among(connection, Item, "ref", refs)
        assert [row.ref for row in rows] == [f"{REV}{n}" for n in range(5)]
