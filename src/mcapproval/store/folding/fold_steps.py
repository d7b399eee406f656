"""What the acts on cases add to the rows that reports count: steps made, moves refused."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change, Set, packed


def step(event: Event, state: str, move: str | None, enters: bool) -> Change:
    values = {"seq": event.seq, "ref": event.ref, "move": move, "state": state}
    return Add("step", {**values, "on_day": event.effective_on, "enters": enters})


def refused(event: Event) -> Iterator[Change]:
    """A row that changed nothing of the case but is there."""
    data = event.data
    yield Set("case_record", {"ref": event.ref}, {"version": event.ref_seq})
    yield Add(
        "attempt",
        {
            "seq": event.seq,
            "ref": event.ref,
            "on_day": event.effective_on,
            "by": event.by.person,
            "acts_for": event.by.acts_for,
            "move": data["move"],
            "state": data["from"],
            "reasons": packed(data["reasons"]),
            "override": data.get("override", False),
        },
    )
