"""The command as a person runs it: in a folder, with words; what it prints and its exit code."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mcapproval.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
GOOD = ROOT / "samples" / "good"
BAD = ROOT / "samples" / "bad"

COMMAND = re.compile(r"(?<!Usage: )mcapproval (?=[a-z-])[^`\n]+")
"""A command in what was printed: up to a backtick or the end of its line."""

HASH = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{16})\b")
"""Personal texts are salted by chance, so hashes of the journal differ from run to run."""


@dataclass(frozen=True)
class Done:
    """A command that ended: its words, exit code, stdout and stderr."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def commands(self) -> list[str]:
        """The commands that the output names, in its order."""
        return [found.strip() for found in COMMAND.findall(self.out + self.err)]

    def transcript(self) -> str:
        """As it looks at a terminal, with hashes masked and the exit code where it is not 0."""
        end = f"[exit {self.code}]\n" if self.code else ""
        shown = f"$ {shlex.join(('mcapproval', *self.words))}\n{self.out}{self.err}{end}"
        return HASH.sub(lambda found: "#" * len(found[0]), shown)


def at(folder: Path, *words: str, fine: bool = False) -> Done:
    """Run a command in a folder, in this process. `fine` says that it must succeed."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run(list(words))
    done = Done(words, code, out.getvalue(), err.getvalue())
    assert "Traceback" not in done.err, done.err
    assert code != 3, done.err
    assert not fine or code == 0, f"{words}: {done.out}{done.err}"
    return done


def outside(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a folder, in a process of its own."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("MCAPPROVAL_", "PYTHONIO"))}
    return subprocess.run(
        [sys.executable, "-m", "mcapproval", *words],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(SOURCE)} | environment,
        capture_output=True,
        check=False,
        timeout=60,
    )


def with_code(folder: Path, code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python code with the words of a command, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def on_a_terminal(folder: Path, *words: str) -> tuple[bytes, str]:
    """What a command prints in a folder, and what stands on its terminal beside that."""
    reading, writing = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "mcapproval", *words],
            cwd=folder,
            env={"PYTHONPATH": str(SOURCE)},
            stdout=subprocess.PIPE,
            stderr=writing,
            check=True,
            timeout=60,
        )
        return done.stdout, os.read(reading, 4096).decode()
    finally:
        os.close(reading)
        os.close(writing)


def copied(source: Path, into: Path) -> Path:
    """A copy of a folder, without what SQLite keeps beside open records."""
    return Path(shutil.copytree(source, into))
