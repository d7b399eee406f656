"""CRED-INT: credits are a whole number.

No text says so; every micro-credential that we know of has whole credits, so a person may waive.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    credits = credits_of(draft)
    if credits is None or credits == int(credits):
        return
    yield Remark(
        "/credits",
        f"{credits} credits; every micro-credential that we know of has a whole number",
        "give a whole number, or ask NZQA whether a part is listed and have this waived with its "
        "answer",
    )


RULE = Rule("CRED-INT", "Credits are a whole number", ("/credits",), check)
