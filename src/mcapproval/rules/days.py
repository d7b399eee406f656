"""Days of law that no text gives: each is our reading, and is told as such where people are told.

The data are `advice/days.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from mcapproval.clock import spoken
from mcapproval.shipped import in_room

OURS = "the day is our reading"


@cache
def our_reading() -> Mapping[date, str]:
    """What is known of each such day."""
    raw = tomllib.loads(in_room("rules", "advice").joinpath("days.toml").read_text("utf-8"))
    return {day: row["known"] for row in raw["day"] for day in row["days"]}


def how_sure(day: date) -> str:
    """As the confidence of a clause: `inferred` or `confirmed`."""
    return "inferred" if day in our_reading() else "confirmed"


def told(day: date) -> str:
    """A day in words, with how sure it is where no text gives it."""
    return f"{spoken(day)} ({OURS})" if day in our_reading() else spoken(day)


def about(day: date) -> str:
    """A day in words, no nearer than it is known where no text gives it."""
    raw = tomllib.loads(in_room("rules", "advice").joinpath("days.toml").read_text("utf-8"))
    known = {at: row["about"] for row in raw["day"] if "about" in row for at in row["days"]}
    return known.get(day) or told(day)


def what_is_known(days: Iterable[date]) -> tuple[str, ...]:
    """A line for each reason why some of these days are our reading, with those days."""
    why: dict[str, list[date]] = {}
    for day in sorted(set(days)):
        if day in our_reading():
            why.setdefault(our_reading()[day], []).append(day)
    return tuple(f"{' and '.join(map(spoken, at))}: our reading, {of}" for of, at in why.items())
