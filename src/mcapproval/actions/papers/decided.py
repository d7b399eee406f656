"""What was decided and waived on a case, and what became of it, from the rows of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mcapproval.actions.people.known import ERASED
from mcapproval.actions.telling_answers import seats_said
from mcapproval.documents.dossier import Came, Decision, Waived, Walk
from mcapproval.store.events import Event
from mcapproval.workflow.model import Definition, Move


def fell(rows: list[Event]) -> dict[int, str]:
    """The rows of approvals that fell and waivers that lapsed, with the day of it and why."""
    edited = {
        seq: f"on {event.effective_on}: what it covers was changed"
        for event in rows
        if event.act == "updated"
        for seq in (*event.data["fell"], *event.data["lapsed"])
    }
    again = {
        seq: f"on {event.effective_on}: the case began again"
        for event in rows
        if event.act == "moved"
        for seq in event.data.get("fell", ())
    }
    lapsed = {
        seq: f"on {event.effective_on}: {event.data['meeting']} did not ratify it"
        for event in rows
        if event.act == "lapsed"
        for seq in event.data["approvals"]
    }
    return edited | again | lapsed


def ratified(rows: list[Event]) -> dict[int, str]:
    """The rows of chair's actions that a meeting ratified, and when."""
    return {
        seq: f"by {event.data['meeting']} on {event.effective_on}"
        for event in rows
        if event.act == "ratified"
        for seq in event.data["approvals"]
    }


def decider(event: Event, definition: Definition | None) -> str:
    """Who decided by a row: a body, `outside`, or nobody. `definition` is the case's workflow: a
    row does not say of a decline which body declined, nor that somebody outside acted.
    """
    if event.act != "moved":
        return ""
    if event.data["approval"]:
        return str(event.data["approval"]["body"])
    made = _made(event, definition)
    if event.data["results"] or (made and made.recorded_for):
        return "outside"
    return made.decision.body if made and made.decision and made.decision.declines else ""


def _made(event: Event, definition: Definition | None) -> Move | None:
    return definition.move(event.data["from"], event.data["move"]) if definition else None


def came(
    rows: list[Event], walk: Walk | None, who: Mapping[str, str], told: Mapping[str, Any]
) -> Came | None:
    """By which row a case came to where it is; None where it never moved."""
    found = [e for e in rows if e.act == "moved" and e.data["from"] != e.data["to"]]
    if not found or walk is None:
        return None
    last, now = found[-1], walk.entered[-1]
    reason = last.data["texts"].get("/reason")
    return Came(
        state=now.label,
        ends=walk.definition.states[now.state].end,
        on=date.fromisoformat(last.effective_on),
        by="" if last.by.person == "system" else who[last.by.person],
        why=str(told.get(reason, ERASED)) if reason else "",
        row=last.seq,
    )


def decided(
    event: Event,
    body: str,
    definition: Definition | None,
    who: Mapping[str, str],
    told: Mapping[str, Any],
    fallen: Mapping[int, str],
    approved: Mapping[int, str],
    minutes: Mapping[str, str],
) -> Decision:
    """What it opened is not among its words: that are the items of its row. `minutes` has, by the
    meeting, the reference of its minutes: a decision that names none of its own is under that.
    """
    data = event.data
    plain = {k: str(v) for k, v in data["values"].items() if isinstance(v, str | int)}
    plain |= dict(seats_said(data["values"], who))
    if reference := minutes.get(plain.get("meeting", "")):
        plain.setdefault("minute_reference", reference)
    results = {
        name: f"{result['result']} on {result['on']}" for name, result in data["results"].items()
    }
    words = {
        path.strip("/"): str(told.get(commitment, ERASED))
        for path, commitment in data["texts"].items()
    }
    about = [words.pop(path) for path in list(words) if path.startswith("conflicts/")]
    words = {path: said for path, said in words.items() if "/" not in path}
    words |= {"conflicts": f"{plain.pop('conflicts')}: {'; '.join(about)}"} if about else {}
    note = words.pop("note", "")
    since = {"fell": fallen[event.seq]} if event.seq in fallen else {}
    made = _made(event, definition)
    since |= {"ratified": approved[event.seq]} if event.seq in approved else {}
    return Decision(
        body=body,
        move=data["move"],
        decided_on=date.fromisoformat(event.effective_on),
        recorded_at=event.recorded_at,
        by=who.get(event.by.person, event.by.person),
        facts=plain | results | words | since,
        note=note,
        row=event.seq,
        label=made.label if made else "",
        closes=tuple(data["closes"]),
    )


def waived(
    event: Event, who: Mapping[str, str], told: Mapping[str, Any], fallen: Mapping[int, str]
) -> Waived:
    return Waived(
        event.data["code"],
        event.data["path"],
        who.get(event.by.person, event.by.person),
        date.fromisoformat(event.effective_on),
        str(told.get(event.data["note"], ERASED)),
        fallen.get(event.seq, ""),
    )
