"""A definition as people look at it: a Mermaid picture, and rows for a table."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.workflow.model import BackFrom, Definition, Move, Need, OneOf, Same
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES


def mermaid(definition: Definition) -> str:
    """The picture as Mermaid text; the same definition gives the same text.

    A move that leads back to where it came from is a loop; one way back stands for each place that
    it can lead to. Identifiers have no hyphen: Mermaid would read one as part of an arrow.
    """
    lines = [
        "---",
        f"title: {json.dumps(definition.title, ensure_ascii=False)}",
        "---",
        "stateDiagram-v2",
        f"    [*] --> {_id(definition.first)}",
    ]
    for name, state in definition.states.items():
        lines.append(f'    state "{_words(state.label)}" as {_id(name)}')
    for name in definition.states:
        for move in definition.out_of(name):
            for after in definition.targets(move, name):
                lines.append(f"    {_id(name)} --> {_id(after)} : {_words(move.label)}")
    lines += [f"    {_id(name)} --> [*]" for name, state in definition.states.items() if state.end]
    return "\n".join(lines) + "\n"


def _id(state: str) -> str:
    return state.replace("-", "_")


def _words(text: str) -> str:
    """Text that Mermaid takes for nothing but text."""
    return re.sub(r'[#;:"]', lambda sign: f"#{ord(sign[0])};", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Line:
    """One move out of one state, in people's words."""

    state: str
    move: str
    label: str
    to: str
    who: str
    needs: str


def lines(definition: Definition, policy: Policy = SHIPPED) -> tuple[Line, ...]:
    """Every move out of every state, in the file's order."""
    return tuple(
        Line(
            definition.label(state),
            move.name,
            move.label,
            _to(definition, move),
            _who(move, policy),
            "; ".join(spoken(need) for need in move.needs),
        )
        for state in definition.states
        for move in definition.out_of(state)
    )


def _to(definition: Definition, move: Move) -> str:
    match move.target:
        case Same():
            return "(stays)"
        case OneOf(states):
            return " or ".join(definition.label(state) for state in states)
        case BackFrom():
            return "(back to where it was)"
        case fixed:
            return definition.label(fixed.state)


def _who(move: Move, policy: Policy) -> str:
    who = ", ".join(policy.title(role) for role in move.by)
    if move.recorded_for:
        who += f", for {OUTSIDE_BODIES.get(move.recorded_for, move.recorded_for)}"
    if move.not_by:
        who += f"; not the {' or '.join(policy.title(role) for role in move.not_by)}"
    return who


def spoken(need: Need) -> str:
    """A need as a person would say it."""
    said = _SPOKEN[need.guard](need.args)
    if "if_policy" in need.args:
        said += " (where our policy asks for it)"
    return said


def _listed(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _said_findings(args: Mapping[str, Any]) -> str:
    of = args.get("of", "all")
    return "no blocking finding" + ("" if of == "all" else f" in {_listed(of)}")


def _said_results(args: Mapping[str, Any]) -> str:
    words = {
        "settled": "every result known",
        "none-granted": "declined",
        "any-granted": "something granted",
    }
    return words.get(args["results"]) or f"{_listed(args['of'])} granted first"


_SPOKEN: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "findings": _said_findings,
    "evidence": lambda args: f"{args['evidence']} or more pieces of evidence of need",
    "items": lambda args: f"every {args['kind']} item {args['items']}",
    "approvals": lambda args: "approvals stand",
    "results": _said_results,
    "linked": lambda args: f"the {args['linked']} is {_listed(args['in'])}",
    "answers": lambda args: "every part answered",
    "form": lambda args: f"it is a {args['form']}",
    "support": lambda args: "industry support sought, or the reason for its absence",
}


def table(definition: Definition, policy: Policy = SHIPPED) -> str:
    """The same lines as plain text in columns, each state once."""
    rows = [
        (line.state, line.move, line.to, line.who, line.needs) for line in lines(definition, policy)
    ]
    head = ("In", "Move", "To", "Who", "Needs")
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(4)]
    out, before = [], ""
    for row in (head, *rows):
        shown = ("" if row[0] == before else row[0], *row[1:])
        before = row[0]
        cells = [cell.ljust(width) for cell, width in zip(shown, widths, strict=False)]
        out.append("  ".join((*cells, shown[4])).rstrip())
    return "\n".join(out) + "\n"
