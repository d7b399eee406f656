"""REV-SEARCH: learning of the same kind is searched for again, within the period.

What was not there at the approval may be listed by now. Without a search nothing is decided; one
from before the period is only remarked on.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of, written
from mcapproval.rules.law import Law
from mcapproval.rules.period import READS, begins
from mcapproval.rules.rule import Remark, Rule

SEARCHED, RESULT = "/need/duplication/searched", "/need/duplication/result"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    searched, first = day_of(draft.get(SEARCHED)), begins(draft)
    if searched is None or not written(draft.get(RESULT)):
        lacking = "when" if searched is None else "with what result"
        yield Remark(
            SEARCHED if searched is None else RESULT,
            f"it is not said {lacking} learning of the same kind was searched for again; our "
            "policy asks for it",
            "search the register and where else it may be listed, and say under need, "
            "duplication, on which day and what was found",
        )
    elif first and searched < first:
        yield Remark(
            SEARCHED,
            f"learning of the same kind was searched for on {spoken(searched)}, before the period "
            f"of this re-evaluation, which begins on {spoken(first)}; our policy asks for a "
            "search within it",
            "search again, and give the day and the result",
            severity=Severity.WARNING,
        )


RULE = Rule(
    "REV-SEARCH",
    "Searched again for learning of the same kind",
    (SEARCHED, RESULT, *READS),
    check,
    about="review",
    track="review",
)
