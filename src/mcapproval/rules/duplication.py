"""DUP-CHECK: a statement that it does not repeat what is there already.

Until mid-January 2023 repeating was barred; since then it is for the evaluator to weigh, so the
later clause only warns.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    if not written(draft.text("/need/duplication/statement")):
        yield Remark(
            "/need/duplication/statement",
            "there is no statement on duplication",
            "write under need, duplication, statement what you searched and why this is new",
        )
    for path, match in draft.rows("/need/duplication/found"):
        if not written(match.get("differs")):
            yield Remark(
                f"{path}/differs",
                f"it is not said how ours differs from '{match.get('title', 'the near match')}'",
                "write it under differs",
            )


RULE = Rule(
    "DUP-CHECK", "It does not repeat approved learning", ("/need/duplication", "/kind"), check
)
