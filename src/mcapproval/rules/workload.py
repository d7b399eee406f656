"""The workload study: the hours of each outcome by kind, and the plan that should explain them.

Everything here is counted from what the author wrote, in whole hours. Nothing is worked out from
the credits: they are only compared with. What can't be read as hours is shown as none; the form
says so, and nothing is compared with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import covers
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of, hours_of, shortest
from mcapproval.rules.asked import all_named, written
from mcapproval.rules.law import Law

SERVES: Mapping[str, tuple[str, ...]] = {
    "directed": ("guided", "feedback"),
    "self_directed": ("independent", "practice"),
    "work_based": ("work_based",),
    "assessment": ("assessment",),
}
"""Which kinds of the study each kind of `learning_hours` is made of."""

KINDS = ("guided", "independent", "practice", "work_based", "assessment", "feedback")


class Row(NamedTuple):
    """One row of the study: hours by kind, and whether it is said how they were found."""

    path: str
    outcome: str
    hours: Mapping[str, int]
    basis: str

    @property
    def total(self) -> int:
        return sum(self.hours.values())


class Outcome(NamedTuple):
    """An outcome with the hours that it states; None where it states none."""

    path: str
    id: str
    hours: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a learner is told to set aside, beside the hours that the credits stand for.

    `needed` are those hours, `work_based` is learning at work beside the weekly hours, `allowed`
    how many hours the plan may be off.
    """

    needed: int
    weeks: int
    hours_a_week: int
    work_based: int
    allowed: int

    @property
    def weekly(self) -> int:
        """The hours of all weeks."""
        return self.weeks * self.hours_a_week

    @property
    def explained(self) -> int:
        return self.weekly + self.work_based

    @property
    def missing(self) -> int:
        """Hours that the credits stand for and nothing explains; 0 where the plan is near enough.

        More learning at work never makes this larger.
        """
        short = self.needed - self.explained
        return short if short > self.allowed else 0

    @property
    def with_work_over(self) -> bool:
        """Whether only learning at work takes it beyond, as where that is a part of the week."""
        return not self.over and self.explained > self.needed + self.allowed

    @property
    def over(self) -> int:
        """Hours a week alone that go beyond the credits; 0 where they are near enough.

        Learning at work is left out of this: in some plans it is a part of the weekly hours.
        """
        more = self.weekly - self.needed
        return more if more > self.allowed else 0


def rows(draft: Draft) -> tuple[Row, ...]:
    """The study as written, row by row; empty where there is none."""
    return draft.once(_rows)


def _rows(draft: Draft) -> tuple[Row, ...]:
    return tuple(
        Row(
            path,
            _id(row.get("outcome")),
            {kind: _hours(row.get(kind)) or 0 for kind in KINDS},
            str(row["basis"]).strip() if written(row.get("basis")) else "",
        )
        for path, row in draft.rows("/workload")
    )


def compared(draft: Draft) -> tuple[Row, ...]:
    """The study where its sums hold: empty where the form left out hours, or whose they are."""
    named = all_named(draft, "/learning_outcomes")
    return rows(draft) if named and not _lacks_hours(draft) else ()


def _lacks_hours(draft: Draft) -> bool:
    left = (path for path in draft.left_out if covers("/workload", path))
    return any(not path.endswith("/basis") for path in left)


def outcomes(draft: Draft) -> tuple[Outcome, ...]:
    return draft.once(_outcomes)


def _outcomes(draft: Draft) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(path, _id(row.get("id")), _hours(row.get("hours")))
        for path, row in draft.rows("/learning_outcomes")
    )


def by_kind(study: tuple[Row, ...]) -> dict[str, int]:
    """The sums of the study by its own kinds."""
    return {kind: sum([row.hours[kind] for row in study]) for kind in KINDS}


def by_learning_hours(study: tuple[Row, ...]) -> dict[str, int]:
    """The sums of the study by the kinds of `learning_hours`."""
    sums = by_kind(study)
    return {kind: sum([sums[part] for part in parts]) for kind, parts in SERVES.items()}


def by_outcome(study: tuple[Row, ...]) -> dict[str, int]:
    """The sums of the study by outcome; one outcome may have several rows."""
    found: dict[str, int] = {}
    for row in study:
        found[row.outcome] = found.get(row.outcome, 0) + row.total
    return found


def given(draft: Draft) -> dict[str, int]:
    """The hours under `learning_hours`, those kinds that are given.

    None of them where one is below nought, which HOURS-SPLIT says, or was left out, which the form
    says: no sum holds then.
    """
    return draft.once(_given)


def _given(draft: Draft) -> dict[str, int]:
    found = {kind: hours for kind, hours in hours_of(draft).items() if hours is not None}
    faulty = draft.unusable("/learning_hours") or any(hours < 0 for hours in found.values())
    return {} if faulty else found


def stated(draft: Draft) -> int | None:
    """The sum of the outcomes' own hours; None unless every outcome states some."""
    hours = [outcome.hours for outcome in outcomes(draft)]
    known = [] if draft.unusable("/learning_outcomes/-") else [n for n in hours if n is not None]
    return sum(known) if hours and len(known) == len(hours) else None


def needed(draft: Draft, law: Law) -> int | None:
    """The hours that the credits stand for; None without credits that stand for whole hours."""
    credits = credits_of(draft)
    if credits is None or credits <= 0:
        return None
    hours = shortest(credits * law.value("learning_hours", "per_credit").value)
    return hours if isinstance(hours, int) else None


def plan(draft: Draft, law: Law, policy: Policy) -> Plan | None:
    """The plan; None unless credits, weeks and hours a week are given, and those at work known."""
    claimed = needed(draft, law)
    weeks, weekly = (_hours(draft.get(f"/delivery/{key}")) for key in ("weeks", "hours_a_week"))
    if claimed is None or weeks is None or weekly is None:
        return None
    hours = given(draft)
    work_based = hours.get("work_based")
    if work_based is None:
        written_down = any(n is not None for n in hours_of(draft).values())
        unknown = written_down and not hours and not rows(draft)
        if unknown or draft.unusable("/learning_hours") or _lacks_hours(draft):
            return None
        work_based = by_kind(rows(draft))["work_based"]
    return Plan(claimed, weeks, weekly, work_based, tolerance(claimed, policy))


def tolerance(hours: int, policy: Policy) -> int:
    """How far hours may be off by our policy: whole hours, as all hours are here."""
    return policy.plan_share(hours)


def contact(draft: Draft) -> int | None:
    """Contact hours of all weeks; None unless weeks and contact hours a week are given."""
    weeks, weekly = (
        _hours(draft.get(f"/delivery/{key}")) for key in ("weeks", "contact_hours_a_week")
    )
    return None if weeks is None or weekly is None else weeks * weekly


def directed(draft: Draft) -> int | None:
    """The directed hours: as given, else those of the study; None where neither can be used."""
    study, hours = rows(draft), given(draft)
    if "directed" in hours or not study:
        return hours.get("directed")
    unknown = draft.unusable("/learning_hours") or _lacks_hours(draft)
    return None if unknown else by_learning_hours(study)["directed"]


def some(number: int | Decimal, what: str) -> str:
    """`1 hour`, `2 hours`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _hours(value: Any) -> int | None:
    """Whole hours from nought on; anything else is None."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and value >= 0 else None


def _id(value: Any) -> str:
    return value if isinstance(value, str) else ""
