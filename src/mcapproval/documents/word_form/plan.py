"""What a form asks, in order: headings, fields and lists, made from the schema and its help.

The same plan writes a form and reads it, so that both call everything by the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from mcapproval.draft.help import NO_WORDS, Own, Question, parts, question
from mcapproval.draft.shape import resolved
from mcapproval.draft.template import OF_ENQUIRY, ONLY_FOR
from mcapproval.shipped import schema

Kind = Literal["text", "number", "choice", "day", "month", "words"]

TITLES = {
    "route": "What is applied for",
    "enquiry": "How it began",
    "applicant": "Who applies, people and organisations",
    "business_case": "Business case and funding",
    "work_began": "A. Details that are listed",
    "learning_outcomes": "B. What NZQA approves: outcomes, need, requirements, review",
    "accreditation": "C. Accreditation: one part for each provider that delivers",
    "attachments": "Papers that go with it",
    "change": "D. The change",
}
"""The parts of the form, each with the key that it begins with."""

IDS = {
    "people": "person-",
    "learning_outcomes": "LO",
    "need.evidence": "N",
    "co_design.partners": "P",
    "co_design.meetings": "H",
    "assessments": "A",
}
"""Lists whose entries have numbers of their own, which a form prints before anybody writes."""

ROWS = {"learning_outcomes": 4, "people": 4, "organisations": 4, "workload": 4, "assessments": 3}
"""Empty rows of a new form; two in any other list."""

KEYED = "id"
"""The column with which an entry of `people` and `organisations` is called."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `key` is its path below the list that it is a column of, else the whole path;
    `label` what stands before the field, as a heading where `heading` is a level."""

    path: str
    key: str
    label: str
    kind: Kind
    choices: tuple[str, ...]
    items: str
    told: Question
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A list. `card`: each entry has a small table of its own, since it has many columns; `keyed`:
    it is a group with a key for each entry."""

    path: str
    title: str
    columns: tuple[Field, ...]
    told: Question
    card: bool = False
    keyed: bool = False
    heading: int = 0

    @property
    def prefix(self) -> str:
        return IDS.get(self.path, "")

    def entry(self, number: int) -> str:
        """What an entry is called, by how it is laid out."""
        return f"{'item' if self.card else 'row'} {number}"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. A `repeated` one is an entry of a list: it stands once
    for each, with a number."""

    path: str
    title: str
    level: int
    told: Question | None
    inner: tuple[Section | Field | Table, ...]
    repeated: bool = False


def plan(
    kind: str, own: Own = NO_WORDS, *, enquiry: bool = False, more: tuple[str, ...] = ()
) -> tuple[Section, ...]:
    """The parts of a form for a kind of application; `more` are keys that it has beside them."""
    contract = schema("application")
    known = [key for key in contract["properties"] if key != "format"]
    wanted = [key for key in OF_ENQUIRY if key != "format"] if enquiry else known
    wanted = [k for k in wanted if k in more or kind in ONLY_FOR.get(k, (kind,))]
    wanted += [key for key in known if key in more and key not in wanted]
    groups: dict[str, list[str]] = {}
    for key in wanted:
        groups.setdefault(_part(key, known), []).append(key)
    return tuple(
        Section("", TITLES[first], 1, None, _headed((_one(key, 2, own) for key in keys), 2))
        for first, keys in groups.items()
    )


def _part(key: str, known: list[str]) -> str:
    """The key with which the part of a key begins."""
    upto = known[: known.index(key) + 1]
    return next(step for step in reversed(upto) if step in TITLES)


def _asked(path: str, own: Own) -> Question:
    found = question(path, own)
    assert found is not None, path
    return found


def _one(path: str, level: int, own: Own) -> Section | Field | Table:
    part, told = parts()[path], _asked(path, own)
    items = resolved(part.get("items", {}), schema("application"))
    if "patternProperties" in part:
        return Table(path, told.title, tuple(_columns(path, own)), told, keyed=True)
    if "properties" in items:
        if _has_lists(items):
            inner = _below(path, items["properties"], level + 1, own)
            return Section(path, told.title, level, told, inner, repeated=True)
        columns = tuple(_columns(path, own))
        return Table(path, told.title, columns, told, card=len(columns) > 8 or _long(columns))
    if "properties" in part:
        inner = _below(path, part["properties"], level + 1, own)
        return Section(path, told.title, level, told, inner)
    return _field(path, path, told.title, own)


def _below(
    path: str, keys: Iterable[str], level: int, own: Own
) -> tuple[Section | Field | Table, ...]:
    return _headed((_one(f"{path}.{key}", level, own) for key in keys), level)


def _headed(
    inner: Iterable[Section | Field | Table], level: int
) -> tuple[Section | Field | Table, ...]:
    """What follows a heading of the same level gets one itself, or it would seem to be under it."""
    found: list[Section | Field | Table] = []
    after = False
    for one in inner:
        if isinstance(one, Section):
            after = True
            found.append(one)
        elif after or (isinstance(one, Table) and level == 2):
            found.append(replace(one, heading=level))
            after = True
        else:
            found.append(one)
    return tuple(found)


def _has_lists(part: Mapping[str, Any]) -> bool:
    """Whether groups are listed somewhere below: a list of those fits in no table."""
    inner = part.get("properties", {}).values()
    return any("properties" in of.get("items", {}) or _has_lists(of) for of in inner)


def _long(columns: tuple[Field, ...]) -> bool:
    """Whether a table would be too narrow for its answers: two long ones among six or more."""
    return sum(bool(c.told.good) or c.kind == "words" for c in columns) > 1 and len(columns) > 5


def _columns(path: str, own: Own) -> Iterator[Field]:
    part = parts()[path]
    if "patternProperties" in part:
        told = Question(
            f"{path}.{KEYED}", "Key" if path == "organisations" else "Id", "", "", "", ""
        )
        yield Field(told.path, KEYED, told.title, "text", (), "", told)
        of = next(iter(part["patternProperties"].values()))
    else:
        of = part["items"]
    for key in resolved(of, schema("application")).get("properties", {}):
        whole = parts()[f"{path}.{key}"]
        if "properties" in whole:
            title = _asked(f"{path}.{key}", own).title
            for last in whole["properties"]:
                label = _asked(f"{path}.{key}.{last}", own).title
                yield _field(f"{path}.{key}.{last}", f"{key}.{last}", f"{title}: {label}", own)
        else:
            yield _field(f"{path}.{key}", key, _asked(f"{path}.{key}", own).title, own)


def _field(path: str, key: str, label: str, own: Own) -> Field:
    part: Mapping[str, Any] = parts()[path]
    items = resolved(part.get("items", {}), schema("application"))
    of = items if items else part
    choices = tuple(of.get("enum", ()))
    return Field(
        path, key, label.replace("`", ""), _kind(part), choices, _items(items), _asked(path, own)
    )


def _items(items: Mapping[str, Any]) -> str:
    """What the items of a list are: `choices`, `ids`, or `texts`; empty for what is no list."""
    if not items:
        return ""
    return "choices" if "enum" in items else "ids" if "pattern" in items else "texts"


def _kind(part: Mapping[str, Any]) -> Kind:
    if part.get("type") == "array":
        return "words"
    if part.get("type") in ("integer", "number"):
        return "number"
    if "enum" in part:
        return "choice"
    if part.get("format") == "date":
        return "day"
    return "month" if str(part.get("pattern", "")).startswith("^[0-9]{4}-") else "text"


def asked(sections: Iterable[Section | Field | Table]) -> Iterator[Field | Table]:
    """The single fields and the lists, without the columns of these."""
    for one in sections:
        if isinstance(one, Section):
            yield from asked(one.inner)
        else:
            yield one
