"""REV-DAYS: what the answers of a re-evaluation say has happened, has.

Evidence, a search, feedback or a talk of a day to come is nobody's answer yet: nothing is decided
on it. Which days are meant is our data, `advice/happened.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.happened import reads, to_come
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    yield from to_come(draft, "review", law.at)


RULE = Rule(
    "REV-DAYS",
    "What is said to have happened has, in a re-evaluation",
    reads("review"),
    check,
    about="review",
    track="review",
)
