"""Items in a story: added, answered, agreed, closed, and shown to be ready."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mcapproval.actions.cases.items import answering, days, of_case
from mcapproval.actions.desk import Desk


def touch(
    desk: Desk, ref: str, asks: Mapping[str, Any], files: Mapping[str, bytes], on: date
) -> None:
    """A new item, or what becomes of one that is there."""
    due = date.fromisoformat(asks["due"]) if "due" in asks else None
    if "item" not in asks:
        of_case.add_item(desk, ref, asks["kind"], asks["text"], asks.get("owner"), due, on)
    elif asks["state"] == "agreed" and due:
        days.agree_item(desk, ref, asks["item"], due, asks.get("text", ""), files, on)
    else:
        answering.change_item(desk, ref, asks["item"], asks["state"], asks.get("text"), files, on)


def show(desk: Desk, ref: str, shows: Mapping[str, str], on: date) -> None:
    """Several items of the ready-to-deliver list, each closed with the words that show it."""
    for topic, text in shows.items():
        answering.change_item(desk, ref, topic, "closed", text, {}, on)
