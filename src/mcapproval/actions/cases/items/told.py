"""What the journal says of an item, in people's words: the old day or owner beside the new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def added_item(row: Mapping[str, Any]) -> str:
    about = row.get("weight") or row.get("topic")
    kind = f"{row['kind']}, {about}" if about else row["kind"]
    due = f", due {row['due']}" if row.get("due") else ""
    return f"item {row['number']} added ({kind}){due}"


def answered_items(data: Mapping[str, Any]) -> str:
    """`; for items 1 and 2` where a version came of them."""
    numbers = [str(number) for number in data.get("answers", ())]
    word = "item" if len(numbers) == 1 else "items"
    return f"; for {word} {' and '.join(numbers)}" if numbers else ""


def changed_item(data: Mapping[str, Any]) -> str:
    about = f" ({data['about']})" if "about" in data else ""
    item = f"item {data['number']}{about}"
    files = len(data["files"])
    proof = f", with {files} file{'s' * (files > 1)}" if files else ""
    match data.get("change"), data["state"]:
        case "extended" | "corrected" as how, _:
            was = data["was_due"] or "no day"
            done = "put off" if how == "extended" else "put right"
            return f"{item} {done}: due {was}, now {data['due']}{proof}"
        case "handed over", _:
            return f"{item} handed over: {data['was_owner'] or 'nobody'}, now {data['owner']}"
        case _, "agreed":
            was = f" (was due {data['was_due']})" if data.get("was_due") else ""
            return f"{item} agreed to follow by {data['due']}{was}{proof}"
        case _, state:
            return f"{item} {state.replace('-', ' ')}{proof}"
