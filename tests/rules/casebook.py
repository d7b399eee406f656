"""Every case of every rule, and a draft that remembers what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding
from mcapproval.rules.book import EVERY_RULE
from mcapproval.rules.casebook import Case, base, cases_of
from mcapproval.rules.examine import examine
from mcapproval.rules.rule import Rule

__all__ = ["BOUNDARIES", "TODAY", "Recording", "Tried", "base", "cases"]

TODAY = date(2026, 11, 21)
BOUNDARIES = [
    date(2018, 8, 22), date(2020, 6, 1), date(2023, 1, 15), date(2023, 1, 16), date(2025, 6, 30),
    date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 18), date(2026, 1, 19),
    TODAY,
]  # fmt: skip
"""Days on which something begins or ends, and the days before."""


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


@cache
def cases() -> tuple[Tried, ...]:
    return tuple(Tried(rule, case) for rule in EVERY_RULE for case in cases_of(rule))
