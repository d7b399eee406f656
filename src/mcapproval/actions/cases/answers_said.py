"""The answers that come with a move, as it is judged by them: read by type, the files by hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mcapproval.actions.cases.attached import file_facts, small_enough
from mcapproval.errors import AskedWrongly
from mcapproval.policy.model import Policy
from mcapproval.workflow.answers import Answered
from mcapproval.workflow.asks import parse_asks
from mcapproval.workflow.model import Move


def answers_said(
    called: Move,
    sets: Mapping[str, Any],
    answers: Mapping[str, Any],
    files: Mapping[str, bytes],
    day: date,
    policy: Policy,
    answered: Mapping[str, Answered],
) -> dict[str, Any]:
    """Refused where a file is too large; AskedWrongly where an answer can't be so."""
    small_enough(files.items())
    attached = {name: file_facts(name, data) for name, data in files.items()}
    values = parse_asks(called, sets, answers or None, attached, day, policy, answered)
    for name, result in values.get("results", {}).items():
        if result["on"] > day.isoformat():
            raise AskedWrongly(
                f"{called.name}: {name} is dated {result['on']}, after {day.isoformat()}",
                "a result is no later than the letter that gives it; correct one of the days",
            )
    return values
