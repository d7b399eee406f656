"""A lecturer's hour: a form filled in with LibreOffice, mended by its findings, opened, packed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import GOOD, at

from mcapproval.documents.word_form.reading import read_form
from mcapproval.draft.reader import read_draft

SAMPLE = GOOD / "digital-skills-for-the-workplace"
SCRIPT = Path(__file__).parent / "lecturer_in_libreoffice.py"
APP, DAY = "APP-2026-0001", ("--today", "2026-03-03")

SLIPS: list[dict[str, Any]] = [
    {"label": "Credits", "write": "ten"},
    {"label": "Day the work began", "write": "29 February 2021"},
    {"table": "Learning outcomes", "row": 2, "column": 3, "write": "lots"},
    {"table": "Learning outcomes", "add": ["LO9", "Explain how data is kept safe", "4", "5"]},
]


def in_libreoffice(folder: Path, edits: list[dict[str, Any]], source: str, to: str) -> None:
    (folder / "edits.json").write_text(json.dumps(edits), "utf-8")
    words = ["/usr/bin/python3", str(SCRIPT), "profile", "edits.json", source, to]
    done = subprocess.run(words, cwd=folder, capture_output=True, timeout=180, check=False)
    assert (folder / to).exists(), done.stderr.decode()


@pytest.mark.slow
def test_a_form_filled_in_with_libreoffice_is_checked_mended_opened_and_packed(
    tmp_path: Path,
) -> None:
    for name in ("evidence", "letters"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    at(tmp_path, "draft", "convert", str(SAMPLE / "draft.yaml"), "form.docx", fine=True)
    before = read_draft(SAMPLE / "draft.yaml").draft

    in_libreoffice(tmp_path, SLIPS, "form.docx", "filled.docx")
    found = at(tmp_path, "check", "filled.docx", "--json").json["files"][0]["findings"]
    wrong = {f["place"]: f["mend"] for f in found if f["code"].startswith("FORM-")}
    assert set(wrong) == {
        "A. Details that are listed, Credits",
        "A. Details that are listed, Day the work began",
        "Learning outcomes, row 2, Hours",
    }
    assert any("LO9" in f["message"] for f in found if f["code"] == "LO-ASSESSED")

    credits, hours = before.get("/credits"), before.get("/learning_outcomes/1/hours")
    mended: list[dict[str, Any]] = [
        {"label": "Credits", "write": str(credits)},
        {"label": "Day the work began", "write": "2 March 2020"},
        {"table": "Learning outcomes", "row": 2, "column": 3, "write": str(hours)},
        {"table": "Learning outcomes", "row": 5, "column": 0, "write": ""},
        {"table": "Learning outcomes", "row": 5, "column": 1, "write": ""},
        {"table": "Learning outcomes", "row": 5, "column": 2, "write": ""},
        {"table": "Learning outcomes", "row": 5, "column": 3, "write": ""},
    ]
    in_libreoffice(tmp_path, mended, "filled.docx", "mended.docx")
    read = read_form((tmp_path / "mended.docx").read_bytes(), "mended.docx")
    assert dict(read.reading.draft.data) == {**before.data, "work_began": "2020-03-02"}
    assert read.reading.told == ()

    words = ("init", "--simulated", "--name", "Adair Minister", "--provider", "the-mind-lab")
    at(tmp_path, *words, "--as", "admin", *DAY, fine=True)
    for more in (("add", "ana", "--name", "Ana Rangihuna"), ("grant", "ana", "author")):
        at(tmp_path, "people", *more, "--as", "admin", *DAY, fine=True)
    at(tmp_path, "open", "mended.docx", "--as", "ana", *DAY, fine=True)
    at(tmp_path, "pack", APP, "--into", "pack", "--as", "ana", *DAY, fine=True)
    at(tmp_path, "pack", "verify", "pack", fine=True)
