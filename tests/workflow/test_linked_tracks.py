"""Tracks that are caught together are found, with a way that leads there; and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcapproval.workflow.build import definition_from
from mcapproval.workflow.definition import Definition, load, names, parse
from mcapproval.workflow.proving.linked_tracks import deadlock_faults
from mcapproval.workflow.proving.sets import sets

NAMES = ("listing", "accreditation", "review")
Here = tuple[str, ...]


@st.composite
def tracks(draw: st.DrawFn) -> dict[str, Definition]:
    """Three small tracks whose moves look at one another and drive one another."""
    found = {}
    for number, name in enumerate(NAMES):
        others = [other for other in NAMES if other != name]
        steps = draw(
            st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=4)
        )
        moves = [_move(draw, f"m{n}", a, b, others) for n, (a, b) in enumerate([(0, 3), *steps])]
        found[name] = definition_from(
            {
                "workflow": name,
                "case": name,
                "first": "s0",
                "roles": {"quality-manager": "provider"},
                "states": {f"s{n}": {"end": n == 3} for n in range(4)},
                "move": moves,
            },
            digest=f"{number} {moves}",
        )
    return found


def _move(draw: st.DrawFn, name: str, source: int, after: int, others: list[str]) -> dict[str, Any]:
    by = draw(st.sampled_from([["quality-manager"], ["quality-manager", "system"], ["system"]]))
    move: dict[str, Any] = {"name": name, "from": f"s{source}", "to": f"s{after}", "by": by}
    if draw(st.booleans()):
        states = draw(st.lists(st.sampled_from(["s0", "s1", "s3"]), min_size=1, max_size=2))
        move["needs"] = [{"linked": draw(st.sampled_from(others)), "in": states}]
    if draw(st.booleans()):
        move["drives"] = [
            {draw(st.sampled_from(others)): draw(st.sampled_from(["m0", "m1", "m2"]))}
        ]
    return move


def onward(found: dict[str, Definition], here: Here) -> Iterator[tuple[str, Here]]:
    """What people can do next, said as plainly as can be; no outcome where a drive is refused."""
    for track, state in zip(NAMES, here, strict=True):
        for move in found[track].out_of(state):
            where = dict(zip(NAMES, here, strict=True))
            looks = [(need.args["linked"], need.args["in"]) for need in move.needs]
            if move.by == ("system",) or any(where[other] not in said for other, said in looks):
                continue
            where[track] = found[track].targets(move, state)[0]
            todo, moved, refused = list(move.drives), {track}, False
            while todo and not refused:
                drive = todo.pop(0)
                other = where[drive.track]
                if drive.track in moved or found[drive.track].states[other].end:
                    continue
                driven = found[drive.track].move(other, drive.move)
                refused = driven is None
                if driven:
                    where[drive.track] = found[drive.track].targets(driven, other)[0]
                    moved.add(drive.track)
                    todo = [*driven.drives, *todo]
            if not refused:
                yield f"{track}: {move.name}", tuple(where.values())


def reached(found: dict[str, Definition], begun: Here) -> set[Here]:
    there, todo = {begun}, [begun]
    while todo:
        for _, after in onward(found, todo.pop()):
            if after not in there:
                there.add(after)
                todo.append(after)
    return there


@given(tracks())
def test_a_case_is_told_to_be_caught_where_and_only_where_it_can_be(
    found: dict[str, Definition],
) -> None:
    begun: Here = ("s0", "s0", "s0")
    caught = {
        (track, here[number])
        for here in reached(found, begun)
        for number, track in enumerate(NAMES)
        if not any(after[number] == "s3" for after in reached(found, here))
    }
    faults = [fault for fault in deadlock_faults(found) if fault.code == "DEADLOCK"]
    told = {
        re.findall(r"the (\w+) in `(\w+)` can come to no end", fault.message)[0] for fault in faults
    }
    assert told == caught
    for fault in faults:
        ends = {begun}
        for name in fault.path:
            ends = {after for here in ends for step, after in onward(found, here) if step == name}
        track, state = re.findall(r"the (\w+) in `(\w+)` can come", fault.message)[0]
        assert any(here[NAMES.index(track)] == state for here in ends)


APPLICATIONS = [name for name in names() if name.endswith("-application")]


@pytest.mark.parametrize("name", APPLICATIONS)
def test_no_case_of_the_workflows_that_ship_can_be_caught(name: str) -> None:
    (beside,) = sets([load(name)])
    assert set(beside.definitions) == {"application", *NAMES}
    assert beside.faults == ()


def test_an_accreditation_that_waits_for_a_listing_which_may_be_gone_is_caught() -> None:
    """Only what can be closed beside a current listing: NZQA may remove the listing before."""
    text = load("accreditation").text
    for move in ("lapse", "close", "withdraw", "record-withdrawal", "teach-out"):
        said = f'name = "{move}"\n'
        assert said in text
        text = text.replace(said, f'{said}needs = [{{ linked = "listing", in = ["current"] }}]\n')
    text = text.replace('by = ["quality-manager", "system"]', 'by = ["quality-manager"]')
    listing = re.sub(r"drives = .*\n", "", load("listing").text)
    given = [parse(text, "x.toml"), parse(listing, "y.toml")]
    definitions = {
        "application": load("nzqa-application"),
        "listing": given[1],
        "accreditation": given[0],
    }
    faults = deadlock_faults(definitions)
    assert "DEADLOCK" in {fault.code for fault in faults}
    first = faults[0]
    assert first.path[0].startswith("application: ")
    assert "the accreditation in `granted` can come to no end" in first.message
