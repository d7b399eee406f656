"""The plan of a learner's weeks, and what is held against it: credits, hours given, contact.

A week and what is done in it are under `delivery`; learning at work comes beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.workload import (
    by_learning_hours,
    given,
    given_as,
    hours_in,
    needed,
    rows,
    rows_lost,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a learner is told to set aside, beside the hours that it should explain.

    `needed` are those hours, as a rule what the credits stand for; `work_based` is learning at work
    beside the weekly hours, `allowed` how many hours the plan may be off.
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


def plan(draft: Draft, law: Law, policy: Policy) -> Plan | None:
    """The plan beside the credits; None unless those are given, and as in `plan_for`."""
    claimed = needed(draft, law)
    return None if claimed is None else plan_for(draft, claimed, policy)


def plan_for(draft: Draft, hours: int, policy: Policy) -> Plan | None:
    """The plan beside some hours; None unless weeks and hours a week are given, and the hours at
    work are known."""
    weeks, weekly = (hours_in(draft.get(f"/delivery/{key}")) for key in ("weeks", "hours_a_week"))
    at_work = _known(draft, "work_based", given_as(draft, "work_based"))
    if weeks is None or weekly is None or at_work is None:
        return None
    return Plan(hours, weeks, weekly, at_work, tolerance(hours, policy))


def tolerance(hours: int, policy: Policy) -> int:
    """How far hours may be off by our policy: whole hours, as all hours are here."""
    return policy.plan_share(hours)


def contact(draft: Draft) -> int | None:
    """Contact hours of all weeks; None unless weeks and contact hours a week are given."""
    weeks, weekly = (
        hours_in(draft.get(f"/delivery/{key}")) for key in ("weeks", "contact_hours_a_week")
    )
    return None if weeks is None or weekly is None else weeks * weekly


def directed(draft: Draft) -> int | None:
    """The directed hours; None where they are not known."""
    return _known(draft, "directed", None)


def _known(draft: Draft, kind: str, without_study: int | None) -> int | None:
    """The hours of a kind: as given where they can be used, else those of the study."""
    hours, study = given(draft), rows(draft)
    if kind in hours:
        return hours[kind]
    if rows_lost(draft):
        return None
    return by_learning_hours(study)[kind] if study else without_study
