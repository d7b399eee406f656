"""A move that decides, held to what the records say of its body: one door for the engine.

Quorum, votes and who decides alone are as the policy of the decision's own day had them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from mcapproval.errors import Reason
from mcapproval.policy.model import Policy
from mcapproval.workflow.approval_guards import given
from mcapproval.workflow.asks import missing
from mcapproval.workflow.bodies import Body
from mcapproval.workflow.by_delegation import DELEGATED, open_ways
from mcapproval.workflow.committee import Quorum
from mcapproval.workflow.deciding import also_asked, counted, in_words, reasons, way
from mcapproval.workflow.model import Ask, DecisionSpec, Move
from mcapproval.workflow.situation import Situation

NOTHING: Mapping[str, Any] = {}


def lacking(move: Move, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The asks that must be answered and are not, those of the way of deciding too."""
    found = missing(move, values)
    if move.decision is None:
        return found
    asked = frozenset(ask.name for ask in move.every_ask)
    return tuple(dict.fromkeys((*found, *also_asked(move.decision, asked, values))))


def ways_of(move: Move, policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """By way of deciding that our policy has, what it asks beyond what the move asks of all."""
    if move.decision is None:
        return NOTHING
    return _ways(move.decision, move.every_ask, open_ways(move.decision, policy))


@cache
def _ways(
    spec: DecisionSpec, asks: tuple[Ask, ...], ways: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    asked = frozenset(ask.name for ask in asks)
    return MappingProxyType({how: also_asked(spec, asked, {"how": how}) for how in ways})


def decision_reasons(move: Move, situation: Situation, values: Mapping[str, Any]) -> list[Reason]:
    """What stands against the decision as it is said to have been made."""
    if move.decision is None:
        return []
    body = _body(move, situation)
    policy = body.policy or situation.policy
    found = reasons(move.decision, policy, values, body)
    return [*found, *_after_the_last(move.decision, situation, policy, values, body)]


def _after_the_last(
    spec: DecisionSpec, situation: Situation, policy: Policy, values: Mapping[str, Any], body: Body
) -> Iterator[Reason]:
    """What the body's last approval leaves open, where it stands no more.

    What a meeting did not make its own the chair does not do again alone; and nothing is approved
    again on a day before it fell.
    """
    every = [a for a in given(situation, recommends=spec.recommends) if a.body == spec.body]
    last = every[-1] if every else None
    if last is None or last.stands:
        return
    title, who = policy.the(spec.body), policy.title("board-secretary")
    if last.ratify == "lapsed" and way(spec, values) == "chairs-action":
        said = f"{title} met and did not ratify the chair's action of {last.on.isoformat()}"
        mend = "bring it to a meeting, or to a circular resolution"
        yield Reason("CHAIR-LAPSED", said, mend, who)
    if last.fell_on is not None and body.day < last.fell_on:
        said = f"the last approval by {title} fell on {last.fell_on.isoformat()}"
        mend = f"it is approved again on that day or a later one, not on {body.day.isoformat()}"
        yield Reason("BEFORE-IT-FELL", said, mend, who)


def quorum_of(
    move: Move, situation: Situation, values: Mapping[str, Any] = NOTHING
) -> Quorum | None:
    """The quorum of a move by which a body decides, None of any other."""
    if move.decision is None or move.decision.quorum is None:
        return None
    body = _body(move, situation)
    return counted(move.decision, body.policy or situation.policy, values, body)


def quorum_in_words(move: Move, situation: Situation, values: Mapping[str, Any] = NOTHING) -> str:
    """The same in a sentence; empty for a move that does not decide."""
    found = quorum_of(move, situation, values)
    if found is None or move.decision is None:
        return ""
    body = _body(move, situation)
    policy = body.policy or situation.policy
    match way(move.decision, values):
        case "chairs-action":
            return f"{policy.the('board-chair')} acts alone, until the next meeting ratifies it"
        case decided if decided == DELEGATED:
            return f"decided by delegation of {policy.the(body.name)}: no quorum is counted"
        case _:
            return in_words(found, body, policy)


def _body(move: Move, situation: Situation) -> Body:
    assert move.decision
    known = situation.bodies.get(move.decision.body)
    return known or Body(move.decision.body, situation.today or situation.entered_on)
