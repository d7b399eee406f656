"""CRED-USUAL: credits outside the norm of our policy, where it has one.

Universities allow what the law allows and name a narrower norm; it is only remarked on. Where the
law or a limit of our own refuses already, the norm has nothing to add.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of, in_credits
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    credits = credits_of(draft)
    if policy.credits_usual is None or credits is None:
        return
    fewest, most = policy.credits_usual
    if fewest <= credits <= most or _refused(credits, law, policy):
        return
    yield Remark(
        "/credits",
        f"{in_credits(credits)}; the norm of our policy is {fewest} to {most}",
        "say in the structure why it is of another size, or change the credits",
    )


def _refused(credits: int | Decimal, law: Law, policy: Policy) -> bool:
    """Whether CRED-MIN-1, CRED-MIN-5 or CRED-MAX says more of the same number."""
    smallest, largest = law.value("credit_value", "smallest"), law.value("credit_value", "largest")
    at_least = max(smallest.value, policy.credits_at_least)
    at_most = min(largest.value, policy.credits_at_most)
    return not at_least <= credits <= at_most


RULE = Rule("CRED-USUAL", "Credits within our norm", ("/credits",), check, law=("credit_value",))
