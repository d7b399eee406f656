"""`tick`: what is due is done and told once, and the outbox is handed to a mail server whole."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at, go
from tests.mailbox import Mailbox, mailbox

from mcapproval.actions import audit, looking
from mcapproval.actions.cases.items import answering, days, of_case
from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.cases.undoing import undo
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.due import ticking
from mcapproval.actions.due.mailing import Mailed, address, mail
from mcapproval.actions.due.outbox import outbox_page, unsent
from mcapproval.actions.due.ticking import Ticked, tick
from mcapproval.actions.people import known
from mcapproval.actions.people.contacts import give_contact
from mcapproval.cli.smtp import place, posting
from mcapproval.errors import AskedWrongly, NotInForce
from mcapproval.store import queries
from mcapproval.store.conflict import Conflict
from mcapproval.store.rows.folded import Case, Journal, Notice

SENDER = "mcapproval@provider.example"
BO, MELE, HEMI = (f"{name}@provider.example" for name in ("bo", "mele", "hemi"))

# The board had it on Friday 5 June 2026, for 20 working days: 8-12, 15-19, 22-26, 29 June-3 July.
REMINDED, DUE, LATE = "2026-06-26", "2026-07-03", "2026-07-20"


def ticked(desk: Desk, day: str, dry: bool = False) -> Ticked:
    return tick(desk.on(date.fromisoformat(day)), dry)


def told(done: Ticked) -> list[tuple[str, str, str]]:
    return [(notice.kind, notice.about, notice.to_role) for notice in done.notices]


def rows(desk: Desk) -> int:
    with desk.reading() as connection:
        return queries.count(connection, Journal)


def case(desk: Desk, ref: str) -> Case:
    with desk.reading() as connection:
        found = queries.one(connection, Case, ref=ref)
    assert found
    return found


def sent(desk: Desk, box: Mailbox, day: str) -> Mailed:
    with posting(box.server) as post:
        return mail(desk.on(date.fromisoformat(day)), SENDER, post)


def reachable(desk: Desk) -> None:
    for name in ("bo", "mele", "hemi"):
        give_contact(desk, name, f"{name}@provider.example")


def whole(desk: Desk) -> bool:
    return audit.audit(desk).whole


def test_a_state_reminds_is_due_and_escalates_each_once(board: Staged) -> None:
    desk = board.desk
    assert told(ticked(desk, "2026-06-25")) == []
    assert told(ticked(desk, REMINDED)) == [
        ("remind", "state:academic-approval", "quality-adviser")
    ]
    assert told(ticked(desk, "2026-07-02")) == []
    (due,) = ticked(desk, DUE).notices
    assert (due.kind, due.to_role, due.days) == ("overdue", "board-member", 0)
    # ten working days after 3 July, of which Friday 10 July is Matariki: 6-9, 13-17, 20 July
    assert told(ticked(desk, "2026-07-17")) == []
    assert told(ticked(desk, LATE)) == [("escalate", "state:academic-approval", "quality-manager")]
    assert told(ticked(desk, "2026-12-01")) == []
    assert whole(desk)


def test_running_it_again_writes_nothing(board: Staged) -> None:
    desk = board.desk
    assert len(ticked(desk, LATE).notices) == 2
    before = rows(desk)
    for day in (LATE, LATE, "2026-07-21"):
        assert ticked(desk, day).notices == ()
    assert rows(desk) == before


def test_a_dry_run_says_the_same_and_writes_nothing(board: Staged) -> None:
    desk, before = board.desk, rows(board.desk)
    would = ticked(desk, LATE, dry=True)
    assert rows(desk) == before
    done = ticked(desk, LATE)
    assert told(would) == told(done)
    assert [notice.row for notice in would.notices] == [None, None]
    assert rows(desk) == before + 2


def test_what_is_told_is_a_row_by_the_program_that_names_its_cause(board: Staged) -> None:
    desk = board.desk
    cause = case(desk, board.ref).last_row
    (notice,) = ticked(desk, REMINDED).notices
    with desk.reading() as connection:
        event = list(queries.events(connection, board.ref))[-1]
    assert (event.seq, event.act, event.cause) == (notice.row, "noticed", cause)
    assert (event.by.person, event.by.channel) == ("system", "tick")
    assert event.effective_on == REMINDED
    after = case(desk, board.ref)
    assert (after.last_row, after.version) == (cause, event.ref_seq)


def test_two_at_once_tell_it_once(board: Staged) -> None:
    desk, done = board.desk, []
    where = desk.records.where

    def run() -> None:
        own = replace(sit_down(where, None, date.fromisoformat(LATE)))
        done.append(tick(own))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(len(each.notices) for each in done) == 2
    assert len(outbox_page(desk.on(date.fromisoformat(LATE))).rows) == 2
    assert whole(desk)


def test_a_case_that_moved_on_is_told_of_no_more(board: Staged) -> None:
    desk = board.desk
    ticked(desk, REMINDED)
    go(desk, board.ref, "bo", "2026-06-29", "send-back", to="drafting", reason="More on level 5")
    assert ticked(desk, DUE).notices == ()
    (left,) = outbox_page(desk.on(date(2026, 7, 3))).rows
    assert left.standing == "overtaken"


def test_what_is_no_longer_true_is_marked_once_and_not_looked_at_again(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    ticked(desk, REMINDED)
    go(desk, ref, "bo", "2026-06-29", "send-back", to="drafting", reason="More on level 5")
    before, version = rows(desk), case(desk, ref).version
    ticked(desk, "2026-06-30", dry=True)
    assert rows(desk) == before
    ticked(desk, "2026-06-30")
    assert (rows(desk), case(desk, ref).version) == (before + 1, version + 1)
    ticked(desk, "2026-07-01")
    assert rows(desk) == before + 1
    with desk.reading() as connection:
        (row,) = queries.many(connection, Notice)
        assert unsent(connection, date(2026, 7, 1)) == []
    assert (row.sent_on, row.overtaken_on) == (None, "2026-06-30")
    assert looking.history(desk, ref)[-1].act == (
        f"no longer true, and sent to nobody any more: what was told in row {row.seq}"
    )
    assert whole(desk)


def test_what_is_no_longer_true_is_marked_next_time_where_others_write_each_time(
    board: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, ref = board.desk, board.ref
    ticked(desk, REMINDED)
    go(desk, ref, "bo", "2026-06-29", "send-back", to="drafting", reason="More on level 5")
    before = rows(desk)

    def overtaken(*_: object) -> None:
        raise Conflict("somebody was first")

    with monkeypatch.context() as patch:
        patch.setattr(ticking, "_pass_over", overtaken)
        done = ticked(desk, "2026-06-30")
    assert done.untold == ((ref, f"{ref} is being changed by others"),)
    assert (rows(desk), ticked(desk, "2026-06-30").untold) == (before, ())
    assert rows(desk) == before + 1


def test_what_was_overtaken_unsent_is_told_again_where_it_is_true_again(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    ticked(desk, DUE)
    go(desk, ref, "bo", "2026-07-06", "send-back", to="drafting", reason="By a slip")
    assert ticked(desk, "2026-07-06").notices == ()
    undo(at(desk, "bo", "2026-07-06"), ref)
    assert told(ticked(desk, "2026-07-06")) == [
        ("overdue", "state:academic-approval", "board-member")
    ]
    found = [notice.standing for notice in outbox_page(desk.on(date(2026, 7, 6))).rows]
    assert found == ["overtaken", "waits"]
    assert whole(desk)


def test_a_day_before_the_last_that_happened_marks_nothing(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    ticked(desk, REMINDED)
    go(desk, ref, "bo", "2026-06-29", "send-back", to="drafting", reason="More on level 5")
    before = rows(desk)
    ticked(desk, "2026-06-28")
    assert rows(desk) == before
    ticked(desk, "2026-06-29")
    assert rows(desk) == before + 1


def test_a_case_on_hold_is_due_later_by_the_working_days_it_was_away(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    go(desk, ref, "hemi", "2026-06-29", "hold", reason="The partner is away")
    assert (case(desk, ref).due_on, case(desk, ref).left) == (None, '{"academic-approval":4}')
    assert ticked(desk, LATE).notices == ()
    go(desk, ref, "hemi", "2026-07-20", "resume")
    assert case(desk, ref).due_on == "2026-07-24"
    assert told(ticked(desk, "2026-07-24")) == [
        ("overdue", "state:academic-approval", "board-member")
    ]
    assert whole(desk)


def test_another_due_day_is_told_anew(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    ticked(desk, DUE)
    go(desk, ref, "hemi", "2026-07-06", "hold", reason="The partner is away")
    go(desk, ref, "hemi", "2026-07-13", "resume")
    due = [(n.kind, n.due_on) for n in ticked(desk, "2026-07-14").notices]
    assert due == [("overdue", case(desk, ref).due_on)]
    assert due[0][1] == "2026-07-09"  # it was one working day late, and stays so
    assert whole(desk)


def test_an_open_item_tells_its_owner_and_then_the_quality_manager(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked = ["How are the hui assessed?; due=2026-07-28; owner=quality-adviser"]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=asked)
    assert case(desk, ref).due_on == "2026-07-28"
    assert told(ticked(desk, "2026-07-20")) == []
    assert told(ticked(desk, "2026-07-21")) == [("remind", "item:1", "quality-adviser")]
    assert told(ticked(desk, "2026-07-28")) == [("overdue", "item:1", "quality-adviser")]
    assert told(ticked(desk, "2026-08-04")) == [("escalate", "item:1", "quality-manager")]
    assert whole(desk)


def test_an_item_that_was_handed_over_is_told_to_who_has_it_now_and_not_sent_to_who_had_it(
    board: Staged,
) -> None:
    """Its author was told and is sent nothing, whether or not the tick came before the mail."""
    desk, ref = board.desk, board.ref
    for name in ("ana", "mele"):
        give_contact(desk, name, f"{name}@provider.example")
    hemi = at(desk, "hemi", "2026-06-06")
    number = of_case.add_item(hemi, ref, "action", "Ask", owner="author", due=date(2026, 6, 12))
    assert told(ticked(desk, "2026-06-15")) == [("overdue", "item:1", "author")]
    days.own_item(at(desk, "hemi", "2026-06-15"), ref, number, "quality-adviser")
    assert standings(desk, "2026-06-15") == [("author", "overtaken", None)]
    with mailbox() as box:
        sent(desk, box, "2026-06-15")
        assert box.taken == []
        assert told(ticked(desk, "2026-06-15")) == [("overdue", "item:1", "quality-adviser")]
        assert told(ticked(desk, "2026-06-16")) == []
        sent(desk, box, "2026-06-16")
        assert (len(box.letters(MELE)), len(box.taken)) == (1, 1)
    assert standings(desk, "2026-06-16") == [
        ("author", "overtaken", "2026-06-15"),
        ("quality-adviser", "sent", None),
    ]
    days.own_item(at(desk, "hemi", "2026-06-16"), ref, number, "author")
    assert told(ticked(desk, "2026-06-16")) == [("overdue", "item:1", "author")]
    assert whole(desk)


def standings(desk: Desk, day: str) -> list[tuple[str, str, str | None]]:
    """Of each notice to whom it is, what became of it, and the day on which it was passed over."""
    lines = outbox_page(desk.on(date.fromisoformat(day))).rows
    with desk.reading() as connection:
        passed = {row.seq: row.overtaken_on for row in queries.many(connection, Notice)}
    return [(line.to_role, line.standing, passed[line.row or 0]) for line in lines]


def test_an_item_that_was_answered_is_told_of_no_more(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked = ["How?; due=2026-07-28", "Why?; due=2026-08-11"]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=asked)
    answering.change_item(at(desk, "hemi", "2026-07-20"), ref, 1, "answered", "By whānau.")
    assert case(desk, ref).due_on == "2026-08-11"
    assert told(ticked(desk, "2026-07-28")) == []
    assert told(ticked(desk, "2026-08-11")) == [("overdue", "item:2", "quality-manager")]


def test_a_notice_does_not_keep_a_move_from_being_taken_back(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked = ["How?; due=2026-07-14"]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=asked)
    assert told(ticked(desk, "2026-07-14")) == [("overdue", "item:1", "quality-manager")]
    undo(at(desk, "hemi", "2026-07-14"), ref)
    assert (case(desk, ref).state, case(desk, ref).due_on) == ("evaluation", None)
    (left,) = outbox_page(desk.on(date(2026, 7, 14))).rows
    assert left.standing == "overtaken"
    assert whole(desk)


def test_advice_asked_for_has_a_clock_beside_that_of_the_state(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    asked = {"who": "quality-adviser", "question": "Enough te reo?", "due": "2026-06-12"}
    said = Said(asked)
    move(at(desk, "mele", "2026-06-08"), ref, "ask-advice", said)
    assert case(desk, ref).due_on == DUE
    assert told(ticked(desk, "2026-06-12")) == [("overdue", "item:1", "quality-adviser")]


def test_a_re_evaluation_is_announced_once_as_early_as_our_policy_says(approved: Staged) -> None:
    desk, ref = approved.desk, "REV-2027-0001"
    assert case(desk, ref).due_on == "2027-08-11"
    assert ticked(desk, "2027-05-12").moves == ()
    tried = ticked(desk, "2027-05-13", dry=True)
    (would,) = tried.moves
    assert case(desk, ref).state == "scheduled"
    done = ticked(desk, "2027-05-13")
    assert [replace(notice, row=None) for notice in done.notices] == list(tried.notices)
    (made,) = done.moves
    assert (made.ref, made.move, made.now, made.due_on) == (ref, "notify", "Notified", "2027-08-11")
    assert replace(made, row=None) == would
    assert told(done) == [("remind", "state:notified", "quality-adviser")]
    assert case(desk, ref).state == "notified"
    assert ticked(desk, "2027-05-14").moves == ()
    with desk.reading() as connection:
        event = next(e for e in queries.events(connection, ref) if e.act == "moved")
    assert (event.by.person, event.by.channel) == ("system", "tick")
    assert event.cause is not None
    assert whole(desk)


def test_a_day_past_those_that_can_be_counted_is_refused_and_nothing_written(
    board: Staged,
) -> None:
    before = rows(board.desk)
    with pytest.raises(NotInForce, match="Matariki is set by law for 2022 to 2052"):
        ticked(board.desk, "2053-01-05")
    assert rows(board.desk) == before


def test_nothing_is_asked_for_by_a_day_past_those(board: Staged) -> None:
    mele, day = at(board.desk, "mele", "2026-06-08"), date(2060, 1, 5)
    before = rows(board.desk)
    with pytest.raises(NotInForce, match="and 2060 was asked for"):
        of_case.add_item(mele, board.ref, "action", "Look again", "library", day)
    with pytest.raises(NotInForce, match="and 2060 was asked for"):
        go(
            board.desk,
            board.ref,
            "mele",
            "2026-06-08",
            "ask-advice",
            who="library",
            question="Held?",
            due=day.isoformat(),
        )
    assert rows(board.desk) == before


def test_an_item_at_the_end_of_them_keeps_nobody_else_from_being_told(board: Staged) -> None:
    there = told(ticked(board.desk, LATE, dry=True))
    mele = at(board.desk, "mele", "2026-06-08")
    of_case.add_item(mele, board.ref, "action", "Look again", "library", date(2052, 12, 30))
    assert told(ticked(board.desk, LATE)) == there != []


def test_each_person_is_sent_one_message_and_it_is_marked(board: Staged) -> None:
    desk = board.desk
    reachable(desk)
    ticked(desk, LATE)
    with mailbox() as box:
        done = sent(desk, box, LATE)
        assert [each.why for each in done.messages] == ["", ""]
        assert sorted(whom for whom, _ in box.taken) == [BO, HEMI]
        (letter,) = box.letters(BO)
        assert sent(desk, box, LATE).messages == ()
    assert letter.splitlines() == [
        "Kia ora Bo Lindgren-Li",
        "",
        "As of 20 July 2026:",
        "",
        "Community-Led Development Facilitation (APP-2026-0001)",
        "  'Academic approval' was due on 3 July 2026: 17 days late.",
        "  You are told as board member.",
        "  See: mcapproval next APP-2026-0001",
        "",
        "--",
        "Written by mcapproval from: Records of micro-credentials.",
        "These records are simulated: nothing in them is real.",
    ]
    assert {each.standing for each in outbox_page(desk.on(date(2026, 7, 21))).rows} == {"sent"}
    assert whole(desk)


def test_a_message_has_what_mail_programs_go_by(board: Staged) -> None:
    desk = board.desk
    reachable(desk)
    (notice,) = ticked(desk, DUE).notices
    with mailbox() as box:
        sent(desk, box, DUE)
    ((whom, message),) = box.taken
    assert (whom, message["To"], message["From"]) == (BO, BO, SENDER)
    assert message["Subject"] == "mcapproval: 1 thing is due"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<PER-0005.{notice.row}-{notice.row}.1@mcapproval.invalid>"
    assert message["Date"].datetime.date() == date.fromisoformat(DUE)


def test_a_server_that_cannot_be_reached_loses_nothing(board: Staged) -> None:
    desk = board.desk
    reachable(desk)
    ticked(desk, LATE)
    with mailbox() as box:
        gone = box.server
    with posting(gone) as post:
        failed = mail(desk.on(date.fromisoformat(LATE)), SENDER, post)
    assert len(failed.failed) == 2
    assert all("does not answer" in each.why for each in failed.failed)
    with mailbox() as box:
        assert len(sent(desk, box, LATE).messages) == 2
        assert len(box.taken) == 2


def test_a_server_that_goes_away_is_sent_only_the_rest_next_time(board: Staged) -> None:
    desk = board.desk
    reachable(desk)
    ticked(desk, LATE)
    with mailbox(takes=1) as box:
        done = sent(desk, box, LATE)
        assert (len(box.taken), len(done.failed)) == (1, 1)
        first = box.taken[0][0]
    with mailbox() as box:
        sent(desk, box, LATE)
        assert {whom for whom, _ in box.taken} == {BO, HEMI} - {first}
    assert whole(desk)


def test_a_refused_address_does_not_keep_the_others_from_being_told(board: Staged) -> None:
    desk = board.desk
    reachable(desk)
    known.add_person(desk, "pipi", "Pipi Hāmi", "pipi@provider.example", None)
    known.grant(desk, "pipi", "board-member")
    ticked(desk, DUE)
    with mailbox(refuses=frozenset({"pipi@provider.example"})) as box:
        (failed,) = sent(desk, box, DUE).failed
        assert failed.why == "it refuses the address: 550 no such person here"
        assert [whom for whom, _ in box.taken] == [BO]
        (waits,) = outbox_page(desk.on(date.fromisoformat(DUE))).rows
        assert waits.standing == "waits"
    with mailbox() as box:
        sent(desk, box, DUE)
        assert [whom for whom, _ in box.taken] == ["pipi@provider.example"]
    (done,) = outbox_page(desk.on(date.fromisoformat(DUE))).rows
    assert (done.standing, done.sent_on) == ("sent", DUE)
    assert whole(desk)


def test_who_left_the_role_no_longer_keeps_a_notice_waiting(board: Staged) -> None:
    desk = board.desk
    reachable(desk)
    known.add_person(desk, "pipi", "Pipi Hāmi", "pipi@provider.example", None)
    known.grant(desk, "pipi", "board-member", until=date.fromisoformat(DUE))
    ticked(desk, DUE)
    with mailbox(refuses=frozenset({"pipi@provider.example"})) as box:
        sent(desk, box, DUE)
        assert sent(desk, box, "2026-07-06").messages == ()
    (done,) = outbox_page(desk.on(date(2026, 7, 6))).rows
    assert done.standing == "sent"
    assert whole(desk)


def test_what_nobody_holds_is_told_to_the_quality_manager(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    reachable(desk)
    asked = ["What does it cost?; due=2026-07-28; owner=finance"]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=asked)
    ticked(desk, "2026-07-28")
    with mailbox() as box:
        sent(desk, box, "2026-07-28")
        (letter,) = box.letters(HEMI)
    assert "Nobody is its finance" in letter
    assert "you are told as quality manager" in letter
    assert "What does it cost?" not in letter


NO_ADDRESS = (
    "extension 4411, or bo at provider.example",
    "bo",
    "bo@",
    "@provider.example",
    "bo@provider",
    "bo@@provider.example",
    "bo@provider..example",
    "bo@-provider.example",
    ".bo@provider.example",
    "bo @provider.example",
    "bo@provider.example, kiri@provider.example",
    "bo@provider.example\nBcc: all@provider.example",
    "bo@provider.example\r\n\r\nHello",
    "Bo <bo@provider.example>",
    "bo@provider.example\u202e",
    "b" * 65 + "@provider.example",
    "bo@" + "a." * 150 + "nz",
)


@pytest.mark.parametrize("written", NO_ADDRESS)
def test_what_is_no_address_is_no_contact(board: Staged, written: str) -> None:
    with pytest.raises(AskedWrongly, match="is no e-mail address"):
        give_contact(board.desk, "bo", written)
    with pytest.raises(AskedWrongly, match="is no e-mail address"):
        known.add_person(board.desk, "kiri", "Kiri Newcomer", written, None)


def test_an_address_may_have_a_maori_domain_and_the_message_has_it_in_ascii(board: Staged) -> None:
    desk = board.desk
    give_contact(desk, "bo", " bo.lindgren+mc@māori.nz ")
    ticked(desk, DUE)
    with mailbox() as box:
        done = sent(desk, box, DUE)
        assert [message.why for message in done.messages] == [""]
        assert len(box.letters("bo.lindgren+mc@xn--mori-qsa.nz")) == 1


def test_without_an_address_a_notice_stays_in_the_outbox(board: Staged) -> None:
    desk = board.desk
    ticked(desk, DUE)
    with mailbox() as box:
        done = sent(desk, box, DUE)
        assert (box.taken, done.messages) == ([], ())
    assert [notice.to for notice in done.unaddressed] == ["board member"]


def test_what_is_no_longer_true_is_not_sent(board: Staged) -> None:
    desk = board.desk
    reachable(desk)
    ticked(desk, DUE)
    go(desk, board.ref, "bo", "2026-07-06", "send-back", to="drafting", reason="More on level 5")
    with mailbox() as box:
        sent(desk, box, "2026-07-06")
        assert box.taken == []


@pytest.mark.parametrize(
    "written", ["bo", "bo@", "bo@provider.example\nBcc: all@provider.example", "Bo <bo@x.nz>", ""]
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(AskedWrongly, match="no e-mail address"):
        address(written)


@pytest.mark.parametrize(
    "server", ["localhost", "http://localhost", "smtp://", "smtp://localhost:port", "smtp://h/x"]
)
def test_what_is_no_mail_server_is_refused(server: str) -> None:
    with pytest.raises(AskedWrongly, match="no mail server"):
        place(server)


def test_a_mail_server_is_told_no_password() -> None:
    with pytest.raises(AskedWrongly, match="without a name or password"):
        place("smtp://me:secret@localhost")
    assert place("smtp://localhost") == ("smtp", "localhost", 25)
    assert place("smtps://mail.provider.example") == ("smtps", "mail.provider.example", 465)
