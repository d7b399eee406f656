"""A definition as people look at it: a Mermaid picture, and rows for a table."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mcapproval.clock import spoken as day_said
from mcapproval.policy.model import KEYS, SHIPPED, Policy
from mcapproval.workflow.drawing.text import plain
from mcapproval.workflow.drawing.walked import Walked, said
from mcapproval.workflow.guards import asked_for
from mcapproval.workflow.model import BackFrom, Definition, Move, Need, OneOf, Same, State
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES

MARKED = {
    "now": "fill:#fff0b8,stroke:#6b3f00,stroke-width:4px,color:#1a1a1a",
    "passed": "fill:#e0ecf8,stroke:#1b4f80,color:#1a1a1a",
}
"""How Mermaid draws the states of a case; a note says the same in words."""


def mermaid(definition: Definition, policy: Policy = SHIPPED, case: Walked | None = None) -> str:
    """The picture as Mermaid text; the same definition and case give the same text.

    With a case, its present state and those it passed through are marked, and a note at each says
    the days. A move that leads back to where it came from is a loop; one way back stands for each
    place that it can lead to. Identifiers have no hyphen: Mermaid would take it for an arrow's.
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
    if case:
        lines += _case_lines(definition, policy, case)
    return "\n".join(lines) + "\n"


def _case_lines(definition: Definition, policy: Policy, case: Walked) -> Iterator[str]:
    for mark, colours in MARKED.items():
        yield f"    classDef {mark} {colours}"
    for name in case.spent:
        yield f"    class {_id(name)} {case.mark(name)}"
    for name in definition.states:
        told = stood(definition.states[name], case, policy)
        if told:
            yield f"    note right of {_id(name)} : {_words('; '.join(told))}"


def stood(state: State, case: Walked, policy: Policy = SHIPPED) -> list[str]:
    """What a case has to do with a state: now here or passed, how long, and who is waited for."""
    spent = case.spent.get(state.name)
    if spent is None:
        return []
    if state.name != case.present:
        return [f"Passed: {said(spent)}"]
    waited = waits_for(state, policy)
    here = f"Now here, since {day_said(case.since)}: {said(spent)}"
    return [here, *([f"waits for {waited}"] if waited else [])]


def _id(state: str) -> str:
    return state.replace("-", "_")


def _words(text: str) -> str:
    """Text that Mermaid takes for nothing but text."""
    return re.sub(r'[#;:"<>&]', lambda sign: f"#{ord(sign[0])};", plain(text))


STAYS, RETURNS = "(stays)", "(back to where it was)"
"""Where a move leads that leads to no one state."""


@dataclass(frozen=True, slots=True)
class Line:
    """One move out of one state, in people's words; `name` is the state's own."""

    name: str
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
            state,
            definition.label(state),
            move.name,
            move.label,
            _to(definition, move),
            _who(move, policy),
            "; ".join([*_by_policy(move, policy), *(spoken(need, policy) for need in move.needs)]),
        )
        for state in definition.states
        for move in definition.out_of(state)
    )


def _to(definition: Definition, move: Move) -> str:
    match move.target:
        case Same():
            return STAYS
        case OneOf(states):
            return " or ".join(definition.label(state) for state in states)
        case BackFrom():
            return RETURNS
        case fixed:
            return definition.label(fixed.state)


def _who(move: Move, policy: Policy) -> str:
    who = ", ".join(policy.title(role) for role in move.by)
    if move.recorded_for:
        who += f", for {OUTSIDE_BODIES.get(move.recorded_for, move.recorded_for)}"
    if move.not_by:
        who += f"; not the {' or '.join(policy.title(role) for role in move.not_by)}"
    return who


def waits_for(state: State, policy: Policy = SHIPPED) -> str:
    """Whose answer a state waits for, as printed; nothing where the time is our own or nobody's."""
    if state.clock in ("own", "none") or state.end:
        return ""
    if state.clock in OUTSIDE_BODIES:
        return OUTSIDE_BODIES[state.clock]
    if state.clock == "quality":
        return "the quality team"
    return f"{policy.the('academic-board' if state.clock == 'board' else state.clock)}"


def _by_policy(move: Move, policy: Policy) -> Iterator[str]:
    """The settings by which a move is there at all; a definition has it where it is not open."""
    for setting, wanted in move.if_policy.items():
        words = [wanted] if isinstance(wanted, str) else [*wanted]
        said = f"{'.'.join(KEYS[setting])} = {' or '.join(words)} in our policy"
        is_so = asked_for({setting: wanted}, policy)
        yield said if is_so else f"{said}, which has another: not open here"


def spoken(need: Need, policy: Policy = SHIPPED) -> str:
    """A need as a person would say it."""
    said = SPOKEN[need.guard](need.args).replace(SUB_COMMITTEE, policy.the("sub-committee"))
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


SUB_COMMITTEE = "{sub-committee}"
"""Where its title goes."""

SPOKEN: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "findings": _said_findings,
    "evidence": lambda args: f"{args['evidence']} or more pieces of evidence of need",
    "items": lambda args: f"every {args['kind']} item {args['items']}",
    "approvals": lambda args: (
        "approvals stand" if args["approvals"] == "standing" else "the approval has fallen"
    ),
    "recommended": lambda args: f"recommended by {SUB_COMMITTEE}",
    "results": _said_results,
    "linked": lambda args: f"the {args['linked']} is {_listed(args['in'])}",
    "answers": lambda args: "every part answered",
    "form": lambda args: f"it is a {args['form']}",
    "comments": lambda args: "no substantive comment open",
    "conditions": lambda args: f"the application's conditions on {_listed(args['touches'])} met",
    "ready": lambda args: "every item of the ready-to-deliver list shown",
    "gate": lambda args: {
        "enquiry": "who rang, what for, for whom, for how many, by when",
        "to-develop": "the business case answered as our policy asks",
    }.get(args["gate"], "a gate"),
    "change": lambda args: "a change application is needed",
    "rule_set": lambda args: "it was approved before the present rules",
    "support": lambda args: "industry support sought, or the reason for its absence",
    "intake": lambda args: "no re-evaluation has paused it",
    "teach_out": lambda args: {
        "over": "its last day for learners has passed, or every accreditation ended",
        "ours": "NZQA did not set its last day for learners",
    }[args["teach_out"]],
}
