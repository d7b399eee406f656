"""A finding on what nobody has written yet: it has no line of its own, so its path is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.shell import at

Stage = Callable[[str], Path]

DAY = ("--on", "2026-11-21")
FIVE = """\
# opened with the first telephone call
format: application/1
route: nzqa
kind: listing-and-approval
title: Leading a Hui
credits: 5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "five.yaml").write_text(FIVE, "utf-8")
    return tmp_path


def test_each_concise_line_of_a_draft_of_five_lines_names_what_is_missing(folder: Path) -> None:
    lines = at(folder, "check", "five.yaml", *DAY, "--format", "concise").out.splitlines()
    told = [re.fullmatch(r"five\.yaml:2:1: [A-Z0-9-]+ missing (/\S+): .+", one) for one in lines]
    assert len(told) > 20
    paths = [found[1] for found in told if found]
    assert len(paths) == len(set(paths)) == len(lines)
    assert "five.yaml:2:1: LVL-RANGE missing /level: no level is given (must fix)" in lines


def test_the_place_is_still_that_of_what_would_hold_it_for_programs(folder: Path) -> None:
    (file,) = at(folder, "check", "five.yaml", *DAY, "--json").json["files"]
    assert {(one["line"], one["column"]) for one in file["findings"]} == {(2, 1)}
    assert "missing" not in file["findings"][0]["message"]


def test_no_line_that_has_nothing_to_do_with_it_is_shown(folder: Path) -> None:
    said = at(folder, "check", "five.yaml", *DAY).out
    assert "LVL-RANGE  must fix: no level is given\n --> five.yaml:2:1 missing /level\nwhat" in said
    assert "2 | format" not in said


def test_what_is_missing_in_a_part_that_is_there_points_to_the_part(folder: Path) -> None:
    (folder / "five.yaml").write_text(FIVE + "need:\n  summary: heard at a hui\n", "utf-8")
    said = at(folder, "check", "five.yaml", *DAY, "--format", "concise").out
    assert "five.yaml:8:3: NEED-EVID missing /need/evidence: there is no evidence of" in said


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("level:", "five.yaml:7:1: LVL-RANGE no level is given (must fix)"),
        ("level: 11", "five.yaml:7:8: LVL-RANGE level 11; "),
        ("level: ten", "five.yaml:7:8: FORM-TYPE level must be a whole number; `ten` is not one"),
        ("levle: 4", "five.yaml:7:1: FORM-KEY there is no key `levle` here (must fix)"),
    ],
)
def test_what_is_written_is_pointed_to_and_not_called_missing(
    folder: Path, line: str, told: str
) -> None:
    (folder / "five.yaml").write_text(f"{FIVE}{line}\n", "utf-8")
    said = at(folder, "check", "five.yaml", *DAY, "--format", "concise").out
    assert told in said
    assert "missing /level:" not in said
    assert "missing /levle" not in said


def test_of_a_case_which_has_no_lines_heading_and_field_are_told(stage: Stage) -> None:
    here = stage("begun")
    (here / "five.yaml").write_text(FIVE, "utf-8")
    at(here, "open", "five.yaml", "--as", "ana", "--today", "2026-06-15", fine=True)
    said = at(here, "check", "APP-2026-0001", *DAY, "--format", "concise").out
    assert "LVL-RANGE A. Details that are listed, Level: no level is given (must fix)" in said
    assert "missing" not in said
