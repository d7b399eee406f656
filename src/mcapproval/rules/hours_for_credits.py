"""HOURS-10: the hours of learning add up to ten for each credit.

Where the split is missing or negative HOURS-SPLIT speaks and the sum says nothing. Hours that miss
the sum by no more than the tolerance of the policy are let be; none is shipped.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of, shortest
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

KINDS = ("directed", "self_directed", "work_based", "assessment")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    credits = credits_of(draft)
    hours = [draft.whole(f"/learning_hours/{kind}") for kind in KINDS]
    given = [n for n in hours if n is not None]
    if credits is None or not given or min(given) < 0:
        return
    per_credit = law.value("learning_hours", "per_credit")
    needed = shortest(credits * per_credit.value)
    said = "1 credit needs" if credits == 1 else f"{credits} credits need"
    if not -policy.hours_tolerance <= sum(given) - needed <= policy.hours_tolerance:
        yield Remark(
            "/learning_hours",
            f"the hours add up to {sum(given)}; {said} {needed}",
            "count again what learners do, and mend the hours or the credits; hours that nobody "
            "works don't count",
            clause=per_credit.clause,
        )


RULE = Rule(
    "HOURS-10",
    "Ten hours for each credit",
    ("/learning_hours", "/credits"),
    check,
    law=("learning_hours",),
)
