"""Over to another version: names first, then structure; nobody is stranded on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflow.drawn import pictured
from tests.workflow.generating import sound_definitions

from mcapproval.policy.model import Policy
from mcapproval.workflow.definition import Definition, load, parse
from mcapproval.workflow.machine import walk
from mcapproval.workflow.migrating import carried, comes_to_an_end, gates_before, same_place
from mcapproval.workflow.model import BackFrom


def changed(*pairs: tuple[str, str]) -> Definition:
    """The small workflow, written otherwise."""
    text = pictured().text
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return parse(text, "changed.toml")


RENAMED = (("drafting", "writing"),)


def codes(definition: Definition, state: str, came: Mapping[str, str], **renames: str) -> list[str]:
    found = carried(pictured(), definition, state, came, renames)
    return [reason.code for reason in found.reasons]


def test_a_state_that_keeps_its_name_is_the_same_state() -> None:
    found = carried(pictured(), changed(*RENAMED), "check", {"hold": "check"}, {})
    assert (found.to, found.came_from, found.reasons) == ("check", {"hold": "check"}, ())


def test_a_state_that_is_gone_needs_a_map_and_goes_where_it_says() -> None:
    new = changed(*RENAMED)
    (reason,) = carried(pictured(), new, "drafting", {}, {}).reasons
    assert reason.code == "STATE-DROPPED"
    assert "`drafting` (Drafting), which the new workflow does not have" in reason.message
    assert reason.mend == "say where it goes: --map drafting=STATE"
    assert carried(pictured(), new, "drafting", {}, {"drafting": "writing"}).to == "writing"


def test_nobody_is_sent_to_a_state_that_is_not_there_or_to_an_end() -> None:
    assert codes(pictured(), "check", {}, check="chek") == ["STATE-UNKNOWN"]
    assert codes(pictured(), "check", {}, check="approved") == ["STATE-ENDS"]


def test_nobody_is_carried_past_a_decision_or_the_submission_that_they_have_not_passed() -> None:
    nzqa = load("nzqa-application")
    (reason,) = carried(nzqa, nzqa, "drafting", {}, {"drafting": "submitted"}).reasons
    assert reason.code == "PAST-DECISION"
    assert "the decision by the academic board and the submission" in reason.message
    ours = Policy(titles={"academic-board": "Te Poari", "administrator": "kaitiaki"})
    (called,) = carried(nzqa, nzqa, "drafting", {}, {"drafting": "submitted"}, ours).reasons
    assert "the decision by Te Poari and the submission" in called.message
    assert called.who == "the kaitiaki"
    held = carried(nzqa, nzqa, "on-hold", {"hold": "drafting"}, {"drafting": "ready-to-submit"})
    assert [reason.code for reason in held.reasons] == ["PAST-DECISION"]
    assert carried(nzqa, nzqa, "submitted", {}, {"submitted": "evaluation"}).reasons == ()
    assert carried(nzqa, nzqa, "submitted", {}, {"submitted": "drafting"}).reasons == ()


def test_a_decision_that_the_new_version_has_first_is_not_held_against_a_case() -> None:
    nzqa, university = load("nzqa-application"), load("university-application")
    assert carried(university, nzqa, "evaluation", {}, {}).reasons == ()
    assert gates_before(nzqa, "ready-to-submit") == {"academic-board"}


def test_where_a_case_on_hold_came_from_is_mapped_too_or_it_does_not_go() -> None:
    new = changed(*RENAMED)
    held = {"hold": "drafting", "check": "drafting"}
    (reason,) = carried(pictured(), new, "on-hold", held, {}).reasons
    assert reason.code == "NO-WAY-BACK"
    assert reason.mend == "say where that state went: --map drafting=STATE"
    found = carried(pictured(), new, "on-hold", held, {"drafting": "writing"})
    assert (found.to, found.came_from, found.reasons) == ("on-hold", {"hold": "writing"}, ())


def test_a_case_that_was_never_put_on_hold_is_not_sent_there() -> None:
    assert codes(pictured(), "check", {}, check="on-hold") == ["NO-WAY-BACK"]


def test_a_way_back_that_the_new_version_closed_is_told() -> None:
    new = changed(('any_but = ["with-nzqa", "on-hold"]', 'any_but = ["check", "on-hold"]'))
    assert codes(new, "on-hold", {"hold": "check"}) == ["NO-WAY-BACK"]
    assert codes(new, "on-hold", {"hold": "drafting"}) == []
    assert codes(new, "check", {"hold": "check"}) == []


def test_a_name_alone_that_is_another_leaves_a_case_in_its_place() -> None:
    old, new = pictured(), changed(*RENAMED)
    assert same_place(old, new, "check", "check")
    assert same_place(old, new, "drafting", "writing")
    assert not same_place(old, new, "drafting", "enquiry")
    assert not same_place(old, new, "check", "writing")


def test_an_end_is_looked_for_along_the_way_that_the_case_itself_would_go_back() -> None:
    new = parse(ONLY_BACK, "only-back.toml")
    assert comes_to_an_end(new, "here", {})
    assert comes_to_an_end(new, "aside", {"step-aside": "there"})
    assert not comes_to_an_end(new, "aside", {"step-aside": "ring"})
    assert not comes_to_an_end(new, "aside", {})


ONLY_BACK = """
format = "workflow/1"
workflow = "only-back"
case = "application"
first = "here"
[roles]
author = "own"
[states]
here = { edit = ["author"] }
there = {}
ring = {}
aside = { clock = "none" }
done = { end = true }
[[move]]
name = "on"
from = "here"
to = { one_of = ["there", "ring"] }
by = ["author"]
[[move]]
name = "finish"
from = "there"
to = "done"
by = ["author"]
[[move]]
name = "step-aside"
from = ["there", "ring"]
to = "aside"
by = ["author"]
[[move]]
name = "return"
from = "aside"
to = { back_from = "step-aside" }
by = ["author"]
"""
"""From `ring` a case can only step aside and return to it: no map may lead one there."""


def test_nobody_is_sent_where_it_can_only_go_round() -> None:
    new = parse(ONLY_BACK, "only-back.toml")
    found = carried(pictured(), new, "check", {}, {"check": "ring"})
    assert [reason.code for reason in found.reasons] == ["NO-END"]
    assert carried(pictured(), new, "check", {}, {"check": "there"}).reasons == ()


# --- whatever the two definitions say -----------------------------------------------------------


def lived(draw: st.DrawFn, definition: Definition) -> tuple[str, dict[str, str]]:
    """A running case after some steps that the machine lets through: its state, whence it came."""
    state, came = definition.first, dict[str, str]()
    for _ in range(draw(st.integers(0, 8))):
        ways = [way for way in steps(definition, state, came) if not ended(definition, way)]
        if not ways:
            break
        move, after = draw(st.sampled_from(ways))
        came = {**came, move: state}
        state = walk(definition, state, move, after)
    return state, came


def ended(definition: Definition, way: tuple[str, str]) -> bool:
    return definition.states[way[1]].end


def steps(definition: Definition, state: str, came: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each step that a case can take, as the engine would: back only to where it came from."""
    found = []
    for move in definition.out_of(state):
        if isinstance(move.target, BackFrom):
            left = came.get(move.target.move)
            found += [(move.name, left)] if left in definition.targets(move, state) else []
        else:
            found += [(move.name, after) for after in definition.targets(move, state)]
    return [(move, str(after)) for move, after in found]


def reaches_an_end(definition: Definition, state: str, came: Mapping[str, str]) -> bool:
    """By trying every step on the machine itself."""
    todo: list[tuple[str, Mapping[str, str]]] = [(state, came)]
    seen: list[tuple[str, Mapping[str, str]]] = []
    while todo:
        here = todo.pop()
        if definition.states[here[0]].end:
            return True
        if here in seen:
            continue
        seen.append(here)
        for move, after in steps(definition, *here):
            backs = {m.target.move for m in definition.moves if isinstance(m.target, BackFrom)}
            kept = {name: left for name, left in here[1].items() if name in backs}
            now = {**kept, move: here[0]} if move in backs else kept
            todo.append((walk(definition, here[0], move, after), now))
    return False


@st.composite
def migrations(draw: st.DrawFn) -> dict[str, Any]:
    """Two versions, a running case of the first, and a map that need not make sense."""
    old, new = draw(sound_definitions()), draw(sound_definitions())
    state, came = lived(draw, old)
    names = st.sampled_from([*new.states, "nowhere"])
    renames = draw(st.dictionaries(st.sampled_from(list(old.states)), names, max_size=4))
    return {"old": old, "new": new, "state": state, "came_from": came, "renames": renames}


@settings.get_profile("costly")
@given(migrations())
def test_a_case_that_goes_over_can_come_to_an_end_and_one_that_could_not_is_told_why(
    case: dict[str, Any],
) -> None:
    found = carried(**case)
    new: Definition = case["new"]
    if found.reasons:
        assert all(reason.message and reason.mend and reason.who for reason in found.reasons)
        return
    assert not new.states[found.to].end
    assert reaches_an_end(new, found.to, found.came_from)
    for move in new.out_of(found.to):
        if isinstance(move.target, BackFrom):
            left = found.came_from[move.target.move]
            assert walk(new, found.to, move.name, left) == left


@st.composite
def running(draw: st.DrawFn) -> tuple[Definition, str, dict[str, str]]:
    definition = draw(sound_definitions())
    return definition, *lived(draw, definition)


@given(running())
def test_a_case_goes_over_to_the_very_version_that_it_has_without_a_map(
    case: tuple[Definition, str, dict[str, str]],
) -> None:
    definition, state, came = case
    found = carried(definition, definition, state, came, {})
    assert (found.to, found.reasons) == (state, ())


@pytest.mark.parametrize("state", [s for s, one in pictured().states.items() if not one.end])
def test_every_running_state_of_the_small_workflow_goes_over_to_itself(state: str) -> None:
    assert codes(pictured(), state, {"hold": "drafting"}) == []
