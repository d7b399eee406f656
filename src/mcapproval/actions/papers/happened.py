"""What happened on a case up to one row of it: what was asked and answered, what came from outside,
and the versions that its content had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.lookup import draft_of, version_of
from mcapproval.actions.people.known import ERASED
from mcapproval.actions.texts.placing import with_texts
from mcapproval.documents.dossier import Earlier, Item, Outcome
from mcapproval.draft.model import Draft
from mcapproval.errors import Unmet
from mcapproval.store.events import Event


def items_of(rows: Iterable[Event], told: Mapping[str, Any]) -> tuple[Item, ...]:
    """Every item of a case as the rows leave it, by number."""
    found: dict[int, Item] = {}
    for event in rows:
        for given in event.data.get("items", ()):
            found[given["number"]] = _item(event, given, told)
        if event.act == "moved":
            for number in event.data["closes"]:
                found[number] = _closed(event, found[number], told)
        if event.act == "item-changed":
            found[event.data["number"]] = _changed(event, found[event.data["number"]], told)
    return tuple(found[number] for number in sorted(found))


def _item(event: Event, given: Mapping[str, Any], told: Mapping[str, Any]) -> Item:
    return Item(
        number=given["number"],
        kind=given["kind"],
        state="open",
        owner=given["owner"] or "",
        asked=_words(given["says"], told),
        asked_on=_day(event),
        asked_at=event.seq,
        due=date.fromisoformat(given["due"]) if given["due"] else None,
        round=given.get("round"),
        touches=given["touches"] or "",
        weight=given.get("weight") or "",
    )


def _closed(event: Event, item: Item, told: Mapping[str, Any]) -> Item:
    closing = event.data.get("closing", {})
    if not closing.get("reply"):
        return replace(item, state="closed")
    return replace(
        item,
        state="closed",
        reply=_words(closing["reply"], told),
        replied_on=_day(event),
        shown=tuple(closing.get("proof", item.shown)),
    )


def _changed(event: Event, item: Item, told: Mapping[str, Any]) -> Item:
    data = event.data
    changed = replace(item, state=data["state"])
    if data["reply"]:
        changed = replace(changed, reply=_words(data["reply"], told), replied_on=_day(event))
    if data["files"]:
        fresh = tuple(file["sha256"] for file in data["files"])
        changed = replace(changed, shown=tuple(data.get("proof", fresh)))
    if data.get("due"):
        changed = replace(changed, due=date.fromisoformat(data["due"]))
    return replace(changed, owner=data.get("owner") or item.owner)


def _words(commitment: str | None, told: Mapping[str, Any]) -> str:
    return str(told.get(commitment, ERASED)) if commitment else ""


def _day(event: Event) -> date:
    return date.fromisoformat(event.effective_on)


def outcome_of(rows: Iterable[Event]) -> Outcome:
    """What was recorded of outside answers, the later over the earlier."""
    found, version = Outcome(), 0
    for event in rows:
        if "content" in event.data:
            version = event.data["content"]["number"]
        if event.act == "moved":
            found = _told_by(event, found, version)
    return found


def _told_by(event: Event, found: Outcome, version: int) -> Outcome:
    given = event.data["values"]
    results = {
        name: (str(result["result"]), date.fromisoformat(result["on"]))
        for name, result in event.data["results"].items()
    }

    def told(key: str, before: str) -> str:
        return str(given.get(key) or before)

    review = given.get("review_date")
    return Outcome(
        results={**found.results, **results},
        reference=told("application_reference", found.reference),
        listing_number=told("listing_number", found.listing_number),
        listing_version=told("listing_version", found.listing_version),
        reporting_code=told("reporting_code", found.reporting_code),
        review_on=date.fromisoformat(review) if review else found.review_on,
        content=version if results else found.content,
    )


def kept_at(rows: Iterable[Event]) -> int:
    """The row with which the present version of the content came."""
    return [event.seq for event in rows if "content" in event.data][-1]


def earlier_of(connection: Connection, rows: Iterable[Event], now: int) -> tuple[Earlier, ...]:
    """The versions before the present one, oldest first; their text is read when it is needed."""
    return tuple(_earlier(connection, rows, now))


def _earlier(connection: Connection, rows: Iterable[Event], now: int) -> Iterator[Earlier]:
    for event in rows:
        number = event.data["content"]["number"] if "content" in event.data else now
        if number < now:
            read = _reader(connection, event.ref, number)
            yield Earlier(number, _day(event), event.seq, read)


def _reader(connection: Connection, ref: str, number: int) -> Callable[[], Draft | None]:
    def read() -> Draft | None:
        try:
            kept = draft_of(connection, version_of(connection, ref, number))
        except Unmet:  # erased
            return None
        return with_texts(connection, kept)

    return read
