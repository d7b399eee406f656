"""One table of what was measured, beside what it is held to (`targets.toml`), with the machine.

Figures come from the files that the scripts of this run left in `.figures`; a row without one says
so. What was measured beside the peers follows, with its day; `table.py peers` shows that alone.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sqlite3
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from measure import KEPT, Figure, spoken

ROWS = tomllib.loads((Path(__file__).parent / "targets.toml").read_text(encoding="utf-8"))
PEERS = KEPT / "peers"


def machine() -> str:
    about = Path("/proc/cpuinfo")
    told = about.read_text(encoding="utf-8") if about.is_file() else ""
    named = re.search(r"^model name\s*: (.*)$", told, re.MULTILINE)
    return (
        f"{named[1] if named else platform.machine()}, {os.cpu_count()} cores; "
        f"{_system()}; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; "
        f"load {os.getloadavg()[0]:.1f} at the end"
    )


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        name = platform.system()
    return f"{name}, kernel {platform.release()}"


def kept(place: Path, of: list[str] | None = None) -> tuple[list[Figure], str]:
    """What was measured, and what was noted of it; nothing where it was not measured."""
    if not place.is_file():
        return [], ""
    told = json.loads(place.read_text(encoding="utf-8"))
    wanted = [(what, floor, ours) for what, floor, ours in told["figures"]]
    return [each for each in wanted if of is None or each[0] in of], told["note"]


def furthest(figures: list[Figure]) -> Figure:
    """The one that takes the most beside its floor."""
    return max(figures, key=lambda figure: figure[2] / figure[1])


def row(target: dict[str, Any]) -> str:
    share = "at_least" in target
    held, hoped = target.get("at_least") or target["at_most"], target["stretch"]
    bounds = f"{held:.0%} | {hoped:.0%}" if share else f"{held:g}x | {hoped:g}x"
    begun = f"| {target['what']} | {target['floor']} | {bounds} "
    of = target.get("of")
    figures, note = kept(KEPT / f"{target['kept']}.json", of)
    if not figures:
        return f"{begun}| not measured | | | |"
    _, floor, ours = furthest(figures)
    ratio = floor / ours if share else ours / floor
    met = ratio >= held if share else ratio <= held
    measured = f"{ratio:.0%}" if share else f"{ratio:.1f}x"
    measured = measured if met else f"**{measured}**"
    more = [_spread(figures, held)] if len(figures) > 1 else []
    more += [_beside(name, other, of) for name, other in target.get("beside", {}).items()]
    said = "; ".join(part for part in (*more, note) if part)
    return f"{begun}| {measured} | {spoken(floor)} | {spoken(ours)} | {said} |"


def _spread(figures: list[Figure], held: float) -> str:
    over = [what for what, floor, ours in figures if ours / floor > held]
    said = f"slowest of {len(figures)}: {furthest(figures)[0]}"
    return f"{said}; above: {', '.join(over)}" if over else said


def _beside(name: str, other: str, of: list[str] | None) -> str:
    figures, _ = kept(KEPT / f"{other}.json", of)
    if not figures:
        return f"{name}: not measured"
    _, floor, ours = furthest(figures)
    return f"{name}: {ours / floor:.1f}x, {spoken(floor)} and {spoken(ours)}"


def whole() -> None:
    print("| what | floor | at most | stretch | measured | floor | ours | beside |")
    print("|---|---|---:|---:|---:|---:|---:|---|")
    for target in ROWS["row"]:
        print(row(target))
    print("\nBold is further from its floor than it is held to.")


def peers() -> None:
    places = sorted(PEERS.glob("*.json"))
    if not places:
        print("\n`make bench-peers` measures beside the peers.")
        return
    day = datetime.fromtimestamp(places[0].stat().st_mtime, UTC).date()
    print(f"\n## Beside the peers\n\nMeasured {day}.\n")
    print("| what | floor | who | measured | x floor |\n|---|---|---|---:|---:|")
    for place in places:
        figures, note = kept(place)
        what, _, floor = note.partition(" | ")
        for name, least, seconds in figures:
            print(f"| {what} | {floor} | {name} | {spoken(seconds)} | {seconds / least:.1f} |")


if sys.argv[1:] == ["peers"]:
    print(f"\n{machine()}")
else:
    print(f"\n## How well\n\n{machine()}\n")
    whole()
peers()
