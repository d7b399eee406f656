"""What the acts on deliveries, imports, owners and self-reviews do to the tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import add_days
from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change, Drop, Put, Set, numbered, packed
from mcapproval.store.folding.fold_case_rows import counted

PACKED = ("days", "fees", "figures")
"""Columns that are canonical JSON; the rows have their values."""


def _plain(facts: dict[str, object]) -> dict[str, object]:
    return {key: packed(value) if key in PACKED else value for key, value in facts.items()}


def delivery_entered(event: Event) -> Iterator[Change]:
    yield numbered(event)
    nothing = {"cancelled": False, "days": "{}", "fees": "[]", "figures": "{}"}
    seen = {"version": event.ref_seq, "last_on": event.effective_on}
    facts = _plain(event.data["facts"])
    yield Add("delivery", {"ref": event.ref, **nothing, **facts, **seen})


def delivery_changed(event: Event) -> Iterator[Change]:
    seen = {"version": event.ref_seq, "last_on": event.effective_on}
    yield Set("delivery", {"ref": event.ref}, {**_plain(event.data["facts"]), **seen})


def imported(event: Event) -> Iterator[Change]:
    data = event.data
    yield numbered(event)
    yield Add(
        "import_batch",
        {
            "ref": event.ref,
            "by": event.by.person,
            "on_day": event.effective_on,
            "sha256": data["sha256"],
            "rows": data["rows"],
            "first": data["first"],
            "last": event.seq,
        },
    )


def import_undone(event: Event) -> Iterator[Change]:
    """Every row that the import made, named by the row itself, is dropped, and what it filled is
    empty again; numbers stay given.
    """
    for dropped in event.data["drops"]:
        yield Drop(dropped["table"], dropped["key"])
    for back in event.data.get("puts_back", ()):
        yield Set(back["table"], back["key"], back["values"])
    yield Set("import_batch", {"ref": event.ref}, {"undone_on": event.effective_on})


def owner_set(event: Event) -> Iterator[Change]:
    """Who looks after a micro-credential, or does one of its reviews; null is nobody of its own.

    An application goes on with another author. Whoever was it until the day before stays one who
    may not decide on it, though nothing waits for them any more.
    """
    data = event.data
    if data["track"] != "application":
        yield counted(event)
        yield Set(data["track"], {"ref": event.ref}, {"owner": data["owner"]})
        return
    yield counted(event, {"opened_by": data["owner"]})
    former = {"person": data["was"], "role": "author", "unit": None, "case_ref": event.ref}
    until = add_days(date.fromisoformat(event.effective_on), -1)
    days = {"from_day": data["since"], "until_day": until.isoformat()}
    yield Add("grant_of_role", {"seq": event.seq, **former, **days})


def self_review_recorded(event: Event) -> Iterator[Change]:
    data = event.data
    told = {"sent_on": data["sent_on"], "file": data["file"], "by": event.by.person}
    yield Put("self_review", {"provider": data["provider"], "year": data["year"]}, told)
