"""What several acts do to the row of a case and to its approvals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Change, Row, Set, packed
from mcapproval.workflow.tracks import OPEN_REVIEWS

NOTHING: Row = {}
NO_CLOCK: Row = {"due_on": None, "remind_on": None, "escalate_on": None, "left": "{}"}


def clock(data: Mapping[str, Any]) -> Row:
    """The columns of the case's clock; none where the row says nothing of it."""
    told = data.get("clock")
    if not told:
        return {}
    days = {"due_on": told["due_on"], "remind_on": told["remind_on"]}
    return {**days, "escalate_on": told["escalate_on"], "left": packed(told["left"])}


def waits(track: str, state: str) -> Row:
    """Whether a re-evaluation is still to be decided; of another case, nothing."""
    return {"waits": state in OPEN_REVIEWS} if track == "review" else {}


def fallen(event: Event, approvals: Iterable[int], because: str) -> Iterator[Change]:
    """Approvals that stand no more from the day of the event, and why."""
    for seq in approvals:
        values = {"stands": False, "fell_on": event.effective_on, "fell_because": because}
        yield Set("approval", {"seq": seq}, values)


def counted(event: Event, values: Row = NOTHING) -> Change:
    """A row that changed the case."""
    seen = {"version": event.ref_seq, "last_row": event.seq}
    return Set("case_record", {"ref": event.ref}, {**seen, **values})
