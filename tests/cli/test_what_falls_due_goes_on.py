"""The next page of what falls due is asked for as this one was."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from tests.cli.shell import at

from mcapproval.actions.demo.stories import run_demo

WORDS = ("--within", "400d", "--records", "demo/records.db", "--today", "2027-08-16")


@pytest.mark.parametrize("command", ["review", "report"])
def test_a_page_of_what_falls_due_leads_to_the_next_of_the_same_length(
    tmp_path: Path, command: str
) -> None:
    run_demo(tmp_path / "demo", lambda line: None)
    whole = [row["ref"] for row in at(tmp_path, command, "due", *WORDS, "--json", fine=True).json]
    assert len(whole) == 3
    found = []
    words: tuple[str, ...] = (command, "due", *WORDS, "--first", "1")
    while words:
        page = at(tmp_path, *words, fine=True)
        shown = [ref for ref in whole if ref in page.out]
        assert len(shown) == 1
        found += shown
        words = next((tuple(shlex.split(said)[1:]) for said in page.commands()), ())
    assert found == whole
