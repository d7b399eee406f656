"""Take turns, take medians: what the benchmark scripts share."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping


def medians(candidates: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds by name: the median of so many rounds in which all candidates take turns."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, run in candidates.items():
            begun = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(found) for name, found in times.items()}


def show(title: str, found: Mapping[str, float]) -> None:
    """A Markdown table; the first candidate is the floor."""
    floor = next(iter(found.values()))
    print(f"\n### {title}\n\n| what | median | x floor |\n|---|---:|---:|")
    for name, seconds in found.items():
        print(f"| {name} | {_spoken(seconds)} | {seconds / floor:.1f} |")


def _spoken(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds >= 0.001 else f"{seconds * 1_000_000:.0f} us"
