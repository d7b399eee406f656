"""What was said in a Word form beside its answers, kept with the application as comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.items.of_case import case_to_add
from mcapproval.actions.desk import Desk, settled
from mcapproval.actions.lookup import case_row
from mcapproval.documents.cleaning import code
from mcapproval.draft.source import FORBIDDEN
from mcapproval.store import queries
from mcapproval.store.keep import Text, texts
from mcapproval.store.rows.folded import Item
from mcapproval.store.writer import Writer
from mcapproval.workflow.vocabulary import WEIGHTS

KIND = "comment"


def keep_remarks(
    desk: Desk, ref: str, beside: Sequence[str], effective: date | None = None
) -> tuple[int, ...]:
    """An item of kind comment for each remark that the case does not have yet: their numbers.

    All of them are kept in one row, or none. A form that is sent in again has its old comments
    still; each is kept once. One whose text was erased is kept anew when somebody sends it in
    again: to know it, the records would have to keep a fingerprint of the erased words with its
    salt, by which anybody could try out what they were.
    """
    return settled(ref, lambda: _kept(desk, ref, beside, effective)) if beside else ()


def _kept(desk: Desk, ref: str, beside: Sequence[str], effective: date | None) -> tuple[int, ...]:
    with desk.reading() as connection:
        case = case_row(connection, ref)
        if not _new(connection, ref, beside)[1]:
            return ()
        _, day, acts_for = case_to_add(connection, desk, case.ref, effective, KIND)
    with desk.writing(acts_for) as writer:
        return add_remarks(writer, desk, ref, beside, day, seen=case.version)


def add_remarks(
    writer: Writer,
    desk: Desk,
    ref: str,
    beside: Sequence[str],
    day: date,
    *,
    seen: int | None = None,
) -> tuple[int, ...]:
    """The same in a transaction that has begun, such as that of the version with which they came:
    so neither is in the records without the other.
    """
    before, new = _new(writer.connection, ref, beside)
    if not new:
        return ()
    numbers = range(before + 1, before + 1 + len(new))
    case = case_row(writer.connection, ref)
    fresh = [{"kind": KIND, "due": None} for _ in new]
    clock = clocking.with_items(writer.connection, case, day, added=fresh)
    items = [
        {
            "number": number,
            "kind": KIND,
            "owner": None,
            "due": None,
            "touches": None,
            "weight": WEIGHTS[0],
            "says": writer.text(Text(text, desk.salt())),
        }
        for number, text in zip(numbers, new, strict=True)
    ]
    writer.add(ref, "item-added", day, {"items": items, **clock}, seen=seen)
    return tuple(numbers)


def _shown(text: str) -> str:
    """A text as it is kept: what a terminal obeys, and what turns a line around, by its code."""
    return FORBIDDEN.sub(lambda found: code(found[0]), text)


def _new(connection: Connection, ref: str, beside: Sequence[str]) -> tuple[int, list[str]]:
    """How many items a case has, and the remarks that are none of them."""
    rows = queries.many(connection, Item, ref=ref)
    kept = texts(connection, {row.says for row in rows if row.kind == KIND and row.says})
    there = {_shown(str(text)) for text in kept.values()}
    said = dict.fromkeys(_shown(text.strip()) for text in beside)
    return len(rows), [text for text in said if text and text not in there]
