"""`tick`, `report outbox`, and the due day in `next` and `show`, as a person sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cli.living import APP
from tests.cli.shell import Done, at
from tests.cli.test_outputs_for_programs import fits
from tests.mailbox import mailbox

from mcapproval.actions.due import mailing, ticking
from mcapproval.store.conflict import Conflict

Stage = Callable[[str], Path]

LATE = ("--today", "2026-07-20")
FROM = ("--from", "mcapproval@provider.example")


def addressed(folder: Path) -> None:
    for person in ("bo", "hemi"):
        contact = f"{person}@provider.example"
        at(folder, "people", "contact", person, contact, "--as", person, *LATE, fine=True)


def journal(folder: Path) -> int:
    return len(at(folder, "history", APP, "--json", fine=True).json)


def test_what_is_due_is_told_once_and_shown_in_the_outbox(stage: Stage) -> None:
    folder = stage("board")
    before = journal(folder)
    would = at(folder, "tick", "--dry-run", *LATE, fine=True)
    assert "2 notices would be written; nothing was: this is a dry run." in would.out
    assert journal(folder) == before
    done = at(folder, "tick", *LATE, fine=True)
    assert "2 notices written to the outbox." in done.out
    for words in ("'Academic approval'", "2026-07-03", "17 days late", "board member"):
        assert words in done.out
    again = at(folder, "tick", *LATE, fine=True)
    assert "Nothing new is due: nothing was written to the outbox." in again.out
    shown = at(folder, "report", "outbox", *LATE, fine=True)
    assert "2 notices, 2 not sent." in shown.out
    assert journal(folder) == before + 2
    told = at(folder, "history", APP, fine=True).out
    assert "told the board member: Academic approval, due on 3 July 2026" in told
    assert "told, as it is late, the quality manager: Academic approval" in told
    at(folder, "audit", "verify", fine=True)


def test_what_others_keep_writing_to_is_told_with_1_and_is_due_the_next_time(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*_: object) -> None:
        raise Conflict("somebody was first")

    folder = stage("board")
    with monkeypatch.context() as patch:
        patch.setattr(ticking, "_write", overtaken)
        left = at(folder, "tick", *LATE)
        for_programs = at(folder, "tick", "--json", *LATE)
    assert (left.code, for_programs.code) == (1, 1)
    assert f"{APP} could not be told of: {APP} is being changed by others" in left.err
    assert [each["ref"] for each in for_programs.json["left_out"]] == [APP]
    fits("tick", for_programs.json)
    done = at(folder, "tick", *LATE, fine=True)
    assert "2 notices written to the outbox." in done.out


def test_nobody_needs_to_be_named_and_what_is_done_is_done_by_the_program(stage: Stage) -> None:
    folder = stage("board")
    at(folder, "tick", *LATE, fine=True)
    last = at(folder, "history", APP, "--json", fine=True).json[-1]
    assert last["who"] == "mcapproval"


def test_an_empty_outbox_says_so(stage: Stage) -> None:
    assert "The outbox is empty" in at(stage("board"), "report", "outbox", fine=True).out


def test_what_tick_and_the_outbox_print_for_programs_fits_their_schemas(stage: Stage) -> None:
    folder = stage("board")
    for words in (("--dry-run",), (), ()):
        fits("tick", at(folder, "tick", "--json", *words, *LATE, fine=True).json)
    printed = at(folder, "report", "outbox", "--json", *LATE, fine=True).json
    fits("report-outbox", printed)
    assert [row["kind"] for row in printed] == ["overdue", "escalate"]
    assert {row["standing"] for row in printed} == {"waits"}
    of_case = at(folder, "report", "outbox", "--case", APP, "--json", *LATE, fine=True).json
    assert of_case == printed
    addressed(folder)
    with mailbox() as box:
        mailed = at(folder, "tick", "--json", "--mail", box.server, *FROM, *LATE, fine=True).json
    fits("tick", mailed)
    assert len(mailed["mail"]["sent"]) == 2
    lines = at(folder, "report", "outbox", "--csv", *LATE, fine=True).out.splitlines()
    assert lines[0].startswith("row,ref,what,due_on,days,kind,about,to,")
    assert lines[1].count("2026-07-20") == 2


def test_a_re_evaluation_that_is_near_is_announced(stage: Stage) -> None:
    folder = stage("outcome")
    done = at(folder, "tick", "--today", "2027-05-13", fine=True)
    assert (
        "REV-2027-0001  Community-Led Development Facilitation: Scheduled -> Notified" in done.out
    )
    printed = at(folder, "tick", "--json", "--today", "2027-08-11", fine=True).json
    fits("tick", printed)
    assert [row["about"] for row in printed["notices"]] == ["idle", "state:notified"]


def test_a_dry_run_does_not_say_that_nothing_is_due_beside_what_would_be_announced(
    stage: Stage,
) -> None:
    folder = stage("outcome")
    early = 'format = "policy/1"\nprovider = "otago-polytechnic"\n[review]\nlead_days = 120\n'
    (folder / "early.toml").write_text(early, "utf-8")
    day = ("--today", "2027-04-14")
    at(folder, "policy", "adopt", "early.toml", "--as", "admin", *day, fine=True)
    would = at(folder, "tick", "--dry-run", *day, fine=True).out
    assert "REV-2027-0001  Community-Led Development Facilitation: would be announced" in would
    assert "No notice would be written beside that; nothing was done: this is a dry run." in would
    done = at(folder, "tick", *day, fine=True).out
    assert "No notice is due beside that: nothing was written to the outbox." in done
    assert "Nothing new" not in would + done
    later = ("--today", "2027-04-15")
    nothing = "Nothing new is due: nothing would be written to the outbox."
    assert nothing in at(folder, "tick", "--dry-run", *later, fine=True).out


def test_mail_is_handed_over_and_a_failing_server_is_told_with_1(stage: Stage) -> None:
    folder = stage("board")
    addressed(folder)
    with mailbox(refuses=frozenset({"bo@provider.example"})) as box:
        failed = at(folder, "tick", "--mail", box.server, *FROM, *LATE)
        assert failed.code == 1
        assert "1 message sent." in failed.out
        assert "not sent to Bo Lindgren-Li: it refuses the address: 550" in failed.err
        assert [whom for whom, _ in box.taken] == ["hemi@provider.example"]
        gone = box.server
    unreached = at(folder, "tick", "--mail", gone, *FROM, *LATE)
    assert unreached.code == 1
    assert "does not answer" in unreached.err
    assert "1 notice waits for the next time" in " ".join(unreached.err.split())
    with mailbox() as box:
        done = at(folder, "tick", "--mail", box.server, *FROM, *LATE, fine=True)
        assert "1 message sent." in done.out
        assert [whom for whom, _ in box.taken] == ["bo@provider.example"]


def test_who_has_no_address_is_told_of_with_what_mends_it(stage: Stage) -> None:
    folder = stage("board")
    with mailbox() as box:
        done = at(folder, "tick", "--mail", box.server, *FROM, *LATE, fine=True)
    assert "no board member with an e-mail address as contact" in done.err
    assert "mcapproval people contact PERSON ADDRESS" in done.err


def test_those_whom_nobody_can_be_sent_are_counted_in_one_line_for_each_role(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_two_cases(*given: Any) -> mailing.Mailed:
        done = sent(*given)
        return replace(done, unaddressed=done.unaddressed * 2)

    sent = mailing.mail
    monkeypatch.setattr(mailing, "mail", of_two_cases)
    folder = stage("board")
    with mailbox() as box:
        done = at(folder, "tick", "--mail", box.server, *FROM, *LATE, fine=True)
    said = [line for line in done.err.splitlines() if "board member" in line]
    assert said == [
        "2 notices: no board member with an e-mail address as contact; they stay in the outbox"
    ]


def refused(folder: Path, *words: str) -> Done:
    done = at(folder, "tick", *words, *LATE)
    assert done.code == 2
    assert "written" not in done.out
    return done


def test_what_is_asked_wrongly_is_said_before_anything_is_written(stage: Stage) -> None:
    folder = stage("board")
    before = journal(folder)
    assert "is no mail server" in refused(folder, "--mail", "localhost:25", *FROM).err
    assert "--from" in refused(folder, "--mail", "smtp://localhost").err
    assert (
        "is no e-mail address" in refused(folder, "--mail", "smtp://localhost", "--from", "me").err
    )
    assert (
        "leave one of them out"
        in refused(folder, "--mail", "smtp://localhost", *FROM, "--dry-run").err
    )
    assert "--from is for --mail" in refused(folder, *FROM).err
    assert journal(folder) == before


def test_a_day_past_those_that_can_be_counted_is_refused_with_a_sentence(stage: Stage) -> None:
    done = at(stage("board"), "tick", "--today", "2053-02-03")
    assert done.code == 2
    assert "Matariki is set by law for 2022 to 2052 only" in done.err


def test_next_and_show_say_when_a_case_is_due_and_whose_turn_it_is(stage: Stage) -> None:
    folder = stage("board")
    for day, said in (
        ("2026-06-20", "It is due on 3 July 2026, in 13 days. It is the board member's turn."),
        ("2026-07-03", "It is due on 3 July 2026, today. It is the board member's turn."),
        ("2026-07-04", "It was due on 3 July 2026: 1 day late. It is the board member's turn."),
    ):
        for command in ("next", "show"):
            assert said in at(folder, command, APP, "--today", day, fine=True).out
    for command in ("next", "show"):
        printed = at(folder, command, APP, "--json", "--today", "2026-07-04", fine=True).json
        assert (printed["due_on"], printed["days_left"]) == ("2026-07-03", -1)
        assert (printed["clock"], printed["turn"]) == ("board", "board-member")


def test_a_clock_that_stands_still_says_what_is_left(stage: Stage) -> None:
    folder = stage("board")
    hold = ("move", APP, "hold", "--as", "hemi", "--set", "reason=The partner is away")
    at(folder, *hold, "--today", "2026-06-29", fine=True)
    for command in ("next", "show"):
        shown = at(folder, command, APP, "--today", "2026-07-20", fine=True).out
        assert "The clock of Academic approval stands still: 4 working days left." in shown
        assert "It is nobody's turn." in shown
    printed = at(folder, "next", APP, "--json", "--today", "2026-07-20", fine=True).json
    fits("next", printed)
    assert printed["stopped"] == [
        {
            "state": "academic-approval",
            "label": "Academic approval",
            "left": 4,
            "working_days": True,
        }
    ]


def test_who_waits_for_an_outside_body_is_told_so(stage: Stage) -> None:
    shown = at(stage("nzqa"), "next", APP, "--today", "2026-07-01", fine=True).out
    assert "It waits for NZQA." in shown


def test_a_contact_is_given_by_oneself_or_by_the_administrator(stage: Stage) -> None:
    folder = stage("board")
    day = ("--today", "2026-06-10")
    given = ("people", "contact", "bo", "bo@provider.example")
    assert at(folder, *given, "--as", "mele", *day).code == 1
    at(folder, *given, "--as", "bo", *day, fine=True)
    at(folder, *given, "--as", "admin", *day, fine=True)
    at(folder, "audit", "verify", fine=True)
    note = ("--note", "Asked for it", "--as", "admin")
    erased = at(folder, "people", "erase", "bo", "--yes", *note, *day)
    assert erased.code in (0, 1)
    assert b"bo@provider.example" not in (folder / "records.db").read_bytes()
    at(folder, "audit", "verify", fine=True)


def test_a_digest_that_reaches_others_fails_for_nobody_without_an_address(stage: Stage) -> None:
    folder = stage("outcome")
    day = ("--today", "2027-07-01")
    at(folder, "review", "assign", "MC-0001", "--to", "ana", "--as", "hemi", *day, fine=True)
    with mailbox() as box:
        words = ("review", "digest", "--mail", box.server, *FROM, *day)
        none = at(folder, *words)
        assert (none.code, len(box.taken)) == (1, 0)
        assert "0 messages sent" in none.out
        at(folder, "people", "contact", "hemi", "hemi@a.example", "--as", "hemi", *day, fine=True)
        for sent in ("1 message sent, 0 not.", "0 messages sent, 0 not."):
            some = at(folder, *words, fine=True)
            assert sent in some.out
            assert "has no e-mail address as contact: nothing was sent to them" in some.err
            assert "mcapproval people contact PERSON ADDRESS" in some.err
        assert len(box.taken) == 1
