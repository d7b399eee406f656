"""Whether what an outside body is said to have decided can be so: its days, period and results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.actions.cases.standing import Standing
from mcapproval.errors import Reason, Refused
from mcapproval.workflow.engine import Outcome
from mcapproval.workflow.item_guards import ITEM_WORDS
from mcapproval.workflow.vocabulary import ITEM_ENDS

LONGEST_PERIOD = 5
"""Years. The law knows 1, 2 and 3; NZQA may set another, but hardly one beyond this."""

FURTHEST = 10
"""Years within which a next review date must lie."""


def plausible(stands: Standing, outcome: Outcome, day: date, today: date) -> None:
    """Refused, with every reason, where an answer can't be what the letter says."""
    reasons = [
        Reason("ANSWER", said, "look at the letter again", "whoever records it")
        for said in _faults(stands, outcome, day, today)
    ]
    reasons += _which_item(stands, outcome)
    if reasons:
        raise Refused(f"{stands.case.ref}: {outcome.move.name} can't be recorded so", reasons)


def _which_item(stands: Standing, outcome: Outcome) -> Iterator[Reason]:
    """Where several bodies were asked, each answers for itself."""
    kind, named = outcome.move.closes, outcome.values.get("item")
    there = [i for i in stands.situation.items if i.kind == kind and i.state not in ITEM_ENDS]
    if kind is None or (named is None and len(there) < 2) or named in {i.number for i in there}:
        return
    which = " or ".join(f"item={i.number} ({i.owner or i.says})" for i in there)
    said = f"{len(there)} were asked and have not answered: say whose answer it is"
    if named is not None:
        said = f"item {named} is no open {ITEM_WORDS[kind]}"
    who = stands.policy.title("quality-adviser")
    yield Reason("WHICH-ITEM", said, f"--set {which}" if there else "leave item out", who)


def _faults(stands: Standing, outcome: Outcome, day: date, today: date) -> Iterator[str]:
    values = outcome.values
    before, expected = stands.situation.results, stands.situation.results_expected
    for name, result in values.get("results", {}).items():
        on = date.fromisoformat(result["on"])
        if expected and name not in expected:
            yield f"no result on {name} is expected of this kind of application"
        if on > today:
            yield f"the result on {name} is of {on}, a day that has not come yet"
        if on.isoformat() < stands.case.opened_on:
            yield f"the result on {name} is of {on}, before the case was opened"
        if before.get(name) == "granted" and result["result"] == "declined":
            yield f"{name} was granted before; what was granted ends by its own case"
    period = values.get("review_period")
    if period is not None and period > LONGEST_PERIOD:
        yield f"a review period of {period} years is longer than any that is known"
    review = values.get("review_date")
    if review is not None and not day < date.fromisoformat(review) <= _later(day):
        yield f"the next review can't be due on {review}"


def _later(day: date) -> date:
    return date(day.year + FURTHEST, day.month, 28)
