"""Several asked for in one command: a line of each with its reasons, or all of it for programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.living import MC, REV
from tests.cli.shell import at

BY = ("--as", "hemi", "--today", "2027-07-01")


def test_each_that_is_begun_has_a_line_and_what_is_refused_its_reasons(
    stage: Callable[[str], Path],
) -> None:
    folder = stage("outcome")
    words = ("review", "open", MC, "MC-0999")
    done = at(folder, *words, *BY)
    assert done.code == 1
    first, second, because, *_, sums = done.out.splitlines()
    assert first.startswith(f"{REV}  begun            {MC}  ")
    assert second == "-              refused          MC-0999"
    assert because == "  because: there is no micro-credential MC-0999  [NONE-WAITS]"
    assert sums == "1 begun, 0 begun before, 1 refused."
    again = at(folder, *words, "--json", *BY)
    assert (again.code, [line["how"] for line in again.json]) == (1, ["there", "refused"])
    assert again.json[1]["reasons"][0]["code"] == "NONE-WAITS"


def test_each_that_is_given_has_a_line_and_what_is_refused_its_reasons(
    stage: Callable[[str], Path],
) -> None:
    folder = stage("outcome")
    words = ("review", "assign", MC, "MC-0999", "--to", "mele")
    done = at(folder, *words, *BY)
    assert done.code == 1
    first, second, because, *_, sums = done.out.splitlines()
    assert first.startswith(f"{MC}  nobody -> mele  ")
    assert second == "MC-0999  refused"
    assert because == "  because: there is no MC-0999 in these records  [UNKNOWN]"
    assert sums == "1 was given, 1 refused, of 2."
    again = at(folder, *words, "--json", *BY)
    assert (again.code, [line["how"] for line in again.json]) == (1, ["same", "refused"])
    assert again.json[1]["reasons"][0]["code"] == "UNKNOWN"
