"""A report opens the records once, and all that it says is of one view of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import at
from tests.cli.test_reports_as_at import LAST, report

from mcapproval.reports.catalogue import REPORTS

Stage = Callable[[str], Path]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file that is opened as a database, as often as it is."""
    found: list[str] = []
    connect = sqlite3.connect

    def told(where: Any, *words: Any, **how: Any) -> Any:
        found.append(str(where))
        return connect(where, *words, **how)

    monkeypatch.setattr(sqlite3, "connect", told)
    return found


@pytest.mark.parametrize("form", ["", "--json", "--pdf"])
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_opens_the_records_once(
    stage: Stage, opened: list[str], name: str, form: str
) -> None:
    folder = stage("outcome")
    words = {"": (), "--json": ("--json",), "--pdf": ("--pdf", "once.txt")}[form]
    opened.clear()
    found = at(folder, *report(name, *words, "--today", LAST))
    (folder / "once.txt").unlink(missing_ok=True)
    assert found.code == 0, found.err
    records = [each for each in opened if "records.db" in each]
    assert len(records) == 1
