"""What a text in a row of a case's journal is, in the words of its history and of its items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NOTE = "note"
STANDARD = "standard sentence of "
"""Begins what nobody wrote: a gate, a move or a policy brought it."""


def kind(row: Mapping[str, Any], name: str) -> str:
    """`row` is the row as it stands, `name` the commitment of the text."""
    data = row["data"]
    for item in data.get("items", ()):
        if item.get("says") == name:
            return f"{'' if _by_somebody(row, name) else STANDARD}{_item(item)}"
    for place, text in data.get("texts", {}).items():
        if text == name:
            return str(place).strip("/").split("/")[0].replace("_", " ")
    if data.get("reply") == name:
        about = f" ({data['about']})" if "about" in data else ""
        return f"reply to item {data['number']}{about}"
    if (data.get("closing") or {}).get("reply") == name:
        return f"reply to item {', '.join(str(number) for number in data['closes'])}"
    if (data.get("override") or {}).get("note") == name:
        return "reason of an override"
    return "reason of a waiver" if row["act"] == "waived" else NOTE


def _item(item: Mapping[str, Any]) -> str:
    about = f", {item['topic']}" if item.get("topic") else ""
    return f"item {item['number']} ({item['kind']}{about})"


def _by_somebody(row: Mapping[str, Any], name: str) -> bool:
    """Whether the words of an item are a person's: said with a move, of an item that somebody
    added, or imported from their sheet."""
    data = row["data"]
    if row["act"] == "moved":
        return name in data.get("texts", {}).values()
    return bool(row["by"]["person"] != "system" or data.get("imported"))
