"""What a board does in a life: its chair acts alone twice; one lapses, the other is ratified."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.actions.walking import BOARD, at, edited, go

from mcapproval.actions.committees import meetings
from mcapproval.actions.committees.cancelling import cancel
from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.actions.people import known

ALONE = {**BOARD, "how": "chairs-action", "chair": "bo"}
THERE = [{"person": "bo", "for": None}]
CONFLICT = {"person": "hemi", "what": "a cousin of the author", "left": "yes"}


def approved_again(desk: Desk, ref: str, draft: Path) -> None:
    """An application that waits to be approved again is, from 12 to 14 June 2026: by its chair,
    whose action a meeting ratifies; and after an edit, which makes that fall, by its chair, whose
    action lapses, and by a circular."""
    known.grant(desk, "bo", "board-chair")
    go(desk, ref, "bo", "2026-06-12", "approve-again", **ALONE)
    _meets(desk, date(2026, 6, 13), ref)
    ana = at(desk, "ana", "2026-06-13")
    for old, new in ((5, 6), (6, 5)):
        applications.update_application(
            ana, ref, edited(draft, f"\nlevel: {old} ", f"\nlevel: {new} ")
        )
    go(desk, ref, "bo", "2026-06-13", "approve-again", **ALONE)
    _meets(desk, date(2026, 6, 14), None)
    go(desk, ref, "bo", "2026-06-14", "approve-again", **{**BOARD, "how": "circular"})
    hemi = at(desk, "hemi", "2026-06-14")
    cancel(hemi, meetings.call(hemi, "academic-board", date(2026, 7, 1)), "Nothing waits")


def _meets(desk: Desk, day: date, ratifies: str | None) -> None:
    hemi = at(desk, "hemi", day)
    meeting = meetings.call(hemi, "academic-board", day)
    meetings.hold(hemi, meeting, THERE, [])
    if ratifies:
        ratify(hemi, meeting, ratifies, [CONFLICT])
    meetings.close(hemi, meeting, "AC-2026-12")
