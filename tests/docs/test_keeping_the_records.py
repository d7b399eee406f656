"""The page on the records is true: every command is run, and what it promises is what happens."""

from __future__ import annotations

from pathlib import Path

from tests.docs.console import SAMPLES, blocks
from tests.docs.test_tutorial import ROOT, fresh_folder, held

__all__ = ["fresh_folder"]

PAGE = ROOT / "docs" / "records.md"


def test_every_command_prints_what_the_page_shows(fresh_folder: Path) -> None:
    (fresh_folder / "samples").symlink_to(SAMPLES)
    held(PAGE)
    assert (fresh_folder / "stages.pdf").read_bytes().startswith(b"%PDF")


def test_the_page_goes_through_all_that_is_done_with_records() -> None:
    commands = "\n".join(
        step.command for block in blocks(PAGE.read_text("utf-8")) for step in block.steps
    )
    for part in (
        *("backup", "restore", "export", "import", "move-records", "list", "search", "credential"),
        *("report list", "--as-at", "diff -r everything everything-again"),
    ):
        assert part in commands, part


def test_what_went_out_and_in_and_out_is_the_same() -> None:
    steps = [step for block in blocks(PAGE.read_text("utf-8")) for step in block.steps]
    (compared,) = (step for step in steps if step.command.startswith("diff -r"))
    assert compared.shown == "the same\n"
