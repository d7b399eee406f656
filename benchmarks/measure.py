"""Take turns, take medians, keep the figures: what the benchmark scripts share."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

KEPT = Path(__file__).parent / ".figures"
"""A file for each measurement of this run, from which `table.py` makes one table."""

QUICK = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""A folder in memory, where there is one: what is compared is code, not this machine's disk."""

Figure = tuple[str, float, float]
"""What was measured, the seconds of its floor, its own."""


def as_the_command() -> None:
    """Look for garbage as seldom as the command does."""
    from mcapproval.__main__ import FEW

    gc.set_threshold(FEW, 50, 50)


def medians(candidates: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds by name: the median of so many rounds in which all candidates take turns."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, run in candidates.items():
            begun = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(found) for name, found in times.items()}


def show(title: str, found: Mapping[str, float], kept: str | None = None, note: str = "") -> None:
    """A Markdown table; the first candidate is the floor. Kept under a name where one is given."""
    floor, *_ = found.values()
    print(f"\n### {title}\n\n| what | median | x floor |\n|---|---:|---:|")
    for name, seconds in found.items():
        print(f"| {name} | {spoken(seconds)} | {seconds / floor:.1f} |")
    if kept:
        keep(kept, ((name, floor, seconds) for name, seconds in list(found.items())[1:]), note)


def keep(name: str, figures: Iterable[Figure], note: str = "") -> None:
    """For the table at the end: a row of `targets.toml` that asks for this name shows them."""
    place = KEPT / f"{name}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    told = {"figures": list(figures), "note": note}
    place.write_text(json.dumps(told, indent=1), encoding="utf-8")


def spoken(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    if seconds >= 0.001:
        return f"{seconds * 1000:.1f} ms"
    micro = seconds * 1_000_000
    return f"{micro:.0f} us" if micro >= 10 else f"{micro:.2g} us"


def process(*arguments: str, **beside: str) -> Callable[[], object]:
    """A Python with these arguments, from nothing to its end; `beside` are variables."""
    command, around = [sys.executable, *arguments], {**os.environ, **beside}
    return lambda: subprocess.run(command, check=True, capture_output=True, env=around)
