"""What the acts on cases do to the tables."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change, Drop, Put, Row, Set, numbered, packed
from mcapproval.store.folding.fold_case_rows import NO_CLOCK, clock, counted, fallen, waits
from mcapproval.store.folding.fold_items import items, items_closed
from mcapproval.store.folding.fold_steps import step


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
            "opened_by": data.get("author", event.by.person),
            "opened_on": event.effective_on,
            "entered_on": event.effective_on,
            "last_on": event.effective_on,
            "last_row": event.seq,
            "came_from": packed(data.get("came_from", {})),
            "unit": data.get("unit"),
            "overridden": False,
            "imported": data.get("imported"),
            **NO_CLOCK,
            **clock(data),
        },
    )
    yield step(event, data["state"], None, enters=True)
    track = dict(data["facts"]) | waits(data["track"], data["state"])
    if "content" in data:
        track |= {
            "number": data["content"]["number"],
            "content": data["content"]["hash"],
        }
        yield _version(event)
    yield Add(data["track"], {"ref": event.ref, **track})
    yield from _results(event)
    for other, what in data.get("links", {}).items():
        yield Add("link", {"from_ref": other, "to_ref": event.ref, "what": what})
    yield from items(event)


def _version(event: Event) -> Change:
    content = event.data["content"]
    return Add(
        "content_version",
        {
            "ref": event.ref,
            "number": content["number"],
            "content": content["hash"],
            "seq": event.seq,
            "by": content.get("by", event.by.person),
            "people": packed(content["people"]),
            "files": packed(content["files"]),
        },
    )


def updated(event: Event) -> Iterator[Change]:
    data = event.data
    content = data["content"]
    values: Row = {"provider": data["provider"], "last_on": event.effective_on}
    if "unit" in data:
        values["unit"] = data["unit"]
    yield counted(event, values)
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
    yield from fallen(event, data["fell"], "edited")
    for number in data.get("answers", ()):
        yield Set("item", {"ref": event.ref, "number": number}, {"version": content["number"]})
    for seq in data["lapsed"]:
        yield Set("waiver", {"seq": seq}, {"stands": False})


def moved(event: Event) -> Iterator[Change]:
    data = event.data
    values: Row = {
        "state": data["to"],
        "last_on": event.effective_on,
        "came_from": packed(data["came_from"]),
        **clock(data),
    }
    if data["to"] != data["from"]:
        values["entered_on"] = event.effective_on
    if data.get("override"):
        values["overridden"] = True
        yield _override(event)
    yield counted(event, values)
    yield step(event, data["to"], data["move"], enters=data["to"] != data["from"])
    if facts := {**data["facts"], **waits(data["track"], data["to"])}:
        yield Set(data["track"], {"ref": event.ref}, facts)
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
                "how": data["approval"].get("how"),
                "meeting": data["approval"].get("meeting"),
                "recommends": data["approval"].get("recommends", False),
                "ratify": data["approval"].get("ratify"),
            },
        )
    if "content" in data:
        yield _version(event)
        number = {"number": data["content"]["number"]}
        yield Set("application", {"ref": event.ref}, number)
    if "fell" in data:
        yield from fallen(event, data["fell"], data.get("because", "edited"))
    for name in data.get("cleared", ()):
        yield Drop("result", {"ref": event.ref, "result": name})
    if data.get("results"):
        yield from _results(event)
    if data.get("items"):
        yield from items(event)
    if data["closes"]:
        yield from items_closed(event)
    for number in data.get("withdraws", ()):
        withdrawn = {"state": "withdrawn", "closed_on": event.effective_on}
        yield Set("item", {"ref": event.ref, "number": number}, withdrawn)


def _results(event: Event) -> Iterator[Change]:
    for name, result in event.data.get("results", {}).items():
        yield Put(
            "result",
            {"ref": event.ref, "result": name},
            {"outcome": result["result"], "on_day": result["on"]},
        )


def _override(event: Event) -> Change:
    told = event.data["override"]
    return Add(
        "override",
        {
            "seq": event.seq,
            "ref": event.ref,
            "move": event.data["move"],
            "reasons": packed(told["reasons"]),
            "by": event.by.person,
            "on_day": event.effective_on,
            "note": told["note"],
        },
    )


def migrated(event: Event) -> Iterator[Change]:
    """A case goes over to another version of its workflow; `enters` says that its state is another
    one there, not the same under another name."""
    data = event.data
    values: Row = {
        "definition_hash": data["definition_hash"],
        "state": data["to"],
        "last_on": event.effective_on,
        "came_from": packed(data["came_from"]),
        **clock(data),
    }
    if data["enters"]:
        values["entered_on"] = event.effective_on
    yield counted(event, values)
    if data["enters"]:
        yield step(event, data["to"], None, enters=True)
    if data["track"] == "review":
        yield Set("review", {"ref": event.ref}, waits("review", data["to"]))


def waived(event: Event) -> Iterator[Change]:
    data = event.data
    yield counted(event)
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
    yield counted(event)
    yield Set("review", {"ref": event.ref}, {"answers": event.data["answers"]})


def noted(event: Event) -> Iterator[Change]:
    """Facts that another case brought: a listing number that came later, a new version."""
    yield counted(event, clock(event.data))
    if event.data["facts"]:
        yield Set(event.data["track"], {"ref": event.ref}, event.data["facts"])
    for name, on in event.data.get("result_days", {}).items():
        yield Set("result", {"ref": event.ref, "result": name}, {"on_day": on})
    for other, what in event.data.get("links", {}).items():
        yield Put("link", {"from_ref": other, "to_ref": event.ref}, {"what": what})
