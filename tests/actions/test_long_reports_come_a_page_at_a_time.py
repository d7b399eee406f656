"""Every list that grows comes a page at a time: the pages together are the whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at
from tests.store.lived import live

from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.cases.items.of_case import add_item
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.due.outbox import outbox_page
from mcapproval.actions.importing.unknown_list import gaps, unknown
from mcapproval.actions.reporting.delegations import delegations
from mcapproval.actions.reporting.evidence import evidence
from mcapproval.actions.reporting.fallen import fallen
from mcapproval.actions.reporting.findings import having
from mcapproval.actions.reporting.overrides import overrides_page
from mcapproval.actions.reporting.portfolio import portfolio_page
from mcapproval.actions.reporting.refused import refused
from mcapproval.actions.reporting.undelivered import undelivered
from mcapproval.actions.reporting.waivers import waivers_page
from mcapproval.actions.reporting.where import where
from mcapproval.actions.reviewing.actions import actions_page
from mcapproval.actions.reviewing.trends import trends_page
from mcapproval.errors import AskedWrongly, Unknown
from mcapproval.reports import actions, outbox, overrides, waivers
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.table import text
from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Approval, Case, Item, Override, Waiver

if TYPE_CHECKING:
    from tests.conftest import Places

Asked = Callable[[Desk, Slice], Page[Any]]


REPORTS: dict[str, tuple[Asked, int]] = {
    "outbox": (outbox_page, 2),
    "overrides": (overrides_page, 2),
    "waivers": (waivers_page, 2),
}
"""By report, how it is asked, and how many there are at least."""


@pytest.fixture
def lived(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A whole life, of which one override and one waiver are there twice more."""
    folder = tmp_path_factory.mktemp("lived") / "papers"
    where = places.copy("lived for pages", partial(lived_twice, folder=folder))
    return sit_down(where, "admin", date(2030, 1, 1))


def lived_twice(where: str, folder: Any) -> None:
    desk = live(where, folder)
    with desk.writing() as writer:
        for model in (Override, Waiver):
            row = writer.connection.execute(table(model).select()).mappings().first()
            assert row is not None
            for seq in (1, 2):
                writer.connection.execute(table(model).insert(), {**row, "seq": seq})


def through(desk: Desk, ask: Asked, first: int) -> list[Any]:
    """All rows by way of pages of so many."""
    found: list[Any] = []
    after = None
    while True:
        page = ask(desk, Slice(first, after))
        found += page.rows
        if page.last is None:
            return found
        assert len(page.rows) == first
        assert page.last != after, "the next page is this one again"
        after = page.last


@pytest.mark.parametrize("name", REPORTS)
def test_the_pages_together_are_the_whole(lived: Desk, name: str) -> None:
    ask, least = REPORTS[name]
    whole = ask(lived, EVERYTHING)
    assert len(whole.rows) >= least
    assert (whole.found, whole.last) == (len(whole.rows), None)
    for first in (1, 2, 1000):
        assert through(lived, ask, first) == list(whole.rows)
    assert ask(lived, Slice(1)).found == len(whole.rows)


def test_a_page_says_of_how_many_it_is_one_and_adds_up_the_whole_alone(lived: Desk) -> None:
    one = Slice(1)
    assert overrides.table(overrides_page(lived, one)).note == "1 of 3 overrides."
    assert overrides.table(overrides_page(lived)).note.startswith("3 overrides of ")
    assert re.fullmatch("1 of [0-9]+ waivers[.]", waivers.table(waivers_page(lived, one)).note)
    unsent = sum(row.standing == "waits" for row in outbox_page(lived).rows)
    said = f"1 of [0-9]+ notices; in all {unsent} (is|are) not sent[.]"
    assert re.fullmatch(said, outbox.table(outbox_page(lived, one)).note)


def test_the_years_come_so_many_micro_credentials_at_a_time(lived: Desk) -> None:
    whole = trends_page(lived, 10)
    assert whole.rows
    assert through(lived, lambda desk, asked: trends_page(desk, 10, asked=asked), 1000) == list(
        whole.rows
    )


@pytest.fixture
def dated(drafting: Staged) -> Desk:
    """Seven actions: two that are late, two due on one day, two without a day, and one done."""
    mele = at(drafting.desk, "mele", "2026-06-03")
    days = [date(2026, 7, 1), date(2026, 7, 1), date(2026, 6, 4), date(2026, 6, 3), None, None]
    for day in days:
        add_item(mele, drafting.ref, "action", "Do", owner="author", due=day)
    done = add_item(mele, drafting.ref, "action", "Do", owner="author", due=date(2026, 6, 5))
    change_item(mele, drafting.ref, done, "closed", "Done")
    return mele.on(date(2026, 6, 20))


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("owner", [None, "author"])
def test_actions_of_one_day_and_of_none_are_each_told_once(
    dated: Desk, closed: bool, owner: str | None
) -> None:
    def ask(desk: Desk, asked: Slice) -> Page[Any]:
        return actions_page(desk, owner, closed=closed, asked=asked)

    whole = ask(dated, EVERYTHING)
    assert [row.due for row in whole.rows] == [
        *("2026-06-03", "2026-06-04", "2026-07-01", "2026-07-01"),
        *(("2026-06-05", "", "") if closed else ("", "")),
    ]
    for first in (1, 2, 5):
        assert through(dated, ask, first) == list(whole.rows)
    late = actions_page(dated, owner, overdue=True)
    assert [row.due for row in late.rows] == ["2026-06-03", "2026-06-04"]
    page = actions_page(dated, owner, asked=Slice(1))
    assert text(actions.table(page)).endswith("\n\n1 of 6 actions; in all 2 are late.\n")


def test_what_no_page_said_is_refused(dated: Desk) -> None:
    with pytest.raises(AskedWrongly, match="REF:NUMBER"):
        actions_page(dated, asked=Slice(1, "APP-2026-0001"))
    for ask in (fallen, refused, outbox_page, overrides_page, waivers_page, delegations):
        with pytest.raises(AskedWrongly, match="the number of a row"):
            ask(dated, asked=Slice(1, "MC-0001"))


AFTER: dict[str, tuple[Callable[[Desk, Slice], object], str]] = {
    "where": (lambda desk, asked: where(desk, asked=asked), "APP-2026-0099"),
    "undelivered": (lambda desk, asked: undelivered(desk, asked=asked), "MC-0099"),
    "portfolio": (lambda desk, asked: portfolio_page(desk, asked=asked), "APP-2026-0001"),
    "evidence": (lambda desk, asked: evidence(desk, asked=asked), "REV-2027-0001"),
    "findings": (lambda desk, asked: having(desk, "CRED-MIN-5", asked=asked), "MC-0001"),
    "reviews": (lambda desk, asked: trends_page(desk, 5, asked=asked), "MC-0099"),
    "actions": (lambda desk, asked: actions_page(desk, asked=asked), "APP-2026-0001:99"),
    "their actions": (lambda desk, asked: actions_page(desk, "author", asked=asked), "X:1"),
    "fallen": (lambda desk, asked: fallen(desk, asked=asked), "999999"),
    "refused": (lambda desk, asked: refused(desk, asked=asked), "999999"),
    "outbox": (outbox_page, "999999"),
    "overrides": (overrides_page, "999999"),
    "waivers": (waivers_page, "999999"),
    "delegations": (delegations, "999999"),
}
"""By report, how it is asked, and what it never tells of."""


@pytest.mark.parametrize("name", AFTER)
def test_after_what_is_not_there_no_page_begins(dated: Desk, name: str) -> None:
    ask, after = AFTER[name]
    with pytest.raises(Unknown, match=f"no page begins after {after}") as fault:
        ask(dated, Slice(1, after))
    assert fault.value.hint == "give the last one of the page before"


def test_an_approval_that_stands_is_no_place_among_those_that_fell(board: Staged) -> None:
    ratified = at(board.desk, "admin", "2026-06-20")
    with ratified.reading() as connection:
        standing = [row.seq for row in queries.many(connection, Approval, stands=True)]
    assert standing
    with pytest.raises(Unknown, match="no page begins after"):
        fallen(ratified, asked=Slice(1, str(standing[0])))


IN_ORDER: dict[str, tuple[Asked, Any, str, Callable[[Any], dict[str, Any]]]] = {
    "where": (
        lambda desk, asked: where(desk, asked=asked),
        Case,
        "due_on",
        lambda row: {"ref": row.ref},
    ),
    "actions": (
        lambda desk, asked: actions_page(desk, asked=asked),
        Item,
        "due",
        lambda row: {"ref": row.ref, "number": row.item},
    ),
    "all actions": (
        lambda desk, asked: actions_page(desk, closed=True, asked=asked),
        Item,
        "due",
        lambda row: {"ref": row.ref, "number": row.item},
    ),
    "their actions": (
        lambda desk, asked: actions_page(desk, "author", asked=asked),
        Item,
        "due",
        lambda row: {"ref": row.ref, "number": row.item},
    ),
    "fallen": (
        lambda desk, asked: fallen(desk, asked=asked),
        Approval,
        "fell_on",
        lambda row: {"seq": row.row},
    ),
}
"""By report, how it is asked, and the table that has what it is in the order of, with its key."""


@pytest.mark.parametrize("name", IN_ORDER)
def test_where_what_was_told_is_put_first_meanwhile_the_pages_go_on_all_the_same(
    lived: Desk, dated: Desk, name: str
) -> None:
    desk = dated if "actions" in name else lived
    ask, model, column, key = IN_ORDER[name]
    there = [key(row) for row in ask(desk, EVERYTHING).rows]
    assert len(there) > 2
    first = "2040-01-01" if name == "fallen" else "2001-01-01"
    found: list[Any] = []
    after = None
    while not found or after is not None:
        page = ask(desk, Slice(1, after))
        found += map(key, page.rows)
        after = page.last
        assert after is None or "@" in after
        assert len(found) <= len(there)
        with desk.writing() as writer:
            kept = table(model)
            those = [kept.c[k] == value for k, value in found[-1].items()]
            writer.connection.execute(kept.update().where(*those).values({column: first}))
    assert found == there


def test_gaps_that_were_filled_meanwhile_take_no_other_from_the_next_page(
    approved: Staged,
) -> None:
    found = unknown(at(approved.desk, "admin", "2027-09-01"))
    first = gaps(found, Slice(2))
    rest = gaps(found, Slice(None, first.last))
    assert len(rest.rows) > 2
    assert first.rows + rest.rows == gaps(found, EVERYTHING).rows
    told = {row["column"] for row in first.rows}
    left = [each for each in found if each.column not in told]
    assert gaps(left, Slice(None, first.last)).rows == rest.rows
    last = rest.rows[-1]
    assert gaps(left, Slice(1, f"{last['ref']}@{last['sheet']}:{last['column']}")).rows == ()
    with pytest.raises(Unknown, match="no page begins after MC-0001@cohorts:nix"):
        gaps(found, Slice(1, "MC-0001@cohorts:nix"))


def test_where_an_action_was_closed_between_two_pages_theirs_go_on_all_the_same(
    dated: Desk,
) -> None:
    one = actions_page(dated, "author", asked=Slice(1))
    assert one.last is not None
    ref, _, number = one.last.partition("@")[0].rpartition(":")
    change_item(at(dated, "mele", "2026-06-20"), ref, int(number), "closed", "Done")
    next_one = actions_page(dated, "author", asked=Slice(1, one.last))
    assert [row.due for row in next_one.rows] == ["2026-06-04"]
    assert next_one.found == 5
