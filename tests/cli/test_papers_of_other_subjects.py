"""Papers of a meeting, a micro-credential and a re-evaluation at the shell, in every look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP, MC, REV, STAGES
from tests.cli.shell import at

Stage = Callable[[str], Path]

FOUR_LINES = "format: application/1\nroute: nzqa\nkind: listing-and-approval\ntitle: Four lines\n"
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
    said = f"{file}: Agenda, MTG-2026-0001-AGENDA, as of row "
    assert done.out.startswith(said)
    assert done.out.removeprefix(said).split(maxsplit=1)[1] == "of the journal\n"
    assert (folder / file).stat().st_size > 500


def test_a_character_without_a_letter_is_told_with_its_place(stage: Stage) -> None:
    folder = stage(next(iter(STAGES)))
    four = FOUR_LINES.replace("Four lines", "Four \U0001f98a lines")
    (folder / "four.yaml").write_text(four, "utf-8")
    day = ("--as", "ana", "--today", "2026-06-06")
    ref = at(folder, "open", "four.yaml", *day, fine=True).out.split()[0]
    note = "no letter for U+1F98A and shows its code, at: the head of the paper"
    paper = ("paper", "record-copy", ref, *day)
    assert f"copy.pdf has {note}" in at(folder, *paper, "--into", "copy.pdf", fine=True).err
    assert at(folder, *paper, "--into", "copy.html", fine=True).err == ""
    kit = at(folder, "kit", "letter", ref, "--into", "kit.pdf", *day, fine=True).err
    assert "kit.pdf has no letter for U+1F98A and shows its code, at: " in kit


def test_no_letter_asks_for_support_of_what_was_submitted(stage: Stage) -> None:
    done = at(stage("outcome"), "paper", "support-letter", APP, *LATE)
    assert (done.code, done.out) == (2, "")
    assert "while support is still to be asked for or awaited" in " ".join(done.err.split())


def test_who_makes_a_letter_is_told_what_is_not_written_in_it(stage: Stage) -> None:
    folder = stage(next(iter(STAGES)))
    (folder / "four.yaml").write_text(FOUR_LINES, "utf-8")
    day = ("--as", "ana", "--today", "2026-06-06")
    ref = at(folder, "open", "four.yaml", *day, fine=True).out.split()[0]
    for into in ((), ("--into", "letter.pdf")):
        done = at(folder, "paper", "support-letter", ref, *into, *day, fine=True)
        assert "not written yet, in 11 places: Level; Credits; " in " ".join(done.err.split())
    assert "not written" not in at(folder, "paper", "record-copy", ref, *day, fine=True).err


def test_a_paper_that_is_not_there_yet_says_when_there_is_one(stage: Stage) -> None:
    folder = stage("outcome")
    for name, when in (
        ("expiry-notice", "while it is expiring"),
        ("change-notice", "once a change of it was submitted"),
    ):
        done = at(folder, "paper", name, MC, *LATE)
        assert (done.code, done.out) == (2, "")
        assert f"there is one {when}" in " ".join(done.err.split())
