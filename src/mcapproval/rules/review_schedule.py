"""When a micro-credential is next reviewed: our yearly check and NZQA's period, as pure functions.

Days are always counted from the day of the original approval, never from the last review, so a late
review moves nothing and 29 February stays 29 February. A day that NZQA set itself wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mcapproval.clock import MONTHS_A_YEAR, add_days, add_months, spoken
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.days import told
from mcapproval.rules.law import Law, first_day, values
from mcapproval.rules.texts import clauses

Form = Literal["yearly check", "full review"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is due next. `ours` is our yearly check, `nzqa` NZQA's review (None: no period known).

    `next_due` is the earlier of the two; the review is full where NZQA's falls on it or soon after.
    Two no further apart than `together` days are held as one, with one set of answers.
    """

    ours: date
    nzqa: date | None
    next_due: date
    form: Form
    together: int = SHIPPED.together_days

    @property
    def covers(self) -> date:
        """The last day that this review answers for: what the next schedule takes as `after`."""
        last = add_days(self.next_due, self.together)
        return max(due for due in (self.ours, self.nzqa) if due and due <= last)


def legacy(approved_on: date) -> bool:
    """Whether NZQA asks for a review every year because of the day of approval.

    So clause review/legacy. What was approved before the first micro-credentials, as a training
    scheme, counts too. The last day of it is inferred.
    """
    return Law(max(approved_on, first_day())).maybe("review_period", "legacy") is not None


def until_when_legacy() -> str:
    """The last day of approval for which NZQA asks for a review every year, in words."""
    last = values()[("review_period", "legacy")][-1].until
    assert last is not None
    return told(last)


def schedule(
    approved_on: date,
    after: date,
    policy_months: int,
    nzqa_years: int | None,
    nzqa_date: date | None,
    legacy: bool,
    together: int = SHIPPED.together_days,
) -> Schedule:
    """The next review due.

    `after` is the last day answered for already: the day of approval, or `covers` of the review
    that was held. `legacy` says that it was approved so early that NZQA's period is a year whatever
    `nzqa_years` says. `nzqa_date` is the day in NZQA's letter or on its register; once that day is
    answered for, the period counts from the approval again. `together` is the policy's [review]
    together_within_days. ValueError for a period under one.
    """
    ours = _anniversary(approved_on, policy_months, after)
    nzqa = _nzqa(approved_on, after, nzqa_years, nzqa_date, legacy)
    next_due = ours if nzqa is None else min(ours, nzqa)
    full = nzqa is not None and nzqa <= add_days(next_due, together)
    return Schedule(ours, nzqa, next_due, "full review" if full else "yearly check", together)


def explain(
    approved_on: date,
    after: date,
    policy_months: int,
    nzqa_years: int | None,
    nzqa_date: date | None,
    legacy: bool,
    approval: str = "the approval",
    letter: str = "NZQA's letter",
    together: int = SHIPPED.together_days,
) -> tuple[str, ...]:
    """Why the next review is due on its day: which approval, which period, who asks, what moved it.

    `approval` and `letter` are how a person knows them: "APP-2026-0001", "NZQA's letter of 3 May".
    """
    due = schedule(approved_on, after, policy_months, nzqa_years, nzqa_date, legacy, together)
    said = [f"Counted from the original approval: {approval}, {spoken(approved_on)}."]
    if after > approved_on:
        said.append(f"Answered for already: everything up to {spoken(after)}.")
    said.append(
        f"Our yearly check is due on {spoken(due.ours)}: every {_months(policy_months)} from the "
        f"approval. Asked for by {_cited('provider-policy/yearly-check', due.ours)}; not by NZQA."
    )
    said.extend(_of_nzqa(due, nzqa_years, nzqa_date, legacy, letter))
    if due.form == "full review" and due.nzqa is not None and due.covers != due.next_due:
        said.append(
            f"The two are no more than {together} days apart, so one full review on "
            f"{spoken(due.next_due)} answers for both."
        )
    said.append(f"Next due: a {due.form} on {spoken(due.next_due)}.")
    return tuple(said)


def _of_nzqa(
    due: Schedule, years: int | None, set_day: date | None, legacy: bool, letter: str
) -> list[str]:
    if due.nzqa is None:
        return ["NZQA has listed no review period that we know of."]
    if set_day == due.nzqa:
        return [
            f"NZQA's review is due on {spoken(due.nzqa)}: the day set by {letter}, which wins over "
            f"the anniversary. Asked for by {_cited('review/date', due.nzqa)}."
        ]
    period, clause = (1, "review/legacy") if legacy else (years or 0, "review/period")
    why = f"approved no later than {until_when_legacy()}, so " if legacy else ""
    return [
        f"NZQA's review is due on {spoken(due.nzqa)}: {why}every "
        f"{_months(period * MONTHS_A_YEAR)} from the approval. "
        f"Asked for by {_cited(clause, due.nzqa)}."
    ]


def _nzqa(
    approved_on: date, after: date, years: int | None, set_day: date | None, legacy: bool
) -> date | None:
    if set_day is not None and set_day > after:
        return set_day
    period = 1 if legacy else years
    return None if period is None else _anniversary(approved_on, period * MONTHS_A_YEAR, after)


def _anniversary(origin: date, months: int, after: date) -> date:
    """The first multiple of a period, counted from the origin, that lies after a day."""
    if months < 1:
        raise ValueError(f"a period of {months} months")
    passed = (after.year - origin.year) * MONTHS_A_YEAR + after.month - origin.month
    steps = max(1, passed // months)
    while add_months(origin, steps * months) <= after:
        steps += 1
    return add_months(origin, steps * months)


def _months(months: int) -> str:
    years, rest = divmod(months, MONTHS_A_YEAR)
    if rest:
        return f"{months} months" if months > 1 else "month"
    return "year" if years == 1 else f"{years} years"


def _cited(clause: str, day: date) -> str:
    """How a clause is cited; before the rules of 2022 the yearly review was that of 2018."""
    held = clauses()[clause]
    if held.in_force(day):
        return held.citation.replace("Our policy", "our policy")
    return clauses()["requirements-2018/yearly-review"].citation
