"""What papers of a re-evaluation are made from. The actions gather it from the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mcapproval.documents.house import PLAIN, House
from mcapproval.draft.model import Draft


@dataclass(frozen=True, slots=True)
class Looked:
    """The micro-credential that is looked at, by our reference and by NZQA's numbers."""

    ref: str
    title: str
    title_te_reo: str = ""
    level: int | None = None
    credits: int | None = None
    number: str = ""
    reporting_code: str = ""
    approved_on: date | None = None
    review_years: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, as the records have it. `how` is empty where nothing says it."""

    decision: str
    on: date
    body: str = ""
    how: str = ""
    minute_reference: str = ""
    reason: str = ""
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """A condition or action that the decision set."""

    kind: str
    what: str
    owner: str
    due: date | None
    state: str


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A re-evaluation as the records have it now; `answers` are empty before it was answered.

    `share_at_least` is the policy's least count that a paper to share shows; 0 where the paper
    stays with us or goes to NZQA, and shows all. `version` counts the times it was answered.
    `sent_on` is the day the report was sent to NZQA, `receipt` what is known of its receipt.
    """

    ref: str
    version: int
    form: str
    state: str
    due_on: date
    of: Looked
    answers: Draft
    as_at: date
    simulated: bool
    organisations: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    decided: Decided | None = None
    owed: tuple[Owed, ...] = ()
    next_due: date | None = None
    sent_on: date | None = None
    receipt: str = ""
    share_at_least: int = 0
    house: House = PLAIN

    def named(self, key: Any) -> str:
        """An organisation's name; its key where the records have none."""
        return self.organisations.get(key, key) if isinstance(key, str) else ""

    def whose(self, key: Any) -> str:
        """A role as it is called here, or an organisation's name; what is written else."""
        return self.roles.get(key) or self.named(key) if isinstance(key, str) else ""

    def number(self, paper: str) -> str:
        asked = f"version {self.version}" if self.version else "not answered yet"
        return f"{self.ref}-{paper}, {asked}"
