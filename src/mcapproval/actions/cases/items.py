"""Items of a case, from conditions to comments: listed, added, answered, closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.clocking import with_items
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.moves import attach, small_enough
from mcapproval.actions.desk import Desk, effective_day, settled
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people import actor
from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.keep import Text, texts
from mcapproval.store.tables import Case, Item
from mcapproval.workflow.vocabulary import ITEM_KINDS

BARRING = ("condition", "information", "support")
CLOSERS = frozenset({"quality-adviser", "quality-manager", "board-member"})


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as listed, its texts printed or "(erased)"."""

    number: int
    kind: str
    state: str
    owner: str
    due: str
    touches: str
    says: str
    reply: str


def list_items(desk: Desk, ref: str) -> list[ItemLine]:
    with desk.reading() as connection:
        case = case_row(connection, ref)
        rows = queries.many(connection, Item, ref=case.ref)
        told = texts(connection, {c for row in rows for c in (row.says, row.reply) if c})
    return [
        ItemLine(
            row.number,
            row.kind,
            row.state,
            row.owner or "",
            row.due or "",
            row.touches or "",
            _shown(told, row.says),
            _shown(told, row.reply),
        )
        for row in rows
    ]


def _shown(told: Mapping[str, Any], commitment: str | None) -> str:
    return str(told.get(commitment, "(erased)")) if commitment else ""


def add_item(
    desk: Desk,
    ref: str,
    kind: str,
    text: str,
    owner: str | None = None,
    due: date | None = None,
    effective: date | None = None,
) -> int:
    """A new item on a case; gives its number."""
    if kind not in ITEM_KINDS:
        raise AskedWrongly(f"there is no kind of item {kind}", f"kinds: {', '.join(ITEM_KINDS)}")
    if not text.strip():
        raise AskedWrongly("an item says something", "give it with --text")

    def attempt() -> int:
        with desk.reading() as connection:
            case, day = _case(connection, desk, ref, effective)
            number = len(queries.many(connection, Item, ref=case.ref)) + 1
        with desk.writing() as writer:
            row = {
                "number": number,
                "kind": kind,
                "owner": owner,
                "due": due.isoformat() if due else None,
                "touches": None,
                "says": writer.text(Text(text.strip(), desk.salt())),
            }
            data = {"items": [row], **with_items(writer.connection, case, day, added=[row])}
            writer.add(case.ref, "item-added", day, data, seen=case.version)
        return number

    return settled(ref, attempt)


def change_item(
    desk: Desk,
    ref: str,
    number: int,
    state: str,
    text: str | None = None,
    files: Mapping[str, bytes] | None = None,
    effective: date | None = None,
) -> None:
    """Answer or close an item, with a text and proof where there are any."""
    if state == "answered" and not (text and text.strip()):
        raise AskedWrongly("an answer says something", "give it with --text")
    proof = sorted((files or {}).items())
    small_enough(proof)

    def attempt() -> None:
        with desk.reading() as connection:
            case, day = _case(connection, desk, ref, effective)
            item = queries.one(connection, Item, ref=case.ref, number=number)
            _may_change(item, case, number)
            if state == "closed":
                _may_close(connection, desk, case, item, bool(text or proof))
        with desk.writing() as writer:
            data = {
                "number": number,
                "state": state,
                "reply": writer.text(Text(text.strip(), desk.salt())) if text else None,
                "files": [attach(writer, name, body) for name, body in proof],
            }
            data |= with_items(writer.connection, case, day, changed={number: data})
            writer.add(case.ref, "item-changed", day, data, seen=case.version)

    settled(ref, attempt)


def _may_change(item: Item | None, case: Case, number: int) -> None:
    if item is None:
        raise Unknown(f"{case.ref} has no item {number}", f"see: mcapproval item list {case.ref}")
    if item.state == "closed":
        raise Refused(f"item {number} of {case.ref} is closed", hint="add another item")


def _may_close(
    connection: Connection, desk: Desk, case: Case, item: Item | None, shown: bool
) -> None:
    """What bars a case is closed by the quality team, with a word or proof, never by its author."""
    if item is None or item.kind not in BARRING:
        return
    who = actor(connection, desk, case, definition_of(connection, case))
    reasons = []
    if not who.roles & CLOSERS:
        reasons.append(
            Reason("ROLE", f"a {item.kind} is closed by the quality team", "ask them", "they")
        )
    if "author" in who.roles | who.was:
        reasons.append(
            Reason("OWN-CASE", "nobody closes what bars their own case", "ask another", "they")
        )
    if not shown:
        reasons.append(
            Reason(
                "PROOF", f"a {item.kind} is closed with a word or proof", "--text, --attach", "you"
            )
        )
    if reasons:
        raise Refused(f"item {item.number} of {case.ref} can't be closed so", reasons)


def _case(
    connection: Connection, desk: Desk, ref: str, effective: date | None
) -> tuple[Case, date]:
    case = case_row(connection, ref)
    definition = definition_of(connection, case)
    if not actor(connection, desk, case, definition).roles:
        raise Refused(
            f"items of {case.ref} are for people with a role on it",
            [
                Reason(
                    "ROLE",
                    f"{desk.who()} holds no role on {case.ref} today",
                    "have one granted: mcapproval people grant PERSON ROLE",
                    "the administrator",
                )
            ],
        )
    return case, effective_day(desk, effective, case.last_on)
