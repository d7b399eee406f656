"""Definitions: what the TOML says, by hash; the three applications keep together."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from mcapproval.errors import Unknown
from mcapproval.shipped import schema
from mcapproval.workflow import build, labels
from mcapproval.workflow.asks import ASKS
from mcapproval.workflow.definition import (
    BackFrom,
    Fixed,
    OneOf,
    Same,
    State,
    Unsound,
    load,
    names,
    parse,
    parse_kept,
)

APPLICATIONS = [name for name in names() if name.endswith("-application")]


def test_the_shipped_workflows_are_those_of_the_tracks() -> None:
    assert names() == (
        "accreditation",
        "listing",
        "nzqa-application",
        "review",
        "skills-board-application",
        "university-application",
    )
    assert {load(name).case for name in names()} == {
        "application", "listing", "accreditation", "review",
    }  # fmt: skip


def test_an_unknown_workflow_is_asked_wrongly() -> None:
    with pytest.raises(Unknown, match=r"did you mean `nzqa-application`\?"):
        load("nzqa-aplication")
    with pytest.raises(Unknown, match="no workflow `routes`"):
        load("routes")


def test_the_hash_is_of_what_is_said_and_not_of_how_it_is_written() -> None:
    text = load("listing").text
    assert parse("# a remark\n" + text, "x").hash == load("listing").hash
    assert parse(text.replace('"Current"', '"In use"'), "x").hash != load("listing").hash


def test_each_kind_of_target_is_read_as_written() -> None:
    nzqa = load("nzqa-application")
    targets = {move.name: move.target for move in nzqa.moves if move.name != "send-back"}
    assert targets["submit"] == Fixed("submitted")
    assert targets["ask-advice"] == Same()
    assert targets["resume"] == BackFrom("hold")
    back = nzqa.move("internal-check", "send-back")
    assert back is not None
    assert back.target == OneOf(("need", "co-design", "drafting"))


def test_a_state_says_who_may_edit_whose_time_it_takes_and_when_it_is_due() -> None:
    nzqa = load("nzqa-application")
    assert nzqa.states["drafting"] == State(
        "drafting", "Drafting", edit=("author",), due={"months": 6}
    )
    board = nzqa.states["academic-approval"]
    assert (board.clock, board.due) == ("board", {"working_days": 20})
    assert board.remind == {"before": 5, "to": "quality-adviser"}
    assert nzqa.label("on-hold") == "On hold"


def test_every_state_but_those_named_leaves_out_the_ends() -> None:
    nzqa = load("nzqa-application")
    withdraw = nzqa.called("withdraw")[0]
    assert set(withdraw.sources) == {n for n, state in nzqa.states.items() if not state.end}
    hold = nzqa.called("hold")[0]
    assert set(withdraw.sources) - set(hold.sources) == {
        "submitted", "evaluation", "information-requested", "on-hold",
    }  # fmt: skip


def test_every_key_that_the_schema_lets_through_is_read() -> None:
    source = "".join(Path(str(each.__file__)).read_text("utf-8") for each in (build, labels))
    parts = schema("workflow")["$defs"]
    keys = {*parts["state"]["properties"], *parts["move"]["properties"]}
    keys |= {*parts["move"]["properties"]["decision"]["properties"]}
    assert not [key for key in keys if f'"{key}"' not in source]


@pytest.mark.parametrize("name", APPLICATIONS)
def test_nobody_decides_on_their_own_application(name: str) -> None:
    deciding = ("accept-need", "develop", "send-to-board", "approve", "approve-again", "decline")
    moves = [move for move in load(name).moves if move.name in deciding]
    assert len(moves) == len(deciding) + 1
    assert all("author" in move.not_by for move in moves)


@pytest.mark.parametrize("name", APPLICATIONS)
def test_an_application_keeps_from_the_start_what_each_must_have(name: str) -> None:
    moves = {move.name for move in load(name).moves}
    assert moves >= {
        "ask-support", "record-support", "request-information", "reply", "hold", "resume",
        "withdraw", "record-decline", "reopen", "approve-again",
    }  # fmt: skip
    conditions = [o for m in load(name).moves for o in m.opens if o.item == "condition"]
    assert conditions
    assert {need.args["kind"] for need in load(name).called("finish")[0].needs
            if need.guard == "items"} == {"condition", "information"}  # fmt: skip


def test_the_applications_are_the_same_until_they_are_sent() -> None:
    for one, other in pairwise(APPLICATIONS):
        first, second = (
            {
                (m.name, m.label, m.sources, m.target, m.by, m.not_by, m.asks, m.decision)
                for m in load(name).moves
                if m.name in BEFORE_SUBMISSION
            }
            for name in (one, other)
        )
        assert first == second


BEFORE_SUBMISSION = (
    "show-need", "accept-need", "develop", "decline", "begin-draft", "return-to-co-design",
    "send-to-check", "ask-advice", "ask-support", "record-support", "send-to-board", "send-back",
    "approve", "approve-again", "submit", "resume", "reopen",
)  # fmt: skip


def test_what_an_outside_body_decides_is_recorded_by_a_role_of_ours_with_the_letter() -> None:
    outside = [m for name in names() for m in load(name).moves if m.recorded_for]
    assert {m.recorded_for for m in outside} == {"nzqa", "cuap", "isb"}
    for move in outside:
        assert "system" not in move.by
        assert "letter" in {ask.name for ask in move.asks}


def test_what_system_drives_is_asked_only_for_what_the_driving_move_says() -> None:
    for name in names():
        for move in load(name).moves:
            for drive in move.drives:
                said = {ask.name for ask in move.asks if not ask.optional}
                for track in [each for each in names() if load(each).case == drive.track]:
                    driven = load(track).called(drive.move)[0]
                    must = {ask.name for ask in driven.asks if not ask.optional}
                    assert must <= said, (name, move.name, track, driven.name)


def test_every_ask_in_the_table_is_asked_or_free_for_all() -> None:
    asked = {ask.name for name in names() for m in load(name).moves for ask in m.every_ask}
    assert set(ASKS) - asked == {"note", "decided_on"}


def test_a_definition_that_a_case_began_with_is_walked_though_todays_checks_are_stricter() -> None:
    text = load("listing").text.replace("[states]", '[states]\nnever = { label = "Never" }', 1)
    with pytest.raises(Unsound, match="UNREACHABLE"):
        parse(text, "today's file")
    kept = parse_kept(text, "a kept one")
    assert "never" in kept.states
    assert kept.hash
    assert kept.text == text


def test_a_kept_definition_with_a_name_that_nobody_knows_is_refused_all_the_same() -> None:
    text = load("listing").text.replace("quality-adviser", "quality-angel")
    with pytest.raises(Unsound, match="UNKNOWN-ROLE"):
        parse_kept(text, "a kept one")
