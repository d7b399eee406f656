"""The README is true for whoever copies its commands, one after the other, in a fresh checkout."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.docs.console import SAMPLES, SETTINGS

from mcapproval.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
TODAY = ("--today", "2027-08-16")
"""The last day of the demo's records."""

SET_UP = (
    "make test", ". .venv/bin/activate", "pip install .",
    "python3 -m venv ~/mcapproval-venv && . ~/mcapproval-venv/bin/activate",
)  # fmt: skip
"""What this test stands on already."""

COMMAND = re.compile(r"^ {4}(\S.*?)(?: +#.*)?$|`(mcapproval [^`]+)`", re.MULTILINE)


def commands() -> list[str]:
    """Those set in, and those in a sentence, up to where limits are told of and no steps."""
    page, limits, _ = (ROOT / "README.md").read_text("utf-8").partition("## What it is not")
    assert limits
    return [block or span for block, span in COMMAND.findall(page)]


def test_every_command_of_the_readme_runs_in_its_order_and_leaves_only_what_git_ignores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(SAMPLES)
    told = commands()
    assert {"make demo", *SET_UP} <= set(told)
    ours = [command for command in told if command not in SET_UP]
    for command in ours:
        words = shlex.split(command)
        if words == ["make", "demo"]:
            assert run(["demo"]) == 0
        elif words[0] == "mcapproval":
            assert run([*words[1:], *TODAY]) == 0, command
        else:
            assert words[0] == "export", command
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    left = {path.name + "/" * path.is_dir() for path in tmp_path.iterdir()} - {"samples/"}
    assert left == {"mcapproval-demo/", "my-draft.yaml", "my-draft.docx", "rule-book/"}
    assert left <= {line.removeprefix("/") for line in ignored}
    assert len(ours) > len(left)
