"""How long a command takes from nothing, beside a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measure import medians, show

DRAFT = Path(__file__).parents[1] / "samples/good/digital-accessibility/draft.yaml"


def process(*arguments: str) -> Callable[[], object]:
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)


with tempfile.TemporaryDirectory() as folder:
    ours = ("-m", "mcapproval")
    place = str(Path(folder) / "records.db")
    process(*ours, "--records", place, "init", "--as", "ana", "--simulated")()
    show(
        "Start",
        medians(
            {
                "python -c pass": process("-c", "pass"),
                "mcapproval --help": process(*ours, "--help"),
                "mcapproval check FILE": process(*ours, "check", str(DRAFT), "--on", "2024-07-15"),
                "mcapproval list": process(*ours, "--records", place, "list"),
            },
            rounds=7,
        ),
    )
