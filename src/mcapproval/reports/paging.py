"""A page of a long report: what is asked of it, what it holds, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

Row = TypeVar("Row")


class Slice(NamedTuple):
    """So many rows (all where `first` is None) after the one whose key is `after`."""

    first: int | None = None
    after: str | None = None

    @property
    def one_more(self) -> int | None:
        """How many to look for, to know whether there are more."""
        return None if self.first is None else self.first + 1


EVERYTHING = Slice()


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`found` are all of which these are some, counted no further than `counted`, None where they
    were not; `last` is the key of the last row, after which the next page begins, None where there
    is none. `sums` are what all of them come to, where that was counted beside a page."""

    rows: tuple[Row, ...]
    found: int | None
    counted: int = 1_000_000_000
    last: str | None = None
    sums: Mapping[str, int] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        return len(self.rows) == self.found

    def of_all(self, sums: str) -> str:
        """What the rows come to: a page of some of them would say less than there is."""
        return sums if self.whole else ""

    def in_all(self, key: str, what: str) -> str:
        """Of some of them, how many of all are so: `; in all 28 are late`; empty where that was not
        counted.
        """
        many = self.sums.get(key)
        if self.whole or many is None:
            return ""
        told = str(many) if many <= self.counted else f"more than {self.counted}"
        return f"; in all {told} {'is' if many == 1 else 'are'} {what}"

    def said(self, one: str, many: str = "") -> str:
        """`1 override`, `3 overrides`, `25 of 70 overrides`, `25 of more than 1000 overrides`;
        where they were not counted `25 overrides and more`, and at the end `3 more overrides`.
        """
        number = len(self.rows)
        words = one if (number if self.found is None else self.found) == 1 else many or one + "s"
        if self.found is None:
            return f"{number} more {words}" if self.last is None else f"{number} {words} and more"
        if self.whole:
            return f"{number} {words}"
        found = self.found if self.found <= self.counted else f"more than {self.counted}"
        return f"{number} of {found} {words}"
