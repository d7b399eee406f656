"""A story: the days of one micro-credential, read from its TOML. `playing.py` plays it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from jsonschema.exceptions import ValidationError

from mcapproval.draft.shape import validator
from mcapproval.errors import Unreadable
from mcapproval.workflow.proving.shape_words import in_words

FILE = "story.toml"


@dataclass(frozen=True, slots=True)
class Player:
    """A person who acts: their short name, and the roles they hold from the first day."""

    handle: str
    name: str
    contact: str | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One act. `on` is the day it happened, `recorded` the day it was written down.

    `by` is a handle, empty for the administrator; `asks` holds what this kind of act needs beside
    that, as the schema of a story says; `tell` is the line that is told of it, mostly empty.
    """

    number: int
    on: date
    recorded: date
    by: str
    do: str
    tell: str
    asks: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """`provider` is the applicant's key; `policy` the name of its policy's file."""

    name: str
    title: str
    provider: str
    provider_name: str
    provider_type: str
    policy: str
    people: tuple[Player, ...]
    steps: tuple[Step, ...]


def read_story(file: Path) -> Story:
    """The story in a file. Raises Unreadable with every fault as a sentence."""
    try:
        raw = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise Unreadable(
            f"the story can't be read: {fault}", "mend that place", source=str(file)
        ) from fault
    return story_from(raw, str(file))


def story_from(raw: Mapping[str, Any], source: str) -> Story:
    """The story that a table says; `source` is what errors call its file."""
    plain = _days_as_text(raw)
    shape = sorted(validator("story").iter_errors(plain), key=lambda e: [str(p) for p in e.path])
    faults = [said for error in shape for said in _sentences(error)]
    if not faults:
        story = _story(plain)
        faults = list(_against_sense(story))
    if faults:
        raise Unreadable("; ".join(faults), "mend the story", source=source)
    return story


def _story(raw: Mapping[str, Any]) -> Story:
    return Story(
        raw["story"],
        raw["title"],
        raw["provider"],
        raw["provider_name"],
        raw["provider_type"],
        raw["policy"],
        tuple(
            Player(row["handle"], row["name"], row.get("contact"), tuple(row["roles"]))
            for row in raw["person"]
        ),
        tuple(_step(number, row) for number, row in enumerate(raw["step"], 1)),
    )


def _step(number: int, row: Mapping[str, Any]) -> Step:
    on = date.fromisoformat(row["on"])
    recorded = date.fromisoformat(row.get("recorded", row["on"]))
    common = ("on", "recorded", "by", "do", "tell")
    asks = {key: value for key, value in row.items() if key not in common}
    return Step(number, on, recorded, row.get("by", ""), row["do"], row.get("tell", ""), asks)


def _against_sense(story: Story) -> Iterator[str]:
    """What the shape can't say: order, and who acts."""
    handles = [person.handle for person in story.people]
    if len(set(handles)) != len(handles):
        yield "two people have one handle"
    if story.steps[0].do != "open":
        yield 'step 1: a story begins by opening its application (`do = "open"`)'
    for step in story.steps:
        if step.number > 1 and step.do == "open":
            yield f"step {step.number}: a story opens one application"
        if step.recorded < step.on:
            yield f"step {step.number}: it was recorded before it happened"
        for who in (step.by, step.asks.get("person")):
            if who and who not in handles:
                yield f"step {step.number}: nobody in the story is called `{who}`"
    for before, after in pairwise(story.steps):
        if after.recorded < before.recorded:
            yield f"step {after.number}: it was recorded before step {before.number} was"


def _days_as_text(value: Any) -> Any:
    """TOML's days as JSON has them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _days_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_days_as_text(item) for item in value]
    return value


def _sentences(error: ValidationError) -> Iterator[str]:
    where = _where([str(part) for part in error.absolute_path])
    return (f"{where}: {said}" for said in in_words(error))


def _where(path: list[str]) -> str:
    if path[:1] in (["step"], ["person"]) and len(path) > 1:
        rest = "".join(f", {part}" for part in path[2:])
        return f"{path[0]} {int(path[1]) + 1}{rest}"
    return ", ".join(path) or "the story"
