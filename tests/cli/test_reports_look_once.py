"""A report opens the records once, and all that it says is of one view of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import at
from tests.cli.test_reports_as_at import LAST, report

from mcapproval.actions.naming import names_for
from mcapproval.reports.catalogue import REPORTS
from mcapproval.reports.named import Names
from mcapproval.reports.table import Table
from mcapproval.store.ask import Ask

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


@pytest.mark.parametrize("words", [(), ("--as-at", LAST)])
def test_what_is_renamed_while_a_report_is_told_is_called_as_it_was_when_it_began(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    folder = stage("outcome")
    asked = ("report", "portfolio", "--by", "provider", "--today", LAST, *words)
    was = at(folder, *asked, fine=True).out
    named = ("otago-polytechnic", "--name", "Ōtepoti", "--type", "polytechnic", "--as", "admin")

    def renamed(look: Callable[[], Ask], table: Table, *also: str) -> Names:
        at(folder, "organisation", "add", *named, "--today", LAST, fine=True)
        return names_for(look, table, *also)

    monkeypatch.setattr("mcapproval.actions.naming.names_for", renamed)
    assert at(folder, *asked, fine=True).out == was
    monkeypatch.undo()
    assert "Ōtepoti" in at(folder, *asked, fine=True).out
