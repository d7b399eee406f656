"""When a micro-credential is next reviewed: our yearly check and NZQA's review, as pure functions.

The two are kept apart: `our_check` knows nothing of NZQA's day and `nzqas_review` nothing of our
policy; `schedule` joins them. NZQA's days are counted from the day of the original approval, so a
late review moves nothing and 29 February stays 29 February; a day that NZQA set itself wins. Ours
are counted so too, or from the day on which the last review was decided, as our policy says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from mcapproval.clock import MONTHS_A_YEAR, add_days, add_months
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.rules.days import about, told
from mcapproval.rules.law import Law, first_day, values

Form = Literal["yearly check", "full review"]


class Schedule(NamedTuple):
    """What is due next. `ours` is our yearly check, `nzqa` NZQA's review (None: not known).

    `next_due` is the earlier of the two; the review is full where NZQA's falls on it or soon after.
    Two no further apart than `together` days are held as one, with one set of answers.
    """

    ours: date | None
    nzqa: date | None
    next_due: date
    form: Form
    together: int = SHIPPED.together_days

    @property
    def covers(self) -> date:
        """The last day that this review answers for: what the next schedule takes as `after`."""
        last = add_days(self.next_due, self.together)
        return max(due for due in (self.ours, self.nzqa) if due and due <= last)


class Known(NamedTuple):
    """What the records know that the next review is counted from.

    `answered` is the last day that a review answered for, `decided_on` when that was decided, and
    `full` whether it was a full review: what fell due of ours until the decision was answered with
    it, and of NZQA's with a full review only. `nzqa_date` the day in NZQA's letter or on its
    register; `known_since` the day on which it was imported.
    """

    approved_on: date | None
    answered: date | None = None
    decided_on: date | None = None
    nzqa_years: int | None = None
    nzqa_date: date | None = None
    known_since: date | None = None
    full: bool = True

    @property
    def held(self) -> date | None:
        """The last day of which nothing of ours is asked for again."""
        return max(filter(None, (self.answered, self.decided_on)), default=None)

    @property
    def legacy(self) -> bool:
        return self.approved_on is not None and legacy(self.approved_on)


def legacy(approved_on: date) -> bool:
    """Whether NZQA asks for a review every year because of the day of approval.

    So clause review/legacy. What was approved before the first micro-credentials, as a training
    scheme, counts too. The last day of it is inferred.
    """
    return Law(max(approved_on, first_day())).maybe("review_period", "legacy") is not None


def until_when_legacy() -> str:
    """The last day of approval for which NZQA asks for a review every year, in words."""
    return told(_last_legacy())


def since_when_listed() -> str:
    """From when an approval is under the present rules, in words and no nearer than is known."""
    return about(add_days(_last_legacy(), 1))


def _last_legacy() -> date:
    last = values()[("review_period", "legacy")][-1].until
    assert last is not None
    return last


def planned(known: Known, policy: Policy, none_before: date | None = None) -> Schedule | None:
    """The next review due by what is known; None where it can be counted from nothing.

    Where the approval is not recorded, the day on NZQA's register is due first. Once a review
    answered for that, days are counted from it, since the register has an anniversary; before that
    from what the last review answered for. No round month brings ours forward to before
    `none_before`, else the day of an import.
    """
    approved, answered = known.approved_on, known.answered
    nzqa, years, together = known.nzqa_date, known.nzqa_years, policy.together_days
    if approved is None and answered is None:
        return Schedule(None, nzqa, nzqa, "full review", together) if nzqa else None
    if approved is None:
        assert answered is not None
        years = years if nzqa else None
        approved = min(nzqa, answered) if nzqa else answered
    after = (known.held if known.full else answered) or approved
    return schedule(
        approved,
        after,
        policy.yearly_check_months,
        years,
        nzqa,
        known.legacy,
        together,
        counted_from=ours_from(known, policy),
        month=policy.review_month,
        held=known.held,
        known_since=None if answered else known.known_since,
        none_before=none_before or known.known_since,
    )


def moved_to(known: Known, policy: Policy, today: date) -> Schedule | None:
    """What waits already as our policy asks for it now: a round month only brings it forward, and
    not to before today; else more than the interval would pass.
    """
    rounded = planned(known, policy, none_before=today)
    plain = planned(known, replace(policy, review_month=None))
    if rounded is None or plain is None:
        return rounded
    return min(rounded, plain, key=lambda each: each.next_due)


def ours_from(known: Known, policy: Policy) -> date | None:
    """The day from which our check is counted, where that is the last review and not the approval.

    In a house with a round month an early decision does not bring the next check forward: it is
    counted from the day that was answered for, else it would fall due in the same month again.
    """
    if policy.counted_from != "last-review" or known.decided_on is None or known.answered is None:
        return None
    return max(known.decided_on, known.answered) if policy.review_month else known.decided_on


def schedule(
    approved_on: date,
    after: date,
    policy_months: int,
    nzqa_years: int | None,
    nzqa_date: date | None,
    legacy: bool,
    together: int = SHIPPED.together_days,
    *,
    counted_from: date | None = None,
    month: int | None = None,
    held: date | None = None,
    known_since: date | None = None,
    none_before: date | None = None,
) -> Schedule:
    """The next review due: the earlier of ours and NZQA's.

    `after` is the last day answered for already: the day of approval, or `covers` of the review
    that was held. `legacy` says that it was approved so early that NZQA's period is a year whatever
    `nzqa_years` says. `nzqa_date` is the day in NZQA's letter or on its register; once that day is
    answered for, the period counts from the approval again. `together` and `month` are the policy's
    [review] together_within_days and month, `counted_from` the day from which ours is counted where
    that is not the approval. Of ours nothing is asked for again that fell due by `held`, when the
    last was decided: one that is years late answers for those years. What fell due before
    `known_since`, when it was imported, is not asked for afterwards, unless NZQA set that day. No
    round month brings ours forward to before `none_before`, the day of the import.
    ValueError for a period under one.
    """
    since = max(after, add_days(known_since, -1)) if known_since else after
    origin, answered = counted_from or approved_on, max(after, held or after)
    ours = our_check(origin, policy_months, max(since, answered), month, none_before, answered)
    if nzqa_date is not None and nzqa_date > after:
        nzqa: date | None = nzqa_date
    else:
        nzqa = nzqas_review(approved_on, since, nzqa_years, legacy)
    next_due = ours if nzqa is None else min(ours, nzqa)
    full = nzqa is not None and nzqa <= add_days(next_due, together)
    return Schedule(ours, nzqa, next_due, "full review" if full else "yearly check", together)


def our_check(
    origin: date,
    months: int,
    after: date,
    month: int | None = None,
    none_before: date | None = None,
    answered: date | None = None,
) -> date:
    """Our first check after a day: so many months from the origin, in the round month of the house.

    It is due on the last day of the round month before the anniversary, so that the whole month
    serves to hold all of them, or on the anniversary itself where that lies in the month. A later
    day would be more than the interval after the one before; so the first check may come soon after
    the approval. Where the round month was over before `none_before`, the day of an import, it is
    due on the anniversary: nobody here could keep the earlier day, unless that was `answered` for.
    A round month goes with an interval of whole years and is left out with any other.
    ValueError for an interval under one month.
    """
    steps = _first_step(origin, months, after)
    while True:
        anniversary = day = add_months(origin, steps * months)
        if month is not None and months % MONTHS_A_YEAR == 0:
            day = _in_month(anniversary, month)
        over = none_before is not None and day < none_before <= anniversary
        if over and anniversary > after and day > (answered or after):
            return anniversary
        if day > after:
            return day
        steps += 1


def nzqas_review(approved_on: date, after: date, years: int | None, legacy: bool) -> date | None:
    """NZQA's first review after a day, counted from the approval; None where no period is known."""
    period = 1 if legacy else years
    if period is None:
        return None
    months = period * MONTHS_A_YEAR
    steps = _first_step(approved_on, months, after)
    while add_months(approved_on, steps * months) <= after:
        steps += 1
    return add_months(approved_on, steps * months)


def _first_step(origin: date, months: int, after: date) -> int:
    """A multiple of the period that is none too late to begin the search with."""
    if months < 1:
        raise ValueError(f"a period of {months} months")
    passed = (after.year - origin.year) * MONTHS_A_YEAR + after.month - origin.month
    return max(1, passed // months)


def _in_month(day: date, month: int) -> date:
    """The day itself where it lies in the month, else the last day of that month before it."""
    if day.month == month:
        return day
    first = add_days(day, 1 - day.day)
    passed = (day.month - month) % MONTHS_A_YEAR
    return add_days(add_months(first, 1 - passed), -1)
