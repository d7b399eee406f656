"""What telling people that something is due does to the tables."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change, Set


def noticed(event: Event) -> Iterator[Change]:
    """A line of the outbox. It changes nothing of the case but that there is one row more."""
    yield Set("case_record", {"ref": event.ref}, {"version": event.ref_seq})
    yield Add(
        "notice",
        {
            "seq": event.seq,
            "ref": event.ref,
            "on_day": event.effective_on,
            "sent_on": None,
            "overtaken_on": None,
            **{key: event.data[key] for key in ("kind", "about", "due_on", "to_role")},
        },
    )


def overtaken(event: Event) -> Iterator[Change]:
    """Notices that are no longer true, and are sent to nobody any more."""
    yield Set("case_record", {"ref": event.ref}, {"version": event.ref_seq})
    for seq in event.data["notices"]:
        yield Set("notice", {"seq": seq}, {"overtaken_on": event.effective_on})


def mailed(event: Event) -> Iterator[Change]:
    """One person was sent some notices; `done` are those that now everybody was sent."""
    for seq in event.data["done"]:
        yield Set("notice", {"seq": seq}, {"sent_on": event.effective_on})


def contact_given(event: Event) -> Iterator[Change]:
    """Kept as a text about the person: no table has more of it than the journal."""
    yield from ()
