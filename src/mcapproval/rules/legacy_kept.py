"""Whether what was approved under older rules is to be brought under the present ones by a change.

So clause review/legacy-change, since 1 January 2025: where it is kept at its re-evaluation, an
application for a change is asked for, whatever differs. Before that day the law asked for none.
A pause keeps nothing: it is decided again. What NZQA sets decides nothing yet.
"""

from __future__ import annotations

from datetime import date

from mcapproval.rules.change_needed import Needed
from mcapproval.rules.deliveries import months_from
from mcapproval.rules.law import Law, first_day
from mcapproval.rules.texts import clauses

CLAUSE = "review/legacy-change"
KEEPING = ("continue", "continue-with-actions", "change", "migrate")
"""The decisions by which a micro-credential is kept."""
BECAUSE = (
    "it was approved under older rules and was kept at its re-evaluation: an application brings it "
    "under the present ones"
)


def asked_over(decision: str | None, due_on: date | None, day: date) -> bool:
    """Whether the law of a day asks for a change of an older micro-credential.

    `decision` is that of its last re-evaluation, which was due on `due_on`. One that was decided to
    be brought over is, whenever that re-evaluation was due.
    """
    held = Law(day).maybe("review_period", "legacy_change_months")
    if held is None or decision not in KEEPING:
        return False
    return decision == "migrate" or (due_on is not None and due_on >= held.since)


def change_by(due_on: date) -> date | None:
    """The last day on which a change of an older micro-credential is applied for, where it is kept
    at the review that was due on a day; None where the law asked for none.
    """
    held = Law(max(due_on, first_day())).maybe("review_period", "legacy_change_months")
    return months_from(due_on, held.value) if held else None


def brought_over(needed: Needed) -> Needed:
    """The judgement where the law asks for a change whatever differs."""
    if needed.needed:
        return needed
    return needed._replace(needed=True, because=BECAUSE, clause=clauses()[CLAUSE].citation)


def is_brought_over(needed: Needed) -> bool:
    """Whether that alone is why a change is asked for."""
    return needed.because == BECAUSE
