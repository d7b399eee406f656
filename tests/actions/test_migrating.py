"""Cases on real records over to a version that nobody wrote: whole records, nobody stranded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actions.conftest import Staged
from tests.actions.walking import at, go
from tests.conftest import Places
from tests.simulated import peopled
from tests.workflow.generating import sound_tables, toml_text
from tests.workflow.test_migrating import lived, reaches_an_end

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.looking import history
from mcapproval.actions.lookup import case_row
from mcapproval.actions.migrating import Wanted, migrate, plan_migration
from mcapproval.actions.workflows import shown_case
from mcapproval.errors import Trouble
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case
from mcapproval.store.verifying.verify import verify
from mcapproval.workflow.definition import load, parse
from mcapproval.workflow.model import Definition
from mcapproval.workflow.proving import links

OPENED, MOVED, MIGRATED = "2026-03-02", "2026-03-09", "2026-03-16"
CLOCK: dict[str, Any] = {"due_on": None, "remind_on": None, "escalate_on": None, "left": {}}
FACTS = {"route": "nzqa", "kind": "listing-and-approval", "of_ref": None, "title": "Any"}

Life = tuple[str, Mapping[str, str]]

ENDED = {
    "name": "end-with-listing",
    "from": {"any_but": []},
    "to": "end-0",
    "by": ["system"],
}


def beside_the_others(raw: dict[str, Any]) -> Definition:
    """A generated application with what the shipped listings and re-evaluations ask of one."""
    for move in raw["move"]:
        needs = [need for need in move.pop("needs", []) if "linked" not in need]
        move |= {"needs": needs} if needs else {}
    text = toml_text({**raw, "move": [*raw["move"], ENDED]})
    return parse(text.replace("step-0", "drafting"), "generated.toml")


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Definition, Definition, list[Life], dict[str, str]]:
    """A version with running cases, one to go to, and a map that need not make sense."""
    old, new = (beside_the_others(draw(sound_tables())) for _ in range(2))
    lives: list[Life] = [lived(draw, old) for _ in range(draw(st.integers(1, 3)))]
    targets = st.sampled_from([*new.states, "nowhere"])
    return old, new, lives, draw(st.dictionaries(st.sampled_from(list(old.states)), targets))


def opened(desk: Desk, definition: Definition, life: Life) -> str:
    """A case that was opened in the first state and moved to where its life led it."""
    state, came = life
    with at(desk, "ana", OPENED).writing() as writer:
        kept = writer.content({"workflow": definition.text})
        ref = writer.next_ref("APP-2026")
        content = {"number": 1, "hash": writer.content({"title": "Any"}), "people": {}, "files": []}
        data = {
            "track": "application",
            "definition": definition.name,
            "definition_hash": kept,
            "state": definition.first,
            "provider": "otago-polytechnic",
            "content": content,
            "facts": FACTS,
            "clock": CLOCK,
        }
        writer.add(ref, "opened", date.fromisoformat(OPENED), data)
    if state == definition.first and not came:
        return ref
    nothing: dict[str, Any] = {"values": {}, "texts": {}, "facts": {}, "results": {}}
    empty: dict[str, Any] = {"files": [], "items": [], "closes": [], "approval": None}
    with at(desk, "ana", MOVED).writing() as writer:
        where = {"from": definition.first, "to": state, "came_from": dict(came), "clock": CLOCK}
        data = {"track": "application", "move": "by chance", **where, **nothing, **empty}
        writer.add(ref, "moved", date.fromisoformat(MOVED), data)
    return ref


@settings.get_profile("costly")
@given(world=worlds())
def test_every_case_goes_over_whole_or_none_does_and_none_is_stranded(
    files: Places, world: tuple[Definition, Definition, list[Life], dict[str, str]]
) -> None:
    old, new, lives, renames = world
    desk = at(sit_down(files.copy("peopled", peopled), "admin", None), "admin", MIGRATED)
    refs = [opened(desk, old, life) for life in lives]
    before = _cases(desk)
    stories = {ref: [line.act for line in history(desk, ref)] for ref in refs}
    wanted = Wanted("generated", new, renames)
    try:
        planned = plan_migration(desk, wanted)
        done = migrate(desk, wanted, "Tried by chance")
    except Trouble:
        assert _cases(desk) == before
        files.tidy()
        return
    assert [(line.ref, line.to) for line in done] == [(line.ref, line.to) for line in planned]
    assert migrate(desk, wanted, "Again") == []
    with desk.reading() as connection:
        verdict = verify(connection)
        assert verdict.whole, verdict.faults
        for ref in refs:
            case = case_row(connection, ref)
            assert definition_of(connection, case) == new
            walked = shown_case(desk, ref).case
            assert walked
            assert (walked.present, walked.since.isoformat()) == (case.state, case.entered_on)
            every = [*walked.spent.values(), *walked.before.values()]
            assert sum(spent.days for spent in every) == 14
            told = [line.act for line in history(desk, ref)]
            assert told[: len(stories[ref])] == stories[ref]
            assert len(told) - len(stories[ref]) == (old != new)
    for line in done:
        with desk.reading() as connection:
            came = json.loads(case_row(connection, line.ref).came_from)
        assert reaches_an_end(new, line.to, came)
    files.tidy()


def test_a_re_evaluation_that_goes_over_to_a_state_in_which_it_waits_is_due(
    approved: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records of an earlier program: a version of its own could call the work on it by another name
    than the records look for.
    """
    monkeypatch.setattr(links, "known_name_faults", lambda _: ())
    ref, mele = "REV-2027-0001", at(approved.desk, "mele", "2027-07-01")
    shipped = load("review")
    own = shipped.text.replace('"in-progress"', '"gathering"').replace(
        "in-progress = {", "gathering = {"
    )
    migrate(
        at(mele, "admin", "2027-07-01"), Wanted("review", parse(own, "review.toml")), "Our own word"
    )
    go(approved.desk, ref, "mele", "2027-07-01", "begin")

    back = Wanted("review", shipped, {"gathering": "in-progress"})
    migrate(at(mele, "admin", "2027-07-02"), back, "The word of all")
    with mele.reading() as connection:
        (due,) = queries.due_reviews(connection, "2028-01-01")
    assert (due["ref"], due["state"]) == (ref, "in-progress")


def _cases(desk: Desk) -> list[dict[str, object]]:
    with desk.reading() as connection:
        return [case._asdict() for case in queries.many(connection, Case)]
