"""Items of a case, from conditions to comments: listed and added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.items import readiness
from mcapproval.actions.cases.items.allowed import CONDITIONING, WORKING
from mcapproval.actions.cases.items.owners import known_owner
from mcapproval.actions.desk import Desk, effective_day, settled
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import actor, without_role
from mcapproval.errors import AskedWrongly, Reason, Refused
from mcapproval.store import queries
from mcapproval.store.keep import Text, texts
from mcapproval.store.rows.folded import Case, Item
from mcapproval.workflow.acting import part
from mcapproval.workflow.asks import with_evidence
from mcapproval.workflow.item_guards import late
from mcapproval.workflow.vocabulary import ITEM_ENDS, ITEM_KINDS, WEIGHTS
from mcapproval.working_days import countable


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as listed, its texts printed or "(erased)".

    `proof` counts the files that show it. `version` is that of the application which came of it.
    """

    number: int
    kind: str
    state: str
    round: int | None
    topic: str
    weight: str
    owner: str
    due: str
    overdue: str
    touches: str
    proof: int
    version: int | None
    says: str
    reply: str


def list_items(desk: Desk, ref: str) -> list[ItemLine]:
    with desk.reading() as connection:
        case = case_row(connection, ref)
        rows = queries.many(connection, Item, ref=case.ref)
        told = texts(connection, {c for row in rows for c in (row.says, row.reply) if c})
    return [_line(row, told, desk.today) for row in rows]


def _line(row: Item, told: Mapping[str, Any], today: date) -> ItemLine:
    due = date.fromisoformat(row.due) if row.due else None
    return ItemLine(
        row.number,
        row.kind,
        row.state,
        row.round,
        row.topic or "",
        row.weight or "",
        row.owner or "",
        row.due or "",
        "yes" if late(row.state, due, today) else "no",
        row.touches or "",
        len(json.loads(row.proof)),
        row.version,
        _shown(told, row.says),
        _shown(told, row.reply),
    )


def _shown(told: Mapping[str, Any], commitment: str | None) -> str:
    return str(told.get(commitment, "(erased)")) if commitment else ""


@dataclass(frozen=True, slots=True)
class Added:
    """An item as it is added by hand; a comment is editorial where nothing else is said."""

    kind: str
    text: str
    owner: str | None = None
    due: date | None = None
    weight: str | None = None
    topic: str | None = None
    evidence: str | None = None


def add_item(
    desk: Desk,
    ref: str,
    kind: str,
    text: str,
    owner: str | None = None,
    due: date | None = None,
    effective: date | None = None,
    *,
    weight: str | None = None,
    topic: str | None = None,
    evidence: str | None = None,
) -> int:
    """A new item on a case; gives its number. `evidence` is what will show that a condition is met.

    NotInForce where no working days can be counted to `due`.
    """
    added = Added(kind, text.strip(), owner, due, weight, topic, (evidence or "").strip() or None)
    _sound(added)
    if due:
        countable(due)

    def attempt() -> int:
        with desk.reading() as connection:
            case, day, acts_for = case_to_add(connection, desk, ref, effective, kind)
            _to_come(due, day)
            rows = queries.many(connection, Item, ref=case.ref)
            if owner:
                known_owner(connection, owner)
            if kind == "readiness":
                _asked_for(connection, desk, case, added, rows)
            fresh = {"kind": kind, "due": due.isoformat() if due else None}
            clock = clocking.with_items(connection, case, day, added=[fresh])
        number = len(rows) + 1
        with desk.writing(acts_for) as writer:
            if kind == "readiness":
                row = readiness.readiness_row(
                    writer, number, topic or "", desk.salt, added.text or None
                )
                row |= {"owner": owner or row["owner"], "due": due.isoformat() if due else None}
            else:
                said = writer.text(Text(with_evidence(added.text, added.evidence), desk.salt()))
                row = {**_row(added, rows), "number": number, "says": said}
            data = {"items": [row], **clock}
            writer.add(case.ref, "item-added", day, data, seen=case.version)
        return number

    return settled(ref, attempt)


def _sound(added: Added) -> None:
    """AskedWrongly where what is given does not go together."""
    if added.kind not in ITEM_KINDS:
        kinds = ", ".join(ITEM_KINDS)
        raise AskedWrongly(f"there is no kind of item {added.kind}", f"kinds: {kinds}")
    if added.weight is not None and (added.kind != "comment" or added.weight not in WEIGHTS):
        raise AskedWrongly(
            f"an item of kind {added.kind} has no weight {added.weight}",
            f"a comment is {' or '.join(WEIGHTS)}",
        )
    if added.topic is not None and added.kind != "readiness":
        raise AskedWrongly(
            f"an item of kind {added.kind} has no topic", "only --kind readiness has one"
        )
    if added.kind == "readiness" and not added.topic:
        raise AskedWrongly(
            "an item of the ready-to-deliver list has a topic",
            "give its key with --topic; `mcapproval policy show` has the list",
        )
    if added.kind == "condition" and not (added.owner and added.due and added.evidence):
        raise AskedWrongly(
            "a condition has somebody whose it is, a day, and what will show that it is met",
            "give them with --owner, --due and --evidence",
        )
    if added.evidence is not None and added.kind != "condition":
        raise AskedWrongly(
            f"an item of kind {added.kind} names no evidence", "only --kind condition does"
        )
    if not added.text and added.kind != "readiness":
        raise AskedWrongly("an item says something", "give it with --text")


def _to_come(due: date | None, day: date) -> None:
    """Refused for a day before that of the item itself."""
    if due is not None and due < day:
        said = f"{due.isoformat()} is before {day.isoformat()}, when it is asked for"
        mend = f"give {day.isoformat()} or a later day with --due"
        raise Refused("the item can't be due then", [Reason("DAY", said, mend, "you")])


def _row(added: Added, rows: list[Item]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": added.kind,
        "owner": added.owner,
        "due": added.due.isoformat() if added.due else None,
        "touches": None,
    }
    if added.kind == "comment":
        row["weight"] = added.weight or WEIGHTS[0]
    if added.kind == "information":
        row["round"] = max((r.round for r in rows if r.round), default=1)
    return row


def _asked_for(
    connection: Connection, desk: Desk, case: Case, added: Added, rows: list[Item]
) -> None:
    """Refused for an item of the list that is no accreditation's, that nobody asks, or is open.

    One that is closed may be asked for anew, where what was shown is to be shown again.
    """
    policy = policy_for(connection, case.provider, desk.today)
    still = (row for row in rows if row.topic == added.topic and row.state not in ITEM_ENDS)
    there = next((row.number for row in still), None)
    reasons = []
    if case.track != "accreditation":
        reasons.append(("a ready-to-deliver list belongs to an accreditation", "name an ACC-..."))
    if added.topic not in policy.ready_to_deliver:
        known = ", ".join(policy.ready_to_deliver)
        reasons.append((f"our policy does not ask for {added.topic}", f"it asks for {known}"))
    if there is not None:
        mend = f"show it: mcapproval item close {case.ref} {added.topic}"
        reasons.append((f"{case.ref} has {added.topic} already: item {there}", mend))
    if reasons:
        who = policy.title("quality-manager")
        told = [Reason("READINESS", said, mend, who) for said, mend in reasons]
        raise Refused(f"{case.ref} can't have this item", told)


def case_to_add(
    connection: Connection, desk: Desk, ref: str, effective: date | None, kind: str
) -> tuple[Case, date, str | None]:
    """The case, the day, and the person in whose place somebody adds an item.

    What is approved with a condition is for who works on the case other than as its author.
    """
    case = case_row(connection, ref)
    may = CONDITIONING if kind == "condition" else WORKING
    acting = part(actor(connection, desk, case, definition_of(connection, case)), may)
    if acting.reasons:
        raise Refused(f"items of {case.ref} can't be added so", acting.reasons)
    if not acting.roles & may:
        raise Refused(
            f"items of {case.ref} are for people with a role on it",
            [without_role(connection, desk, case, " in which they could add one")],
        )
    return case, effective_day(desk, effective, case.last_on), acting.acts_for
