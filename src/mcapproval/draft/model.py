"""A draft as a frozen value: what the author wrote, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from mcapproval.draft.pointer import covers, find, pointer, tokens
from mcapproval.findings import Finding

T = TypeVar("T")

UNREAD: Any = object()
"""What was not asked for yet: None is an answer."""

IN_PART = re.compile(r"[+-]?[0-9]{1,9}\.[0-9]{1,9}")
"""A number with a part after the point, which a draft keeps as the text that was written."""

Rows = tuple[tuple[str, dict[str, Any]], ...]
"""The entries of a list, each with its own path."""


class Place(NamedTuple):
    """Line and column in the author's file, both from 1."""

    line: int
    column: int


@lru_cache
def _entries(path: str, many: int) -> tuple[str, ...]:
    """The paths of the entries of a list."""
    return tuple(f"{path}/{n}" for n in range(many))


def as_it_is(found: Finding) -> Finding:
    return found


@dataclass(frozen=True)
class Draft:
    """The content of a draft, read with paths so that it is known what was read.

    `data` is plain JSON: dicts, lists, NFC text, whole numbers; keys left empty by the author are
    not there. `places` has the place of each value by its path. `left_out` are the paths of values
    that were written and could not be used, which the form says; `-` stands there for an entry of a
    list. `pinned` has by path the standing texts whose words stand in `data`: `rpl@3`. `telling`
    words a finding for its author, who in a Word form has headings and labels and no lines. Nobody
    changes any of them.
    """

    data: Mapping[str, Any]
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""
    left_out: frozenset[str] = frozenset()
    pinned: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    telling: Callable[[Finding], Finding] = field(default=as_it_is, repr=False, compare=False)
    _found: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _texts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _rows: dict[str, Rows] = field(default_factory=dict, init=False, repr=False, compare=False)

    def get(self, path: str) -> Any:
        """The value at a path, None where the author wrote none. Many rules ask for the same."""
        value = self._found.get(path, UNREAD)
        if value is UNREAD:
            value = self._found[path] = find(self.data, path)
        return value

    def text(self, path: str) -> str:
        """The text at a path without white space around it; empty where there is none."""
        text = self._texts.get(path)
        if text is None:
            value = self.get(path)
            text = self._texts[path] = value.strip() if isinstance(value, str) else ""
        return text

    def whole(self, path: str) -> int | None:
        """The whole number at a path, or None."""
        value = self.get(path)
        return value if type(value) is int else None  # True is no number

    def number(self, path: str) -> int | Decimal | None:
        """The number at a path, whole or with a part after the point, or None."""
        whole = self.whole(path)
        if whole is not None:
            return whole
        text = self.text(path)
        return Decimal(text) if IN_PART.fullmatch(text) else None

    def rows(self, path: str) -> Rows:
        """The entries of a list, each with its own path; none where no list stands there."""
        rows = self._rows.get(path)
        if rows is None:
            value = self.get(path)
            entries = value if isinstance(value, list) else []
            found = zip(_entries(path, len(entries)), entries, strict=True)
            rows = self._rows[path] = tuple([row for row in found if isinstance(row[1], dict)])
        return rows

    def unusable(self, path: str) -> bool:
        """Whether what is found missing at a path or below may be written: it was left out."""
        if not self.left_out:
            return False
        return any(covers(path, left) or covers(left, path) for left in self.left_out)

    def once(self, make: Callable[..., T], *of: str) -> T:
        """What is worked out from the draft alone, or from what `of` names in it: once, however
        many rules ask for it.
        """
        made = self._made.get((make, of), UNREAD)
        if made is UNREAD:
            made = self._made[make, of] = make(self, *of)
        found: T = made
        return found

    def place(self, path: str) -> Place | None:
        """The place of a value; of what would hold it where the value is missing."""
        steps = tokens(path)
        while steps:
            found = self.places.get(pointer(steps))
            if found:
                return found
            steps.pop()
        return self.places.get("")

    def without_people(self) -> Draft:
        """The content that is kept and hashed: people are ids in it, their texts live apart."""
        return replace(self, data={k: v for k, v in self.data.items() if k != "people"})
