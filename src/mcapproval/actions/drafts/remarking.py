"""What was said in a Word form beside its answers, kept with the application as comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.items.of_case import case_to_add
from mcapproval.actions.desk import Desk, settled
from mcapproval.actions.lookup import case_row
from mcapproval.store import queries
from mcapproval.store.keep import Text, texts
from mcapproval.store.tables import Item
from mcapproval.workflow.vocabulary import WEIGHTS

KIND = "comment"


def keep_remarks(
    desk: Desk, ref: str, beside: Sequence[str], effective: date | None = None
) -> tuple[int, ...]:
    """An item of kind comment for each remark that the case does not have yet: their numbers.

    All of them are kept in one row, or none. A form that is sent in again has its old comments
    still; each is kept once.
    """
    said = tuple(dict.fromkeys(text.strip() for text in beside if text.strip()))
    return settled(ref, lambda: _kept(desk, ref, said, effective)) if said else ()


def _kept(desk: Desk, ref: str, said: Sequence[str], effective: date | None) -> tuple[int, ...]:
    with desk.reading() as connection:
        rows = queries.many(connection, Item, ref=case_row(connection, ref).ref)
        kept = texts(connection, {row.says for row in rows if row.kind == KIND and row.says})
        there = set(map(str, kept.values()))
        new = [text for text in said if text not in there]
        if not new:
            return ()
        case, day, acts_for = case_to_add(connection, desk, ref, effective, KIND)
        fresh = [{"kind": KIND, "due": None} for _ in new]
        clock = clocking.with_items(connection, case, day, added=fresh)
    with desk.writing(acts_for) as writer:
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
            for number, text in enumerate(new, len(rows) + 1)
        ]
        writer.add(case.ref, "item-added", day, {"items": items, **clock}, seen=case.version)
    return tuple(range(len(rows) + 1, len(rows) + 1 + len(new)))
