"""What was decided and waived on a case, and what became of it, from the rows of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mcapproval.actions.people.known import ERASED
from mcapproval.actions.telling import seats_said
from mcapproval.documents.dossier import Decision, Waived
from mcapproval.store.events import Event


def fell(rows: list[Event]) -> dict[int, str]:
    """The rows of approvals that fell and waivers that lapsed, with the day of it and why."""
    edited = {
        seq: f"on {event.effective_on}: what it covers was changed"
        for event in rows
        if event.act == "updated"
        for seq in (*event.data["fell"], *event.data["lapsed"])
    }
    return edited | {
        seq: f"on {event.effective_on}: {event.data['meeting']} did not ratify it"
        for event in rows
        if event.act == "lapsed"
        for seq in event.data["approvals"]
    }


def ratified(rows: list[Event]) -> dict[int, str]:
    """The rows of chair's actions that a meeting ratified, and when."""
    return {
        seq: f"by {event.data['meeting']} on {event.effective_on}"
        for event in rows
        if event.act == "ratified"
        for seq in event.data["approvals"]
    }


def decides(event: Event) -> bool:
    return event.act == "moved" and bool(event.data["approval"] or event.data["results"])


def decided(
    event: Event,
    who: Mapping[str, str],
    told: Mapping[str, Any],
    fallen: Mapping[int, str],
    approved: Mapping[int, str],
) -> Decision:
    data = event.data
    plain = {k: str(v) for k, v in data["values"].items() if isinstance(v, str | int)}
    plain |= dict(seats_said(data["values"], who))
    results = {
        name: f"{result['result']} on {result['on']}" for name, result in data["results"].items()
    }
    words = {
        path.strip("/"): str(told.get(commitment, ERASED))
        for path, commitment in data["texts"].items()
    }
    about = [words.pop(path) for path in list(words) if path.startswith("conflicts/")]
    words |= {"conflicts": f"{plain.pop('conflicts')}: {'; '.join(about)}"} if about else {}
    note = words.pop("note", "")
    since = {"fell": fallen[event.seq]} if event.seq in fallen else {}
    since |= {"ratified": approved[event.seq]} if event.seq in approved else {}
    return Decision(
        body=data["approval"]["body"] if data["approval"] else "outside",
        move=data["move"],
        decided_on=date.fromisoformat(event.effective_on),
        recorded_at=event.recorded_at,
        by=who.get(event.by.person, event.by.person),
        facts=plain | results | words | since,
        note=note,
        row=event.seq,
    )


def waived(event: Event, who: Mapping[str, str], told: Mapping[str, Any]) -> Waived:
    return Waived(
        event.data["code"],
        event.data["path"],
        who.get(event.by.person, event.by.person),
        date.fromisoformat(event.effective_on),
        str(told.get(event.data["note"], ERASED)),
    )
