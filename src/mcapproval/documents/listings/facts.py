"""What papers of a listed micro-credential are made from. The actions gather it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mcapproval.documents.house import PLAIN, House
from mcapproval.draft.model import Draft


@dataclass(frozen=True, slots=True)
class Accredited:
    """A provider that may deliver it. `since` is the day from which it is in its state, None where
    nobody knows it; `last_day` its own last day of teaching out.
    """

    ref: str
    name: str
    state: str
    granted_on: date
    since: date | None
    ended: bool = False
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The newest change of it that was submitted, and what stood approved `before` it. `granted_on`
    is None before it is approved, and `recorded_on` is the day of its last row, None where it is
    not known.
    """

    ref: str
    version: int
    state: str
    draft: Draft
    before: Draft
    granted_on: date | None = None
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Expiring:
    """`since` nobody new is enrolled, None where nobody knows it; `last_day` is that for learners
    under way. `times` counts how often that day was set, and `by` is who set it last: "NZQA" or
    empty for us; `recorded_on` is the day on which that was recorded, None where it is not known.
    """

    since: date | None
    last_day: date
    times: int = 1
    by: str = ""
    reason: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """A micro-credential as listed now. `content` is what stands approved of it, empty where that
    was erased; `content_from` says in words which content that is. `changed_on` is the day on which
    its last change was approved, `review_on` the next review as NZQA set it, `counted_review_on` as
    its period counts it once that day was answered for, `our_review_on` as we planned it where
    NZQA's is not known.
    """

    ref: str
    title: str
    state: str
    content: Draft
    content_from: str
    as_at: date
    simulated: bool
    title_te_reo: str = ""
    level: int | None = None
    credits: int | None = None
    nzsced: str = ""
    number: str = ""
    number_version: int | None = None
    reporting_code: str = ""
    approved_on: date | None = None
    review_years: int | None = None
    changed_on: date | None = None
    review_on: date | None = None
    counted_review_on: date | None = None
    our_review_on: date | None = None
    quality_assurer: str = "NZQA"
    provider: str = ""
    accredited: tuple[Accredited, ...] = ()
    organisations: Mapping[str, str] = field(default_factory=dict)
    change: Change | None = None
    expiring: Expiring | None = None
    house: House = PLAIN

    def named(self, key: Any) -> str:
        """An organisation's name; its key where the records have none."""
        return self.organisations.get(key, key) if isinstance(key, str) else ""

    @property
    def people(self) -> Mapping[str, str]:
        """Nobody: what binds whoever delivers it names no person."""
        return {}

    @property
    def called(self) -> str:
        """`Title (990011, version 1)`: NZQA's number wherever it is known."""
        version = f", version {self.number_version}" if self.number_version else ""
        return f"{self.title} ({self.number or self.ref}{version if self.number else ''})"

    @property
    def delivering(self) -> tuple[Accredited, ...]:
        return tuple(each for each in self.accredited if not each.ended)
