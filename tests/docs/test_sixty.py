"""The workbook of the samples is what its script makes of the published facts, and of chance."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from mcapproval.sheets.reading import read_workbook

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "import"


def test_sixty_is_what_its_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("sixty", SAMPLES / "sixty.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = read_workbook(script.workbook(), "sixty.xlsx")
    assert made == read_workbook((SAMPLES / "sixty.xlsx").read_bytes(), "sixty.xlsx")
    listed = made.sheet("Micro-credentials")
    assert listed is not None
    assert len(listed.rows) == 61
    published = json.loads((SAMPLES / "published.json").read_text("utf-8"))
    titles = {str(row[1].value) for row in listed.rows}
    assert {row["title"] for row in published} - titles == set(script.DEMONSTRATED)
