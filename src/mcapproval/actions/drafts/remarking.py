"""What was said in a Word form beside its answers, kept with the application as comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mcapproval.actions.cases.items.of_case import add_item, list_items
from mcapproval.actions.desk import Desk


def keep_remarks(
    desk: Desk, ref: str, beside: Sequence[str], effective: date | None = None
) -> tuple[int, ...]:
    """An item of kind comment for each remark that the case does not have yet: their numbers.

    A form that is sent in again has its old comments still; each is kept once.
    """
    if not beside:
        return ()
    there = {item.says for item in list_items(desk, ref) if item.kind == "comment"}
    new = [text for text in dict.fromkeys(beside) if text.strip() not in there]
    return tuple(add_item(desk, ref, "comment", text, effective=effective) for text in new)
