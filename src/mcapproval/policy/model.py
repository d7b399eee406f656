"""What this provider asks beyond the law, and how it works: a frozen value, with defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from mcapproval.canonical import digest_of

SupportWhen = Literal["before", "beside", "after", "none"]

TITLES = {
    "author": "author",
    "quality-adviser": "quality adviser",
    "quality-manager": "quality manager",
    "head-of-school": "head of school",
    "board-member": "board member",
    "academic-board": "academic board",
    "administrator": "administrator",
    "system": "mcapproval",
}


MAY_WAIVE = ("quality-adviser", "quality-manager")
"""The roles that may let a waivable finding stand, on applications that are not their own."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One provider's policy. Stricter than the law, never looser: the law speaks for itself.

    `credits_at_least` of 5 and a yearly check of 12 months are the shipped defaults (NZQA's own
    definition of 2018); the law has let 1 to 40 credits and 1, 2 or 3 years since January 2023.
    `close_down` is the first and last day away each year as month-day; `records` says where this
    machine keeps the records and is no part of what is adopted. `hours_tolerance` are hours,
    `plan_tolerance` per cent of the hours that the credits stand for. `credits_usual` is a norm
    that is only remarked on. `rule_book` is where this provider shows its rule book, and
    `questions` has, by the path of a question (`need.summary`), its own words for it.
    """

    provider: str = "sample-provider"
    records: str | None = None
    region: str | None = None
    close_down: tuple[str, str] | None = None
    credits_at_least: int = 5
    credits_at_most: int = 40
    credits_usual: tuple[int, int] | None = None
    level_at_least: int | None = None
    level_at_most: int | None = None
    hours_tolerance: int = 0
    plan_tolerance: int = 10
    yearly_check_months: int = 12
    lead_days: int = 90
    together_days: int = 120
    feedback_at_least: int = 1
    overdue_stops_intake: bool = False
    need_months: int = 18
    organisations_at_least: int = 2
    industry_support: SupportWhen = "before"
    quorum: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    titles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rule_book: str | None = None
    questions: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    def title(self, role: str) -> str:
        """A role or body as this provider prints it."""
        return self.titles.get(role) or TITLES.get(role, role.replace("-", " "))

    def plan_share(self, hours: int) -> int:
        """`plan_tolerance` per cent of some hours, in whole hours."""
        return hours * self.plan_tolerance // 100

    def as_json(self) -> dict[str, Any]:
        """The canonical content: what is adopted, kept and hashed."""
        return {
            "format": "policy/1",
            "provider": self.provider,
            "region": self.region,
            "close_down": list(self.close_down) if self.close_down else None,
            "credits": {
                "at_least": self.credits_at_least,
                "at_most": self.credits_at_most,
                "usual": list(self.credits_usual) if self.credits_usual else None,
            },
            "level": {"at_least": self.level_at_least, "at_most": self.level_at_most},
            "hours": {
                "tolerance": self.hours_tolerance,
                "plan_tolerance_per_cent": self.plan_tolerance,
            },
            "review": {
                "yearly_check_months": self.yearly_check_months,
                "lead_days": self.lead_days,
                "together_within_days": self.together_days,
                "feedback_at_least": self.feedback_at_least,
                "overdue_stops_intake": "yes" if self.overdue_stops_intake else "no",
            },
            "evidence": {
                "need_months": self.need_months,
                "organisations_at_least": self.organisations_at_least,
            },
            "approval": {
                "industry_support": self.industry_support,
                "quorum": dict(self.quorum),
            },
            "titles": dict(self.titles),
            "rules": {"published_at": self.rule_book},
            "questions": {path: dict(said) for path, said in self.questions.items()},
        }

    def digest(self) -> str:
        """SHA-256 of the canonical content: which policy a finding was made under."""
        return digest_of(self.as_json())


SHIPPED = Policy()
