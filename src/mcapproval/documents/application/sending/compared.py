"""Two versions of a content held to one another, part by part, in the form's own words.

Lists whose rows have an id are compared row by row of that id, so that a row which moved is no
change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mcapproval.documents.answers import (
    Names,
    day,
    listed,
    organisation,
    organisations,
    person,
    persons,
    shown,
    words,
)
from mcapproval.documents.places import place_in_words
from mcapproval.draft.pointer import pointer
from mcapproval.shipped import schema

NAMED_BY = ("id", "provider", "organisation", "customer", "person", "outcome", "file")
"""The keys by which a row of a list is known again, the first that it has."""

LEFT_OUT = ("format", "people", "organisations")
"""Parts that say nothing of a micro-credential themselves."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One place that differs: its label within the part, and the text before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the content by its heading in the form, with what differs in it."""

    heading: str
    changed: tuple[Changed, ...]

    @property
    def single(self) -> bool:
        """Whether it is one answer, which needs no heading over its label."""
        return [one.label for one in self.changed] == [self.heading]

    def where(self, one: Changed) -> str:
        """The label of one of its places where no heading stands over it."""
        return self.heading if self.single else f"{self.heading}: {one.label}"


def compared(
    names: Names, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[Section, ...]:
    """Every part of the schema that either version has, in the schema's order."""
    return tuple(
        Section(
            place_in_words(f"/{part}"),
            tuple(_differs(names, before.get(part), after.get(part), (part,), ())),
        )
        for part in schema("application")["properties"]
        if part not in LEFT_OUT and (part in before or part in after)
    )


Steps = tuple[object, ...]


def _differs(
    names: Names, before: Any, after: Any, path: Steps, label: tuple[str, ...]
) -> Iterator[Changed]:
    if before == after:
        return
    if isinstance(before, dict) or isinstance(after, dict):
        yield from _of_keys(names, _keys(before), _keys(after), path, label)
    elif _rows(before) or _rows(after):
        yield from _of_rows(names, _by_id(before), _by_id(after), path, label)
    else:
        old, new = (_told(names, path, value) for value in (before, after))
        if old != new:
            yield Changed(": ".join(label) or place_in_words(pointer(path)), old, new)


def _keys(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(row, dict) for row in value)


def _of_keys(
    names: Names,
    before: dict[str, Any],
    after: dict[str, Any],
    path: Steps,
    label: tuple[str, ...],
) -> Iterator[Changed]:
    known = [key for key in _node(path).get("properties", {}) if key in before or key in after]
    for key in dict.fromkeys((*known, *before, *after)):
        told = place_in_words(pointer((*path, key))).rpartition(": ")[2]
        within = (*label, told)
        yield from _differs(names, before.get(key), after.get(key), (*path, key), within)


def _by_id(value: Any) -> dict[str, dict[str, Any]]:
    """The rows of a list by what they are known by; by their number where by nothing."""
    found: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(value if isinstance(value, list) else [], 1):
        if isinstance(row, dict):
            key = next((str(row[k]) for k in NAMED_BY if isinstance(row.get(k), str)), "")
            name = key if key and key not in found else f"{key} {number}".strip()
            found[name] = row
    return found


def _of_rows(
    names: Names,
    before: dict[str, dict[str, Any]],
    after: dict[str, dict[str, Any]],
    path: Steps,
    label: tuple[str, ...],
) -> Iterator[Changed]:
    for key in dict.fromkeys((*before, *after)):
        name = names.organisations.get(key) or names.people.get(key, key)
        within = (*label, name)
        if key in before and key in after:
            yield from _of_keys(names, before[key], after[key], (*path, 0), within)
        else:
            old, new = (_whole(names, rows.get(key), (*path, 0)) for rows in (before, after))
            yield Changed(": ".join(within), old, new)


def _whole(names: Names, row: dict[str, Any] | None, path: Steps) -> str:
    """A row that only one version has: all that it says, in one text."""
    found = _of_keys(names, {}, row or {}, path, ())
    return "; ".join(f"{one.label}: {one.after}" for one in found)


def _told(names: Names, path: Steps, value: Any) -> str:
    """A value as the papers print it; empty where there is none."""
    if value is None or value == "" or value == []:
        return ""
    node = _node(path)
    many, of = isinstance(value, list), str(node.get("$ref", "")).rpartition("/")[2]
    if of == "organisation":
        return organisations(names, value) if many else organisation(names, value)
    if of == "person":
        return persons(names, value) if many else person(names, value)
    if "enum" in node:
        return listed(words(item) for item in value) if many else words(value)
    return shown(value) if many else day(value)


def _node(path: Steps) -> Mapping[str, Any]:
    """What the application schema says of a value; of its entries where it is a list."""
    node: Mapping[str, Any] = schema("application")
    for step in path:
        if isinstance(step, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(step, {})
    return dict(node["items"]) if "items" in node else node
