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


def test_a_period_that_begins_later_reaches_as_far_and_an_empty_one_is_refused(
    tmp_path: Path,
) -> None:
    run_demo(tmp_path / "demo", lambda line: None)
    when = ("--records", "demo/records.db", "--today", "2027-08-16")
    (*_, last) = at(tmp_path, "review", "due", "--within", "4000d", *when, "--json", fine=True).json
    first = last["due_on"]
    found = at(tmp_path, "review", "due", "--from", first, *when, fine=True)
    assert last["ref"] in found.out
    assert f"due from {first} until " in found.out
    none = at(tmp_path, "review", "due", "--from", first, "--within", "1d", *when)
    assert none.code == 2
    assert f"the period ends on 2027-08-17, before it begins on {first}" in none.err
