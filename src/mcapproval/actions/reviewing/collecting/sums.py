"""Whether the counts of a sheet can all be true together. What is not known is held to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.actions.reviewing.collecting.questions import GROUPS

SAID = {
    "enrolments": "enrolled",
    "withdrawals": "withdrew",
    "completions": "completed",
    "still_active": "are still active",
    "completed_after_resubmission": "completed after handing in again",
    "reported": "were reported",
    **{
        f"{key}_{what}": f"{name} learners {said}"
        for key, name in GROUPS.items()
        for what, said in (("enrolments", "enrolled"), ("completions", "completed"))
    },
}

NO_MORE = (
    ("withdrawals", "enrolments"),
    ("completions", "enrolments"),
    ("still_active", "enrolments"),
    ("completed_after_resubmission", "completions"),
    ("reported", "completions"),
    *((f"{key}_completions", f"{key}_enrolments") for key in GROUPS),
    *((f"{key}_{what}", what) for key in GROUPS for what in ("enrolments", "completions")),
)
"""Pairs of counts: of the first there are no more than of the second."""

PARTS = ("withdrawals", "completions", "still_active")
MEND = "mend the count that is wrong"


def sums_that_fail(said: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """By the key of the question: what can't be, and what to do."""
    counts = {key: value for key, value in said.items() if type(value) is int}
    single = False
    for part, whole in NO_MORE:
        if part in counts and whole in counts and counts[part] > counts[whole]:
            single = single or whole == "enrolments"
            yield (
                part,
                f"{counts[part]} {SAID[part]}, and only {counts[whole]} {SAID[whole]}",
                MEND,
            )
    enrolled = counts.get("enrolments")
    known = [key for key in PARTS if key in counts]
    together = sum(counts[key] for key in known)
    if enrolled is not None and together > enrolled and not single:
        told = " and ".join(f"{counts[key]} {SAID[key]}" for key in known)
        yield "enrolments", f"{told}, which is {together}, and only {enrolled} enrolled", MEND
    if counts.get("cohorts") == 0 and enrolled:
        yield "cohorts", f"no cohort began, and {enrolled} enrolled", MEND
