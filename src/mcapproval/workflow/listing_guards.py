"""The conditions of a listing and of what hangs on it: is anybody new taken in, anybody taught."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mcapproval.clock import spoken
from mcapproval.errors import Reason
from mcapproval.workflow.situation import Ending, Pause, Situation


def intake_open(situation: Situation, args: Mapping[str, Any]) -> list[Reason]:
    """Not where the newest decision on a re-evaluation was to pause: the same body ends a pause,
    once a quality adviser brings it there.
    """
    pause = situation.paused
    if pause is None:
        return []
    said = pause_told(pause, "was" if pause.ended else "is")
    policy, who = situation.policy, situation.policy.title("quality-adviser")
    body = policy.the("academic-board")
    mend = f"have {body} decide its re-evaluation again: mcapproval review open MC-..."
    if pause.ended:
        who = "you"
        until = spoken(pause.ended)
        said += f", when {pause.again} was decided"
        mend = f"give the day on which it began with --effective: {until} or later"
    elif pause.again and pause.due:
        mend = (
            f"have {body} decide {pause.again}, on that day or before it, to continue: "
            f"mcapproval next {pause.again}"
        )
    return [Reason("INTAKE-PAUSED", said, mend, who)]


def pause_told(pause: Pause, taken: str = "is") -> str:
    """Which decision paused it, and until when nobody new is, or was, taken in."""
    said = f"{pause.review} was decided on {spoken(pause.on)} to pause: nobody new {taken} taken in"
    if pause.ended:
        return f"{said} until {spoken(pause.ended)}"
    if pause.again and pause.due:
        return f"{said} until {pause.again} is decided, which is due on {spoken(pause.due)}"
    return said


def last_day(ends: Ending) -> str:
    """With the accreditations that say so, where it is later than the day set for all."""
    return spoken(ends.last) + (f" in {' and '.join(ends.longest)}" if ends.longest else "")


def teach_out(situation: Situation, args: Mapping[str, Any]) -> list[Reason]:
    """That the last day for learners is over, or that it is ours to move."""
    return taught_out(situation) if args["teach_out"] == "over" else set_by_nzqa(situation)


def set_by_nzqa(situation: Situation) -> list[Reason]:
    """A day that NZQA set is moved by NZQA."""
    ends = situation.ending
    if ends is None or ends.by_nzqa is None:
        return []
    return [
        Reason(
            "TEACH-OUT-NZQA",
            f"NZQA set the last day for learners under way by its letter of {spoken(ends.by_nzqa)}",
            f"leave it at {spoken(ends.for_all)}, or ask NZQA for another day and record its "
            "letter on the listing: record-teach-out",
            situation.policy.title("quality-manager"),
        )
    ]


def only_later(situation: Situation, day: date) -> list[Reason]:
    """By our own word, with no decision of a body, the last day for learners becomes later only."""
    ends = situation.ending
    if ends is None or day > ends.last:
        return []
    return [
        Reason(
            "TEACH-OUT-EARLIER",
            f"learners under way are taught until {last_day(ends)}, and were told so: by our own "
            f"word it becomes later only, and {spoken(day)} is not",
            "give a later day; where NZQA set an earlier one, record its letter: record-teach-out; "
            f"{situation.policy.the('academic-board')} decides on one with a re-evaluation that "
            "waits: decide-not-needed; where nobody is taught any more, close each accreditation "
            "with the reason",
            situation.policy.title("quality-manager"),
        )
    ]


def taught_out(situation: Situation) -> list[Reason]:
    """The last day for learners under way has passed, the latest of those that were set; or nothing
    is held in which one could be."""
    ends, today = situation.ending, situation.today
    if ends is None or today is None or today > ends.last or not ends.held:
        return []
    hold = " and ".join(ends.held)
    mover = "record-teach-out" if ends.by_nzqa else "extend-teach-out"
    close = ", ".join(f"`mcapproval move {ref} close --set reason=REASON`" for ref in ends.held)
    return [
        Reason(
            "TEACH-OUT",
            f"learners under way are taught until {last_day(ends)}, and {hold} "
            f"{'holds' if len(ends.held) == 1 else 'hold'} until then",
            f"wait for the day after; where nobody is taught any more, close first: {close}; where "
            f"the day has moved: mcapproval next {situation.ref} {mover}",
            situation.policy.title("quality-manager"),
        )
    ]
