"""What follows where NZQA is not satisfied with a re-evaluation: Listing Rules 2022, rule 17.

It sets the day of a further review, which is a full one, and the steps of the rule are left to do.
A later letter on the same re-evaluation moves that day: what the former one left to do and is still
open is withdrawn, and opened anew, so that each stands once. A letter on the further review begins
the rule again: what the one that set it left to do is withdrawn there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.lookup import case_row
from mcapproval.clock import add_days, spoken
from mcapproval.rules.review_schedule import Schedule
from mcapproval.store import queries
from mcapproval.store.events import Author, Event
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Item, Review
from mcapproval.store.writer import Writer
from mcapproval.workflow.vocabulary import ITEM_ENDS

BY_LETTER = "decide-regulator-intervention"
"""The move that records it."""

STEPS = (
    "Do the further review that NZQA set, and send it",
    "Say to NZQA who is interested, and keep what those say whom it asks",
    "Keep NZQA's interim decision with its reasons; send submissions by the day it names",
    "Keep NZQA's decision, and do what it asks",
)
"""The steps of the rule; the first is due on the day of the letter."""

OURS = "quality-manager"
WHO_LOOKS_AFTER = "quality-adviser"
"""The role whose actions are those of whoever looks after a re-evaluation."""

Row = dict[str, Any]


def _letters(connection: Connection, ref: str) -> list[Event]:
    rows = queries.holding(queries.events(connection, ref))
    return [row for row in rows if row.act == "moved" and row.data["move"] == BY_LETTER]


@dataclass(frozen=True, slots=True)
class Former:
    """What the last letter on the same re-evaluation left to do and is open, and the day it set."""

    due: str
    items: tuple[Item, ...] = ()


def former(connection: Connection, ref: str) -> Former | None:
    """None where there was no letter on it before."""
    letters = _letters(connection, ref)
    if not letters:
        return None
    numbers = {row["number"] for letter in letters for row in letter.data["items"]}
    items = queries.many(connection, Item, ref=ref)
    left = (item for item in items if item.number in numbers and item.state not in ITEM_ENDS)
    return Former(letters[-1].data["values"]["due"], tuple(left))


def before_it(connection: Connection, ref: str) -> dict[str, tuple[Item, ...]]:
    """What the letters that set this further review left to do and is open, by re-evaluation."""
    review = queries.one(connection, Review, ref=ref)
    causes = {event.cause for event in queries.events(connection, ref)} - {None}
    if review is None or not causes:
        return {}
    others = queries.many(connection, Review, listing=review.listing)
    found = {
        other.ref: former(connection, other.ref)
        for other in others
        if other.ref != ref and causes & {row.seq for row in _letters(connection, other.ref)}
    }
    return {other: left.items for other, left in found.items() if left and left.items}


def withdraw_before(writer: Writer, ref: str, day: date, cause: int, by: Author) -> None:
    """Withdraw it, for the letter of the row `cause`."""
    for other, items in before_it(writer.connection, ref).items():
        for item in items:
            case = case_row(writer.connection, other)
            gone = {item.number: {"state": "withdrawn"}}
            data = {
                "number": item.number,
                "about": item.topic or item.kind,
                "state": "withdrawn",
                "reply": None,
                "files": [],
                "proof": json.loads(item.proof),
                **clocking.with_items(writer.connection, case, day, changed=gone),
            }
            writer.add(other, "item-changed", day, data, cause=cause, by=by)


def steps(connection: Connection, ref: str, due: str | None) -> tuple[list[Row], str]:
    """The actions that a letter leaves to do where nobody names any, and a sentence on them."""
    before = former(connection, ref)
    if before is None or not before.items:
        rows: list[Row] = [{"says": f"{words} (rule 17)", "owner": OURS} for words in STEPS]
        if due:
            rows[0]["due"] = due
        return rows, f"opened the {len(rows)} steps of rule 17 as actions"
    said = texts(connection, {item.says for item in before.items})
    rows = [_anew(item, str(said.get(item.says, "(erased)")), before, due) for item in before.items]
    many = "the open action" if len(rows) == 1 else f"the {len(rows)} open actions"
    return rows, f"{many} of the former letter: withdrawn, and opened anew with the day of this one"


def _anew(item: Item, says: str, before: Former, due: str | None) -> Row:
    day = due if due and item.due == before.due else item.due
    whose = {"owner": item.owner} if item.owner else {}
    return {"says": says, **whose, **({"due": day} if day else {})}


def with_owner_and_day(rows: list[Row], due: str | None) -> list[Row]:
    """Actions that were named: whoever looks after it does them by NZQA's day, unless it is said
    otherwise.
    """
    known = {"owner": WHO_LOOKS_AFTER, **({"due": due} if due else {})}
    return [{**known, **row} for row in rows]


def withdrawn(connection: Connection, ref: str) -> list[int]:
    """The numbers of what a new letter withdraws."""
    before = former(connection, ref)
    return [item.number for item in before.items] if before else []


def facts(review: Review, due: str, plan: Schedule | None, together: int) -> dict[str, str]:
    """The further review: full, on NZQA's day, whatever `plan` says of ours.

    It answers for what the first one did, for all until its own day, and for what is planned no
    more than `together` days after.
    """
    last = add_days(date.fromisoformat(due), together)
    planned = (plan.ours, plan.nzqa) if plan else ()
    soon = [day.isoformat() for day in planned if day and day <= last]
    return {"form": "full review", "due_on": due, "covers": max(review.covers, due, *soon)}


def told(values: Mapping[str, Any], many: int, title: str) -> str:
    """What is said of actions that got an owner and a day."""
    which = "the action named is" if many == 1 else f"the {many} actions named are"
    by = f", due on {spoken(date.fromisoformat(values['due']))}" if values.get("due") else ""
    return f"where nothing else was said, {which} of the {title} who looks after it{by}"
