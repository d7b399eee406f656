"""Cases as sentences: a start, who does what, and where it ends or why it is refused.

A step reads `quality-manager record-outcome letter results=listing:granted`: roles (several with
commas), the move, its answers; the word `letter` attaches one. A step in brackets is what happens
beside the moves: `(items answered)`, `(items closed)`, `(approvals fall)`.
"""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, Severity
from mcapproval.policy.model import BODIES, Policy
from mcapproval.workflow.asks import parse_asks
from mcapproval.workflow.bodies import Body
from mcapproval.workflow.definition import Definition, load
from mcapproval.workflow.engine import Outcome, step
from mcapproval.workflow.situation import Actor, Approval, Ending, Item, Judged, Pause, Situation

DAY = date(2026, 3, 2)
ENQUIRY = {
    "organisation": "kotare",
    "asked_for": "A course",
    "for": "Staff",
    "learners": 0,
    "by": "2026-07",
}
CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case of a case file; see the module's words for `walk`, and `situated` for `given`."""

    workflow: str
    name: str
    start: str
    walk: tuple[str, ...] = ()
    ends: str | None = None
    tries: str | None = None
    refused: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


def cases() -> list[Case]:
    found = []
    for file in sorted(CASES.glob("*.toml")):
        book = tomllib.loads(file.read_text("utf-8"))
        for row in book["case"]:
            lists = {k: tuple(row[k]) for k in ("walk", "refused", "says") if k in row}
            found.append(
                Case(
                    workflow=book["workflow"],
                    name=row["name"],
                    start=row.get("start", load(book["workflow"]).first),
                    ends=row.get("ends"),
                    tries=row.get("tries"),
                    given={**book.get("given", {}), **row.get("given", {})},
                    **lists,
                )
            )
    return found


def finding(words: str) -> Finding:
    """`NEED-EVID at /need/evidence`."""
    code, _, path = words.partition(" at ")
    return Finding(
        code, Severity.ERROR, "is not there", path, 1, 1, "rule", "c", None, None, "write it"
    )


def missing(words: str) -> Finding:
    """A part of a re-evaluation that is not answered."""
    return replace(finding("ANSWER-MISSING"), message=words, mend="answer it")


def item(number: int, words: str) -> Item:
    """`information agreed due=2026-03-01`, `comment open substantive`, `readiness closed fee`."""
    kind, state, *rest = words.split()
    told = dict(word.split("=") for word in rest if "=" in word)
    plain = next((word for word in rest if "=" not in word), None)
    return Item(
        number,
        kind,
        state,
        None,
        date.fromisoformat(told["due"]) if "due" in told else None,
        "explain it",
        touches=tuple(filter(None, told.get("touches", "").split(","))),
        topic=plain if kind == "readiness" else None,
        weight=plain if kind == "comment" else None,
    )


def situated(definition: Definition, state: str, given: Mapping[str, Any]) -> Situation:
    """A situation where nothing is known but what is given; no business case is asked for, the
    enquiry is answered, and Bo and Hēmi are members of every body.
    """
    return Situation(
        ref="APP-2026-0001",
        track=definition.case,
        state=state,
        version=1,
        entered_on=DAY,
        kind=given.get("kind", ""),
        policy=Policy(**{"to_develop": (), **given.get("policy", {})}),
        draft=Draft({"enquiry": ENQUIRY, **given.get("draft", {})}),
        findings=tuple(finding(words) for words in given.get("findings", ()))
        + tuple(missing(words) for words in given.get("missing", ())),
        evidence=given.get("evidence", 0),
        items=tuple(
            item(number, words) for number, words in enumerate(given.get("items", ()), start=1)
        ),
        linked_items=tuple(
            replace(item(number, words), ref="APP-2026-0001")
            for number, words in enumerate(given.get("linked_items", ()), start=1)
        ),
        today=DAY,
        approvals=tuple(
            Approval(body, DAY, ("level",), how in ("stands", "recommends"), how == "recommends")
            for body, how in (words.split() for words in given.get("approvals", ()))
        ),
        bodies={name: Body(name, DAY, members=frozenset({"bo", "hemi"})) for name in BODIES},
        results=given.get("results", {}),
        results_expected=tuple(given.get("expected", ())),
        came_from=given.get("came_from", {}),
        linked=given.get("linked", {}),
        legacy=given.get("legacy", False),
        ending=ending(given),
        paused=Pause(given["paused"], DAY, "REV-2027-0001", DAY) if "paused" in given else None,
        change=Judged(given["change"], "nothing differs", "MC-0001") if "change" in given else None,
    )


def ending(given: Mapping[str, Any]) -> Ending | None:
    if "teach_out" not in given:
        return None
    last = date.fromisoformat(given["teach_out"])
    by_nzqa = DAY if given.get("teach_out_by") == "nzqa" else None
    return Ending(last, last, ("ACC-0001", "ACC-0002"), by_nzqa=by_nzqa)


def made(definition: Definition, situation: Situation, words: str) -> Outcome:
    """The step that a sentence says, answers read as from the shell."""
    roles, name, *rest = shlex.split(words)
    move = definition.move(situation.state, name) or definition.called(name)[0]
    attached = {"letter", "report"} & set(rest)
    files = {"attached.pdf": {"sha256": "0" * 64}} if attached else {}
    given: dict[str, list[str]] = {}
    for word in rest:
        key, equals, value = word.partition("=")
        if equals:
            given.setdefault(key, []).append(value)
    values = parse_asks(move, given, files=files, on=DAY)
    actor = Actor("person", frozenset(roles.split(",")))
    return step(definition, situation, actor, name, values)


def happened(situation: Situation, words: str) -> Situation:
    match words:
        case "(items answered)":
            return replace(situation, items=_items(situation, "answered"))
        case "(items closed)":
            return replace(situation, items=_items(situation, "closed"))
        case "(approvals fall)":
            fallen = tuple(replace(a, stands=False) for a in situation.approvals)
            return replace(situation, approvals=fallen)
    raise ValueError(words)


def _items(situation: Situation, state: str) -> tuple[Item, ...]:
    return tuple(replace(item, state=state) for item in situation.items)


def after(situation: Situation, outcome: Outcome) -> Situation:
    """What the records would know after the step: as little as the conditions look at."""
    move, values = outcome.move, outcome.values
    results = {name: row["result"] for name, row in values.get("results", {}).items()}
    items = list(situation.items)
    for opens in move.opens:
        for _ in values.get(opens.each, ()) if opens.each else [None]:
            items.append(Item(len(items) + 1, opens.item, "open", None, None, "explain it"))
    if move.closes:
        items = [replace(i, state="closed") if i.kind == move.closes else i for i in items]
    approvals = situation.approvals
    if move.decision:
        spec = move.decision
        approvals += (Approval(spec.body, DAY, spec.covers, True, spec.recommends),)
    return replace(
        situation,
        state=outcome.to,
        came_from={**situation.came_from, move.name: situation.state},
        results={**situation.results, **results},
        items=tuple(items),
        approvals=approvals,
    )


def walked(definition: Definition, situation: Situation, steps: tuple[str, ...]) -> Situation:
    for words in steps:
        if words.startswith("("):
            situation = happened(situation, words)
        else:
            situation = after(situation, made(definition, situation, words))
    return situation
