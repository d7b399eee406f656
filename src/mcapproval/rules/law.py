"""The dated values of the law on a day: `Law(day).value("credit_value", "largest")`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from mcapproval.errors import NotInForce
from mcapproval.rules.eras import changes, era
from mcapproval.shipped import in_room


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
def value_files() -> dict[str, dict[str, Any]]:
    """What each file of values says, by its name."""
    files = sorted(in_room("rules", "values").iterdir(), key=lambda f: f.name)
    return {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8"))
        for file in files
        if file.name.endswith(".toml")
    }


@cache
def values() -> dict[tuple[str, str], tuple[Dated, ...]]:
    """Every dated value by file and name, oldest first; a value holds until the next one begins."""
    found: dict[tuple[str, str], tuple[Dated, ...]] = {}
    for file, raw in value_files().items():
        for name, entries in raw.items():
            if isinstance(entries, list):
                found[file, name] = tuple(
                    Dated(
                        entry["value"],
                        entry["from"],
                        entry.get("until"),
                        entry["clause"],
                    )
                    for entry in entries
                )
    return found


@cache
def first_day() -> date:
    """NZQA took its first applications on this day; no law is known before it."""
    return min(held[0].since for held in values().values())


def values_on(day: date) -> dict[tuple[str, str], Dated | None]:
    """Every value as it stood on a day; None where the law was silent."""
    return _values_of(era_of(day))


def era_of(day: date) -> date:
    """The same for days between which no value changes."""
    return era(_changes(), day)


@cache
def _changes() -> tuple[date, ...]:
    return changes((one.since, one.until) for dated in values().values() for one in dated)


@cache
def _values_of(day: date) -> dict[tuple[str, str], Dated | None]:
    return {
        key: next((one for one in reversed(dated) if one.holds_on(day)), None)
        for key, dated in values().items()
    }


@dataclass(frozen=True, slots=True)
class Law:
    """The law as it stood on a day. Refuses a day before anything was in force.

    `facts_on` is the day on which facts are looked at, such as how old a letter is, where it is
    another one: an application of 2026 held to the rules of 2022 keeps its letters of 2026.
    """

    day: date
    facts_on: date | None = None
    _values: Mapping[tuple[str, str], Dated | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.day < first_day():
            raise NotInForce(
                f"there were no rules for micro-credentials on {self.day.isoformat()}",
                f"give a day from {first_day().isoformat()} on",
            )
        object.__setattr__(self, "_values", values_on(self.day))

    @property
    def at(self) -> date:
        """The day on which facts are looked at."""
        return self.facts_on or self.day

    def value(self, file: str, name: str) -> Dated:
        """The value in force; NotInForce where the law had none that day, never zero or None."""
        held = self.maybe(file, name)
        if held is None:
            raise NotInForce(f"the law has no {name} in {file} on {self.day.isoformat()}")
        return held

    def maybe(self, file: str, name: str) -> Dated | None:
        """The value in force, or None where the law is silent that day."""
        return self._values[file, name]


class Listening(Law):
    """A law that knows which of its values it was asked for, None standing for its day."""

    __slots__ = ("_of", "asked")
    _of: date
    asked: list[tuple[str, str] | None]

    def __init__(self, day: date) -> None:
        law = Law(day)
        for name, value in (("_of", day), ("facts_on", day), ("_values", law._values)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "asked", [])

    @property
    def day(self) -> date:
        self.asked.append(None)
        return self._of

    def maybe(self, file: str, name: str) -> Dated | None:
        self.asked.append((file, name))
        return self._values[file, name]


def has(file: str, name: str) -> bool:
    """Whether the law ever had such a value, on whatever day."""
    return (file, name) in values()
