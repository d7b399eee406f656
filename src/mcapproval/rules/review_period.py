"""REV-PERIOD: the period between reviews is one that NZQA lists.

Every year was the rule until mid-January 2023 and needed no saying; since then a developer proposes
1, 2 or 3 years and NZQA may set another.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

OTHERWISE = "; another that NZQA sets is recorded with its decision"
"""Rule 14.4 of 2022; while there was only one period, nothing said that NZQA sets another."""


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    allowed = law.value("review_period", "allowed")
    years, only_one = draft.whole("/review_period_years"), len(allowed.value) == 1
    said = " or ".join(", ".join(map(str, allowed.value)).rsplit(", ", 1))
    if years is None:
        if asks_content(draft) and not only_one:
            yield Remark(
                "/review_period_years",
                "no review period is given",
                f"write {said} years under review_period_years",
                clause="lor-2022/6.1(g)",
            )
    elif years not in allowed.value:
        yield Remark(
            "/review_period_years",
            f"a review period of {years} years; it is {said} {'year' if said == '1' else 'years'}",
            f"write {said} under review_period_years{'' if only_one else OTHERWISE}",
            clause=allowed.clause,
        )


RULE = Rule(
    "REV-PERIOD",
    "A review period that NZQA lists",
    ("/review_period_years", "/kind"),
    check,
    law=("review_period",),
)
