"""A lecturer's hour: a form filled in with LibreOffice, mended by its findings, opened, packed and
approved, until what NZQA asks for in a table is answered in the same table.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import GOOD, ROOT, Done, at
from tests.documents.filled_forms import lines

from mcapproval.documents.word_form.reading import read_form
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import read_draft
from mcapproval.draft.yaml_text import yaml_text

SAMPLE = GOOD / "digital-skills-for-the-workplace"
SCRIPT = Path(__file__).parent / "lecturer_in_libreoffice.py"
REQUEST = ROOT / "samples" / "forms" / "request-for-information.docx"
APP = "APP-2026-0001"

PEOPLE = {
    "ana": ("Ana Rangihuna", "author"),
    "mele": ("Mele Taufa-Unga", "quality-adviser"),
    "hine": ("Hinewai Headley", "head-of-school"),
    "bo": ("Bo Lindgren-Li", "board-member"),
    "hemi": ("Hēmi Te Rau", "quality-manager"),
}

SLIPS: list[dict[str, Any]] = [
    {"label": "Credits", "write": "ten"},
    {"label": "Day the work began", "write": "29 February 2021"},
    {"table": "Learning outcomes", "row": 2, "column": 3, "write": "lots"},
    {"table": "Learning outcomes", "add": ["LO9", "Explain how data is kept safe", "4", "5"]},
]
"""What a lecturer gets wrong, and an outcome that nothing assesses."""

CHOSEN: list[dict[str, Any]] = [{"label": "Level descriptors used", "write": "since July 2025"}]

ASKED = (
    "Which employers were asked, and when?",
    "How is LO2 assessed for a learner who works alone?",
    "Which certificates credit it?",
)
ANSWERS = (
    "Kōtare Freight and Pīwakawaka Accounting, in April and May 2020 & again since.",
    "By a task at home with a recorded kōrero.\nThe sample is annex 1.",
    "None <yet>.",
)


def in_libreoffice(folder: Path, edits: list[dict[str, Any]], source: str, to: str) -> None:
    (folder / "edits.json").write_text(json.dumps(edits), "utf-8")
    words = ["/usr/bin/python3", str(SCRIPT), "profile", "edits.json", source, to]
    done = subprocess.run(words, cwd=folder, capture_output=True, timeout=180, check=False)
    assert (folder / to).exists(), done.stderr.decode()


def seen_in_libreoffice(folder: Path, file: str) -> str:
    """The words of a Word file as LibreOffice prints them, on one line."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["soffice", profile, "--headless", "--convert-to", "pdf", file]
    subprocess.run(words, cwd=folder, capture_output=True, timeout=180, check=True)
    printed = (folder / file).with_suffix(".pdf")
    told = subprocess.run(
        ["pdftotext", "-raw", printed, "-"], capture_output=True, timeout=60, check=True
    )
    return " ".join(told.stdout.decode("utf-8").split())


def by(folder: Path, who: str, day: str, *words: str, fine: bool = True) -> Done:
    return at(folder, *words, "--as", who, "--today", day, fine=fine)


def moved(folder: Path, who: str, day: str, move: str, *words: str, fine: bool = True) -> Done:
    return by(folder, who, day, "move", APP, move, *words, fine=fine)


@pytest.mark.slow
def test_a_lecturer_goes_from_the_form_to_the_answered_request(tmp_path: Path) -> None:
    """One story in one set of records, each part on what the one before left. The notes of the
    sample are left out: LibreOffice 7.4 falls over any comment while a script steers it."""
    for name in ("evidence", "letters"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    without_notes = yaml_text(read_draft(SAMPLE / "draft.yaml").draft.data)
    (tmp_path / "draft.yaml").write_text(without_notes, "utf-8")
    at(tmp_path, "draft", "convert", "draft.yaml", "form.docx", fine=True)
    the_form_is_filled_in_and_mended_by_its_findings(tmp_path)
    it_is_opened_and_packed(tmp_path)
    it_is_mended_once_more_and_goes_through_the_board(tmp_path)
    what_nzqa_asks_is_answered_in_its_own_table(tmp_path)


def the_form_is_filled_in_and_mended_by_its_findings(folder: Path) -> None:
    in_libreoffice(folder, SLIPS, "form.docx", "filled.docx")
    found = at(folder, "check", "filled.docx", "--json").json["files"][0]["findings"]
    wrong = {f["place"]: f["mend"] for f in found if f["code"].startswith("FORM-")}
    assert set(wrong) == {
        "A. Details that are listed, Credits",
        "A. Details that are listed, Day the work began",
        "Learning outcomes, row 2, Hours",
    }
    assert any("LO9" in f["message"] for f in found if f["code"] == "LO-ASSESSED")

    before = read_draft(SAMPLE / "draft.yaml").draft
    in_libreoffice(folder, mended(before), "filled.docx", "mended.docx")
    read = read_form((folder / "mended.docx").read_bytes(), "mended.docx")
    assert dict(read.reading.draft.data) == {**before.data, "work_began": "2020-03-02"}
    assert read.reading.told == ()


def mended(before: Draft) -> list[dict[str, Any]]:
    """What is written in place of the slips; the row that was added is emptied."""
    row = {"table": "Learning outcomes", "row": 5, "write": ""}
    hours = str(before.get("/learning_outcomes/1/hours"))
    return [
        {"label": "Credits", "write": str(before.get("/credits"))},
        {"label": "Day the work began", "write": "2 March 2020"},
        {"table": "Learning outcomes", "row": 2, "column": 3, "write": hours},
        *({**row, "column": column} for column in range(4)),
    ]


def it_is_opened_and_packed(folder: Path) -> None:
    day = "2026-03-03"
    begin = ("init", "--simulated", "--name", "Adair Minister", "--provider", "the-mind-lab")
    by(folder, "admin", day, *begin)
    for handle, (name, role) in PEOPLE.items():
        by(folder, "admin", day, "people", "add", handle, "--name", name)
        by(folder, "admin", day, "people", "grant", handle, role)
    by(folder, "ana", day, "open", "mended.docx")
    by(folder, "ana", day, "pack", APP, "--into", "pack")
    at(folder, "pack", "verify", "pack", fine=True)


def it_is_mended_once_more_and_goes_through_the_board(folder: Path) -> None:
    """A form of 2020 doesn't say by which level descriptors; that is asked before the check."""
    moved(folder, "ana", "2026-03-03", "show-need")
    moved(folder, "mele", "2026-03-04", "accept-need")
    moved(folder, "hine", "2026-03-04", "develop")
    moved(folder, "ana", "2026-03-04", "begin-draft")
    refused = moved(folder, "ana", "2026-03-04", "send-to-check", fine=False)
    assert refused.code == 1
    assert 'write since July 2025 under "Level descriptors used"' in refused.err

    in_libreoffice(folder, CHOSEN, "mended.docx", "chosen.docx")
    by(folder, "ana", "2026-03-04", "update", APP, "chosen.docx")
    moved(folder, "ana", "2026-03-04", "send-to-check")
    moved(folder, "mele", "2026-03-05", "send-to-board")
    minute = ("minute_reference=AC-2026-11", "resolution=approved", "how=meeting", "present=bo")
    moved(folder, "bo", "2026-03-10", "approve", *(w for said in minute for w in ("--set", said)))
    moved(folder, "hemi", "2026-03-12", "submit")
    received = ("--set", "application_reference=C99011")
    moved(folder, "hemi", "2026-03-13", "record-receipt", *received)


def what_nzqa_asks_is_answered_in_its_own_table(folder: Path) -> None:
    shutil.copy(REQUEST, folder / "rfi.docx")
    came = ("--attach", "letters/nzqa-receipt.txt", "--items-from", "rfi.docx")
    moved(folder, "hemi", "2026-03-27", "request-information", *came, "--due", "2026-04-10")
    listed = by(folder, "ana", "2026-03-30", "item", "list", APP, "--json").json
    assert [row["due"] for row in listed] == ["2026-04-10"] * 3
    assert all(asked in row["says"] for asked, row in zip(ASKED, listed, strict=True))

    for number, answer in enumerate(ANSWERS, 1):
        by(folder, "ana", "2026-04-01", "item", "answer", APP, str(number), "--text", answer)
    reply = ("pack", APP, "--reply", "rfi.docx", "--into", "answered.docx")
    assert by(folder, "ana", "2026-04-02", *reply).out.startswith("answered.docx: 3 replies")
    moved(folder, "hemi", "2026-04-02", "reply")

    seen = seen_in_libreoffice(folder, "answered.docx")
    told = lines((folder / "answered.docx").read_bytes())
    for asked, answer in zip(ASKED, ANSWERS, strict=True):
        assert all(" ".join(part.split()) in seen for part in (asked, *answer.split("\n")))
    assert set(lines(REQUEST.read_bytes())) - {""} <= set(told)
    at(folder, "audit", "verify", fine=True)
