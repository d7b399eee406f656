"""What people said and attached with a row of a case's journal, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mcapproval.store.events import Event
from mcapproval.workflow.asks import FILES

PEOPLE = ("present", "apologies", "conflicts", "votes")
"""Answers that are lists of people."""

NOBODY: Mapping[str, str] = {}


def seats_said(values: Mapping[str, Any], who: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What answers that name people say, by the name of the answer."""
    for name in PEOPLE:
        rows = [_row_said(name, row, who) for row in values.get(name, ())]
        if rows:
            yield name, ", ".join(rows)
    if "chair" in values:
        yield "chair", who.get(values["chair"], values["chair"])


def _row_said(name: str, row: Mapping[str, str], who: Mapping[str, str]) -> str:
    person = who.get(row["person"], row["person"])
    match name:
        case "conflicts":
            return f"{person} {'left the room' if row['left'] == 'yes' else 'stayed'}"
        case "votes":
            return f"{person} {row['vote']}"
        case _:
            whom = row.get("for")
            return f"{person} (for {who.get(whom, whom)})" if whom else person


def _attached(files: Iterable[Mapping[str, Any]], values: Mapping[str, Any]) -> Iterator[str]:
    """Files for which a move has no answer: the minutes of an approval, or what an older workflow
    does not ask for.
    """
    named = {values[name]["sha256"] for name in FILES if name in values}
    for file in files:
        if file["sha256"] not in named:
            yield f"attached: {file['sha256'][:12]}"


def said(event: Event, told: Mapping[str, Any], who: Mapping[str, str] = NOBODY) -> Iterator[str]:
    """What people wrote with a row, and its plain answers."""
    data = event.data
    values = data.get("values", {})
    for name, value in values.items():
        if name == "chair":
            continue
        if isinstance(value, str | int):
            yield f"{name.replace('_', ' ')}: {value}"
        elif name == "results":
            yield ", ".join(f"{k} {v['result']} {v['on']}" for k, v in value.items())
        elif name in FILES:
            yield f"{name}: {value['sha256'][:12]}"
    if event.act == "moved":
        yield from _attached(data.get("files", ()), values)
    for name, people in seats_said(values or data, who):
        yield f"{name}: {people}"
    for place, commitment in data.get("texts", {}).items():
        yield f"{place.strip('/').split('/')[0]}: {told.get(commitment, '(erased)')}"
    if event.act == "item-added":
        yield from (str(told.get(row["says"], "(erased)")) for row in data["items"] if row["says"])
    for key in ("reply", "note"):
        if isinstance(data.get(key), str):
            yield f"{key}: {told.get(data[key], '(erased)')}"
    if event.act == "seen":
        yield str(told.get(data["text"], "(erased)"))
