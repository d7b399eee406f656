"""The first page of every report at 1,000,000 applications, beside the SQL that it asks.

The floor is sqlite3 alone asking the same questions and reading all of each answer. Reports are
asked as people ask for them, from the words of the command to the text of the table.
`reports.py 100000` tries fewer; `reports.py 1000000 stages where` only these.
"""

from __future__ import annotations

import contextlib
import io
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from measure import medians
from portfolios import TODAY, copied

from mcapproval.cli.main import run
from mcapproval.reports.catalogue import REPORTS

NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
ASKED = sys.argv[2:] or list(REPORTS)
WORDS = {"part": ("admin",), "due": ("--until", "2028-12-31")}
"""Of reports that are told more than their name."""


def report(place: Path, name: str) -> Callable[[], None]:
    words = ["report", name, *WORDS.get(name, ()), "--records", str(place)]
    words += ["--today", TODAY.isoformat()]

    def ask() -> None:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            if code := run(words):
                raise SystemExit(f"{' '.join(words)}: {code}")

    return ask


@contextlib.contextmanager
def listening() -> Iterator[list[str]]:
    """Every question that is asked of any file meanwhile, with its values."""
    heard: list[str] = []
    connect = sqlite3.connect

    def connected(*where: Any, **how: Any) -> sqlite3.Connection:
        made = connect(*where, **how)
        made.set_trace_callback(heard.append)
        return made

    sqlite3.connect = connected  # type: ignore[assignment]
    try:
        yield heard
    finally:
        sqlite3.connect = connect


def floor(place: Path, questions: list[str]) -> Callable[[], None]:
    raw = sqlite3.connect(place)

    def ask() -> None:
        for question in questions:
            raw.execute(question).fetchall()

    return ask


with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
    place = copied(Path(folder), NUMBER)
    print(f"\n### The first page of each report, {NUMBER} applications\n")
    print("| report | questions | their SQL alone | report | x floor |\n|---|---:|---:|---:|---:|")
    for name in ASKED:
        ours = report(place, name)
        ours()
        with listening() as heard:
            ours()
        questions = [each for each in heard if each.lstrip().upper().startswith(("SELECT", "WITH"))]
        found = medians({"floor": floor(place, questions), "ours": ours}, rounds=3)
        ratio = found["ours"] / found["floor"]
        print(
            f"| {name} | {len(questions)} | {found['floor'] * 1000:.1f} ms "
            f"| {found['ours'] * 1000:.1f} ms | {ratio:.1f} |",
            flush=True,
        )
