"""Run the `console` blocks of a page, and hold what they print to what the page shows.

`python -m tests.docs.console docs/tutorial.md` writes the outputs of a page afresh.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mcapproval.cli.main import run

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SETTINGS = ("MCAPPROVAL_AS", "MCAPPROVAL_RECORDS", "MCAPPROVAL_DEBUG", "COLUMNS")
"""What a reader's own shell might have set; a page is run without them."""

HEREDOC = re.compile(r"<<'(\w+)'$")
HASH = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{16})\b")
"""Hashes of journal rows: personal texts are salted by chance, so no two records have the same."""


@dataclass(frozen=True)
class Step:
    """A command as it stands on the page, and the output shown below it."""

    command: str
    shown: str


@dataclass(frozen=True)
class Block:
    start: int
    end: int
    steps: tuple[Step, ...]


def blocks(page: str) -> Iterator[Block]:
    """The console blocks of a page, by the numbers of their first line and closing fence."""
    lines = page.split("\n")
    opened: int | None = None
    for number, line in enumerate(lines):
        if opened is None and line == "```console":
            opened = number + 1
        elif opened is not None and line == "```":
            yield Block(opened, number, tuple(_steps(lines[opened:number])))
            opened = None


def _steps(lines: list[str]) -> Iterator[Step]:
    rest = list(lines)
    while rest:
        command = [rest.pop(0).removeprefix("$ ")]
        here = HEREDOC.search(command[0])
        while rest and (command[-1].endswith("\\") or (here and command[-1] != here[1])):
            command.append(rest.pop(0))
        shown = []
        while rest and not rest[0].startswith("$ "):
            shown.append(rest.pop(0))
        yield Step("\n".join(command), "".join(line + "\n" for line in shown))


def printed(command: str) -> str:
    """What a command prints, both streams as a terminal shows them.

    Ours run in this process by the door that the installed command uses; the rest is the shell's.
    """
    if not command.startswith("mcapproval "):
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, encoding="utf-8", check=True
        )
        return done.stdout + done.stderr
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        run(shlex.split(command.replace("\\\n", " "))[1:])
    return screen.getvalue()


def with_hashes_numbered(texts: Iterable[str]) -> list[str]:
    """The texts with each hash as the number of its first appearance: one head stays one head."""
    seen: dict[str, int] = {}
    return [
        HASH.sub(lambda found: f"(hash {seen.setdefault(found[0], len(seen) + 1)})", text)
        for text in texts
    ]


def walked(page: str) -> list[tuple[Step, str]]:
    """Every step of a page in its order with what it prints, run in the folder one stands in."""
    return [(step, printed(step.command)) for block in blocks(page) for step in block.steps]


def renewed(page: str) -> str:
    """The page with what its commands print now; unchanged where only hashes would change."""
    lines = page.split("\n")
    found = [
        (block, [(step, printed(step.command)) for step in block.steps]) for block in blocks(page)
    ]
    for block, steps in reversed(found):
        told = "".join(f"$ {step.command}\n{output}" for step, output in steps)
        lines[block.start : block.end] = told.split("\n")[:-1]
    fresh = "\n".join(lines)
    return page if with_hashes_numbered([page]) == with_hashes_numbered([fresh]) else fresh


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name).resolve()
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            Path("samples").symlink_to(SAMPLES)
            for variable in SETTINGS:
                os.environ.pop(variable, None)
            file.write_text(renewed(file.read_text("utf-8")), "utf-8")
