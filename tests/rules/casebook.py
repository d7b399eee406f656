"""Every case of every rule, and a draft that remembers what was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from mcapproval.clock import add_days
from mcapproval.draft.model import Draft
from mcapproval.findings import Finding
from mcapproval.rules.book import EVERY_RULE
from mcapproval.rules.casebook import Case, base, cases_of, module_of
from mcapproval.rules.eras import changes
from mcapproval.rules.examine import examine
from mcapproval.rules.law import values
from mcapproval.rules.rule import Rule
from mcapproval.rules.texts import clauses
from mcapproval.shipped import in_room

__all__ = [
    "BOUNDARIES",
    "CASE_FILES",
    "CODES",
    "ERAS",
    "TODAY",
    "Recording",
    "Tried",
    "base",
    "cases",
    "unasked",
]

CODES = {rule.code for rule in EVERY_RULE}
TODAY = date(2026, 11, 21)
BOUNDARIES = [
    date(2018, 8, 22), date(2020, 6, 1), date(2023, 1, 15), date(2023, 1, 16), date(2025, 6, 30),
    date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 18), date(2026, 1, 19),
    TODAY,
]  # fmt: skip
"""Days on which something begins or ends, and the days before."""


def _eras() -> Iterator[tuple[date, date, date]]:
    firsts = changes(
        [
            *((clause.since, clause.until) for clause in clauses().values()),
            *((held.since, held.until) for dated in values().values() for held in dated),
        ]
    )
    for first, after in pairwise((*firsts, add_days(firsts[-1], 3))):
        last = add_days(after, -1)
        yield first, first + (last - first) / 2, last


ERAS = tuple(_eras())
"""First, middle and last day of each span in which no law changes; of the last, which does not end,
its first three days.
"""


@dataclass(frozen=True)
class Recording(Draft):
    """A draft that remembers which paths were read."""

    seen: set[str] = field(default_factory=set)

    def get(self, path: str) -> Any:
        self.seen.add(path)
        return super().get(path)

    def unusable(self, path: str) -> bool:
        self.seen.add(path)
        return super().unusable(path)


@dataclass(frozen=True)
class Tried:
    """A case with the rule that it is about."""

    rule: Rule
    case: Case

    @property
    def day(self) -> date:
        return self.case.day or TODAY

    @property
    def data(self) -> Mapping[str, Any]:
        return self.case.data

    def findings(self, draft: Draft | None = None) -> tuple[Finding, ...]:
        return examine(draft or Draft(self.case.data), self.day, self.case.policy, [self.rule])

    def __str__(self) -> str:
        return f"{self.rule.code}: {self.case.name}"


CASE_FILES = {
    file.name.removesuffix(".toml")
    for file in in_room("rules", "cases").iterdir()
    if file.name.endswith(".toml")
}


@cache
def cases() -> tuple[Tried, ...]:
    """All there are; a rule that has no file of cases yet is told of by a test of its own."""
    filed = [rule for rule in EVERY_RULE if module_of(rule) in CASE_FILES]
    return tuple(Tried(rule, case) for rule in filed for case in cases_of(rule))


def unasked(rule: Rule) -> str:
    """What to say of a rule that is silent in all its cases since no clause asks it."""
    checked = {clause.checked_by for clause in clauses().values() if clause.checked_by}
    stray = ", ".join(sorted(checked - CODES))
    if rule.code in checked:
        return ""
    other = f"; {stray} stands there, and no rule has that code" if stray else ""
    return f"; no clause has {rule.code} in checked_by{other}"
