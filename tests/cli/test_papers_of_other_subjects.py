"""Papers of a meeting, a micro-credential and a re-evaluation at the shell, in every look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP, MC, REV
from tests.cli.shell import at

Stage = Callable[[str], Path]

LATE = ("--today", "2026-08-20")


@pytest.mark.parametrize(
    ("name", "ref", "said"),
    [
        ("listing-sheet", MC, f"{MC}-SHEET, version 1"),
        ("listing-sheet", "990011", f"{MC}-SHEET, version 1"),
        ("review-report", REV, f"{REV}-REPORT, not answered yet"),
        ("review-page", REV, f"{REV}-PAGE, not answered yet"),
        ("outcome-notice", APP, f"{APP}-OUTCOME, version 1"),
    ],
)
def test_a_paper_is_printed_with_its_number(stage: Stage, name: str, ref: str, said: str) -> None:
    told = at(stage("outcome"), "paper", name, ref, *LATE, fine=True).out
    assert said in told.splitlines()[0]
    assert "Simulated records" in told


@pytest.mark.parametrize("look", ["pdf", "docx", "html", "txt"])
def test_an_agenda_goes_into_a_file_of_any_look(stage: Stage, look: str) -> None:
    folder = stage("board")
    day = ("--as", "mele", "--today", "2026-06-08")
    at(folder, "meeting", "call", "academic-board", "--on", "2026-06-10", *day, fine=True)
    file = f"agenda.{look}"
    done = at(folder, "paper", "agenda", "MTG-2026-0001", "--into", file, *day, fine=True)
    assert done.out == f"{file}: Agenda, MTG-2026-0001-AGENDA, version 1\n"
    assert (folder / file).stat().st_size > 500


def test_no_letter_asks_for_support_of_what_was_submitted(stage: Stage) -> None:
    done = at(stage("outcome"), "paper", "support-letter", APP, *LATE)
    assert (done.code, done.out) == (2, "")
    assert "while support is still to be asked for or awaited" in " ".join(done.err.split())


def test_a_paper_that_is_not_there_yet_says_when_there_is_one(stage: Stage) -> None:
    folder = stage("outcome")
    for name, when in (
        ("expiry-notice", "while it is expiring"),
        ("change-notice", "once a change of it was submitted"),
    ):
        done = at(folder, "paper", name, MC, *LATE)
        assert (done.code, done.out) == (2, "")
        assert f"there is one {when}" in " ".join(done.err.split())
