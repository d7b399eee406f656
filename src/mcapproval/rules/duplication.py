"""DUP-CHECK: a statement that it does not repeat what is there already.

Until mid-January 2023 repeating was barred; since then it is for the evaluator to weigh, so the
later clause only warns. How long ago it may have been searched for is our policy's to say: what was
not there then may be listed by now.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import add_months, spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, day_of, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

SEARCHED = "/need/duplication/searched"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    if not written(draft.text("/need/duplication/statement")):
        yield Remark(
            "/need/duplication/statement",
            "there is no statement on duplication",
            "write under need, duplication, statement what you searched and why this is new",
        )
    searched = day_of(draft.get(SEARCHED))
    if searched and searched < add_months(law.at, -policy.search_months):
        yield Remark(
            SEARCHED,
            f"learning of the same kind was searched for on {spoken(searched)}; our policy asks "
            f"for a search of the last {policy.search_months} months",
            "search again, and write its day under need, duplication, searched",
            clause="provider-policy/search-age",
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
