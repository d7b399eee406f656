"""A page of what is due: in the order of the days, of whom it is asked, and never by a walk over
what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from tests.conftest import Places

from mcapproval.errors import OtherRecords
from mcapproval.store import records
from mcapproval.store.clauses import table
from mcapproval.store.due import (
    NOBODY,
    DueRow,
    Wanted,
    count,
    page,
    person_named,
    place_of,
    statement,
)
from mcapproval.store.engine import connect, writing
from mcapproval.store.looking import looking
from mcapproval.store.rows.folded import Case, Listing, Review

ALL = Wanted("1900-01-01", "2999-12-31")
OF_LISTINGS = ["ix_listing_owner", "ix_review_listing"]
HINE, BO = "PER-0001", "PER-0002"


def case(ref: str, track: str, state: str, provider: str) -> dict[str, Any]:
    days = dict.fromkeys(("opened_on", "entered_on", "last_on"), "2026-01-01")
    told = {"definition": track, "definition_hash": "0", "opened_by": HINE, "came_from": "{}"}
    counts = {"version": 1, "last_row": 1, "overridden": False, "left": "{}"}
    whose = {"ref": ref, "track": track, "state": state, "provider": provider}
    return {**days, **told, **counts, **whose}


LISTED = (
    {"ref": "MC-0001", "title": "Mahi", "owner": HINE, "number": "9", "number_version": 2},
    {"ref": "MC-0002", "title": "Whānau", "owner": None, "number": None, "number_version": None},
    {"ref": "MC-0003", "title": "Kai", "owner": BO, "number": "7", "number_version": None},
)
REVIEWS = (
    ("REV-2027-0001", "MC-0001", "2027-03-01", "notified", None, "tp"),
    ("REV-2027-0002", "MC-0002", "2027-03-01", "in-progress", BO, "tp"),
    ("REV-2027-0003", "MC-0003", "2027-02-01", "scheduled", HINE, "wananga"),
    ("REV-2027-0004", "MC-0002", "2027-04-01", "scheduled", "", "tp"),
    ("REV-2026-0001", "MC-0001", "2026-03-01", "reported", HINE, "tp"),
    ("REV-2026-0002", "MC-0003", "2026-03-01", "closed", None, "wananga"),
)


@pytest.fixture
def kept(places: Places) -> str:
    return places.made("due", made)


def made(place: str) -> None:
    records.make(place)
    with writing(connect(place)) as connection:
        listings = [{**row, "application": "APP-2026-0001"} for row in LISTED]
        connection.execute(insert(table(Listing)), listings)
        for ref, listing, due_on, state, owner, provider in REVIEWS:
            facts = {"listing": listing, "form": "yearly check", "due_on": due_on, "owner": owner}
            waits = state in ("scheduled", "notified", "in-progress")
            row = {"ref": ref, **facts, "covers": due_on, "waits": waits}
            connection.execute(insert(table(Review)), row)
            connection.execute(insert(table(Case)), case(ref, "review", state, provider))


def refs(rows: list[DueRow]) -> list[str]:
    return [row.ref for row in rows]


def test_what_is_due_comes_soonest_first_and_nothing_that_was_decided(kept: str) -> None:
    with looking(kept) as ask:
        rows = page(ask, ALL, 10, None)
    assert refs(rows) == ["REV-2027-0003", "REV-2027-0001", "REV-2027-0002", "REV-2027-0004"]
    assert [row.owner for row in rows] == [HINE, HINE, BO, ""]
    assert (rows[1].title, rows[1].number, rows[1].number_version) == ("Mahi", "9", 2)


def test_pages_meet_without_a_gap(kept: str) -> None:
    with looking(kept) as ask:
        first = page(ask, ALL, 2, None)
        after = place_of(ask, first[-1].ref)
        second = page(ask, ALL, 2, after)
    assert refs(first) + refs(second) == [f"REV-2027-000{n}" for n in (3, 1, 2, 4)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ALL._replace(owner=HINE), ["REV-2027-0003", "REV-2027-0001"]),
        (ALL._replace(owner=BO), ["REV-2027-0002"]),
        (ALL._replace(provider="tp"), ["REV-2027-0001", "REV-2027-0002", "REV-2027-0004"]),
        (ALL._replace(owner=HINE, provider="tp"), ["REV-2027-0001"]),
        (ALL._replace(owner=NOBODY), ["REV-2027-0004"]),
        (ALL._replace(owner=NOBODY, provider="wananga"), []),
        (ALL._replace(since="2027-03-02"), ["REV-2027-0004"]),
        (ALL._replace(until="2027-02-28"), ["REV-2027-0003"]),
    ],
)
def test_of_whom_and_of_when(kept: str, wanted: Wanted, found: list[str]) -> None:
    with looking(kept) as ask:
        assert refs(page(ask, wanted, 10, None)) == found
        assert count(ask, wanted) == len(found)
        assert person_named(ask, "nobody") is None


@pytest.mark.parametrize(
    ("wanted", "by"),
    [
        (ALL, ["ix_review_waits_due_on_ref"]),
        (ALL._replace(owner=NOBODY), ["ix_review_waits_due_on_ref"]),
        (
            ALL._replace(owner=BO),
            ["ix_review_waits_owner_due_on", *OF_LISTINGS],
        ),
    ],
)
def test_a_page_is_found_by_the_indexes_of_what_waits(
    tmp_path: Path, wanted: Wanted, by: list[str]
) -> None:
    place = str(tmp_path / "records.db")
    records.make(place)
    with looking(place) as ask:
        for after in (None, ("2027-01-01", "REV-2027-0001")):
            sql, values = statement(wanted, 25, after)
            plan = [str(row[3]) for row in ask(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert not [step for step in plan if step.startswith("SCAN") and step != "SCAN d"]
            assert all(any(name in step for step in plan) for name in by)
            if not wanted.owner:
                assert "USE TEMP B-TREE FOR ORDER BY" not in plan[: plan.index("SCAN d")]


def test_what_can_not_be_looked_at_is_told_as_everywhere(tmp_path: Path) -> None:
    spoilt = tmp_path / "records.db"
    spoilt.write_bytes(b"no records" * 999)
    for place in (spoilt, tmp_path / "none.db"):
        with pytest.raises(OtherRecords), looking(str(place)):
            pass
