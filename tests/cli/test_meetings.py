"""Meetings at the shell, the quorum as programs read it, and the agenda."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.shell import Done, at, copied
from tests.cli.test_outputs_for_programs import fits

Stage = Callable[[str], Path]

APP = "APP-2026-0001"
POLICY = """\
format = "policy/1"
provider = "otago-polytechnic"
[approval]
industry_support = "none"
quorum = { academic-board = 3 }
[titles]
academic-board = "Academic Committee"
"""
BOARD = (
    ("tui", "Tui Ngata-Frost", "board-member"),
    ("sina", "Sina Leavasa-Hall", "board-member"),
    ("rangi", "Rangi Whaanga-Lie", "board-chair"),
    ("dela", "Dela Umaga-West", "finance"),
    ("sec", "Seku Kamara-Pere", "board-secretary"),
)
HELD = ("--present", "bo,tui,dela for sina,sec", "--apologies", "rangi")


def on(day: str, person: str = "sec") -> tuple[str, ...]:
    return ("--as", person, "--today", day)


@pytest.fixture
def folder(stage: Stage) -> Path:
    """The board has an application before it; its quorum is three, Dela stands in for Sina."""
    here = stage("board")
    (here / "quorum.toml").write_text(POLICY, "utf-8")
    june = on("2026-06-05", "admin")
    at(here, "policy", "adopt", "quorum.toml", *june, fine=True)
    for handle, name, role in BOARD:
        at(here, "people", "add", handle, "--name", name, *june, fine=True)
        at(here, "people", "grant", handle, role, *june, fine=True)
    words = ("people", "delegate", "sina", "--to", "dela", "--until", "2026-06-30")
    at(here, *words, *june, fine=True)
    return here


def decided(folder: Path, verb: str, how: str, *sets: str, day: str = "2026-06-10") -> Done:
    pairs = (f"how={how}", "resolution=Approved", *sets)
    words = [word for pair in pairs for word in ("--set", pair)]
    json = ("--json",) if verb == "next" else ()
    return at(folder, verb, APP, "approve", *words, *json, *on(day))


def held(folder: Path, day: str = "2026-06-20") -> str:
    at(folder, "meeting", "call", "academic-board", "--on", day, *on("2026-06-10"), fine=True)
    at(folder, "meeting", "hold", "MTG-2026-0001", *HELD, *on(day), fine=True)
    return "MTG-2026-0001"


def test_next_shows_who_counts_and_who_does_not(folder: Path) -> None:
    sets = ("present=bo,tui,dela for sina,sec", "minute_reference=AC-1")
    conflict = "conflicts=tui: partner of the applicant; left=yes"
    done = decided(folder, "next", "meeting", *sets, conflict)
    assert done.code == 1
    fits("next", done.json)
    (move,) = done.json["moves"]
    assert [reason["code"] for reason in move["reasons"]] == ["QUORUM"]
    quorum = move["quorum"]
    assert (quorum["needed"], quorum["counted"]) == (3, 2)
    assert [(seat["counts"], seat["because"]) for seat in quorum["present"]] == [
        (True, "a member"),
        (False, "declared a conflict and left the room"),
        (True, "for sina, by delegation"),
        (False, "no member on that day"),
    ]
    assert quorum["present"][2]["acts_for"].startswith("PER-")
    fine = decided(folder, "next", "meeting", *sets)
    assert (fine.code, fine.json["moves"][0]["quorum"]["counted"]) == (0, 3)


def test_next_says_how_many_are_needed_before_anybody_is_named(folder: Path) -> None:
    found = at(folder, "next", APP, "--json", *on("2026-06-10"), fine=True)
    fits("next", found.json)
    by_move = {move["move"]: move["quorum"] for move in found.json["moves"]}
    assert by_move["approve"] == {"needed": 3, "counted": 0, "present": []}
    assert by_move["send-back"] is None
    told = at(folder, "next", APP, *on("2026-06-10"), fine=True).out
    assert "quorum: 3 members, without those who have a part in it" in told
    assert "or how=chairs-action with chair, minute_reference" in told
    assert "votes" not in told
    assert "secretary of the Academic Committee" in at(folder, "next", APP, fine=True).out


def test_next_says_the_quorum_in_a_sentence(folder: Path) -> None:
    words = ("next", APP, "approve", "--set", "how=meeting", "--set", "resolution=Yes")
    sets = ("--set", "minute_reference=AC-1", "--set", "present=bo,tui,rangi")
    done = at(folder, *words, *sets, *on("2026-06-10"), fine=True)
    assert done.out.startswith(
        "3 members of the Academic Committee must decide; 3 count: bo, tui, rangi.\n"
    )
    alone = ("--set", "chair=rangi", "--set", "minute_reference=CA-1")
    done = at(
        folder, *(w.replace("meeting", "chairs-action") for w in words), *alone, *on("2026-06-10")
    )
    assert done.out.startswith("The chair of the Academic Committee acts alone, until the next")


def test_a_meeting_is_called_held_and_closed(folder: Path) -> None:
    called = at(
        folder, "meeting", "call", "academic-board", "--on", "2026-06-20", *on("2026-06-10")
    )
    assert called.out == "MTG-2026-0001  called for 2026-06-20\n"
    early = at(folder, "meeting", "hold", "MTG-2026-0001", *HELD, *on("2026-06-10"))
    assert early.code == 1
    assert "has not come yet" in early.err
    done = at(folder, "meeting", "hold", "MTG-2026-0001", *HELD, *on("2026-06-20"), fine=True)
    assert done.out == (
        "MTG-2026-0001  held on 2026-06-20\n"
        "3 members of the Academic Committee must decide; 3 count: bo, tui, dela for sina; "
        "not counted: sec\n"
        "    (no member on that day).\n"
    )
    wrong = at(folder, "meeting", "hold", "MTG-2026-0001", "--present", "Bo Li", *on("2026-06-20"))
    assert wrong.code == 2
    assert "by short name or reference" in wrong.err
    closed = at(folder, "meeting", "close", "MTG-2026-0001", "--minutes", "AC/1", *on("2026-06-21"))
    assert closed.out == "MTG-2026-0001  closed, minutes AC/1\n"
    listed = at(folder, "meeting", "list", "--json", fine=True).json
    fits("meeting-list", listed)
    assert listed[0]["present"] == "bo, tui, dela for sina, sec"
    text = at(folder, "meeting", "list", "--csv", fine=True).out
    assert next(csv.reader(io.StringIO(text))) == list(listed[0])
    assert "MTG-2026-0001" in at(folder, "meeting", "list", fine=True).out
    assert "there is no body senate" in at(folder, "meeting", "list", "--body", "senate").err


def test_a_chairs_action_lapses_with_the_next_meeting_or_is_ratified_by_it(folder: Path) -> None:
    sets = ("chair=rangi", "minute_reference=CA-1")
    assert decided(folder, "move", "chairs-action", *sets).code == 0
    shown = at(folder, "show", APP, fine=True).out
    assert "stands until the next meeting" in " ".join(shown.split())
    agenda = at(folder, "report", "agenda", "--on", "2026-06-20", "--json", *on("2026-06-10")).json
    fits("report-agenda", agenda)
    assert [(row["asked"], row["ref"]) for row in agenda] == [("ratify", APP)]
    ref = held(folder)
    for ratifies in (True, False):
        here = folder.parent / f"ratified-{ratifies}"
        copied(folder, here)
        if ratifies:
            conflict = ("--conflict", "bo: a cousin; left=yes")
            few = at(here, "meeting", "ratify", ref, APP, *conflict, *on("2026-06-21"))
            assert "[QUORUM]" in few.err
            done = at(here, "meeting", "ratify", ref, APP, *on("2026-06-21"), fine=True)
            assert done.out.startswith(f"{APP}  ratified by {ref} of 2026-06-20\n")
        done = at(here, "meeting", "close", ref, "--minutes", "AC/1", *on("2026-06-22"), fine=True)
        assert ("has lapsed" in done.err) is not ratifies
        sent = at(here, "next", APP, "submit", *on("2026-06-23", "hemi"))
        assert (sent.code == 0) is ratifies
        assert ("the next meeting did not ratify it" in sent.err) is not ratifies
        assert at(here, "audit", "verify").code == 0


def test_the_agenda_says_what_waits_and_when_nothing_does(folder: Path) -> None:
    done = at(folder, "report", "agenda", *on("2026-06-10"), fine=True)
    assert f"decide  {APP}" in done.out
    assert done.out.rstrip().endswith(
        "Academic Committee, 10 June 2026: 1 matter. Not yet: conditions that stand in the way."
    )
    rows = at(folder, "report", "agenda", "--json", *on("2026-06-10"), fine=True).json
    fits("report-agenda", rows)
    text = at(folder, "report", "agenda", "--csv", *on("2026-06-10"), fine=True).out
    assert next(csv.reader(io.StringIO(text))) == list(rows[0])
    none = at(folder, "report", "agenda", "--body", "sub-committee", *on("2026-06-10"), fine=True)
    head = "What waits for a body: body sub committee. As at 10 June 2026.\n\n"
    assert none.out == head + "Education committee, 10 June 2026: nothing waits.\n"


def test_a_meeting_is_cancelled_for_a_reason_that_the_list_tells(folder: Path) -> None:
    june = on("2026-06-10")
    at(folder, "meeting", "call", "academic-board", "--on", "2026-06-20", *june, fine=True)
    reason = ("--reason", "Too many are away")
    done = at(folder, "meeting", "cancel", "MTG-2026-0001", *reason, *june, fine=True)
    assert done.out == "MTG-2026-0001  of 2026-06-20 is cancelled\n"
    listed = at(folder, "meeting", "list", "--json", fine=True).json
    fits("meeting-list", listed)
    assert (listed[0]["state"], listed[0]["reason"]) == ("cancelled", "Too many are away")
    told = at(folder, "meeting", "list", fine=True).out
    assert "cancelled because: Too many are away" in told
    held_after = at(folder, "meeting", "hold", "MTG-2026-0001", *HELD, *on("2026-06-20"))
    assert (held_after.code, "[CANCELLED]" in held_after.err) == (1, True)
    past = at(folder, "meeting", "call", "academic-board", "--on", "1969-01-01", *june)
    assert (past.code, "no body met" in past.err) == (2, True)
