"""DAYS-PAST: what a draft says has happened, has, and in the order in which things happen.

A hui of next year proves nothing, and a letter that came before it was written is a slip of the pen
that an evaluator finds. Which days are meant is our data, `advice/happened.toml`; that evidence of
need is dated in time is NEED-EVID's to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.happened import reads, to_come, upside_down
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    late = list(to_come(draft, "draft", law.at))
    yield from late
    told = {remark.path for remark in late}
    yield from (found for found in upside_down(draft, "draft") if found.path not in told)


RULE = Rule("DAYS-PAST", "What is said to have happened has", reads("draft"), check)
