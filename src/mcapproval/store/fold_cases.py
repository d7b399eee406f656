"""What the acts on cases do to the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.store.changes import Add, Change, Put, Row, Set, numbered, packed
from mcapproval.store.events import Event


def opened(event: Event) -> Iterator[Change]:
    data = event.data
    yield numbered(event)
    yield Add(
        "case_record",
        {
            "ref": event.ref,
            "track": data["track"],
            "definition": data["definition"],
            "definition_hash": data["definition_hash"],
            "state": data["state"],
            "version": event.ref_seq,
            "provider": data["provider"],
            "opened_by": event.by.person,
            "opened_on": event.effective_on,
            "entered_on": event.effective_on,
            "last_on": event.effective_on,
            "last_row": event.seq,
            "came_from": "{}",
        },
    )
    track = dict(data["facts"])
    if "content" in data:
        track |= {
            "number": data["content"]["number"],
            "content": data["content"]["hash"],
        }
        yield _version(event)
    yield Add(data["track"], {"ref": event.ref, **track})
    for other, what in data.get("links", {}).items():
        yield Add("link", {"from_ref": other, "to_ref": event.ref, "what": what})


def _version(event: Event) -> Change:
    content = event.data["content"]
    return Add(
        "content_version",
        {
            "ref": event.ref,
            "number": content["number"],
            "content": content["hash"],
            "seq": event.seq,
            "by": event.by.person,
            "people": packed(content["people"]),
            "files": packed(content["files"]),
        },
    )


def updated(event: Event) -> Iterator[Change]:
    data = event.data
    content = data["content"]
    yield from counted(event, provider=data["provider"], last_on=event.effective_on)
    yield _version(event)
    yield Set(
        "application",
        {"ref": event.ref},
        {
            "number": content["number"],
            "content": content["hash"],
            "title": data["title"],
        },
    )
    for seq in data["fell"]:
        yield Set("approval", {"seq": seq}, {"stands": False})
    for seq in data["lapsed"]:
        yield Set("waiver", {"seq": seq}, {"stands": False})


def counted(event: Event, **values: Any) -> Iterator[Change]:
    """A row that changed the case."""
    seen = {"version": event.ref_seq, "last_row": event.seq}
    yield Set("case_record", {"ref": event.ref}, {**seen, **values})


def refused(event: Event) -> Iterator[Change]:
    """A row that changed nothing but is there."""
    yield Set("case_record", {"ref": event.ref}, {"version": event.ref_seq})


def moved(event: Event) -> Iterator[Change]:
    data = event.data
    values: Row = {
        "state": data["to"],
        "last_on": event.effective_on,
        "came_from": packed(data["came_from"]),
    }
    if data["to"] != data["from"]:
        values["entered_on"] = event.effective_on
    yield from counted(event, **values)
    if data["facts"]:
        yield Set(data["track"], {"ref": event.ref}, data["facts"])
    if data["approval"]:
        yield Add(
            "approval",
            {
                "seq": event.seq,
                "ref": event.ref,
                "body": data["approval"]["body"],
                "on_day": event.effective_on,
                "content": data["approval"]["content"],
                "covers": packed(data["approval"]["covers"]),
                "stands": True,
            },
        )
    for name, result in data["results"].items():
        yield Put(
            "result",
            {"ref": event.ref, "result": name},
            {"outcome": result["result"], "on_day": result["on"]},
        )
    yield from _items(event)
    for number in data["closes"]:
        yield Set(
            "item",
            {"ref": event.ref, "number": number},
            {"state": "closed", "closed_on": event.effective_on},
        )


def _items(event: Event) -> Iterator[Change]:
    for item in event.data["items"]:
        yield Add(
            "item",
            {
                "ref": event.ref,
                "state": "open",
                "opened_on": event.effective_on,
                **{k: item[k] for k in ("number", "kind", "owner", "due", "touches", "says")},
            },
        )


def item_added(event: Event) -> Iterator[Change]:
    yield from counted(event)
    yield from _items(event)


def item_changed(event: Event) -> Iterator[Change]:
    data = event.data
    yield from counted(event)
    values: Row = {"state": data["state"]}
    if data["reply"]:
        values["reply"] = data["reply"]
    if data["state"] == "closed":
        values["closed_on"] = event.effective_on
    yield Set("item", {"ref": event.ref, "number": data["number"]}, values)


def waived(event: Event) -> Iterator[Change]:
    data = event.data
    yield from counted(event)
    yield Add(
        "waiver",
        {
            "seq": event.seq,
            "ref": event.ref,
            "by": event.by.person,
            "on_day": event.effective_on,
            "stands": True,
            **{k: data[k] for k in ("code", "path", "reads", "note")},
        },
    )


def answered(event: Event) -> Iterator[Change]:
    yield from counted(event)
    yield Set("review", {"ref": event.ref}, {"answers": event.data["answers"]})


def noted(event: Event) -> Iterator[Change]:
    """Facts that another case brought: a listing number that came later, a new version."""
    yield from counted(event)
    yield Set(event.data["track"], {"ref": event.ref}, event.data["facts"])
    for other, what in event.data.get("links", {}).items():
        yield Put("link", {"from_ref": other, "to_ref": event.ref}, {"what": what})
