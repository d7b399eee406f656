"""Several asked for in one command: a line of each with its reasons, or all of it for programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.living import MC, REV
from tests.cli.shell import at
from tests.cli.test_outputs_for_programs import fits

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


def test_each_that_waits_is_moved_to_the_month_of_the_house_or_says_why_not(
    stage: Callable[[str], Path],
) -> None:
    folder, hemi = stage("outcome"), ("--as", "hemi", "--today", "2027-03-02")
    policy = 'format = "policy/1"\nprovider = "otago-polytechnic"\n\n[review]\nmonth = 5\n'
    (folder / "house.toml").write_text(policy, "utf-8")
    at(folder, "policy", "adopt", "house.toml", "--as", "admin", "--today", "2027-03-01", fine=True)
    words = ("review", "reschedule", MC, "MC-0999")
    tried = at(folder, *words, "--dry-run", *hemi)
    assert tried.code == 1
    first, second, because, *_, sums = tried.out.splitlines()
    assert first.startswith(f"{REV}  {MC}  2027-08-11 -> 2027-05-31, yearly check  ")
    assert second == "-              MC-0999  refused"
    assert because == "  because: there is no micro-credential MC-0999  [UNKNOWN]"
    assert sums == "1 would be moved, 0 stay, 1 refused."
    done = at(folder, *words, "--json", *hemi).json
    fits("review-reschedule", done)
    assert [line["how"] for line in done] == ["moved", "refused"]
    again = at(folder, "review", "reschedule", "--all", *hemi, fine=True)
    assert "  2027-05-31 already  " in again.out
    assert at(folder, "review", "reschedule", MC, "--all", *hemi).code == 2
