"""A row of a case's journal in people's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mcapproval.actions.cases.items.told import added_item, answered_items, changed_item
from mcapproval.actions.cases.standing.approvals_told import called
from mcapproval.actions.deliveries.watching import WORDS
from mcapproval.actions.telling_answers import PEOPLE
from mcapproval.actions.telling_facts import corrected_said, learnt_said
from mcapproval.clock import spoken
from mcapproval.policy.model import Policy
from mcapproval.store.events import Event

_OWNER = {"application": "goes on with another author:"}


def people_in(event: Event) -> set[str]:
    """The people whom a row names: who made it, in whose place, and who saw what it notes."""
    named = {event.by.person, event.by.acts_for}
    if event.act == "seen":
        named.add(event.data["seen_by"])
    if event.act == "owner-set":
        named.add(event.data["owner"])
    values = event.data.get("values", {})
    rows = [row for name in PEOPLE for row in values.get(name, ())]
    rows += event.data.get("conflicts", ())
    named |= {values.get("chair"), *(row.get(key) for row in rows for key in ("person", "for"))}
    return {ref for ref in named if ref}


def by_whom(event: Event, who: Mapping[str, str]) -> str:
    """`Mele Taufa (for Sina Tuala)` where somebody stood in for another."""
    name = who.get(event.by.person, event.by.person)
    whom = event.by.acts_for
    return f"{name} (for {who.get(whom, whom)})" if whom else name


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of a case are told with: the policy for titles, people, approvals by row."""

    policy: Policy
    who: Mapping[str, str]
    approvals: Mapping[int, str]


def approvals_in(events: Iterable[Event], policy: Policy) -> dict[int, str]:
    """By row, the approvals that were given: `approval by the Senate`."""
    given = ((event.seq, event.data.get("approval")) for event in events)
    return {
        seq: called(row["body"], row.get("recommends", False), policy) for seq, row in given if row
    }


def act(event: Event, labels: Mapping[str, str], known: Known) -> str:
    """What was done."""
    data, who = event.data, known.who
    match event.act:
        case "opened":
            return f"opened in {labels.get(data['state'], data['state'])}{_imported(data, labels)}"
        case "updated":
            fell = _fell(data["fell"], known)
            gone = f"; {n} waiver{'s' * (n > 1)} lapsed" if (n := len(data["lapsed"])) else ""
            number, by = data["content"]["number"], _imported(data, labels)
            return f"version {number}{by}{answered_items(data)}{fell}{gone}"
        case "moved":
            return _moved(data, labels, known)
        case "refused":
            past = "override of " if data.get("override") else ""
            return f"REFUSED {past}{data['move']} ({', '.join(data['reasons'])})"
        case "undone":
            now = labels.get(data["to"], data["to"])
            return f"UNDONE {data['move']} of row {data['row']}: {now} again"
        case "migrated":
            return f"went over to a new version of {data['definition']}{_elsewhere(data, labels)}"
        case "seen":
            on = spoken(date.fromisoformat(data["seen_on"]))
            return f"seen in the portal on {on} by {who.get(data['seen_by'], data['seen_by'])}"
        case "sealed":
            return _sealed(data["files"])
        case "item-added":
            return ", ".join(added_item(row) for row in data["items"])
        case "item-changed":
            return changed_item(data)
        case "waived":
            from mcapproval.documents.word_form.naming import place_of  # few rows say this

            return f"waived {data['code']} at {place_of(data['path'])}"
        case "ratified":
            return f"chair's action ratified by {data['meeting']}"
        case "lapsed":
            return f"chair's action LAPSED: {data['meeting']} did not ratify it"
        case "judged":
            return _judged(data)
        case "noticed":
            return _noticed(data, labels, known.policy)
        case "overtaken":
            return _overtaken(data["notices"])
        case "noted":
            return _noted(data)
        case "owner-set":
            name = who.get(data["owner"], data["owner"]) or "nobody of its own"
            return f"{_OWNER.get(data['track'], 'looked after by')} {name}"
        case _:
            return event.act


def _imported(data: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Which import brought a case, and what had happened to it before, as that said."""
    if not data.get("imported"):
        return ""
    steps = [f"{labels.get(row['state'], row['state'])} on {row['on']}" for row in _happened(data)]
    return f" by {data['imported']}{'; before: ' if steps else ''}{', '.join(steps)}"


def _happened(data: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
    rows: Sequence[Mapping[str, str]] = data.get("happened", ())
    return rows


def _sealed(files: Sequence[Mapping[str, Any]]) -> str:
    """`sealed 9 files as sent in, 1 edited by hand`."""
    said = f"sealed {len(files)} file{'s' * (len(files) > 1)} as sent in"
    for how, words in (("edited", "edited by hand"), ("added", "not of the pack")):
        if number := sum(file["how"] == how for file in files):
            said += f", {number} {words}"
    return said


NOTICES = {"remind": "reminded", "overdue": "told", "escalate": "told, as it is late,"}


def _fell(rows: Iterable[int], known: Known) -> str:
    named = [known.approvals.get(row, f"approval of row {row}") for row in rows]
    return f"; {' and '.join(named)} fell" if named else ""


def _noticed(data: Mapping[str, Any], labels: Mapping[str, str], policy: Policy) -> str:
    """`told the board member: Academic approval, due on 3 July 2026`."""
    kind, _, name = data["about"].partition(":")
    what = {"state": labels.get(name, name), "item": f"item {name}"}.get(kind, "chair's action")
    what = f"{WORDS[kind]} {name}".rstrip() if kind in WORDS else what
    due = spoken(date.fromisoformat(data["due_on"]))
    return f"{NOTICES[data['kind']]} {policy.the(data['to_role'])}: {what}, due on {due}"


def _overtaken(rows: Sequence[int]) -> str:
    many = f"row {rows[0]}" if len(rows) == 1 else f"rows {', '.join(map(str, rows))}"
    return f"no longer true, and sent to nobody any more: what was told in {many}"


def _elsewhere(data: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Where a case is after a migration, which is told where that has another name."""
    if data["to"] == data["from"]:
        return ""
    return f": {data['from']} is now {labels.get(data['to'], data['to'])}"


def _noted(data: Mapping[str, Any]) -> str:
    """`due anew: a full review on 1 October 2027`, of a re-evaluation; else what was learnt, or
    corrected.
    """
    facts = data["facts"]
    was = {**data.get("was", {}), **data.get("result_days_were", {})}
    if was:
        return corrected_said(was, {**facts, **data.get("result_days", {})})
    if "due_on" not in facts or "form" not in facts:
        return learnt_said(facts)
    return f"due anew: a {facts['form']} on {spoken(date.fromisoformat(facts['due_on']))}"


def _judged(data: Mapping[str, Any]) -> str:
    says = "needs an application" if data["says"] == "yes" else "needs no application and is noted"
    over = "" if data["says"] == data["rule_says"] else f" (the rule says {data['rule_says']})"
    return f"change judged: it {says}{over}"


def _moved(data: Mapping[str, Any], labels: Mapping[str, str], known: Known) -> str:
    past = data.get("override")
    said = str(data["move"])
    if past:
        said = f"OVERRIDE {said} past {', '.join(past['reasons'])}"
    if data["to"] != data["from"]:
        said += f": now {labels.get(data['to'], data['to'])}"
    if "content" in data:
        said += f", version {data['content']['number']}"
    return said + _fell(data.get("fell", ()), known)
