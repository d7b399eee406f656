"""The workload study laid out: rows, sums, and each pair of figures that should agree.

What does not agree is judged by the same functions as the findings, so the table and `check` never
say different things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of
from mcapproval.rules.law import Law
from mcapproval.rules.workload import (
    SERVES,
    Outcome,
    Row,
    by_kind,
    by_learning_hours,
    by_outcome,
    compared,
    contact,
    directed,
    given,
    needed,
    outcomes,
    plan,
    rows,
    stated,
    tolerance,
)
from mcapproval.rules.workload_advice import too_full

WITHIN = "learning at work is inside the week"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures in hours, what each of them is, and whether they are near enough.

    A plan that only learning at work takes beyond the credits does not agree. `unless` says what
    would make it: no rule can tell, so none speaks. It is empty elsewhere.
    """

    what: str
    one: str
    one_hours: int
    other: str
    other_hours: int
    agrees: bool
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """All that `rules workload` shows. `needed` are the hours that the credits stand for.

    `left_out` are the hours by kind that stand under `learning_hours` and are in no sum, since one
    beside them can't be used.
    """

    title: str
    credits: int | Decimal | None
    needed: int | None
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]
    sums: Mapping[str, int]
    comparisons: tuple[Comparison, ...]
    left_out: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.sums.values())


def study(draft: Draft, law: Law, policy: Policy) -> Study:
    """The study of a draft of any shape; empty where nothing of it is written."""
    found = rows(draft)
    return Study(
        draft.text("/title"),
        credits_of(draft),
        needed(draft, law),
        found,
        outcomes(draft),
        by_kind(found),
        (*_counted(draft, compared(draft)), *_claimed(draft, law, policy)),
        _left_out(draft),
    )


def _left_out(draft: Draft) -> Mapping[str, int]:
    if given(draft):
        return {}
    found = {kind: draft.whole(f"/learning_hours/{kind}") for kind in SERVES}
    return {kind: hours for kind, hours in found.items() if hours is not None}


def _counted(draft: Draft, found: tuple[Row, ...]) -> Iterator[Comparison]:
    """The study with the kinds and the outcomes, and these with one another."""
    hours, sums = given(draft), by_outcome(found)
    if found and hours:
        for kind, counted in by_learning_hours(found).items():
            one = "study: " + " and ".join(part.replace("_", "-") for part in SERVES[kind])
            yield _exactly(kind, one, counted, "learning_hours", hours.get(kind, 0))
    for outcome in outcomes(draft):
        if found and outcome.hours is not None:
            counted = sums.get(outcome.id, 0)
            yield _exactly(outcome.id, "study", counted, "learning_outcomes", outcome.hours)
    total = stated(draft)
    if hours and total is not None:
        added = sum(hours.values())
        yield _exactly("all outcomes", "learning_outcomes", total, "learning_hours", added)


def _claimed(draft: Draft, law: Law, policy: Policy) -> Iterator[Comparison]:
    """The hours given and the plan with the credits, and contact with directed hours."""
    hours, claimed = given(draft), needed(draft, law)
    if hours and claimed is not None:
        added = sum(hours.values())
        near = abs(added - claimed) <= policy.hours_tolerance
        yield Comparison("credits", "learning_hours", added, "credits", claimed, near)
    planned = plan(draft, law, policy)
    if planned:
        near = not (planned.missing or planned.over or planned.with_work_over)
        weekly = f"{planned.weeks} x {planned.hours_a_week} a week"
        one = f"{weekly}, {planned.work_based} at work"
        yield Comparison(
            "plan",
            one,
            planned.explained,
            "credits",
            planned.needed,
            near,
            WITHIN if planned.with_work_over else "",
        )
    full = too_full(draft)
    if full:
        yield Comparison("week", "hours a week", full[0], "a full week", full[1], False)
    in_all, led = contact(draft), directed(draft)
    if in_all is not None and led is not None:
        near = abs(in_all - led) <= tolerance(claimed or led, policy)
        yield Comparison("contact", "contact of all weeks", in_all, "directed", led, near)


def _exactly(what: str, one: str, hours: int, other: str, against: int) -> Comparison:
    return Comparison(what, one, hours, other, against, hours == against)
