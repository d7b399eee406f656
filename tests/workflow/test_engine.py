"""What can be done now and why not the rest; and pytransitions, kept on a short lead."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workflow.generating import ITEM_STATES
from tests.workflow.walking import DAY, after, situated

from mcapproval.errors import AskedWrongly, OurFault, Refused, Unknown
from mcapproval.workflow.definition import Definition, load, names, parse
from mcapproval.workflow.engine import options, step
from mcapproval.workflow.machine import machine, walk
from mcapproval.workflow.situation import SYSTEM, Actor, Approval, Item, Situation
from mcapproval.workflow.vocabulary import ITEM_KINDS, RESULTS, ROLES

OF_THE_ACTOR = {"NOT-OPEN", "NOT-YOUR-ROLE", "OWN-CASE"}


def oracle(text: str) -> set[tuple[str, str, str]]:
    """(state, role, move) that the TOML lets through, read from it without our parser."""
    raw = tomllib.loads(text)
    found = set()
    for move in raw["move"]:
        came = move["from"]
        if isinstance(came, dict):
            came = [s for s, row in raw["states"].items() if "end" not in row]
            came = [s for s in came if s not in move["from"]["any_but"]]
        for state in [came] if isinstance(came, str) else came:
            for role in move["by"]:
                if role not in move.get("not_by", []):
                    found.add((state, role, move["name"]))
    return found


@pytest.mark.parametrize("name", names())
def test_every_state_role_and_move_is_as_the_definition_says(name: str) -> None:
    definition = load(name)
    allowed = oracle(definition.text)
    for state in definition.states:
        situation = situated(definition, state, {"policy": {"sub_committee": True}})
        for role in ROLES:
            actor = Actor("person", frozenset({role}))
            offered = options(definition, situation, actor, closed=True)
            assert sorted(o.move for o in offered) == sorted({m.name for m in definition.moves})
            open_to = {
                o.move for o in offered if not OF_THE_ACTOR & {reason.code for reason in o.reasons}
            }
            assert open_to == {m for s, r, m in allowed if (s, r) == (state, role)}
            for move in definition.moves:
                codes = _refused(definition, situation, actor, move.name)
                assert bool(OF_THE_ACTOR & codes) == (move.name not in open_to)


def _refused(definition: Definition, situation: Situation, actor: Actor, move: str) -> set[str]:
    try:
        step(definition, situation, actor, move, {"to": "drafting"})
    except Refused as refusal:
        return {reason.code for reason in refusal.reasons}
    return set()


results = st.dictionaries(st.sampled_from(RESULTS), st.sampled_from(["granted", "declined"]))
items = st.lists(st.tuples(st.sampled_from(ITEM_KINDS), st.sampled_from(ITEM_STATES)), max_size=3)


@given(data=st.data(), name=st.sampled_from(names()))
def test_a_random_walk_stays_in_the_states_and_passes_no_unmet_condition(
    data: st.DataObject, name: str
) -> None:
    definition = load(name)
    situation = situated(definition, definition.first, {})
    for _ in range(data.draw(st.integers(1, 12), "steps")):
        situation = replace(
            situation,
            evidence=data.draw(st.integers(0, 1), "evidence"),
            results={**situation.results, **data.draw(results, "results")},
            results_expected=RESULTS,
            items=tuple(
                Item(number, kind, state, None, None, "x")
                for number, (kind, state) in enumerate(data.draw(items, "items"), start=1)
            ),
            linked={"listing": data.draw(st.sampled_from(["current", "expiring"]), "listing")},
            approvals=(
                *situation.approvals,
                Approval("academic-board", DAY, ("level",), data.draw(st.booleans(), "stands")),
            ),
        )
        roles = data.draw(st.frozensets(st.sampled_from(ROLES), max_size=3), "roles")
        actor = Actor("person", roles)
        possible = {o.move: o for o in options(definition, situation, actor) if o.possible}
        name_of_move = data.draw(st.sampled_from([m.name for m in definition.moves]), "move")
        values = _answers(definition, situation, name_of_move)
        if name_of_move not in possible:
            with pytest.raises(Refused) as refusal:
                step(definition, situation, actor, name_of_move, values)
            assert refusal.value.reasons
            continue
        outcome = step(definition, situation, actor, name_of_move, values)
        assert outcome.to in definition.states
        assert outcome.to in possible[name_of_move].to
        assert roles & set(outcome.move.by)
        assert not roles & set(outcome.move.not_by)
        situation = after(situation, replace(outcome, values={}))


def _answers(definition: Definition, situation: Situation, name: str) -> dict[str, Any]:
    """Something for everything that the move asks."""
    move = definition.move(situation.state, name) or definition.called(name)[0]
    answers: dict[str, Any] = {ask.name: "x" for ask in move.every_ask}
    if "conditions" in answers:
        answers["conditions"] = []
    if "to" in answers:
        answers["to"] = definition.targets(move, situation.state)[-1]
    return answers


@pytest.mark.parametrize("name", names())
def test_the_machine_has_no_trigger_round_the_guards_and_no_callback(name: str) -> None:
    made = machine(load(name))
    assert made.events
    assert not [event for event in made.events if event.startswith("to_")]
    assert all(">" in event for event in made.events)
    for event in made.events.values():
        for transition in chain.from_iterable(event.transitions.values()):
            callbacks = (transition.before, transition.after, transition.prepare)
            assert not any((*callbacks, transition.conditions))


def test_one_machine_serves_every_case_of_a_definition_and_keeps_none() -> None:
    definition = load("listing")
    again = parse(definition.text, "kept in the records")
    assert again is not definition
    assert again == definition
    assert machine(again) is machine(definition)
    walk(definition, "current", "expire", "expiring")
    assert machine(definition).models == []


@pytest.mark.parametrize(
    ("source", "move", "after"),
    [("current", "discontinue", "discontinued"), ("current", "expire", "discontinued")],
)
def test_the_machine_makes_no_step_that_the_definition_has_not(
    source: str, move: str, after: str
) -> None:
    with pytest.raises(OurFault):
        walk(load("listing"), source, move, after)


def test_what_is_possible_is_told_without_side_effects() -> None:
    definition = load("nzqa-application")
    situation = situated(definition, "need", {})
    actor = Actor("person", frozenset({"quality-adviser"}))
    first = options(definition, situation, actor, closed=True)
    assert options(definition, situation, actor, closed=True) == first
    assert situation == situated(definition, "need", {})


def test_without_a_person_only_the_conditions_count() -> None:
    definition = load("nzqa-application")
    offered = options(definition, situated(definition, "need", {"evidence": 1}), None)
    assert {o.move for o in offered if o.possible} == {
        "accept-need", "ask-support", "record-support", "hold", "withdraw", "end-with-listing",
    }  # fmt: skip


def test_an_option_says_where_it_leads_who_may_and_what_it_asks() -> None:
    definition = load("nzqa-application")
    offered = {o.move: o for o in options(definition, situated(definition, "drafting", {}), None)}
    assert offered["hold"].to == ("on-hold",)
    assert offered["ask-advice"].to == ("drafting",)
    assert offered["ask-advice"].by == ("quality-adviser",)
    assert [(a.name, a.optional) for a in offered["ask-advice"].asks] == [
        ("who", False), ("question", False), ("due", True),
    ]  # fmt: skip
    assert offered["send-to-check"].label == "Send to the internal check"


def test_a_way_back_leads_to_where_the_case_came_from_and_nowhere_else() -> None:
    definition = load("nzqa-application")
    held = situated(definition, "on-hold", {"came_from": {"hold": "co-design"}})
    resume = next(o for o in options(definition, held, None) if o.move == "resume")
    assert resume.to == ("co-design",)
    astray = replace(held, came_from={"hold": "submitted"})
    with pytest.raises(Refused, match="resume"):
        step(definition, astray, Actor("p", frozenset({"author"})), "resume", {})


def test_an_unknown_move_is_asked_wrongly_and_the_near_one_is_named() -> None:
    definition = load("nzqa-application")
    situation = situated(definition, "ready-to-submit", {})
    with pytest.raises(Unknown, match=r"no move `submitt`; did you mean `submit`\?") as unknown:
        step(definition, situation, SYSTEM, "submitt", {})
    assert unknown.value.exit_code == 2


def test_a_state_that_is_no_choice_is_asked_wrongly() -> None:
    definition = load("nzqa-application")
    situation = situated(definition, "internal-check", {})
    actor = Actor("p", frozenset({"quality-adviser"}))
    with pytest.raises(AskedWrongly, match="one of need, co-design, drafting"):
        step(definition, situation, actor, "send-back", {"to": "approved", "reason": "x"})


def test_a_refusal_counts_its_reasons_and_says_what_can_be_done_now() -> None:
    definition = load("listing")
    with pytest.raises(Refused) as refusal:
        step(definition, situated(definition, "current", {}), SYSTEM, "expire", {"reason": "x"})
    assert "for 1 reason" in refusal.value.message
    assert refusal.value.hint == "`mcapproval next APP-2026-0001` shows what is possible now"
    assert refusal.value.exit_code == 1


def test_a_finding_blocks_the_section_of_the_first_path_that_its_rule_reads() -> None:
    definition = load("nzqa-application")
    facts = {"evidence": 1, "findings": ["NEED-EVID at ", "FORM-X at /need/summary"]}
    need = situated(definition, "need", facts)
    offered = {o.move: o for o in options(definition, need, None)}
    assert [r.code for r in offered["accept-need"].reasons] == ["NEED-EVID", "FORM-X"]
