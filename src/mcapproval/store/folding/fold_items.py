"""What the acts on items do to the tables."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change, Row, Set, packed
from mcapproval.store.folding.fold_case_rows import clock, counted


def items(event: Event) -> Iterator[Change]:
    for item in event.data.get("items", ()):
        yield Add(
            "item",
            {
                "ref": event.ref,
                "state": "open",
                "opened_on": event.effective_on,
                "proof": "[]",
                **{k: item[k] for k in ("number", "kind", "owner", "due", "touches", "says")},
                **{k: item[k] for k in ("round", "topic", "weight") if k in item},
            },
        )


def items_closed(event: Event) -> Iterator[Change]:
    """The items that a move closes, with the answer that was given and its proof."""
    told = event.data.get("closing", {})
    values: Row = {"state": "closed", "closed_on": event.effective_on}
    if told.get("reply"):
        values["reply"] = told["reply"]
    if told.get("proof"):
        values["proof"] = packed(told["proof"])
    for number in event.data["closes"]:
        yield Set("item", {"ref": event.ref, "number": number}, values)


def item_added(event: Event) -> Iterator[Change]:
    yield counted(event, clock(event.data))
    yield from items(event)


ENDED = ("closed", "not-applicable", "withdrawn")
"""The states of an item in which nothing is left to do."""


def item_changed(event: Event) -> Iterator[Change]:
    data = event.data
    yield counted(event, clock(data))
    values: Row = {"state": data["state"]}
    if data["reply"]:
        values["reply"] = data["reply"]
    if data["state"] in ENDED:
        values["closed_on"] = event.effective_on
    if data["files"]:
        shown = [file["sha256"] for file in data["files"]]
        values["proof"] = packed(data.get("proof", shown))
    values |= {key: data[key] for key in ("due", "owner") if key in data}
    yield Set("item", {"ref": event.ref, "number": data["number"]}, values)
