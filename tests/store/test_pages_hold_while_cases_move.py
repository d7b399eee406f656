"""Pages that are taken while cases move: what did not move is told once, neither skipped nor
repeated."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, update
from tests.conftest import Places
from tests.store.test_cases_are_found import LIVES, made

from mcapproval.actions.finding.asking import Asked
from mcapproval.actions.finding.listed import paged
from mcapproval.reports.paging import Page
from mcapproval.store import due
from mcapproval.store.ask import over
from mcapproval.store.clauses import table
from mcapproval.store.engine import connect, trying
from mcapproval.store.finding.case_filters import Wanted
from mcapproval.store.finding.case_list import SORTS
from mcapproval.store.reported import undelivered, whereabouts
from mcapproval.store.rows.folded import Case, Listing, Review
from mcapproval.store.rows.kept import SearchCase

TOGETHER = {
    row["ref"]: {other["ref"] for other in LIVES if other["ref"][-4:] == row["ref"][-4:]}
    for row in LIVES
}
"""By case all that move with it: what hangs on a micro-credential has its title and its level."""

CASE, LISTING, REVIEW, IN_ORDER = (table(each) for each in (Case, Listing, Review, SearchCase))

days = st.sampled_from(("2019-01-01", "2025-06-01", "2031-01-01"))
MOVES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "state": (CASE, st.sampled_from(("approved", "aside", "zealous"))),
    "provider": (CASE, st.sampled_from(("aaa", "zzz"))),
    "due_on": (CASE, st.one_of(st.none(), days)),
    "opened_on": (CASE, days),
    "title": (IN_ORDER, st.sampled_from(("", "aa", "kai tahi", "zz"))),
    "since": (IN_ORDER, st.one_of(st.just(""), days)),
    "number": (LISTING, st.one_of(st.none(), st.sampled_from(("1", "12:3", "99999")))),
    "level": (LISTING, st.one_of(st.none(), st.integers(1, 10))),
    "credits": (LISTING, st.one_of(st.none(), st.integers(1, 120))),
}
"""What may change between two pages, in which table, and to what."""

moves = st.lists(
    st.sampled_from(sorted(MOVES)).flatmap(
        lambda name: st.tuples(st.just(name), MOVES[name][1], st.sampled_from(sorted(TOGETHER)))
    ),
    max_size=6,
)
some_sorts = st.lists(
    st.builds(
        lambda down, name: down + name, st.sampled_from(("", "-")), st.sampled_from([*SORTS])
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda key: key.removeprefix("-"),
)


def move(connection: Connection, name: str, value: Any, ref: str) -> None:
    target = MOVES[name][0]
    those = target.c.ref.in_(TOGETHER[ref])
    connection.execute(update(target).where(those).values({name: value}))


def listed(
    connection: Connection, sort: Collection[str], first: int, between: list[list[Any]]
) -> list[str]:
    """The cases page after page, while some move between each two."""
    found: list[str] = []
    after = None
    going_on = iter(between)
    while True:
        asked = Asked(sort=tuple(sort), first=first, after=after)
        page: Page[Any] = paged(over(connection), Wanted(), asked)
        found += [row.ref for row in page.rows]
        after = page.last
        if after is None:
            return found
        for each in next(going_on, ()):
            move(connection, *each)


def held(connection: Connection, sort: Collection[str], first: int, between: list[Any]) -> None:
    there = listed(connection, sort, len(LIVES), [])
    found = listed(connection, sort, first, between)
    moved = {each for moves in between for _, _, ref in moves for each in TOGETHER[ref]}
    assert [ref for ref in found if ref not in moved] == [ref for ref in there if ref not in moved]


@settings(max_examples=60)
@given(some_sorts, st.integers(3, 25), st.lists(moves, max_size=5))
def test_what_did_not_move_is_listed_once_in_any_order(
    places: Places, sort: list[str], first: int, between: list[Any]
) -> None:
    with trying(connect(places.made("found", made))) as connection:
        held(connection, sort, first, between)


CHANGES = {"since": "since", "opened": "opened_on", "due": "due_on"}


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("down", ["", "-"])
@pytest.mark.parametrize("key", [key for key in SORTS if key not in ("ref", "track")])
def test_where_the_last_of_a_page_moves_to_either_end_the_next_page_goes_on(
    places: Places, key: str, down: str, last: bool
) -> None:
    name = CHANGES.get(key, key)
    ends = {"level": (1, 10), "credits": (1, 999), "number": ("1", "99999")}
    to = ends.get(key, ("0001-01-01", "9998-12-31") if key in CHANGES else ("a", "zz"))[last]
    with trying(connect(places.made("found", made))) as connection:
        ask = over(connection)
        page = paged(ask, Wanted(), Asked(sort=(f"{down}{key}",), first=10))
        held(connection, [f"{down}{key}"], 10, [[(name, to, page.rows[-1].ref)]])
        assert page.last is not None
        assert page.last.startswith(f"{page.rows[-1].ref}@")


EVERYWHERE = whereabouts.Wanted()

Report = tuple[Callable[[Connection, Any], list[Any]], Callable[[Any], Any], Any, str]
REPORTS: dict[str, Report] = {
    "where": (
        lambda c, after: whereabouts.page(c, {"0": ("closed",)}, EVERYWHERE, 4, after),
        lambda row: row,
        CASE.c.ref,
        "due_on",
    ),
    "due": (
        lambda c, after: due.page(over(c), due.Wanted("0001-01-01", "9999-12-31"), 4, after),
        lambda row: (row.due_on, row.ref),
        REVIEW.c.ref,
        "due_on",
    ),
    "undelivered": (
        lambda c, after: undelivered.page(c, undelivered.Sought("2027-01-01"), 4, after),
        lambda row: undelivered.Place(row.ref, row.since),
        LISTING.c.ref,
        "approved_on",
    ),
}
"""By report, how its page after a place is asked for, the place of a row, and what it is in the
order of."""


def told(connection: Connection, report: Report, moved: str = "") -> Iterator[str]:
    """The references page after page, of each of which the last is moved as soon as it was told."""
    ask, place, ref, name = report
    after = None
    while rows := ask(connection, after):
        yield from (row.ref for row in rows)
        after = place(rows[-1])
        if moved:
            those = update(ref.table).where(ref == rows[-1].ref)
            connection.execute(those.values({name: moved}))


@pytest.mark.parametrize("name", REPORTS)
def test_in_a_report_all_are_told_once_though_the_last_of_each_page_is_put_first(
    places: Places, name: str
) -> None:
    report = REPORTS[name]
    with trying(connect(places.made("found", made))) as connection:
        for n, row in enumerate(LIVES):
            day = {report[3]: f"2026-0{n % 7 + 1}-01"}
            connection.execute(update(report[2].table).where(report[2] == row["ref"]).values(day))
        there = list(told(connection, report))
        assert len(there) == len(set(there)) > 12
        assert list(told(connection, report, "2001-01-01")) == there
