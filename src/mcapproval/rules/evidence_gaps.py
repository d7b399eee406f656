"""EVID-GAPS: each criterion has evidence, and each outcome where some evidence names outcomes.

What serves what is declared by the author or is so by our data. A draft without any evidence of
need is left to NEED-EVID: one sentence is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content
from mcapproval.rules.coverage import coverage
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import CRITERIA


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    found = coverage(draft)
    gaps = found.gaps()
    if gaps and draft.rows("/need/evidence"):
        titles = "; ".join(CRITERIA[slug] for slug in gaps)
        yield Remark(
            "/need/evidence",
            f"our policy asks for evidence of each criterion; nothing serves: {titles}",
            "add what shows it, or write under criteria of an item that shows it already: "
            + ", ".join(gaps),
        )
    for path, outcome in found.silent():
        yield Remark(
            path,
            f"no evidence speaks for {outcome}, and some speaks for other outcomes; our policy "
            "asks for evidence of each",
            f"add {outcome} under outcomes of the item that shows it, or get one that does",
        )


RULE = Rule(
    "EVID-GAPS",
    "Evidence for each criterion",
    (
        "/need/evidence",
        "/co_design/meetings",
        "/industry_support/outcome",
        "/attachments",
        "/learning_outcomes",
        "/kind",
    ),
    check,
)
