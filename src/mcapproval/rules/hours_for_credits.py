"""HOURS-10: the hours of learning add up to ten for each credit.

Where the split is missing or negative HOURS-SPLIT speaks and the sum says nothing; so it is where
hours can't be used as written, which is told as a fault of the form, and below one credit.
Hours that miss the sum by no more than the tolerance of the policy are only warned of; none is
shipped. Our policy makes the law's clause lighter there, and never silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of, hours_of, shortest
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    credits = credits_of(draft)
    given = [n for n in hours_of(draft).values() if n is not None]
    if credits is None or credits < 1 or not given or min(given) < 0:
        return
    if draft.unusable("/learning_hours"):
        return
    per_credit = law.value("learning_hours", "per_credit")
    needed = shortest(credits * per_credit.value)
    off = shortest(max(sum(given) - needed, needed - sum(given)))
    if not off:
        return
    said = "1 credit needs" if credits == 1 else f"{credits} credits need"
    told = f"the hours add up to {sum(given)}; {said} {needed}"
    near = off <= policy.hours_tolerance
    if near:
        told += f": {off} {'hour' if off == 1 else 'hours'} off, within the "
        told += f"{policy.hours_tolerance} that our policy lets pass"
    yield Remark(
        "/learning_hours",
        told,
        "count again what learners do, and mend the hours or the credits; hours that nobody works "
        "don't count",
        clause=per_credit.clause,
        severity=Severity.WARNING if near else None,
    )


RULE = Rule(
    "HOURS-10",
    "Hours for each credit",
    ("/learning_hours", "/credits"),
    check,
    law=("learning_hours",),
)
