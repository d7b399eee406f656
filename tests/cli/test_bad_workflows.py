"""Every broken workflow among the samples is refused at the shell, with its fault named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import BAD, ROOT, at

FOLDER = BAD / "workflows"
ROWS: list[dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))["bad"]


def told(out: str) -> list[str]:
    """The faults among the lines: what follows the name of the file, or of the set."""
    fault = re.compile(r"^[^:]+: ([A-Z]+(?:-[A-Z]+)*: .*)$")
    return [found[1] for line in out.splitlines() if (found := fault.match(line))]


@pytest.mark.parametrize("row", ROWS, ids=[row["check"] for row in ROWS])
def test_a_broken_workflow_is_refused_with_every_fault_and_the_shortest_way(
    row: dict[str, Any],
) -> None:
    done = at(FOLDER, "workflow", "check", row["check"])
    assert done.code == row["exit"]
    assert row.get("says", "") in done.err
    faults = told(done.out)
    wanted = row.get("faults", [])
    assert len(faults) == len(wanted), done.out
    for fault, expected in zip(faults, wanted, strict=True):
        assert fault.startswith(f"{expected['code']}: ")
        assert expected["says"] in fault
        way = re.search(r" \[([^\[\]]*)\]$", fault)
        assert (way[1].split(" > ") if way else []) == expected.get("path", [])
    assert "\x1b" not in done.out
    if row["exit"] == 1:
        assert done.out.endswith("not sound.\n")


def test_the_samples_are_many_each_is_told_and_none_is_forgotten() -> None:
    there = {path.name for path in FOLDER.iterdir()} - {"expected.toml"}
    assert there == {row["check"] for row in ROWS}
    assert len(there) >= 25


def test_a_file_of_ten_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_bytes(b"# a remark\n" * 1_000_000)
    done = at(tmp_path, "workflow", "check", "large.toml")
    assert done.code == 2
    assert "too big for a workflow: 11,000,000 bytes, where at most 1,000,000 are read" in done.err


@pytest.mark.parametrize("number", ["9" * 10_000, "-" + "9" * 10_000])
def test_a_number_of_ten_thousand_digits_is_refused_with_a_sentence(
    tmp_path: Path, number: str
) -> None:
    (tmp_path / "long.toml").write_text(f"days = {number}\n", "utf-8")
    for asked in ("check", "show"):
        done = at(tmp_path, "workflow", asked, "long.toml")
        assert done.code == 2
        assert "long.toml has a number or day that can't be" in done.err


def test_a_workflow_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    text = (ROOT / "workflows" / "review.toml").read_bytes()
    (tmp_path / "review.toml").write_bytes(b"\xef\xbb\xbf" + text)
    done = at(tmp_path, "workflow", "check", "review.toml")
    assert done.code == 0, done.err


def test_ten_thousand_states_are_refused_with_a_sentence(tmp_path: Path) -> None:
    head = (FOLDER / "state-that-nothing-leads-to.toml").read_text("utf-8")
    many = "".join(f"s-{number} = {{}}\n" for number in range(10_000))
    (tmp_path / "many.toml").write_text(head.replace("[states]\n", f"[states]\n{many}"), "utf-8")
    done = at(tmp_path, "workflow", "check", "many.toml")
    assert done.code == 1
    assert "TOO-MANY: it has 10,005 states; at most 1,000 can be proven" in done.out


def test_tracks_with_too_many_states_together_are_not_walked(tmp_path: Path) -> None:
    for track in ("application", "listing", "accreditation"):
        states = "".join(f"s-{number} = {{ end = true }}\n" for number in range(60))
        moves = "".join(
            f'[[move]]\nname = "m-{n}"\nfrom = "draft"\nto = "s-{n}"\nby = ["author"]\n'
            for n in range(60)
        )
        text = (FOLDER / "left-to-the-program" / "application.toml").read_text("utf-8")
        text = re.sub(r"\[\[move.starts\]\]\n.*\n", "", text)
        text = text.replace('case = "application"', f'case = "{track}"')
        text = text.replace("[states]\n", f"[states]\n{states}") + moves
        (tmp_path / f"{track}.toml").write_text(text, "utf-8")
    done = at(tmp_path, "workflow", "check", ".")
    assert done.code == 1
    assert "TOO-MANY: the tracks together have 274,625 combinations of states" in done.out


def test_a_folder_is_proven_by_itself_and_files_beside_what_ships(tmp_path: Path) -> None:
    folder = FOLDER / "waits-for-what-is-gone"
    alone = at(tmp_path, "workflow", "check", str(folder)).out
    assert "small-application, small-listing, small-accreditation: DEADLOCK" in alone
    beside = at(tmp_path, "workflow", "check", str(folder / "accreditation.toml")).out
    assert "nzqa-application, listing, small-accreditation, review: LINK-" in beside
    (tmp_path / "ours").mkdir()
    assert at(tmp_path, "workflow", "check", "ours").code == 2
    assert at(tmp_path, "workflow", "check", "ours", str(folder)).code == 2


def test_the_workflows_that_ship_are_proven_together(tmp_path: Path) -> None:
    out = at(tmp_path, "workflow", "check", fine=True).out
    assert out.count("side by side, no case can be caught.") == 3
