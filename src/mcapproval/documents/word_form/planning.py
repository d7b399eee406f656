"""The plan of a form, in order: made from a schema and the help for its keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mcapproval.documents.word_form.plan import KEYED, Field, Kind, Section, Table
from mcapproval.draft.help import DRAFT, NO_WORDS, Own, Question, parts, question
from mcapproval.draft.schema_parts import is_number, resolved
from mcapproval.draft.template import OF_ENQUIRY, ONLY_FOR
from mcapproval.shipped import schema

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

ROWS = {"learning_outcomes": 4, "people": 4, "organisations": 4, "workload": 4, "assessments": 3}
"""Empty rows of a new form; two in any other list."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the questions are of: a schema, with a provider's `own` words for them. Lists of more
    columns than `widest` have a small table for each entry; what is `left_out` is not asked."""

    of: str = DRAFT
    own: Own = field(default_factory=lambda: NO_WORDS)
    widest: int = 8
    left_out: frozenset[str] = frozenset()

    def question(self, path: str) -> Question:
        found = question(path, self.own, self.of)
        assert found is not None, path
        return found

    def part(self, path: str) -> Mapping[str, Any]:
        return parts(self.of)[path]

    def keys(self, path: str, of: Mapping[str, Any]) -> list[str]:
        """The paths below a group, or the entry of a list, that are asked."""
        whole = resolved(of, schema(self.of))
        paths = (f"{path}.{key}" for key in whole.get("properties", {}))
        return [each for each in paths if each not in self.left_out]


def plan(
    kind: str, own: Own = NO_WORDS, *, enquiry: bool = False, more: tuple[str, ...] = ()
) -> tuple[Section, ...]:
    """The parts of a form for a kind of application; `more` are keys that it has beside them."""
    contract = schema("application")
    known = [key for key in contract["properties"] if key != "format"]
    wanted = [key for key in OF_ENQUIRY if key != "format"] if enquiry else known
    wanted = [k for k in wanted if k in more or kind in ONLY_FOR.get(k, (kind,))]
    wanted += [key for key in known if key in more and key not in wanted]
    return in_parts(Book(own=own), wanted, known, TITLES)


def in_parts(
    book: Book, wanted: Iterable[str], known: list[str], titles: Mapping[str, str]
) -> tuple[Section, ...]:
    """Questions under the titles of their parts, each of which begins with a key of `known`."""
    groups: dict[str, list[str]] = {}
    for key in wanted:
        groups.setdefault(_part(key, known, titles), []).append(key)
    return tuple(
        Section("", titles[first], 1, None, _headed((_one(key, 2, book) for key in keys), 2))
        for first, keys in groups.items()
    )


def _part(key: str, known: list[str], titles: Mapping[str, str]) -> str:
    """The key with which the part of a key begins."""
    upto = known[: known.index(key) + 1]
    return next(step for step in reversed(upto) if step in titles)


def _one(path: str, level: int, book: Book) -> Section | Field | Table:
    part, told = book.part(path), book.question(path)
    items = resolved(part.get("items", {}), schema(book.of))
    least = ROWS.get(path, 2)
    if "patternProperties" in part:
        columns = tuple(_columns(path, book))
        return Table(path, told.title, columns, told, keyed=True, least=least)
    if "properties" in items:
        if _has_lists(items):
            inner = _below(path, items, level + 1, book)
            return Section(path, told.title, level, told, inner, repeated=True)
        columns = tuple(_columns(path, book))
        card = len(columns) > book.widest or _long(columns)
        return Table(path, told.title, columns, told, card=card, least=least)
    if "properties" in part:
        inner = _below(path, part, level + 1, book)
        return Section(path, told.title, level, told, inner)
    return _field(path, path, told.title, book)


def _below(
    path: str, of: Mapping[str, Any], level: int, book: Book
) -> tuple[Section | Field | Table, ...]:
    return _headed((_one(key, level, book) for key in book.keys(path, of)), level)


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


def _columns(path: str, book: Book) -> Iterator[Field]:
    part = book.part(path)
    if "patternProperties" in part:
        told = Question(
            f"{path}.{KEYED}", "Key" if path == "organisations" else "Id", "", "", "", ""
        )
        yield Field(told.path, KEYED, told.title, "text", (), "", told)
        of = next(iter(part["patternProperties"].values()))
    else:
        of = part["items"]
    for below in book.keys(path, of):
        yield from _leaves(below, path, "", book)


def _leaves(path: str, above: str, under: str, book: Book) -> Iterator[Field]:
    """The columns that a key of an entry has: of a group within it one for each of its own."""
    part = book.part(path)
    label = f"{under}{book.question(path).title}"
    if "properties" not in part:
        yield _field(path, path.removeprefix(f"{above}."), label, book)
        return
    for below in book.keys(path, part):
        yield from _leaves(below, above, f"{label}: ", book)


def _field(path: str, key: str, label: str, book: Book) -> Field:
    part = book.part(path)
    items = resolved(part.get("items", {}), schema(book.of))
    of = items if items else part
    word = str(of["pattern"]).strip("^$") if isinstance(of.get("type"), list) else ""
    choices = tuple(of.get("enum", ())) or ((word,) if word else ())
    return Field(
        path, key, label.replace("`", ""), _kind(part), choices, _items(items), book.question(path)
    )


def _items(items: Mapping[str, Any]) -> str:
    """What the items of a list are: `choices`, `ids`, or `texts`; empty for what is no list."""
    if not items:
        return ""
    return "choices" if "enum" in items else "ids" if "pattern" in items else "texts"


def _kind(part: Mapping[str, Any]) -> Kind:
    if part.get("type") == "array":
        return "words"
    if is_number(part):
        return "number"
    if "enum" in part:
        return "choice"
    if part.get("format") == "date":
        return "day"
    return "month" if str(part.get("pattern", "")).startswith("^[0-9]{4}-") else "text"
