"""SELFREV: a provider sends NZQA a summary of its self-review every year; universities do not.

The duty is the provider's, not the micro-credential's; it is shown here because yearly checks can
feed the summary. The day of the year on which it is asked for could not be found.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of, listed
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    summaries = draft.get("/self_review/summaries")
    if draft.text("/route") in ("", "university") or not isinstance(summaries, list):
        return
    days = [found for found in map(day_of, listed(summaries)) if found and found <= law.day]
    last = max(days, default=None)
    if last and not _a_year_ago(last, law.day):
        return
    yield Remark(
        "/self_review/summaries",
        f"the last summary of our self-review to NZQA is of {spoken(last)}, over a year ago"
        if last
        else "no summary of our self-review to NZQA is recorded; one is asked for every year",
        "send the summary, drawing on the yearly checks, and record the day",
    )


def _a_year_ago(last: date, today: date) -> bool:
    """Whether its day of the year has passed in the year after; of 29 February, the 28th has not
    the say."""
    return (last.year + 1, last.month, last.day) < (today.year, today.month, today.day)


RULE = Rule(
    "SELFREV",
    "A summary of the provider's self-review every year",
    ("/self_review/summaries", "/route"),
    check,
    about="standing",
    track="review",
    law=("day",),
)
