"""CRED-MIN-5: at least 5 credits, by the law until mid-January 2023 and by our policy since.

NZQA's definition of 2018 said 5 to 40. The law has let 1 to 40 since January 2023, so a floor above
the law's is ours and is said to be ours. Where the law refuses already, or the policy asks no more
than the law, the policy has nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of, in_credits
from mcapproval.rules.asked import asks_content
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import clauses

CODE = "CRED-MIN-5"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    smallest = law.value("credit_value", "smallest")
    of_this_era = clauses()[smallest.clause].checked_by == CODE
    credits = credits_of(draft)
    if credits is None:
        if of_this_era and asks_content(draft):
            yield Remark(
                "/credits",
                "no credits are given",
                f"write the credits under credits, from {smallest.value} on",
                clause=smallest.clause,
            )
    elif credits < smallest.value:
        if of_this_era:
            yield Remark(
                "/credits",
                f"{in_credits(credits)}; the law of that day asks for at least {smallest.value}",
                f"give {in_credits(smallest.value)} or more",
                clause=smallest.clause,
            )
    elif credits < policy.credits_at_least:
        yield Remark(
            "/credits",
            f"{in_credits(credits)}; our policy asks for at least {policy.credits_at_least}",
            f"give {in_credits(policy.credits_at_least)} or more, or have our [credits] at_least "
            f"lowered (the law allows {smallest.value})",
            clause="provider-policy/credits-at-least",
        )


RULE = Rule(
    CODE,
    "Credits no fewer than asked for",
    ("/credits", "/kind"),
    check,
    law=("credit_value", "clause"),
)
