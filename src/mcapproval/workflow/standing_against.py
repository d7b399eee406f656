"""What stands against a move: unmet needs, what was not said, what is not open, not ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.errors import Reason
from mcapproval.policy.model import Policy
from mcapproval.workflow.asks import ASKS, FILES, OF_A_CONDITION, bare
from mcapproval.workflow.by_delegation import DELEGATED, open_ways
from mcapproval.workflow.decisions import lacking
from mcapproval.workflow.guards import asked_for, reasons_for
from mcapproval.workflow.model import BackFrom, Definition, Fixed, Move, OneOf
from mcapproval.workflow.situation import Situation
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES


def case_reasons(definition: Definition, move: Move, situation: Situation) -> list[Reason]:
    """Every unmet need, and a way back that was never opened."""
    found = [reason for need in move.needs for reason in reasons_for(need, situation)]
    if (
        isinstance(move.target, BackFrom)
        and situation.state in move.sources
        and not possible_targets(definition, move, situation)
    ):
        said = f"it is not known from where {move.target.move} was made"
        who = situation.policy.title("quality-manager")
        found.append(Reason("NO-WAY-BACK", said, "choose another move", who))
    return found


def possible_targets(definition: Definition, move: Move, situation: Situation) -> tuple[str, ...]:
    """Where the move leads from here, now."""
    if isinstance(move.target, Fixed):
        return (move.target.state,)
    if isinstance(move.target, BackFrom):
        came = situation.came_from.get(move.target.move)
        known = definition.targets(move, situation.state)
        return (came,) if came in known and came is not None else ()
    return definition.targets(move, situation.state)


def missing_reasons(move: Move, situation: Situation, values: Mapping[str, Any]) -> list[Reason]:
    may = ", ".join(situation.policy.title(role) for role in move.by)
    return [
        Reason(
            "MISSING-ANSWER",
            f"{move.name} asks for `{name}`: {_says(move, name, situation.policy, values)}",
            _give(name),
            may,
        )
        for name in lacking(move, values)
    ] + list(_bare(move, values, may))


def _bare(move: Move, values: Mapping[str, Any], may: str) -> Iterator[Reason]:
    """A condition has an owner, a day and what shows that it is met, from the first."""
    for number, lacks in bare(values):
        for key in lacks:
            said = f"{move.name}: condition {number} does not say {OF_A_CONDITION[key]}"
            mend = f"add it to the condition's text: `; {key}=...`"
            yield Reason("MISSING-ANSWER", said, mend, may)


def _says(move: Move, name: str, policy: Policy, values: Mapping[str, Any]) -> str:
    said = ASKS[name].says
    if name == "to" and isinstance(move.target, OneOf):
        return f"{said}, one of {', '.join(move.target.states)}"
    if name == "how" and move.decision:
        return f"{said}, one of {', '.join(open_ways(move.decision, policy))}"
    if name == "present" and move.decision and values.get("how") == DELEGATED:
        return f"who decided in place of {policy.the(move.decision.body)}"
    if name == "letter" and move.recorded_for:
        return f"what {OUTSIDE_BODIES[move.recorded_for]} sent"
    return said


def _give(name: str) -> str:
    return "add --attach FILE" if name in FILES else f"add --set {name}=..."


def not_ours(move: Move, situation: Situation) -> list[Reason]:
    """A move that this provider's policy does without."""
    if not move.if_policy or asked_for(move.if_policy, situation.policy):
        return []
    said = f"our policy has no {move.name}: it is there where the policy says so"
    mend = "choose another move, or adopt a policy that has it"
    return [Reason("NOT-OURS", said, mend, situation.policy.title("administrator"))]


def not_open(definition: Definition, move: Move, situation: Situation) -> Iterator[Reason]:
    """What is possible now; where one move leads to where it opens, also what that still needs."""
    state = definition.states[situation.state]
    ours = (m.name for m in definition.out_of(situation.state) if m.by != ("system",))
    now = ", ".join(ours) or "nothing: it is an end"
    sources = [s for called in definition.called(move.name) for s in called.sources]
    ways = [
        way
        for way in definition.out_of(situation.state)
        if isinstance(way.target, Fixed) and way.target.state in sources
    ]
    labels = dict.fromkeys(definition.states[s].label for s in sources)
    mend = f"it opens in: {', '.join(labels)}"
    if len(ways) == 1:
        mend += f"; {ways[0].name} ({ways[0].label}) comes first"
    yield Reason(
        "NOT-OPEN",
        f"{move.name} is not open while the case is in `{state.name}` ({state.label}); "
        f"open now: {now}",
        mend,
        ", ".join(situation.policy.title(role) for role in move.by),
    )
    if len(ways) == 1:
        yield from case_reasons(definition, ways[0], situation)
