"""Micro-credentials that are published: of each just the findings that a person would expect.

The table is `published.toml`, with a reason for every line of it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.rules.casebook import TODAY

from mcapproval.draft.model import Draft
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import RULES
from mcapproval.rules.examine import examine

TABLE = Path(__file__).with_name("published.toml")
PUBLISHED: list[dict[str, Any]] = tomllib.loads(TABLE.read_text("utf-8"))["published"]

OF_TITLE_LEVEL_AND_SIZE = (
    *("TITLE-WORD", "TITLE-NAME", "LVL-RANGE", "LVL-UNI"),
    *("CRED-INT", "CRED-MIN-1", "CRED-MIN-5", "CRED-MAX", "CRED-USUAL", "CRED-DEEMED"),
)

KEYS = {
    *("title", "level", "credits", "number", "source", "day", "because_of_day"),
    *("finds", "finds_today", "reason"),
}


def minimal(row: dict[str, Any]) -> Draft:
    """Four lines, and of the details what is published."""
    four = {"format": "application/1", "route": "nzqa", "kind": "listing-and-approval"}
    return Draft(four | {key: row[key] for key in ("title", "level", "credits") if key in row})


def found(row: dict[str, Any], day: date) -> list[str]:
    return sorted(
        f"{finding.code} at {finding.path}"
        for finding in examine(minimal(row), day, SHIPPED, RULES)
        if finding.code in OF_TITLE_LEVEL_AND_SIZE
    )


def test_every_rule_on_titles_and_credits_is_looked_at() -> None:
    codes = {rule.code for rule in RULES if rule.code.startswith(("TITLE-", "CRED-"))}
    assert codes <= set(OF_TITLE_LEVEL_AND_SIZE)


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: row["title"])
def test_it_is_said_what_a_person_would_expect(row: dict[str, Any]) -> None:
    day = TODAY if row["day"] == "today" else row["day"]
    assert found(row, day) == sorted(row["finds"]), row["reason"]
    assert found(row, TODAY) == sorted(row.get("finds_today", row["finds"])), row["reason"]


@pytest.mark.parametrize("day", [date(2018, 8, 22), date(2022, 6, 1), TODAY])
def test_without_credits_it_is_said_that_none_are_given_and_not_that_they_are_too_few(
    day: date,
) -> None:
    rows = [row for row in PUBLISHED if "credits" not in row]
    assert rows
    for row in rows:
        said = [f for f in examine(minimal(row), day, SHIPPED, RULES) if f.code.startswith("CRED-")]
        assert [finding.message for finding in said] == ["no credits are given"], row["title"]


def test_the_table_is_whole() -> None:
    assert len(PUBLISHED) == 51
    assert [title for title, n in Counter(row["title"] for row in PUBLISHED).items() if n > 1] == []
    for row in PUBLISHED:
        assert row.keys() <= KEYS
        assert row["reason"]
        assert row["because_of_day"]
        assert row["source"].startswith("http")
        assert isinstance(row["day"], date) or row["day"] == "today"


@pytest.mark.parametrize(
    "fault",
    [
        {"credits": 41, "level": 5},
        {"credits": 4, "level": 5},
        {"credits": 10, "level": 11},
        {"credits": 10, "level": 5, "title": "New Zealand Forestry"},
    ],
)
def test_a_fault_in_a_published_one_is_found(fault: dict[str, Any]) -> None:
    row = next(row for row in PUBLISHED if row["title"] == "Forestry Road Pavement")
    assert found(row, TODAY) == []
    assert len(found({**row, **fault}, TODAY)) == 1
