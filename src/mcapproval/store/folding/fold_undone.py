"""What taking back a move does to the tables, and what a note of something seen, or a seal on what
was sent in, does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Change, Drop, Put, Set
from mcapproval.store.folding.fold_case_rows import counted, waits


def undone(event: Event) -> Iterator[Change]:
    """The values that the row itself names are put back: nothing is worked out again."""
    backs = event.data["puts_back"]
    yield Drop("step", {"seq": event.data["row"]})
    case = [back["values"] for back in backs if back["table"] == "case_record"]
    yield counted(event, case[0] if case else {})
    if event.ref.startswith("REV-") and case and "state" in case[0]:
        yield Set("review", {"ref": event.ref}, waits("review", case[0]["state"]))
    for back in backs:
        if back["table"] == "case_record":
            continue
        if back["values"] is None:
            yield Drop(back["table"], back["key"])
        else:
            key = back["key"]
            values = {name: value for name, value in back["values"].items() if name not in key}
            yield Put(back["table"], key, values)


def seen(event: Event) -> Iterator[Change]:
    """A row that moves nothing: the case only counts it."""
    yield Set("case_record", {"ref": event.ref}, {"version": event.ref_seq})
