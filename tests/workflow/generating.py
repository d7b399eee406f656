"""Definitions that nobody wrote: sound ones with real guards, and graphs of any kind.

`sound_definitions()` are loaded by `parse` from the TOML that they are written as, so their texts
can be files; `graphs()` may have states that nothing leads to or that lead nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from mcapproval.workflow.build import definition_from
from mcapproval.workflow.definition import load, parse
from mcapproval.workflow.guards import GUARDS, Guard
from mcapproval.workflow.model import Definition
from mcapproval.workflow.vocabulary import ITEM_ENDS, POLICY_WORDS, RESULTS, ROLES

Raw = dict[str, Any]
ITEM_STATES = ("open", "answered", "agreed", *ITEM_ENDS)

PEOPLE = ("author", "quality-adviser", "quality-manager", "head-of-school", "board-member")
SCOPES = {"author": "own", "system": "mcapproval"}
ONLY_FOR_REVIEWS = ("answers", "form")
LEANING = ("approvals", "recommended", "results")
"""Guards that only something earlier in a definition can meet: here its first state gives each."""


def toml_text(raw: Mapping[str, Any]) -> str:
    """The TOML of a definition: a line a key, a table a move; its inner tables inline."""
    head = [f"{key} = {_inline(raw[key])}" for key in raw if key != "move"]
    moves = [
        "\n".join(["", "[[move]]", *(f"{key} = {_inline(move[key])}" for key in move)])
        for move in raw["move"]
    ]
    return "\n".join([*head, *moves, ""])


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {_inline(value[key])}' for key in value)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value, ensure_ascii=False)


# --- sound definitions ------------------------------------------------------------------------


@st.composite
def sound_tables(draw: st.DrawFn, case: str = "application") -> Raw:
    """A sound definition as the table that its TOML says.

    Its states stand in a row: each is reached from an earlier one, and each leads to a later one or
    to an end. Whatever other moves there are can't take that away. The first has a decision, its
    way back and an ask for results, so that every guard further on can be met. Some are put on
    hold and resumed, and some ends are reopened.
    """
    count = draw(st.integers(2, 6))
    steps = [f"step-{number}" for number in range(count)]
    ends = [f"end-{number}" for number in range(draw(st.integers(1, 3)))]
    holds = draw(st.booleans())
    reopened = {end: draw(st.sampled_from(steps)) for end in ends if draw(st.booleans())}
    moves = [_decision(steps, case), _back(steps[0])]
    if case == "application":
        moves.append(_recommendation(steps[0]))
    for number, step in enumerate(steps[1:], start=1):
        source = draw(st.sampled_from(steps[:number]))
        moves.append(draw(_move(f"reach-{number}", source, step, case)))
    for number, step in enumerate(steps):
        onward = draw(st.sampled_from([*steps[number + 1 :], *ends]))
        moves.append(draw(_move(f"leave-{number}", step, onward, case)))
    for number, end in enumerate(ends):
        moves.append(draw(_move(f"finish-{number}", draw(st.sampled_from(steps)), end, case)))
    for number in range(draw(st.integers(0, 4))):
        sources = draw(st.lists(st.sampled_from(steps), min_size=1, max_size=3, unique=True))
        moves.append(draw(_move(f"other-{number}", sources, draw(_target(steps, ends)), case)))
    if holds:
        moves.append(draw(_move("hold", {"any_but": ["on-hold"]}, "on-hold", case)))
        moves.append(draw(_move("resume", "on-hold", {"back_from": "hold"}, case)))
    for end, state in reopened.items():
        moves.append(draw(_move(f"reopen-{end}", end, state, case)))
    return {
        "format": "workflow/1",
        "workflow": "generated",
        "case": case,
        "first": steps[0],
        "roles": {role: SCOPES.get(role, "provider") for role in ROLES},
        "states": {
            **{step: draw(_waiting()) for step in steps},
            **({"on-hold": {"clock": "none"}} if holds else {}),
            **{end: {"end": True} for end in ends},
            **{end: {"end": True, "reopen": state} for end, state in reopened.items()},
            steps[0]: {"edit": ["author"]},
        },
        "move": draw(st.permutations(moves)),
    }


def sound_definitions(case: str = "application") -> st.SearchStrategy[Definition]:
    """Sound definitions, loaded from their texts."""
    return sound_tables(case).map(lambda raw: parse(toml_text(raw), "generated.toml"))


def _decision(steps: list[str], case: str) -> Raw:
    covers = {"covers": ["level", "credits"]} if case == "application" else {}
    return {
        "name": "decide",
        "from": steps[0],
        "to": steps[1],
        "by": ["board-member", "quality-manager"],
        "not_by": ["author"],
        "asks": ["results?"],
        "decision": {"body": "academic-board", "as": ["meeting"], "back": "send-back", **covers},
    }


def _recommendation(step: str) -> Raw:
    return {
        "name": "recommend",
        "from": step,
        "to": "same",
        "by": ["sub-committee-member"],
        "not_by": ["author"],
        "decision": {
            "body": "sub-committee",
            "as": ["meeting"],
            "recommends": True,
            "covers": ["level"],
            "back": "send-back",
        },
    }


def _back(step: str) -> Raw:
    return {"name": "send-back", "from": step, "to": "same", "by": ["board-member"]}


@st.composite
def _waiting(draw: st.DrawFn) -> Raw:
    """A state that is no end: whose time it takes, who may edit, when it is due."""
    state: Raw = {"clock": draw(st.sampled_from(["own", "none", "board", "nzqa"]))}
    if draw(st.booleans()):
        state["edit"] = draw(_roles())
    if draw(st.booleans()):
        state["due"] = draw(
            st.sampled_from([{"working_days": 40}, {"months": 6}, {"days": 50}, {"from": "item"}])
        )
        if draw(st.booleans()):
            state["remind"] = {"before": 5, "to": draw(st.sampled_from(PEOPLE))}
    return state


@st.composite
def _move(draw: st.DrawFn, name: str, source: Any, target: Any, case: str) -> Raw:
    """A move that at least one kind of person can make."""
    by = draw(_roles())
    move: Raw = {"name": name, "from": source, "to": target, "by": by}
    if draw(st.booleans()):
        move["by"] = [*by, "system"]
    barred = [role for role in PEOPLE if role not in by]
    if draw(st.booleans()) and barred:
        move["not_by"] = [draw(st.sampled_from(barred))]
    if draw(st.booleans()):
        move["needs"] = draw(st.lists(needs(case), min_size=1, max_size=3))
    if draw(st.booleans()):
        move["asks"] = draw(st.sampled_from([["reason"], ["reason?"], ["teach_out", "items?"]]))
    if "items?" in move.get("asks", ()):
        move["opens"] = {"item": "condition", "each": "items"}
    return move


def _roles() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True)


def _target(steps: list[str], ends: list[str]) -> st.SearchStrategy[Any]:
    choices = st.lists(st.sampled_from([*steps, *ends]), min_size=2, max_size=3, unique=True)
    return st.one_of(
        st.sampled_from([*steps, *ends]),
        st.just("same"),
        choices.map(lambda states: {"one_of": states}),
    )


# --- guards -----------------------------------------------------------------------------------


def needs(case: str = "application") -> st.SearchStrategy[Raw]:
    """Any need that the list of guards understands, with its arguments."""
    reviews = case == "review"
    names = [
        name
        for name in GUARDS
        if (reviews or name not in ONLY_FOR_REVIEWS) and (not reviews or name not in LEANING)
    ]
    return st.sampled_from(names).flatmap(lambda name: _need(name, GUARDS[name]))


@st.composite
def _need(draw: st.DrawFn, name: str, guard: Guard) -> Raw:
    need: Raw = {name: draw(_says(guard))}
    for option, words in guard.options.items():
        wanted = option in guard.required or need[name] in ("granted", "fallen")
        if wanted or draw(st.booleans()):
            need[option] = draw(_words(need, option, words))
    if draw(st.booleans()):
        key, answers = draw(st.sampled_from(sorted(POLICY_WORDS.items())))
        need["if_policy"] = {key: draw(st.sampled_from(answers))}
    if draw(st.booleans()):
        need["clause"] = "rule 6.1"
    return need


def _says(guard: Guard) -> st.SearchStrategy[Any]:
    if guard.says is int:
        return st.integers(1, 3)
    assert isinstance(guard.says, tuple)
    return st.sampled_from(guard.says)


def _words(need: Raw, option: str, words: tuple[str, ...] | None) -> st.SearchStrategy[Any]:
    if "linked" in need and option == "in":
        states = list(load(need["linked"]).states) if need["linked"] != "application" else ["x"]
        return st.lists(st.sampled_from(states), min_size=1, max_size=3, unique=True)
    if "items" in need and option == "kind":
        return st.sampled_from(words or ())
    if "approvals" in need:
        return st.just(["academic-board"])
    if words is None:
        return st.just("word")
    return st.lists(st.sampled_from(words), min_size=1, max_size=len(RESULTS), unique=True)


# --- graphs of any kind -----------------------------------------------------------------------


@st.composite
def graphs(draw: st.DrawFn) -> Definition:
    """States and moves by chance, never proven: often without a way in or out."""
    states = [f"s{number}" for number in range(draw(st.integers(1, 7)))]
    ends = draw(st.sets(st.sampled_from(states[1:]), max_size=2)) if states[1:] else set()
    open_states = [state for state in states if state not in ends]
    edges = draw(
        st.lists(
            st.tuples(st.sampled_from(open_states), st.sampled_from(states)), min_size=1, max_size=9
        )
    )
    return definition_from(
        {
            "workflow": "graph",
            "case": "application",
            "first": states[0],
            "roles": {"author": "own"},
            "states": {state: {"end": state in ends} for state in states},
            "move": [
                {"name": f"m{number}", "from": source, "to": target, "by": ["author"]}
                for number, (source, target) in enumerate(edges)
            ],
        },
        digest=json.dumps([states, sorted(ends), edges]),
    )
