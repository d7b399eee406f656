"""The dated values of the law on a day: `Law(day).value("credit_value", "largest")`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from mcapproval.errors import NotInForce
from mcapproval.shipped import in_room

FIRST_DAY = date(2018, 8, 22)
"""NZQA took its first micro-credential applications on this day; no law is known before it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value of the law with the days it holds and the clause that sets it."""

    value: Any
    since: date
    until: date | None
    clause: str

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@cache
def values() -> dict[tuple[str, str], tuple[Dated, ...]]:
    """Every dated value by file and name, oldest first; a value holds until the next one begins."""
    found: dict[tuple[str, str], tuple[Dated, ...]] = {}
    for file in sorted(in_room("rules", "values").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        for name, entries in tomllib.loads(file.read_text("utf-8")).items():
            if isinstance(entries, list):
                found[(file.name.removesuffix(".toml"), name)] = tuple(
                    Dated(
                        entry["value"],
                        entry["from"],
                        entry.get("until"),
                        entry["clause"],
                    )
                    for entry in entries
                )
    return found


@dataclass(frozen=True, slots=True)
class Law:
    """The law as it stood on a day. Refuses a day before anything was in force."""

    day: date

    def __post_init__(self) -> None:
        if self.day < FIRST_DAY:
            raise NotInForce(
                f"there were no rules for micro-credentials on {self.day.isoformat()}",
                f"give a day from {FIRST_DAY.isoformat()} on",
            )

    def value(self, file: str, name: str) -> Dated:
        """The value in force; NotInForce where the law had none that day, never zero or None."""
        held = self.maybe(file, name)
        if held is None:
            raise NotInForce(f"the law has no {name} in {file} on {self.day.isoformat()}")
        return held

    def maybe(self, file: str, name: str) -> Dated | None:
        """The value in force, or None where the law is silent that day."""
        held = [dated for dated in values()[(file, name)] if dated.holds_on(self.day)]
        return held[-1] if held else None


def has(file: str, name: str) -> bool:
    """Whether the law ever had such a value, on whatever day."""
    return (file, name) in values()
