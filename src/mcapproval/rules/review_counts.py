"""REV-COUNTS: no more learners complete, withdraw or go on than enrolled; a rate is at most one.

Counts are those of the period: one that ends before it begins has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.deliveries import Row, provider, whole
from mcapproval.rules.law import Law
from mcapproval.rules.period import upside_down
from mcapproval.rules.rule import Remark, Rule

PARTS = {"completions": "completed", "withdrawals": "withdrew", "still_active": "are still active"}


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    days = upside_down(draft)
    if days:
        first, last = map(spoken, days)
        yield Remark(
            "/period/until",
            f"the period ends on {last}, before it begins on {first}; our policy asks for one "
            "that does not",
            "mend the first or the last day of the period",
            clause="provider-policy/review-period",
        )
    for path, row in draft.rows("/delivery"):
        enrolled = whole(row, "enrolments")
        if enrolled is None:
            continue
        for key, said in _too_many(row, enrolled):
            yield Remark(
                f"{path}/{key}",
                f"{provider(row)}: {said}, and {enrolled} enrolled; our policy asks that the "
                "counts add up",
                "mend the counts; learners who enrolled in an earlier period are counted among "
                "the enrolments of the period in which they are reported",
            )


def _too_many(row: Row, enrolled: int) -> list[tuple[str, str]]:
    """What is more than the enrolments: single counts, else their sum."""
    counts = {key: whole(row, key) for key in PARTS}
    known = {key: count for key, count in counts.items() if count is not None}
    single = [(key, f"{n} {PARTS[key]}") for key, n in known.items() if n > enrolled]
    if single or sum(known.values()) <= enrolled:
        return single
    return [("enrolments", " and ".join(f"{n} {PARTS[key]}" for key, n in known.items()))]


RULE = Rule(
    "REV-COUNTS",
    "Counts that add up",
    ("/delivery", "/period/from", "/period/until"),
    check,
    about="review",
    track="review",
)
