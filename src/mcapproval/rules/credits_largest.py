"""CRED-MAX: no more credits than a micro-credential may have, by law or by our policy.

NZQA has named the same ceiling since 2018; which rule sets it could not be found.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of, in_credits
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    credits = credits_of(draft)
    if credits is None:
        return
    largest = law.value("credit_value", "largest")
    if credits > largest.value:
        yield Remark(
            "/credits",
            f"{in_credits(credits)}; a micro-credential has at most {largest.value}",
            f"give {in_credits(largest.value)} or fewer, or make two where each stands alone",
            clause=largest.clause,
        )
    elif credits > policy.credits_at_most:
        yield Remark(
            "/credits",
            f"{in_credits(credits)}; our policy allows at most {policy.credits_at_most}",
            f"give {in_credits(policy.credits_at_most)} or fewer, or have the policy changed "
            f"(the law allows {largest.value})",
            clause="provider-policy/credits-at-most",
        )


RULE = Rule("CRED-MAX", "Credits no more than allowed", ("/credits",), check, law=("credit_value",))
