"""`next` without a case: what waits for whoever asks, and for everybody by whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.living import APP, MC, REV
from tests.cli.shell import Done, at
from tests.cli.test_outputs_for_programs import fits

from mcapproval.actions.due.waiting import WorkList
from mcapproval.cli.what_next import MOST, note

Stage = Callable[[str], Path]


def waits(folder: Path, day: str, *words: str) -> dict[str, Any]:
    printed: dict[str, Any] = at(folder, "next", "--json", *words, "--today", day, fine=True).json
    fits("next", printed)
    return printed


def theirs(folder: Path, person: str, day: str) -> list[tuple[Any, ...]]:
    rows = waits(folder, day, "--as", person)["waits"]
    return [(row["ref"], row["item"], row["can"], row["reasons"]) for row in rows]


def item(folder: Path, day: str, ref: str, *words: str) -> Done:
    added = ("item", "add", ref, "--kind", "action", *words, "--as", "hemi", "--today", day)
    return at(folder, *added, fine=True)


def test_a_case_waits_for_who_can_make_it_go_on_and_for_nobody_else(stage: Stage) -> None:
    folder = stage("board")
    assert theirs(folder, "bo", "2026-07-04") == [(APP, None, ["approve"], 0)]
    for person in ("ana", "mele", "hemi", "hine"):
        assert theirs(folder, person, "2026-07-04") == []
    shown = at(folder, "next", "--as", "bo", "--today", "2026-07-04", fine=True).out
    assert "2026-07-03  1 day late  APP-2026-0001  Academic approval  approve" in shown
    assert "1 thing waits for you.\n" in shown
    nothing = at(folder, "next", "--as", "ana", "--today", "2026-07-04", fine=True).out
    assert nothing == "Nothing waits for you.\n"


def test_what_is_not_possible_yet_waits_for_whose_turn_it_is_and_who_must_mend_it(
    stage: Stage,
) -> None:
    folder = stage("begun")
    (folder / "small.yaml").write_text(
        "format: application/1\nroute: nzqa\nkind: listing-and-approval\ntitle: Rongoā\n"
        "enquiry: {organisation: te-koanga, asked_for: A course, for: Healers, learners: 9,"
        " by: 2026-10}\norganisations: {te-koanga: {name: Te Kōanga, type: community}}\n",
        "utf-8",
    )
    day = ("--as", "ana", "--today", "2026-03-02")
    at(folder, "open", "small.yaml", *day, fine=True)
    assert theirs(folder, "ana", "2026-03-02") == [(APP, None, ["show-need"], 0)]
    at(folder, "move", APP, "show-need", *day, fine=True)
    ((_, _, adviser_can, adviser),) = theirs(folder, "mele", "2026-03-02")
    ((_, _, author_can, author),) = theirs(folder, "ana", "2026-03-02")
    assert adviser_can == author_can == []
    assert adviser == author > 3
    shown = at(folder, "next", *day, fine=True).out
    assert f"not yet accept-need: {author} reasons" in shown
    assert theirs(folder, "hine", "2026-03-02") == []


def test_an_item_waits_for_its_owner_and_what_is_overdue_stands_first(stage: Stage) -> None:
    folder = stage("board")
    late = ("--text", "Write to the skills board", "--owner", "board-member", "--due", "2026-06-10")
    item(folder, "2026-06-06", APP, *late)
    item(folder, "2026-06-06", APP, "--text", "Nobody's, by no day")
    assert theirs(folder, "bo", "2026-06-20") == [
        (APP, 1, [], None),
        (APP, None, ["approve"], 0),
    ]
    assert theirs(folder, "hemi", "2026-06-20") == []
    item(folder, "2026-06-07", APP, "--text", "Nobody's, by a day", "--due", "2026-07-10")
    assert theirs(folder, "hemi", "2026-06-20") == [(APP, 3, [], None)]
    shown = at(folder, "next", "--as", "bo", "--today", "2026-06-20", fine=True).out
    assert "2026-06-10  10 days late  APP-2026-0001  action 1" in shown
    assert "Community-Led Development Facilitation: Write to the skills board" in shown
    at(folder, "item", "close", APP, "1", "--as", "bo", "--today", "2026-06-20", fine=True)
    assert theirs(folder, "bo", "2026-06-20") == [(APP, None, ["approve"], 0)]


def test_who_only_approves_again_finds_a_case_once_its_approval_fell(stage: Stage) -> None:
    folder = stage("nzqa")
    day = ("--today", "2026-07-14")
    ask = ("--attach", "letter.txt", "--set", "items=Mend the purpose; due=2026-07-28")
    at(folder, "move", APP, "request-information", *ask, "--as", "hemi", *day, fine=True)
    assert waits(folder, "2026-07-14", "--as", "bo")["looked_at"] == 0
    text = (folder / "draft.yaml").read_text("utf-8")
    (folder / "draft.yaml").write_text(
        text.replace("  relevant_to: >-\n", "  relevant_to: >-\n    Above all\n"), "utf-8"
    )
    at(folder, "update", APP, "draft.yaml", "--as", "ana", *day, fine=True)
    assert theirs(folder, "bo", "2026-07-14") == [(APP, None, ["approve-again"], 0)]


def test_what_waits_outside_is_on_nobody_s_list_but_on_everybody_s(stage: Stage) -> None:
    folder = stage("nzqa")
    assert theirs(folder, "hemi", "2026-07-01") == []
    (row,) = waits(folder, "2026-07-01", "--everybody")["waits"]
    assert (row["ref"], row["turn"], row["turn_title"]) == (APP, "nzqa", "NZQA")


def test_everybody_s_list_is_by_whose_turn_it_is_and_is_what_nobody_in_particular_sees(
    stage: Stage,
) -> None:
    folder = stage("outcome")
    of_all = waits(folder, "2027-07-01", "--everybody", "--as", "bo")
    assert of_all == waits(folder, "2027-07-01")
    assert of_all["person"] is None
    turns = [row["turn_title"] for row in of_all["waits"]]
    assert turns == sorted(turns)
    assert "ACC-0001" in {row["ref"] for row in of_all["waits"]}
    assert MC not in {row["ref"] for row in of_all["waits"]}, "a current listing waits for nobody"
    at(folder, "tick", "--today", "2027-07-01", fine=True)
    assert (REV, None, ["begin"], 0) in theirs(folder, "mele", "2027-07-01")


def test_what_waits_for_somebody_waits_for_their_delegate_too(stage: Stage) -> None:
    folder = stage("begun")
    day = ("--today", "2026-06-01")
    at(folder, "people", "add", "rua", "--name", "Rua Kēnana", "--as", "admin", *day, fine=True)
    at(folder, "open", "draft.yaml", "--as", "ana", *day, fine=True)
    lend = ("people", "delegate", "ana", "--to", "rua", "--until", "2026-06-20", "--as", "ana")
    assert theirs(folder, "rua", "2026-06-01") == []
    at(folder, *lend, *day, fine=True)
    assert theirs(folder, "rua", "2026-06-01") == [(APP, None, ["show-need"], 0)]


def test_nobody_s_own_case_waits_for_them_to_decide_on_it(stage: Stage) -> None:
    folder = stage("begun")
    day = ("--today", "2026-06-02")
    admin = ("--as", "admin", *day)
    at(folder, "people", "add", "rua", "--name", "Rua Kēnana", *admin, fine=True)
    at(folder, "people", "grant", "rua", "quality-adviser", *admin, fine=True)
    at(folder, "open", "draft.yaml", "--as", "mele", *day, fine=True)
    for person, move in (
        ("mele", "show-need"),
        ("rua", "accept-need"),
        ("hine", "develop"),
        ("mele", "begin-draft"),
        ("mele", "send-to-check"),
    ):
        at(folder, "move", APP, move, "--as", person, *day, fine=True)
    assert theirs(folder, "mele", "2026-06-02") == []
    assert theirs(folder, "rua", "2026-06-02") == [(APP, None, ["send-to-board"], 0)]
    said = ("--kind", "comment", "--weight", "substantive", "--text", "Who teaches it?")
    at(folder, "item", "add", APP, *said, "--as", "hemi", *day, fine=True)
    assert theirs(folder, "mele", "2026-06-02") == []
    assert theirs(folder, "rua", "2026-06-02") == [(APP, None, [], 1)]


def test_a_role_that_was_given_for_one_case_finds_that_case(stage: Stage) -> None:
    folder = stage("board")
    day = ("--as", "admin", "--today", "2026-06-06")
    at(folder, "people", "add", "ria", "--name", "Ria Pohatu", *day, fine=True)
    at(folder, "people", "grant", "ria", "board-member", "--case", "APP-2026-0001", *day, fine=True)
    assert theirs(folder, "ria", "2026-06-06") == [(APP, None, ["approve"], 0)]


def test_what_is_to_be_filled_in_says_what_it_is(stage: Stage) -> None:
    shown = at(stage("nzqa"), "next", APP, "--as", "hemi", "--today", "2026-07-01", fine=True).out
    assert "--set listing_version=NUMBER" in shown
    assert "--set listing_number=REFERENCE" in shown
    assert "--set providers=PROVIDERS" in shown
    asked = at(stage("board"), "next", APP, "--as", "mele", "--today", "2026-06-06", fine=True).out
    assert "--set who=WHO --set question=TEXT" in asked
    assert "WHOLE" not in shown + asked
    assert "KEY" not in shown + asked


def test_what_was_not_looked_at_is_counted_and_can_be_seen(stage: Stage) -> None:
    folder = stage("board")
    due = ("--owner", "board-member", "--text", "Ask", "--due")
    for number in range(3):
        item(folder, "2026-06-06", APP, *due, f"2026-08-0{number + 1}")
    asked = ("next", "--as", "bo", "--today", "2026-06-20")
    first = at(folder, *asked, "--limit", "1", fine=True)
    assert "1 thing waits for you. 3 more may wait for you, due later or never" in first.out
    assert "mcapproval next --limit 4 --as bo --today 2026-06-20" in first.out
    printed = waits(folder, "2026-06-20", "--as", "bo", "--limit", "1")
    assert (printed["looked_at"], printed["left_out"]) == (1, 3)
    assert len(waits(folder, "2026-06-20", "--as", "bo", "--limit", "4")["waits"]) == 4


def test_no_more_is_said_to_be_looked_at_than_can_be_asked_for(stage: Stage) -> None:
    day = date(2026, 6, 20)
    folder = stage("board")
    for looked, left in ((50, 20_000), (MOST - 1, 2), (50, MOST - 50)):
        said = note(WorkList(day, "PER-0004", (), looked, left), {"person": "bo", "today": day})
        _, command = said.splitlines()
        assert command == f"mcapproval next --limit {MOST} --as bo --today 2026-06-20"
        at(folder, *command.split()[1:], fine=True)
    assert at(folder, "next", "--limit", f"{MOST + 1}", "--as", "bo").code == 2
    whole = note(WorkList(day, "PER-0004", (), MOST, 3), {})
    assert whole.endswith(
        "3 more may wait for you, due later or never, and were not looked at: 10000 are the most "
        "at once."
    )


def test_what_was_looked_at_and_waits_for_others_is_said_in_plain_words() -> None:
    found = WorkList(date(2026, 6, 20), "PER-0004", (), 3, 0)
    assert note(found, {}) == (
        "Nothing waits for you. 3 in which you have a role were looked at; those not told wait for "
        "others."
    )


def test_in_whose_place_is_said_again_and_is_asked_of_one_person_only(stage: Stage) -> None:
    folder = stage("board")
    day = ("--today", "2026-06-20")
    admin = ("--as", "admin", *day)
    at(folder, "people", "add", "rua", "--name", "Rua Kēnana", *admin, fine=True)
    for handle, name in (("tui", "Tui Ngata"), ("sina", "Sina Leavasa")):
        at(folder, "people", "add", handle, "--name", name, *admin, fine=True)
        at(folder, "people", "grant", handle, "board-member", *admin, fine=True)
        lend = ("people", "delegate", handle, "--to", "rua", "--until", "2026-06-30")
        at(folder, *lend, *admin, fine=True)
    shown = at(folder, "next", "--as", "rua", *day, fine=True).out
    assert "approve (say --for whom)" in shown
    (row,) = waits(folder, "2026-06-20", "--as", "rua")["waits"]
    assert (row["can"], row["for_whom"], row["reasons"]) == (["approve"], ["approve"], 0)
    item(folder, "2026-06-06", APP, "--text", "Ask", "--owner", "board-member")
    first = at(folder, "next", "--limit", "1", "--as", "rua", "--for", "tui", *day, fine=True)
    again = "mcapproval next --limit 2 --for tui --as rua --today 2026-06-20"
    assert again in first.out
    assert "(say" not in at(folder, *again.split()[1:], fine=True).out
    refused = at(folder, "next", "--as", "rua", "--for", "bo", *day)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.count("you don't stand in for bo today") == 1
    for everybody in (("--everybody", "--as", "rua"), ()):
        assert at(folder, "next", *everybody, "--for", "tui", *day).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--set", "reason=x"),
        (APP, "--set", "reason=x"),
        (APP, "--attach", "letter.txt"),
        (APP, "--effective", "2026-06-06"),
        (APP, "--limit", "3"),
        (APP, "approve", "--everybody"),
        ("--everybody", "--limit", "3"),
    ],
)
def test_what_would_be_passed_over_is_refused_as_asked_wrongly(
    stage: Stage, words: tuple[str, ...]
) -> None:
    done = at(stage("board"), "next", *words, "--as", "bo", "--today", "2026-06-20")
    assert (done.code, done.out) == (2, "")
    assert "hint: " in done.err
    if "--set" in words:
        assert "none is named" in done.err


def test_where_one_case_is_or_what_somebody_looks_after(stage: Stage) -> None:
    folder, today = stage("outcome"), ("--today", "2026-08-13")
    (row,) = at(folder, "report", "where", "mc-0001", "--json", *today, fine=True).json
    assert row["ref"] == MC
    own = at(folder, "review", "assign", MC, "--to", "mele", "--as", "hemi", *today, fine=True)
    assert own.code == 0
    page = ("report", "where", "--owner", "me", "--as", "mele", "--first", "1", *today)
    first = at(folder, *page, fine=True)
    assert "--owner me --first 1 --after " in first.err
    assert first.out.startswith("Where everything is: owner mele. As at ")
    nobodys = at(folder, "report", "where", "--owner", "none", *today, fine=True)
    assert nobodys.out.startswith("Where everything is: owner nobody. As at ")
    ended = at(folder, "report", "where", APP, *today, fine=True)
    assert f"See it with: mcapproval show {APP} --today 2026-08-13" in " ".join(ended.out.split())
    nothing = at(folder, "report", "where", "--owner", "hine", *today, fine=True)
    assert "No such case is under way." in nothing.out
