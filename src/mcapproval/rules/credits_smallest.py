"""CRED-MIN-1: credits are given, and they are at least the smallest of the present law."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of, in_credits
from mcapproval.rules.asked import asks_content
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    smallest = law.value("credit_value", "smallest")
    credits = credits_of(draft)
    if credits is None:
        if asks_content(draft):
            yield Remark(
                "/credits",
                "no credits are given",
                f"write the credits under credits, from {smallest.value} on",
                clause="lor-2022/6.1(b)-credits",
            )
    elif credits < smallest.value:
        yield Remark(
            "/credits",
            f"{in_credits(credits)}; a micro-credential has at least {smallest.value}",
            f"give {in_credits(smallest.value)} or more",
            clause=smallest.clause,
        )


RULE = Rule(
    "CRED-MIN-1", "At least one credit", ("/credits", "/kind"), check, law=("credit_value",)
)
