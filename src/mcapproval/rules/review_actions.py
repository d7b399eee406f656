"""REV-ACTIONS: actions of the last re-evaluation are done, dropped, or given a new day.

An action is known by its words: one that is repeated under `actions` with a day has a new day. What
the records hold open and the answers do not mention is told as well, and a day from before the
period, which was copied and is not new.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.deliveries import Row, day, whole, words
from mcapproval.rules.law import Law
from mcapproval.rules.period import READS, begins
from mcapproval.rules.rule import Remark, Rule

OPEN = {"under-way": "under way", "not-begun": "not begun"}
ASKS = "our policy asks that actions of the last re-evaluation are done or given a new day"
MEND = "finish it, drop it with a reason, or repeat it under actions with a new day"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    again = {_known_by(row, "what") for _, row in draft.rows("/actions") if day(row, "due")}
    told = draft.rows("/actions_before")
    for path, row in told:
        status = OPEN.get(words(row, "status"))
        if status and _known_by(row, "what") not in again:
            what = words(row, "what") or "an action"
            yield Remark(f"{path}/status", f"{what}: {status}; {ASKS}", MEND)
    yield from _before_the_period(draft)
    named = again | {_known_by(row, "what") for _, row in told}
    for _, row in draft.rows("/case/actions_open"):
        if _known_by(row, "says") not in named:
            number = whole(row, "number")
            which = f"action {number}" if number is not None else "an action"
            yield Remark(
                "/actions_before",
                f"{which} of the last re-evaluation is still open and not told of: "
                f"{words(row, 'says')}; {ASKS}",
                "list it under actions_before with its status",
            )


def _before_the_period(draft: Draft) -> Iterator[Remark]:
    first = begins(draft)
    for path, row in draft.rows("/actions"):
        due = day(row, "due")
        if first and due and due < first:
            yield Remark(
                f"{path}/due",
                f"{words(row, 'what') or 'an action'}: due on {spoken(due)}, before the period of "
                f"this re-evaluation, which begins on {spoken(first)}; our policy asks for a new "
                "day",
                "give a day still to come, or tell under actions_before what became of it",
            )


def _known_by(row: Row, key: str) -> str:
    """An action by its words, whatever their case and spacing."""
    return " ".join(words(row, key).casefold().split()).rstrip(".")


RULE = Rule(
    "REV-ACTIONS",
    "Actions of the last re-evaluation are settled",
    ("/actions_before", "/actions", "/case/actions_open", *READS),
    check,
    about="review",
    track="review",
)
