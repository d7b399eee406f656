"""The first page of every report at 1,000,000 applications, beside the SQL that it asks.

The floor is sqlite3 alone: it opens the file as the records must be, begins, asks the same
questions, reads all answers, ends and closes.
Reports are asked as people ask for them, from the words of the command to the text of the table.
The file is on the disk, for it is large and only read. `reports.py 100000` tries fewer;
`reports.py 1000000 stages where` only these.
"""

from __future__ import annotations

import contextlib
import io
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from measure import Figure, keep, medians, spoken
from portfolios import TODAY, copied

from mcapproval.cli.main import run
from mcapproval.reports.catalogue import REPORTS

NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
ASKED = sys.argv[2:] or list(REPORTS)
WORDS = {"part": ("mele", "--as", "admin"), "due": ("--until", "2028-12-31")}
"""Of reports that are told more than their name."""
OPENING = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    "BEGIN",
)
"""What is said of any file of records before it is asked."""
LONG, TOO_LONG = 5, 150
"""Seconds beyond which a report is asked once, not three times; and beyond which it is stopped, for
what is asked first of so large a file may wait for the disk."""


class TooLong(BaseException):
    """Past all that a command catches."""


def report(place: Path, name: str) -> Callable[[], None]:
    words = ["report", name, *WORDS.get(name, ()), "--records", str(place)]
    words += ["--today", TODAY.isoformat()]

    def ask() -> None:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            if code := run(words):
                raise RuntimeError(f"{' '.join(words)}: {code}")

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
    def ask() -> None:
        with contextlib.closing(sqlite3.connect(place)) as raw:
            for opening in OPENING:
                raw.execute(opening)
            for question in questions:
                raw.execute(question).fetchall()
            raw.execute("COMMIT")

    return ask


def figure(place: Path, name: str) -> tuple[int, Figure]:
    """How many questions a report asks, and its figure. TooLong where it takes longer than that."""
    ours = report(place, name)
    signal.alarm(TOO_LONG)
    begun = time.perf_counter()
    with listening() as heard:
        ours()
    taken = time.perf_counter() - begun
    signal.alarm(0)
    questions = [each for each in heard if each.lstrip().upper().startswith(("SELECT", "WITH"))]
    found = medians({"floor": floor(place, questions), "ours": ours}, 1 if taken > LONG else 5)
    return len(questions), (f"report {name}", found["floor"], found["ours"])


def stop(*_: object) -> None:
    raise TooLong


signal.signal(signal.SIGALRM, stop)


with tempfile.TemporaryDirectory() as folder:
    place = copied(Path(folder), NUMBER)
    print(f"\n{NUMBER} applications, {place.stat().st_size / 1e9:.1f} GB")
    print(f"\n### The first page of each report, {NUMBER} applications\n")
    print("| report | questions | their SQL alone | report | x floor |\n|---|---:|---:|---:|---:|")
    found: list[Figure] = []
    failed: list[str] = []
    for name in ASKED:
        try:
            many, (_, least, seconds) = figure(place, name)
        except RuntimeError as fault:
            failed.append(str(fault))
            continue
        except TooLong:
            failed.append(f"{name} not done in {TOO_LONG} s")
            continue
        found.append((f"report {name}", least, seconds))
        told = f"{spoken(least)} | {spoken(seconds)} | {seconds / least:.1f}"
        print(f"| {name} | {many} | {told} |", flush=True)
    at = [] if NUMBER == 1_000_000 else [f"at {NUMBER}"]
    keep("reports", found, "; ".join(at + failed))
    print("".join(f"\n{each}" for each in failed))
