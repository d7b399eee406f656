"""A meeting of a story: called, held, closed, and what it ratified, in one step of the telling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mcapproval.actions.committees import meetings
from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.desk import Desk
from mcapproval.workflow.people_answers import read_people


def sit(desk: Desk, ref: str, asks: Mapping[str, Any], on: date) -> str:
    """Keep a meeting of that day, which ratifies the chair's action on a case where it is asked."""
    meeting = meetings.call(desk, asks["body"], on, asks.get("provider"))
    away = asks.get("apologies")
    there = read_people("people", asks["present"])
    meetings.hold(desk, meeting, there, read_people("people", away) if away else [])
    if asks.get("ratifies"):
        ratify(desk, meeting, ref)
    meetings.close(desk, meeting, asks["minutes"])
    return meeting
