"""REV-COUNTS: no more learners complete, withdraw or go on than enrolled, and no more are
reported than completed; a rate is at most one.

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
OF_COMPLETED = {
    "completed_after_resubmission": "completed after handing in again",
    "reported": "were reported",
}


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
        for key, said in _more_than_all(row):
            yield Remark(
                f"{path}/{key}",
                f"{provider(row)}: {said}; our policy asks that the counts add up",
                "mend the count that is wrong",
            )
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


def _more_than_all(row: Row) -> Iterator[tuple[str, str]]:
    """Counts of a part of those who completed or enrolled that are more than all of them."""
    completed = whole(row, "completions")
    for key, said in OF_COMPLETED.items():
        count = whole(row, key)
        if completed is not None and count is not None and count > completed:
            yield key, f"{count} {said}, of {completed} who completed"
    groups = row.get("priority_groups")
    for name, group in groups.items() if isinstance(groups, dict) else ():
        part = group if isinstance(group, dict) else {}
        for key in ("enrolments", "completions"):
            count, everybody = whole(part, key), whole(row, key)
            if count is not None and everybody is not None and count > everybody:
                yield (
                    f"priority_groups/{name}/{key}",
                    f"{count} of a group are counted, and {everybody} of all",
                )


RULE = Rule(
    "REV-COUNTS",
    "Counts that add up",
    ("/delivery", "/period/from", "/period/until"),
    check,
    about="review",
    track="review",
)
