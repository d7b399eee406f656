"""The two whole lives are true: every command is run, and a life goes through what it should."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.docs.console import SAMPLES, blocks
from tests.docs.test_tutorial import ROOT, fresh_folder, held

__all__ = ["fresh_folder"]

PAGES = ("a-whole-life.md", "a-university-life.md", "in-word.md")

LIFE = (
    "open enquiry.yaml",
    "move APP-2020-0001 accept-need",
    "move APP-2020-0001 develop",
    "move APP-2020-0001 send-back",
    "record-support --set support=declined",
    "next APP-2020-0001 approve",
    "meeting ratify",
    "move APP-2020-0001 submit",
    "--attach rfi-1.txt",
    "update APP-2020-0001 sample/fourth.yaml --answers 5",
    "--attach rfi-2.txt",
    "item agree APP-2020-0001",
    "move APP-2020-0001 record-outcome",
    "item close APP-2020-0001 8",
    "move APP-2020-0001 finish",
    "item not-applicable ACC-0001",
    "move ACC-0001 make-ready",
    "move ACC-0001 deliver",
    "move REV-2021-0001 decide-change",
    "change judge MC-0001",
    "move APP-2021-0001 finish",
    "move REV-2022-0001 decide-not-needed",
    "move MC-0001 discontinue",
    "history APP-2020-0001",
    "audit verify",
)
"""What a life goes through, in this order."""

REFUSED = (
    ("accept-need", "GATE-PRICES"),
    ("send-back", "MISSING-ANSWER"),
    ("send-to-board", "COMMENT-OPEN"),
    ("reply", "ITEM-OPEN"),
    ("finish", "ITEM-OPEN"),
    ("make-ready", "READY-OPEN"),
    ("deliver", "NOT-OPEN"),
    ("item close ACC-0001 published-page", "PAGE-FACT"),
    ("deliver", "LINKED-STATE"),
)
"""What is refused on the way, and why."""


@pytest.mark.parametrize(
    "page", [PAGES[0], pytest.param(PAGES[1], marks=pytest.mark.slow), PAGES[2]]
)
def test_every_command_of_a_life_prints_what_the_page_shows(fresh_folder: Path, page: str) -> None:
    (fresh_folder / "samples").symlink_to(SAMPLES)
    held(ROOT / "docs" / page)


def test_the_life_goes_through_all_that_a_life_goes_through() -> None:
    commands = [command for command, _ in _steps("a-whole-life.md")]
    at = 0
    for part in LIFE:
        found = [n for n, command in enumerate(commands) if n >= at and part in command]
        assert found, f"{part} is missing, or stands too early"
        at = found[0]


def test_what_is_refused_in_the_life_is_refused_for_the_reason_that_the_page_tells() -> None:
    refused = [step for step in _steps("a-whole-life.md") if step[1].startswith("refused")]
    assert len(refused) == len(REFUSED)
    for (command, shown), (part, code) in zip(refused, REFUSED, strict=True):
        assert part in command
        assert f"[{code}]" in shown


def test_a_university_is_refused_its_approval_before_the_listing_with_the_clause() -> None:
    (first, *_) = [shown for command, shown in _steps(PAGES[1]) if "record-approval" in command]
    assert "Listing Rules 2022, rule 14.5(c)" in first
    assert "[RESULT-NOT-GRANTED]" in first


def test_an_outcome_makes_an_approval_fall_and_an_address_does_not() -> None:
    shown = dict(_steps(PAGES[1]))
    two = next(said for command, said in shown.items() if "two.yaml --as" in command)
    three = next(said for command, said in shown.items() if "three.yaml --as" in command)
    assert "fell" not in two
    assert "The approval by the Senate, given for version 2, fell: what it covers has" in three


def test_one_delegate_counts_and_one_conflicted_member_does_not() -> None:
    said = next(shown for command, shown in _steps(PAGES[0]) if "--json" in command)
    quorum = json.loads(said)["moves"][0]["quorum"]
    assert (quorum["needed"], quorum["counted"]) == (3, 2)
    assert [(row["counts"], bool(row["acts_for"])) for row in quorum["present"]] == [
        (True, False),
        (False, False),
        (True, True),
    ]


def test_a_chairs_action_lapses_where_the_next_meeting_does_not_ratify_it() -> None:
    said = " ".join(shown for _, shown in _steps(PAGES[1]))
    assert "the chair's action has lapsed" in said
    assert "the next meeting did not ratify it  [APPROVAL-FALLEN]" in said


def _steps(page: str) -> list[tuple[str, str]]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    steps = [step for block in blocks(text) for step in block.steps]
    assert steps
    return [(step.command, step.shown) for step in steps]
