"""A case walked at the shell, from new records to the first re-evaluation, with real commands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.cli.shell import GOOD, Done, at

SAMPLE = GOOD / "community-led-development-facilitation"

PEOPLE = (
    ("ana", "Ana Rangihuna", "author"),
    ("mele", "Mele Taufa-Unga", "quality-adviser"),
    ("hemi", "Hēmi Te Rau", "quality-manager"),
    ("bo", "Bo Lindgren-Li", "board-member"),
    ("hine", "Hinewai Headley", "head-of-school"),
)

APP, MC, REV = "APP-2026-0001", "MC-0001", "REV-2027-0001"
RESULTS = "results=listing:granted,approval:granted,accreditation:granted"

Walk = tuple[tuple[str, ...], ...]
"""Commands in their order, each with its words."""


def _at(day: str, person: str, *words: str) -> tuple[str, ...]:
    return (*words, "--as", person, "--today", day)


def _move(day: str, person: str, move: str, *words: str) -> tuple[str, ...]:
    return _at(day, person, "move", APP, move, *words)


def _set(*pairs: str) -> tuple[str, ...]:
    return tuple(word for pair in pairs for word in ("--set", pair))


BEGIN: Walk = (
    _at(
        "2026-02-01",
        "admin",
        *("init", "--simulated", "--name", "Adair Minister", "--provider", "otago-polytechnic"),
    ),
    *(
        _at("2026-02-01", "admin", *words)
        for handle, name, role in PEOPLE
        for words in (
            ("people", "add", handle, "--name", name),
            ("people", "grant", handle, role),
        )
    ),
)

TO_BOARD: Walk = (
    _at("2026-06-01", "ana", "open", "draft.yaml", "--effective", "2026-02-03"),
    _move("2026-06-02", "ana", "show-need"),
    _move("2026-06-02", "mele", "accept-need"),
    _move("2026-06-02", "hine", "develop"),
    _move("2026-06-02", "ana", "begin-draft"),
    _move("2026-06-02", "ana", "send-to-check"),
    _move("2026-06-05", "mele", "send-to-board"),
)

TO_NZQA: Walk = (
    _move(
        *("2026-06-10", "bo", "approve"),
        *_set("minute_reference=AC-2026-11", "present=bo"),
        *_set("resolution=approved as tabled", "how=meeting"),
    ),
    _move("2026-06-15", "hemi", "submit"),
    _move("2026-06-16", "hemi", "record-receipt", *_set("application_reference=C99011")),
)

TO_OUTCOME: Walk = (
    _move(
        *("2026-07-14", "hemi", "request-information", "--attach", "letter.txt"),
        *_set("items=How are the hui in te reo Māori assessed?; due=2026-07-28"),
    ),
    _at(
        *("2026-07-20", "hemi", "item", "answer", APP, "1"),
        *("--text", "By an assessor who speaks it; see section 5."),
    ),
    _move("2026-07-24", "hemi", "reply"),
    _move(
        *("2026-08-13", "hemi", "record-outcome", "--attach", "letter.txt"),
        *("--effective", "2026-08-11", "--set", RESULTS),
        *_set("listing_number=990011", "listing_version=1", "reporting_code=9901"),
        *_set("review_period=2", "review_date=2028-08-11"),
    ),
    _move("2026-08-13", "hemi", "finish"),
)

STAGES: dict[str, Walk] = {
    "begun": BEGIN,
    "board": TO_BOARD,
    "nzqa": TO_NZQA,
    "outcome": TO_OUTCOME,
}
"""Each stage goes on from the one before."""


def papers(folder: Path) -> Path:
    """A folder with the draft and its files, a letter, and answers of a re-evaluation."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    shutil.copy(SAMPLE / "letters" / "nzqa-outcome.txt", folder / "letter.txt")
    return folder


def walk(folder: Path, stages: Sequence[str] = tuple(STAGES)) -> Iterator[Done]:
    """The commands of some stages, run one after another in a folder; all must succeed."""
    for stage in stages:
        for words in STAGES[stage]:
            yield at(folder, *words, fine=True)
