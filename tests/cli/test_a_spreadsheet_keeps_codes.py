"""The command of docs/records.md makes a workbook of CSV in which no code lost its first 0."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.cli.shell import ROOT, at

Stage = Callable[[str], Path]


@pytest.mark.slow
def test_a_code_of_a_report_stays_text_in_a_workbook(stage: Stage, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    told = re.search(r"`(soffice [^`]*portfolio\.csv)`", page)
    assert told is not None
    folder = stage("outcome")
    printed = at(folder, "report", "portfolio", "--csv", "--today", "2026-08-13", fine=True).out
    (folder / "portfolio.csv").write_bytes(printed.encode())
    command = shlex.split(told[1])
    command.insert(1, f"-env:UserInstallation=file://{tmp_path}/profile")
    subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=folder)
    (sheet,) = openpyxl.load_workbook(folder / "portfolio.xlsx").worksheets
    heads, row, *_ = sheet.iter_rows(values_only=True)
    shown = dict(zip(heads, row, strict=True))
    assert (shown["number"], shown["nzsced"], shown["level"]) == ("990011", "090599", 5)
