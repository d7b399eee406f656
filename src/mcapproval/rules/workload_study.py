"""The workload study laid out: rows, sums, and each pair of figures that should agree.

What does not agree is judged by the same functions as the findings, so the table and `check` never
say different things. Where a value can't be used, what needs it is named and left out, and the rest
is shown.
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
    HOURS,
    SERVES,
    Outcome,
    Row,
    by_kind,
    by_learning_hours,
    by_outcome,
    comparable,
    given_as,
    given_in_all,
    hours_written,
    in_all,
    needed,
    outcomes,
    rows,
    rows_lost,
    stated,
    without_row,
)
from mcapproval.rules.workload_advice import too_full
from mcapproval.rules.workload_plan import Plan, contact, directed, plan_for, tolerance

WITHIN = "learning at work is inside the week"


@dataclass(frozen=True, slots=True)
class Pair:
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

    `sums` are None where a row lacks hours of the kind. `not_compared` names what would be
    compared if every value could be used and every outcome had a row. `left_out` are the hours by
    kind that stand under `learning_hours` and are in no sum of them, since one beside them can't be
    used.
    """

    title: str
    credits: int | Decimal | None
    needed: int | None
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]
    sums: Mapping[str, int | None]
    comparisons: tuple[Pair, ...]
    not_compared: tuple[str, ...]
    left_out: Mapping[str, int]

    @property
    def total(self) -> int | None:
        return in_all(self.sums.values())


Line = Pair | str
"""Two figures compared, or the name of what can't be."""


def study(draft: Draft, law: Law, policy: Policy) -> Study:
    """The study of a draft of any shape; empty where nothing of it is written."""
    found = rows(draft)
    lines = [*_counted(draft, comparable(draft)), *_claimed(draft, law, policy)]
    return Study(
        draft.text("/title"),
        credits_of(draft),
        needed(draft, law),
        found,
        outcomes(draft),
        dict.fromkeys(by_kind(found)) if rows_lost(draft) else by_kind(found),
        tuple(line for line in lines if isinstance(line, Pair)),
        tuple(line for line in lines if isinstance(line, str)),
        _left_out(draft),
    )


def _left_out(draft: Draft) -> Mapping[str, int]:
    if given_in_all(draft) is not None:
        return {}
    found = {kind: draft.whole(f"{HOURS}/{kind}") for kind in SERVES}
    return {kind: hours for kind, hours in found.items() if hours is not None}


def _counted(draft: Draft, found: tuple[Row, ...]) -> Iterator[Line]:
    """The study with the kinds and the outcomes, and these with one another."""
    if not found and (rows(draft) or rows_lost(draft)):
        yield "the study"
    absent = without_row(found, outcomes(draft))
    if found and hours_written(draft):
        for kind, counted in by_learning_hours(found).items():
            one = "study: " + " and ".join(part.replace("_", "-") for part in SERVES[kind])
            known = None if absent else counted
            yield _exactly(kind, one, known, "learning_hours", given_as(draft, kind))
    sums = by_outcome(found)
    unusable = [one.path for one in outcomes(draft) if draft.unusable(f"{one.path}/hours")]
    for outcome in outcomes(draft):
        if found and (outcome.hours is not None or outcome.path in unusable):
            yield _exactly(
                outcome.id, "study", sums.get(outcome.id), "learning_outcomes", outcome.hours
            )
    total, added = stated(draft), given_in_all(draft)
    if hours_written(draft) and (total is not None or unusable):
        yield _exactly("all outcomes", "learning_outcomes", total, "learning_hours", added)


def _claimed(draft: Draft, law: Law, policy: Policy) -> Iterator[Line]:
    """The hours given and the plan with the credits, and contact with directed hours."""
    added, claimed = given_in_all(draft), needed(draft, law)
    if hours_written(draft) and (claimed is not None or draft.unusable("/credits")):
        if added is None or claimed is None:
            yield "credits"
        else:
            near = abs(added - claimed) <= policy.hours_tolerance
            yield Pair("credits", "learning_hours", added, "credits", claimed, near)
    yield from _planned(draft, claimed, policy)
    full = too_full(draft)
    if full:
        yield Pair("week", "hours a week", full[0], "a full week", full[1], False)
    in_weeks, led = contact(draft), directed(draft)
    if in_weeks is not None and led is not None:
        near = abs(in_weeks - led) <= tolerance(claimed or led, policy)
        yield Pair("contact", "contact of all weeks", in_weeks, "directed", led, near)
    elif _told(draft, "contact_hours_a_week") and (led is not None or _unknown(draft, "directed")):
        yield "contact"


def _planned(draft: Draft, claimed: int | None, policy: Policy) -> Iterator[Line]:
    """The plan with the credits; where they say nothing, the weeks with the hours there are."""
    if not _told(draft, "hours_a_week"):
        yield from () if claimed is None else ("plan",)
        return
    if claimed is None and draft.unusable("/credits"):
        yield "plan"
    what, other, hours = next(_explained(draft, claimed), ("", "", None))
    planned = None if hours is None else plan_for(draft, hours, policy)
    if planned:
        yield _plan_line(what, planned, other)
    elif what:
        yield what


def _explained(draft: Draft, claimed: int | None) -> Iterator[tuple[str, str, int]]:
    """What a plan should explain, the first that is known: its name, whose hours, how many."""
    if claimed is not None:
        yield "plan", "credits", claimed
    study = comparable(draft)
    counted = in_all(by_kind(study).values()) if study else None
    for whose, hours in (
        ("learning_hours", given_in_all(draft)),
        ("study", counted),
        ("learning_outcomes", stated(draft)),
    ):
        if hours:
            yield "weeks", whose, hours


def _plan_line(what: str, plan: Plan, other: str) -> Pair:
    near = not (plan.missing or plan.over or plan.with_work_over)
    one = f"{plan.weeks} x {plan.hours_a_week} a week, {plan.work_based} at work"
    unless = WITHIN if plan.with_work_over else ""
    return Pair(what, one, plan.explained, other, plan.needed, near, unless)


def _told(draft: Draft, weekly: str) -> bool:
    """Whether weeks and some hours of a week are written, in whatever way."""
    paths = ("/delivery/weeks", f"/delivery/{weekly}")
    return all(draft.get(path) is not None or draft.unusable(path) for path in paths)


def _unknown(draft: Draft, kind: str) -> bool:
    """Whether hours of a kind are written somewhere and can't be used."""
    return given_as(draft, kind) is None or bool(rows(draft)) or rows_lost(draft)


def _exactly(what: str, one: str, hours: int | None, other: str, against: int | None) -> Line:
    if hours is None or against is None:
        return what
    return Pair(what, one, hours, other, against, hours == against)
