"""What the acts on meetings, and on chair's actions that wait for one, do to the tables."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change, Set, numbered, packed
from mcapproval.store.folding.fold_case_rows import counted, fallen


def meeting_called(event: Event) -> Iterator[Change]:
    data = event.data
    yield numbered(event)
    yield Add(
        "meeting",
        {
            "ref": event.ref,
            "provider": data["provider"],
            "body": data["body"],
            "on_day": data["on"],
            "state": "called",
            "present": "[]",
            "apologies": "[]",
            "minute_reference": None,
        },
    )


def meeting_held(event: Event) -> Iterator[Change]:
    told = {key: packed(event.data[key]) for key in ("present", "apologies")}
    yield Set("meeting", {"ref": event.ref}, {"state": "held", **told})


def meeting_closed(event: Event) -> Iterator[Change]:
    values = {"state": "closed", "minute_reference": event.data["minute_reference"]}
    yield Set("meeting", {"ref": event.ref}, values)


def meeting_cancelled(event: Event) -> Iterator[Change]:
    """Why it was is a text, which the row names."""
    yield Set("meeting", {"ref": event.ref}, {"state": "cancelled"})


def ratified(event: Event) -> Iterator[Change]:
    """A meeting made a chair's action its own."""
    yield counted(event)
    for seq in event.data["approvals"]:
        yield Set("approval", {"seq": seq}, {"ratify": "ratified"})


def lapsed(event: Event) -> Iterator[Change]:
    """A meeting was closed and did not."""
    yield counted(event)
    for seq in event.data["approvals"]:
        yield Set("approval", {"seq": seq}, {"ratify": "lapsed"})
    yield from fallen(event, event.data["approvals"], "lapsed")
