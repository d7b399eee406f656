"""One item changed: read with its case, judged, and a row of the journal made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.attached import attach, small_enough
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.items import allowed
from mcapproval.actions.cases.items.allowed import Asked
from mcapproval.actions.desk import Desk, effective_day, settled
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import actor
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Case, Item, Person
from mcapproval.workflow.vocabulary import ITEM_ENDS

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Seen:
    """An item with its case, as read; `day` is that of the change."""

    connection: Connection
    case: Case
    item: Item
    asked: Asked
    day: date


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of it: its state, the text (a reply, or a note beside it), and what else."""

    state: str
    text: str | None = None
    files: Files = field(default_factory=dict)
    note: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)
    roles: frozenset[str] = allowed.TEAM
    told: tuple[str, ...] = ()


def changed(
    desk: Desk,
    ref: str,
    item: int | str,
    effective: date | None,
    judged: Callable[[Seen], Change],
    files: Files,
) -> list[str]:
    small_enough(sorted(files.items()))

    def attempt() -> list[str]:
        with desk.reading() as connection:
            seen = _seen(connection, desk, ref, item, effective)
            change = judged(seen)
            new = {"state": change.state} | {
                k: change.more[k] for k in ("due",) if k in change.more
            }
            clock = clocking.with_items(
                connection, seen.case, seen.day, changed={seen.item.number: new}
            )
        acting = allowed.acting(seen.asked, change.roles)
        refuse(seen.asked, "can't be changed so", acting.reasons)
        with desk.writing(acting.acts_for) as writer:
            told = writer.text(Text(change.text, desk.salt())) if change.text else None
            kept = [attach(writer, name, body) for name, body in sorted(change.files.items())]
            proof = [*json.loads(seen.item.proof), *(file["sha256"] for file in kept)]
            data = {
                "number": seen.item.number,
                "about": seen.item.topic or seen.item.kind,
                "state": change.state,
                "reply": None if change.note else told,
                "files": kept,
                "proof": list(dict.fromkeys(proof)),
                **change.more,
                **({"note": told} if change.note else {}),
                **clock,
            }
            writer.add(seen.case.ref, "item-changed", seen.day, data, seen=seen.case.version)
        return list(change.told)

    return settled(ref, attempt)


def _seen(
    connection: Connection, desk: Desk, ref: str, item: int | str, effective: date | None
) -> Seen:
    case = case_row(connection, ref)
    row = _found(connection, case, item)
    if row.state in ITEM_ENDS:
        raise Refused(
            f"item {row.number} of {case.ref} is {row.state.replace('-', ' ')}",
            hint="add another item",
        )
    person = queries.one(connection, Person, ref=desk.who())
    gone = person is None or person.erased_on is not None
    asked = Asked(
        case.ref,
        row.number,
        row.kind,
        row.owner,
        actor(connection, desk, case, definition_of(connection, case)),
        policy_for(connection, case.provider, desk.today),
        date.fromisoformat(row.due) if row.due else None,
        row.topic,
        row.weight,
        None if gone or person is None else person.organisation,
        row.kind == "comment" and _wrote(connection, case.ref, row.number, desk.who()),
    )
    return Seen(connection, case, row, asked, effective_day(desk, effective, case.last_on))


def _found(connection: Connection, case: Case, item: int | str) -> Item:
    """By number, or by the topic of a readiness item: the newest of it."""
    word = str(item)
    key: dict[str, Any] = {"number": int(word)} if word.isdecimal() else {"topic": word}
    found = queries.many(connection, Item, ref=case.ref, **key)
    if not found:
        raise Unknown(f"{case.ref} has no item {word}", f"see: mcapproval item list {case.ref}")
    return max(found, key=lambda row: row.number)


def added(connection: Connection, ref: str, number: int) -> Event | None:
    """The row of the journal with which an item came."""
    for event in queries.events(connection, ref):
        if any(row["number"] == number for row in event.data.get("items", ())):
            return event
    return None


def _wrote(connection: Connection, ref: str, number: int, person: str) -> bool:
    """Whether somebody added it, or stood in for whom it was added."""
    event = added(connection, ref, number)
    return event is not None and person in (event.by.person, event.by.acts_for)


def refuse(asked: Asked, said: str, reasons: Iterable[Reason]) -> None:
    found = list(reasons)
    if found:
        raise Refused(f"item {asked.number} of {asked.ref} {said}", found)
