"""What the summary of a provider's own review of a year is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mcapproval.clock import spoken
from mcapproval.documents.house import PLAIN, House


@dataclass(frozen=True, slots=True)
class Learners:
    """Counts that are ready to be shared: a small one is not shown. `source` says where from."""

    counts: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A re-evaluation that was decided in the year. `themes` are what feedback said, with who gave
    it.
    """

    ref: str
    listing: str
    title: str
    form: str
    decision: str
    on: date
    learners: Learners = Learners()
    needed: str = ""
    themes: tuple[tuple[str, str], ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Taught:
    """A micro-credential that was delivered in the year and not re-evaluated in it."""

    listing: str
    title: str
    learners: Learners


@dataclass(frozen=True, slots=True)
class Overdue:
    """A re-evaluation that was due by the end of the year and is not decided."""

    ref: str
    title: str
    form: str
    due_on: date


@dataclass(frozen=True, slots=True)
class OpenAction:
    ref: str
    what: str
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that was applied for in the year."""

    ref: str
    title: str
    submitted_on: date


@dataclass(frozen=True, slots=True)
class Drafted:
    """A change that is not applied for yet: `state` says where it is."""

    ref: str
    title: str
    state: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class YearFacts:
    """A provider's year over all its micro-credentials.

    What was done in the year: `reviewed`, `taught`, `closed`, which counts the actions that were
    closed, and `applied`. How it stood on `stood_on`, its last day, or `as_at` where it is not
    over or the records began later: `listings`, which counts micro-credentials by state, `overdue`,
    `actions`, which were open, and `drafted`. `sent_on` is the day on which a summary of the year
    was sent.
    """

    provider: str
    name: str
    year: int
    as_at: date
    simulated: bool
    stood_on: date
    listings: Mapping[str, int] = field(default_factory=dict)
    reviewed: tuple[Reviewed, ...] = ()
    taught: tuple[Taught, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    closed: int = 0
    actions: tuple[OpenAction, ...] = ()
    applied: tuple[Applied, ...] = ()
    drafted: tuple[Drafted, ...] = ()
    sent_on: date | None = None
    house: House = PLAIN

    @property
    def credentials(self) -> int:
        return sum(self.listings.values())

    @property
    def late(self) -> tuple[OpenAction, ...]:
        """The open actions whose day has passed."""
        return tuple(each for each in self.actions if each.due and each.due < self.stood_on)

    @property
    def so_far(self) -> str:
        """That the year is not over, where it is not: nothing here tells of the rest of it."""
        if self.as_at > date(self.year, 12, 31):
            return ""
        return f"{self.year} is not over: this tells of it up to {spoken(self.as_at)} only."

    @property
    def told_as_at(self) -> str:
        """Of a year that is over, which figures are of what day."""
        last = date(self.year, 12, 31)
        if self.so_far:
            return ""
        if self.stood_on > last:
            return (
                f"These records began after {spoken(last)}: micro-credentials, and what is due, "
                f"open or drafted, are told as at {spoken(self.stood_on)}."
            )
        return (
            f"Micro-credentials, and what was due, open or drafted, are told as at {spoken(last)}, "
            "by what was recorded until then; all else is what was done in the year, as it is "
            "known now."
        )

    def decisions(self) -> dict[str, int]:
        """How often each decision was made, the commonest first."""
        found: dict[str, int] = {}
        for each in self.reviewed:
            found[each.decision] = found.get(each.decision, 0) + 1
        return dict(sorted(found.items(), key=lambda row: (-row[1], row[0])))
