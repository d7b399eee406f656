"""The second tutorial is true: two years are lived as it says, nothing twice and nothing missed.

What fell due is counted here from the journal's rows alone, with days of our own reckoning.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.docs.console import SAMPLES
from tests.docs.test_tutorial import ROOT, fresh_folder, held

__all__ = ["fresh_folder"]

PAGE = ROOT / "docs" / "two-years.md"
FIRST, LAST = date(2027, 9, 1), date(2029, 8, 31)
LEAD = timedelta(days=90)
UNDECIDED = ("state:scheduled", "state:notified", "state:in-progress")

Row = dict[str, Any]

pytestmark = pytest.mark.slow


def test_two_years_are_lived_as_the_page_shows_nothing_twice_and_nothing_missed(
    fresh_folder: Path,
) -> None:
    (fresh_folder / "samples").symlink_to(SAMPLES)
    held(PAGE)
    rows = journal(fresh_folder / "year" / "records.db")
    reviews = {row["ref"]: row for row in rows if row["act"] == "opened" and is_review(row)}
    assert len(reviews) > 180
    nothing_is_opened_twice(reviews)
    each_is_announced_once_and_in_time(rows, reviews)
    each_that_passed_its_day_is_told(rows, reviews)
    no_notice_is_told_twice(rows)


def journal(records: Path) -> list[Row]:
    with sqlite3.connect(records) as db:
        found = [
            json.loads(row) for (row,) in db.execute("SELECT payload FROM journal ORDER BY seq")
        ]
    db.close()
    return found


def is_review(row: Row) -> bool:
    return str(row["ref"]).startswith("REV-")


def due(rows: list[Row], ref: str, on: date) -> date:
    """The day on which a review was due as the records had it on a day."""
    told = ""
    for row in rows:
        if row["ref"] == ref and row["effective_on"] <= on.isoformat():
            told = row["data"].get("facts", {}).get("due_on") or told
    return date.fromisoformat(told)


def nothing_is_opened_twice(reviews: dict[str, Row]) -> None:
    told = Counter(
        (r["data"]["facts"]["listing"], r["data"]["facts"]["due_on"]) for r in reviews.values()
    )
    assert [key for key, times in told.items() if times > 1] == []


def each_is_announced_once_and_in_time(rows: list[Row], reviews: dict[str, Row]) -> None:
    announced = moves(rows, "notify")
    assert {ref for ref, days in announced.items() if len(days) > 1} == set()
    left = moves(rows, "begin") | moves(rows, "end")
    waiting = [ref for ref, row in reviews.items() if row["data"]["state"] == "scheduled"]
    assert len(waiting) > 120
    for ref in waiting:
        opened = max(FIRST, date.fromisoformat(reviews[ref]["effective_on"]))
        wanted = max(opened, due(rows, ref, LAST) - LEAD)
        if ref in announced:
            assert announced[ref] == [max(wanted, opened)], ref
        elif wanted <= LAST:
            assert ref in left, f"{ref} was never announced"


def each_that_passed_its_day_is_told(rows: list[Row], reviews: dict[str, Row]) -> None:
    decided = {row["ref"]: row["effective_on"] for row in rows if is_decision(row)}
    ended = moves(rows, "end")
    told = {row["ref"] for row in rows if is_notice(row) and is_of_its_day(row)}
    for ref, row in reviews.items():
        day = due(rows, ref, LAST).isoformat()
        if row["data"]["state"] != "scheduled" or day > LAST.isoformat() or ref in ended:
            continue
        late = decided.get(ref, "9999") >= max(day, FIRST.isoformat())  # told in the morning
        assert late == (ref in told), (ref, day, decided.get(ref))


def no_notice_is_told_twice(rows: list[Row]) -> None:
    overtaken = {seq for row in rows if row["act"] == "overtaken" for seq in row["data"]["notices"]}
    told = Counter(
        (row["ref"], *(row["data"][key] for key in ("kind", "about", "due_on", "to_role")))
        for row in rows
        if is_notice(row) and row["seq"] not in overtaken
    )
    assert len(told) > 60
    assert [key for key, times in told.items() if times > 1] == []


def is_decision(row: Row) -> bool:
    return is_review(row) and row["act"] == "moved" and "decision" in row["data"]["facts"]


def is_notice(row: Row) -> bool:
    return bool(row["act"] == "noticed")


def is_of_its_day(row: Row) -> bool:
    """Whether a notice tells that a case is to be decided: not that it is to be reported, or an
    action of it done."""
    return row["data"]["kind"] == "overdue" and row["data"]["about"] in UNDECIDED


def moves(rows: list[Row], name: str) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for row in rows:
        if row["act"] == "moved" and is_review(row) and row["data"]["move"] == name:
            found.setdefault(row["ref"], []).append(date.fromisoformat(row["effective_on"]))
    return found
