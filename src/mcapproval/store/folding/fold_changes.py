"""What the act on a judgement does to the tables: whether a change must be applied for."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change
from mcapproval.store.folding.fold_case_rows import counted


def judged(event: Event) -> Iterator[Change]:
    data = event.data
    yield counted(event, {"last_on": event.effective_on})
    yield Add(
        "judgement",
        {
            "seq": event.seq,
            "ref": event.ref,
            "content": data["content"]["hash"],
            "rule_says": data["rule_says"],
            "says": data["says"],
            "by": event.by.person,
            "on_day": event.effective_on,
            "note": data["note"],
        },
    )
