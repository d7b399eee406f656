"""What each level asks for, in both sets of descriptors, and which set a draft is read by.

Data of `levels/`, in our own words. What our copy of a set does not have is said, never invented.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.rules.asked import day_of
from mcapproval.rules.law import Law
from mcapproval.shipped import in_room

EARLIER, PRESENT = "before-july-2025", "since-july-2025"
"""The names of the sets in a draft, and of their files."""

FRAME = ("level", "confidence")


@dataclass(frozen=True, slots=True)
class Level:
    """One level in the words of one set, by dimension. `confidence` as in the rule texts."""

    says: Mapping[str, str]
    confidence: str

    def words(self) -> str:
        return "; ".join(self.says.values())


@dataclass(frozen=True, slots=True)
class Descriptors:
    """One set. `levels` are those of which our copy says anything."""

    name: str
    title: str
    source: str
    since: date | None
    until: date | None
    dimensions: tuple[str, ...]
    levels: Mapping[int, Level]


@cache
def descriptors(name: str) -> Descriptors:
    """A set by its name in a draft."""
    raw = read(name)
    return Descriptors(
        name,
        raw["title"],
        raw["source"],
        raw.get("from"),
        raw.get("until"),
        tuple(raw["dimensions"]),
        {row["level"]: _level(row, raw["confidence"]) for row in raw["level"]},
    )


def read(name: str) -> dict[str, Any]:
    """A file of `levels/` as it is written."""
    file = in_room("rules", "levels").joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))


def _level(row: dict[str, Any], confidence: str) -> Level:
    says = {key: text for key, text in row.items() if key not in FRAME}
    return Level(says, row.get("confidence", confidence))


def applying(draft: Draft, law: Law) -> Descriptors:
    """The set that a draft names, else the one that the law and the work's first day point to."""
    return chosen(draft.text("/level_descriptors"), day_of(draft.get("/work_began")), law)


def chosen(named: str, began: date | None, law: Law) -> Descriptors:
    """Work that began under the earlier set could go on with it for a while after (LVL-DESC)."""
    if named in (EARLIER, PRESENT):
        return descriptors(named)
    asked, still = law.maybe("level_descriptors", "set"), law.maybe("level_descriptors", "still")
    if asked is None:
        return descriptors(EARLIER)
    under_way = still is not None and began is not None and began < asked.since
    return descriptors(still.value if still and under_way else asked.value)


def known(level: int, applies: Descriptors) -> Level | None:
    """A level in the words that we have: those of the set that applies, else of the earlier."""
    return applies.levels.get(level) or descriptors(EARLIER).levels.get(level)


def caveat(levels: tuple[int, ...], applies: Descriptors) -> str:
    """How far what is told of those levels can be relied on, with a space before it."""
    earlier, told = descriptors(EARLIER), "in our words"
    assert earlier.until is not None
    if any(level not in applies.levels for level in levels):
        told += (
            f", after the descriptors until {spoken(earlier.until)}; our copy of the present ones "
            f"has levels {min(applies.levels)} to {max(applies.levels)} only"
        )
    ours = " and ".join(str(level) for level in levels if _is_ours(level, applies))
    if ours:
        told += f"; what level {ours} asks could not be read and is our reading, so check it"
    return f" ({told})"


def _is_ours(level: int, applies: Descriptors) -> bool:
    one = known(level, applies)
    return one is not None and one.confidence == "inferred"
