"""What a board does in a life: its chair acts alone twice; one lapses, the other is ratified."""

from __future__ import annotations

from datetime import date

from tests.actions.walking import BOARD, at, go

from mcapproval.actions.committees import meetings
from mcapproval.actions.committees.cancelling import cancel
from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.desk import Desk
from mcapproval.actions.people import known

ALONE = {**BOARD, "how": "chairs-action", "chair": "bo"}
THERE = [{"person": "bo", "for": None}]
CONFLICT = {"person": "hemi", "what": "a cousin of the author", "left": "yes"}


def approved_again(desk: Desk, ref: str) -> None:
    """An application that waits to be approved again is, from 12 to 14 June 2026."""
    known.grant(desk, "bo", "board-chair")
    go(desk, ref, "bo", "2026-06-12", "approve-again", **ALONE)
    _meets(desk, date(2026, 6, 13), None)
    go(desk, ref, "bo", "2026-06-13", "approve-again", **ALONE)
    _meets(desk, date(2026, 6, 14), ref)
    hemi = at(desk, "hemi", "2026-06-14")
    cancel(hemi, meetings.call(hemi, "academic-board", date(2026, 7, 1)), "Nothing waits")


def _meets(desk: Desk, day: date, ratifies: str | None) -> None:
    hemi = at(desk, "hemi", day)
    meeting = meetings.call(hemi, "academic-board", day)
    meetings.hold(hemi, meeting, THERE, [])
    if ratifies:
        ratify(hemi, meeting, ratifies, [CONFLICT])
    meetings.close(hemi, meeting, "AC-2026-12")
