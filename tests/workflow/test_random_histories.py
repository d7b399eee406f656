"""Whatever people do, in any order: no condition is passed unmet, no case lost, all told again.

Moves are tried by anybody in any state while items, findings, approvals and linked cases change
beside them. What the engine lets through is held to conditions said a second time.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.workflow.generating import ITEM_STATES, sound_definitions
from tests.workflow.reference import has, met
from tests.workflow.walking import DAY, after, finding, item, situated

from mcapproval.errors import Refused
from mcapproval.policy.model import BODIES, Policy
from mcapproval.workflow.asks import ASKS
from mcapproval.workflow.bodies import Body
from mcapproval.workflow.decisions import decision_reasons
from mcapproval.workflow.definition import BackFrom, Definition, Move, OneOf, load, names, parse
from mcapproval.workflow.engine import options, step
from mcapproval.workflow.machine import walk
from mcapproval.workflow.situation import Actor, Situation
from mcapproval.workflow.vocabulary import ITEM_KINDS, RESULTS, ROLES

WALKED = [name for name in names() if name.endswith("-application") or name == "review"]
MEMBERS = [f"PER-{number:04}" for number in range(1, 10)]
BODIES_FULL = {
    name: Body(name, DAY, members=frozenset(MEMBERS), chairs=frozenset(MEMBERS[:1]))
    for name in BODIES
}
ANSWERS: dict[str, Any] = {
    "items": [{"number": 1, "says": "explain it"}],
    "conditions": [
        {"number": 1, "says": "show it", "owner": "author", "due": "2026-07-01", "evidence": "it"}
    ],
    "present": [{"person": member, "for": None} for member in MEMBERS],
    "apologies": [],
    "conflicts": [],
    "votes": [],
    "chair": MEMBERS[0],
    "results": {name: {"result": "granted", "on": DAY.isoformat()} for name in RESULTS},
}
PLACES = ("/need/evidence", "/level", "/learning_outcomes", "/enquiry", "/accreditation")
STATES = ("current", "expiring", "granted", "delivering", "scheduled", "decided", "drafting")


@cache
def kept(text: str) -> Definition:
    """The definition again, from the text that the records keep."""
    return parse(text, "kept")


class Histories(RuleBasedStateMachine):
    """One case of one definition, and all that happens to it."""

    definition: Definition
    start: str
    situation: Situation
    history: list[tuple[str, str]]

    @initialize(
        definition=st.sampled_from(WALKED).map(load) | sound_definitions(),
        expected=st.lists(st.sampled_from(RESULTS), unique=True),
        data=st.data(),
    )
    def begun(self, definition: Definition, expected: list[str], data: st.DataObject) -> None:
        """In any state, so that what lies deep is tried as often as what lies near."""
        self.definition = definition
        self.start = data.draw(st.sampled_from(list(definition.states)))
        begun = situated(definition, self.start, {"expected": expected})
        self.situation = replace(begun, bodies=BODIES_FULL)
        self.history = []

    # --- beside the moves ---------------------------------------------------------------------

    @rule(data=st.data(), state=st.sampled_from(ITEM_STATES))
    def an_item_is_there(self, data: st.DataObject, state: str) -> None:
        needs = [need for move in self.definition.moves for need in move.needs]
        asked = sorted({need.args["kind"] for need in needs if need.guard == "items"})
        kind = data.draw(st.sampled_from(asked or ITEM_KINDS))
        added = item(len(self.situation.items) + 1, f"{kind} {state}")
        self.situation = replace(self.situation, items=(*self.situation.items, added))

    @rule(state=st.sampled_from(ITEM_STATES))
    def every_item_is_brought_on(self, state: str) -> None:
        items = tuple(replace(one, state=state) for one in self.situation.items)
        self.situation = replace(self.situation, items=items)

    @rule(
        places=st.lists(st.sampled_from(PLACES), max_size=2, unique=True), pieces=st.integers(0, 3)
    )
    def the_draft_is_edited(self, places: list[str], pieces: int) -> None:
        found = tuple(finding(f"X-{number} at {place}") for number, place in enumerate(places))
        self.situation = replace(self.situation, findings=found, evidence=pieces)

    @rule()
    def the_approvals_fall(self) -> None:
        fallen = tuple(replace(one, stands=False) for one in self.situation.approvals)
        self.situation = replace(self.situation, approvals=fallen)

    @rule(linked=st.dictionaries(st.sampled_from(["listing", "review"]), st.sampled_from(STATES)))
    def linked_cases_move(self, linked: dict[str, str]) -> None:
        self.situation = replace(self.situation, linked=linked)

    @rule(
        results=st.dictionaries(st.sampled_from(RESULTS), st.sampled_from(["granted", "declined"]))
    )
    def results_become_known(self, results: dict[str, str]) -> None:
        self.situation = replace(self.situation, results=results)

    @rule(support=st.sampled_from(["before", "beside", "after", "none"]), asked=st.booleans())
    def the_policy_is_another(self, support: Any, asked: bool) -> None:
        policy = Policy(industry_support=support, sub_committee=asked, to_develop=())
        self.situation = replace(self.situation, policy=policy)

    # --- the moves ----------------------------------------------------------------------------

    @rule(data=st.data(), roles=st.sets(st.sampled_from(ROLES), max_size=2))
    def somebody_tries_any_move(self, data: st.DataObject, roles: set[str]) -> None:
        named = dict.fromkeys(move.name for move in self.definition.moves)
        self.tried(data, data.draw(st.sampled_from(list(named))), frozenset(roles))

    @rule(data=st.data(), times=st.integers(1, 6))
    def whoever_may_goes_on(self, data: st.DataObject, times: int) -> None:
        for _ in range(times):
            self.somebody_who_may_tries_an_open_move(data)

    def somebody_who_may_tries_an_open_move(self, data: st.DataObject) -> None:
        able = [move for move in self.definition.out_of(self.situation.state) if self.may(move)]
        able = [move for move in able if self.unbarred(move)]
        if able:
            move = data.draw(st.sampled_from(able))
            roles = {data.draw(st.sampled_from(self.unbarred(move)))}
            if data.draw(st.booleans()) and move.not_by:
                roles.add(data.draw(st.sampled_from(move.not_by)))
            self.tried(data, move.name, frozenset(roles))

    def unbarred(self, move: Move) -> list[str]:
        return [role for role in move.by if role not in move.not_by]

    def may(self, move: Move) -> bool:
        """Whether the case lets the move be made, by whoever may."""
        back = move.target.move if isinstance(move.target, BackFrom) else None
        known = back is None or back in self.situation.came_from
        return known and all(met(need, self.situation) for need in move.needs)

    def tried(self, data: st.DataObject, name: str, roles: frozenset[str]) -> None:
        definition, before = self.definition, self.situation
        as_it_was = repr(before)
        move = definition.move(before.state, name)
        actor = Actor("person", roles)
        told = {option.move: option.possible for option in options(definition, before, actor)}
        assert told == {
            move.name: bool(roles & set(move.by))
            and not roles & set(move.not_by)
            and self.may(move)
            for move in definition.out_of(before.state)
            if has(before, move.if_policy)
        }
        possible = told.get(name, False)
        values = self.answers(data, move or definition.called(name)[0])
        try:
            outcome = step(definition, before, actor, name, values)
        except Refused as refusal:
            codes = {reason.code for reason in refusal.reasons}
            assert codes
            if possible and move:
                decided = {reason.code for reason in decision_reasons(move, before, values)}
                assert codes <= {"MISSING-ANSWER", *decided}
            assert repr(self.situation) == as_it_was
            return
        assert possible
        assert outcome.to in definition.targets(outcome.move, before.state)
        if isinstance(outcome.move.target, BackFrom):
            assert outcome.to == before.came_from[outcome.move.target.move]
        assert repr(before) == as_it_was
        self.situation = after(before, outcome)
        self.history.append((name, outcome.to))

    def answers(self, data: st.DataObject, move: Move) -> dict[str, Any]:
        values = {}
        for ask in move.every_ask:
            if ask.name == "to" and isinstance(move.target, OneOf):
                values["to"] = data.draw(st.sampled_from(move.target.states))
            elif ask.name == "how" and move.decision:
                values["how"] = data.draw(st.sampled_from(move.decision.how))
            elif ask.name != "meeting" and data.draw(st.integers(0, 9)):
                values[ask.name] = ANSWERS.get(ask.name, (ASKS[ask.name].words or ("words",))[0])
        return values

    # --- always -------------------------------------------------------------------------------

    @invariant()
    def the_case_is_where_its_history_leads(self) -> None:
        if hasattr(self, "definition"):
            assert self.situation.state in self.definition.states
            assert self.situation.state == self.replayed(self.definition)

    def teardown(self) -> None:
        """Also by the definition as the records keep it."""
        if hasattr(self, "definition"):
            assert self.situation.state == self.replayed(kept(self.definition.text))

    def replayed(self, definition: Definition) -> str:
        state = self.start
        for move, to in self.history:
            state = walk(definition, state, move, to)
        return state

    @invariant()
    def a_case_that_is_not_over_has_a_move_that_somebody_could_make(self) -> None:
        if hasattr(self, "definition") and not self.definition.states[self.situation.state].end:
            moves = self.definition.out_of(self.situation.state)
            assert any(self.unbarred(move) for move in moves)


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=2 * settings().max_examples)
"""Many of them end before they begin."""
