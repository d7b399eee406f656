"""The conditions that a listing sets for what hangs on it: whether anybody new may be taken in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcapproval.clock import spoken
from mcapproval.errors import Reason
from mcapproval.workflow.situation import Situation


def intake_open(situation: Situation, args: Mapping[str, Any]) -> list[Reason]:
    """Not where the newest decision on a re-evaluation was to pause: the same body ends a pause."""
    pause = situation.paused
    if pause is None:
        return []
    said = f"{pause.review} was decided on {spoken(pause.on)} to pause: nobody new is taken in"
    mend = "have its re-evaluation decided again to go on: mcapproval review open MC-..."
    if pause.again and pause.due:
        said += f" until {pause.again} is decided, which is due on {spoken(pause.due)}"
        mend = (
            f"have {pause.again} decided, on that day or before it, to continue: "
            f"mcapproval next {pause.again}"
        )
    return [Reason("INTAKE-PAUSED", said, mend, situation.policy.title("academic-board"))]
