"""Every name in a definition is one that exists: states, roles, guards, asks, effects."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.sections import SECTIONS
from mcapproval.workflow.asks import ASKS
from mcapproval.workflow.model import BackFrom, Definition, Fixed, Move, OneOf, State
from mcapproval.workflow.proving.arguments import argument_faults, policy_faults
from mcapproval.workflow.vocabulary import (
    CLOCKS,
    DECIDES,
    DUE_FROM,
    DUES,
    FIXES,
    ITEM_KINDS,
    KINDS,
    OUTSIDE_BODIES,
    RESULTS,
    ROLES,
    STARTS_EACH,
    STARTS_ONCE,
    TRACKS,
)

Named = Iterator[tuple[str, str]]
"""Fault codes with their messages."""

_DRAFT_KEYS = frozenset(key for keys in SECTIONS.values() for key in keys)


def state_name_faults(definition: Definition) -> Named:
    """Names that the head and the states of a definition use and that do not exist."""
    if definition.first not in definition.states:
        yield "UNKNOWN-STATE", f"the first state `{definition.first}` is not among the states"
    for name in definition.enter:
        if name not in definition.states:
            yield "UNKNOWN-STATE", f"`enter` names `{name}`, which is not among the states"
        elif definition.states[name].end:
            yield "END-ENTERED", f"`enter` names the end `{name}`: a case opened there is over"
    for role in definition.roles:
        if role not in ROLES:
            yield "UNKNOWN-ROLE", f"there is no role `{role}`; there are {', '.join(ROLES)}"
    for state in definition.states.values():
        if state.reopen is not None and state.reopen not in definition.states:
            yield "UNKNOWN-STATE", f"`{state.name}` would reopen to the unknown `{state.reopen}`"
        for role in state.edit:
            if role not in definition.roles:
                yield "UNKNOWN-ROLE", f"state `{state.name}`: `{role}` is not among the roles"
        if state.turn is not None and state.turn not in definition.roles:
            yield "UNKNOWN-ROLE", f"state `{state.name}`: it is the turn of nobody, `{state.turn}`"
        if state.turn == "system":
            yield "SYSTEM-TURN", f"state `{state.name}`: a turn is a person's, not the program's"
        if state.clock not in CLOCKS:
            yield "UNKNOWN-CLOCK", f"state `{state.name}`: there is no clock `{state.clock}`"
        if state.due and state.due.get("from") not in (None, *DUE_FROM):
            yield "UNKNOWN-DUE", f"state `{state.name}`: nothing is due from `{state.due['from']}`"
        yield from _told(definition, state)


def _told(definition: Definition, state: State) -> Named:
    """Who is reminded, and who is told that it is overdue."""
    for word, told in (("remind", state.remind), ("escalate", state.escalate)):
        if not told:
            continue
        if told["to"] not in definition.roles:
            yield "UNKNOWN-ROLE", f"state `{state.name}`: nobody is `{told['to']}`"
        if not state.due:
            yield "NO-DUE", f"state `{state.name}`: it has `{word}` without a `due`"


def name_faults(definition: Definition, move: Move) -> Named:
    """Names that a move uses and that do not exist, and bodies that it forgets."""
    yield from _states(definition, move)
    yield from _roles(definition, move)
    for need in move.needs:
        for message in argument_faults(need):
            code = "UNKNOWN-GUARD" if message.startswith("there is no guard") else "ARGUMENT"
            yield code, message
    yield from _asks(move)
    yield from _effects(definition, move)
    yield from _decision(definition, move)


def _states(definition: Definition, move: Move) -> Named:
    named = [*move.sources, *move.any_but]
    match move.target:
        case Fixed(state):
            named.append(state)
        case OneOf(states):
            named += states
        case BackFrom(name) if not definition.called(name):
            yield "UNKNOWN-MOVE", f"it leads back from `{name}`, which is no move"
        case _:
            pass
    for state in dict.fromkeys(named):
        if state not in definition.states:
            yield "UNKNOWN-STATE", f"`{state}` is not among the states"


def _roles(definition: Definition, move: Move) -> Named:
    if not move.by:
        yield "NO-ROLE", "nobody can make it"
    for role in (*move.by, *move.not_by):
        if role not in definition.roles:
            yield "UNKNOWN-ROLE", f"`{role}` is not among the roles"
    if move.by and set(move.by) <= set(move.not_by):
        yield "NO-ROLE", "nobody can make it: whoever may is ruled out by `not_by`"


def _asks(move: Move) -> Named:
    names = [ask.name for ask in move.every_ask]
    for name in dict.fromkeys(names):
        if name not in ASKS:
            yield "UNKNOWN-ASK", f"there is no ask `{name}`; there are {', '.join(ASKS)}"
        if names.count(name) > 1:
            yield "ASKED-TWICE", f"it asks for `{name}` twice"
    if move.recorded_for and "letter" not in names:
        yield (
            "NO-LETTER",
            f"it records what {move.recorded_for} decided without asking for the letter",
        )
    if move.results and "results" not in names:
        yield "ARGUMENT", "it limits `results` without asking for them"


def _unknown(effect: str, word: str | None, words: tuple[str, ...]) -> Named:
    if word is not None and word not in words:
        yield (
            "UNKNOWN-EFFECT",
            f"`{effect}` can't be `{word}`; it can be {', '.join(words) or 'nothing'}",
        )


def _effects(definition: Definition, move: Move) -> Named:
    asked = tuple(ask.name for ask in move.every_ask)
    yield from _unknown("fixes", move.fixes, FIXES)
    yield from _unknown("decides", move.decides, DECIDES)
    yield from _unknown("for", move.recorded_for, tuple(OUTSIDE_BODIES))
    yield from _unknown("closes", move.closes, ITEM_KINDS)
    for result in move.results:
        yield from _unknown("results", result, RESULTS)
    for message in policy_faults(move.if_policy):
        yield "ARGUMENT", message
    if move.renews and definition.case != "application":
        yield "UNKNOWN-EFFECT", "`renews` is for applications: no other case has versions"
    for opens in move.opens:
        yield from _unknown("opens", opens.item, ITEM_KINDS)
        yield from _unknown("opens each", opens.each, asked)
    for start in move.starts:
        yield from _unknown("starts", start.track, TRACKS)
        yield from _unknown("each", start.each, STARTS_EACH)
        yield from _unknown("if_result", start.if_result, RESULTS)
        yield from _unknown("once", start.once, STARTS_ONCE)
        yield from _unknown("due", start.due, DUES)
    for drive in move.drives:
        yield from _unknown("drives", drive.track, TRACKS)
        yield from _unknown("if_result", drive.if_result, RESULTS)
        for kind in drive.if_kind:
            yield from _unknown("if_kind", kind, KINDS)


def _decision(definition: Definition, move: Move) -> Named:
    if move.decision is None:
        return
    if "author" in definition.roles and "author" not in move.not_by:
        yield "OWN-DECISION", "it decides, and does not rule out the author by `not_by`"
    for key in move.decision.covers:
        if key not in _DRAFT_KEYS:
            yield "ARGUMENT", f"a draft has no part `{key}` that the decision could cover"
