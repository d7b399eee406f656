"""What was answered last time, as a note beside each question: shown, never taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from mcapproval.clock import spoken
from mcapproval.draft.pointer import find, pointer
from mcapproval.rules.asked import day_of
from mcapproval.shipped import schema

Notes = dict[str, list[str]]

BY_ROW = ("delivery", "watch", "consulted")
"""Lists that are filled in row by row: what was said of a row stands beside that row."""

PASSED_OVER = ("format", "trigger", "period", "actions_before", "collected", *BY_ROW)
ACTIONS = "actions"
"""They come again under `actions_before`, with what became of them."""


@dataclass(frozen=True, slots=True)
class Before:
    """The answers of the last re-evaluation that was decided; `year` is that in which it was due,
    `first` the first day of the period that is looked at now.
    """

    answers: Mapping[str, Any]
    year: str
    names: Mapping[str, str]
    first: date

    def said(self, value: Any) -> str:
        return f"last time ({self.year}): {_told(value)}" if value else ""

    def row(self, path: str, key: str, whose: str) -> str:
        """What was said of the row of a list that has this value under a key."""
        for row in find(self.answers, path) or ():
            if row.get(key) == whose:
                rest = {name: value for name, value in row.items() if name not in (key, "figures")}
                return self.said(rest)
        return ""

    def beside(self, notes: Notes) -> None:
        """A note for each answer, at its own place."""
        for key, value in self.answers.items():
            if key in PASSED_OVER or key == ACTIONS:
                continue
            for path, part in _leaves(value, (key,)):
                for told in self._each(path, part):
                    notes.setdefault(path, []).append(told)

    def _each(self, path: str, part: Any) -> Iterator[str]:
        if path == "/need/evidence":
            for row in part:
                yield f"last time ({self.year}): {evidence(row, self.names, self.first)}"
        elif isinstance(part, list):
            yield from (self.said(row) for row in part)
        else:
            yield self.said(part)


def evidence(row: Mapping[str, Any], names: Mapping[str, str], first: date) -> str:
    """An item of evidence in one sentence, and whether it is older than the period."""
    giver = row.get("from")
    giver = giver if isinstance(giver, dict) else {}
    key = giver.get("organisation")
    who = names.get(str(key), key) if key else giver.get("source", "somebody")
    dated = day_of(row.get("dated"))
    when = f" of {spoken(dated)}" if dated else ""
    old = ", now older than the period" if dated and dated < first else ""
    said = f": {row['says']}" if row.get("says") else ""
    return f"{str(row.get('type', 'item')).replace('-', ' ')}{when} from {who}{old}{said}"


def of_content(data: Mapping[str, Any], names: Mapping[str, str], notes: Notes) -> None:
    """Before the first re-evaluation: what the application said of need and search."""
    first = date.max
    for row in find(data, "/need/evidence") or ():
        told = evidence(row, names, first)
        notes.setdefault("/need/evidence", []).append(f"in the application: {told}")
    search = find(data, "/need/duplication") or {}
    said = {key: search[key] for key in ("searched", "where", "terms") if key in search}
    if said:
        notes.setdefault("/need/duplication", []).append(f"in the application: {_told(said)}")


def _leaves(value: Any, steps: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Each answer with its path: a list is one answer, however many entries it has."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*steps, key))
    else:
        yield pointer(steps), value


@cache
def _order() -> Mapping[str, int]:
    """The keys of groups in the order in which they are asked; what is kept has none."""
    keys = (key for part in _groups(schema("review")) for key in part["properties"])
    return {key: number for number, key in enumerate(dict.fromkeys(keys))}


def _groups(part: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(part, Mapping):
        if "properties" in part:
            yield part
        for inner in part.values():
            yield from _groups(inner)


def _told(value: Any) -> str:
    """A value in words: the keys of a group with what stands under them."""
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: _order().get(key, 0))
        return "; ".join(f"{key.replace('_', ' ')}: {_told(value[key])}" for key in keys)
    if isinstance(value, list):
        return " / ".join(map(_told, value))
    day = day_of(value)
    return spoken(day) if day else str(value)
