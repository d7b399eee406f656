"""A board decides: in a meeting, by its chair alone until the next, after a recommendation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import agenda, at, edited, go

from mcapproval.actions import looking, setup
from mcapproval.actions.audit import audit
from mcapproval.actions.cases.moves import Said, possible, quorum_of, try_move
from mcapproval.actions.cases.standing.facts import of_application
from mcapproval.actions.cases.undoing import undo
from mcapproval.actions.committees import meetings
from mcapproval.actions.committees.listing import list_meetings
from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.desk import Desk, person_ref
from mcapproval.actions.drafts import applications
from mcapproval.actions.lookup import application_row
from mcapproval.actions.papers import packs
from mcapproval.actions.people import delegating, erasing, known
from mcapproval.actions.people.ending_roles import end_role as ended
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Approval, Meeting
from mcapproval.workflow.people_answers import read_people

POLICY = """\
format = "policy/1"
provider = "otago-polytechnic"
[approval]
industry_support = "none"
quorum = { academic-board = 3 }
sub_committee = "SUB"
[titles]
academic-board = "Academic Committee"
"""

SITTING = (
    ("tui", "Tui Ngata-Frost", "board-member"),
    ("sina", "Sina Leavasa-Hall", "board-member"),
    ("rangi", "Rangi Whaanga-Lie", "board-chair"),
    ("dela", "Dela Umaga-West", "finance"),
    ("sec", "Seku Kamara-Pere", "board-secretary"),
    ("edu", "Edwina Takerei-Boon", "sub-committee-member"),
)
WORDS = "partner of the applicant, told in confidence"
CONFLICT = f"tui: {WORDS}; left=yes"


def three_decide(desk: Desk, folder: Path, sub: str = "no") -> None:
    """Adopt a policy with a quorum of three."""
    file = folder / "policy.toml"
    file.write_text(POLICY.replace("SUB", sub), "utf-8")
    setup.adopt_policy(desk, file, None, None)


def seated(stage: Staged, folder: Path, sub: str = "no") -> Desk:
    """The records of a stage with a board of four, its secretary, and a quorum of three."""
    three_decide(stage.desk, folder, sub)
    for handle, name, role in SITTING:
        known.add_person(stage.desk, handle, name, None, None)
        known.grant(stage.desk, handle, role)
    return stage.desk


def delegates(desk: Desk, folder: Path, role: str) -> None:
    """The board gives a role its power, and our policy says so."""
    file = folder / "delegates.toml"
    asks = POLICY.replace("SUB", "no").replace("[titles]", f'delegated_to = ["{role}"]\n[titles]')
    file.write_text(asks, "utf-8")
    setup.adopt_policy(desk, file, None, None)


@pytest.fixture
def desk(board: Staged, tmp_path: Path) -> Desk:
    """An application waits for the board; Dela stands in for Sina in June."""
    made = seated(board, tmp_path)
    days = (date(2026, 6, 1), date(2026, 6, 30))
    delegating.delegate(at(made, "admin", "2026-06-01"), "sina", "dela", None, *days)
    return made


APP = "APP-2026-0001"


def said(how: str = "meeting", **more: Any) -> Said:
    return Said({"how": how, "minute_reference": "AC-2026-11", "resolution": "Yes", **more})


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def chair_acts(desk: Desk, day: str = "2026-06-10", who: str = "sec") -> None:
    go(desk, APP, who, day, "approve", **said("chairs-action", chair="rangi").sets)


def meeting(desk: Desk, day: str, present: str, called: str = "2026-06-10") -> str:
    """A meeting that was held on a day."""
    ref = meetings.call(at(desk, "sec", called), "academic-board", date.fromisoformat(day))
    meetings.hold(at(desk, "sec", day), ref, read_people("people", present), [])
    return ref


def approvals(desk: Desk, body: str = "academic-board") -> list[Approval]:
    with desk.reading() as connection:
        return queries.many(connection, Approval, ref=APP, body=body)


def in_the_pack(desk: Desk, day: date) -> Mapping[str, str]:
    """What the record copy of a pack says of the newest decision."""
    with desk.reading() as connection:
        return packs.dossier(connection, APP, day).decisions[-1].facts


def whole(desk: Desk) -> bool:
    return audit(desk).faults == ()


# --- a meeting ----------------------------------------------------------------------------------


def test_a_delegate_counts_for_their_member_and_who_declared_a_conflict_does_not(
    desk: Desk,
) -> None:
    sec = at(desk, "sec", "2026-06-10")
    present = "bo,tui,dela for sina,sec"
    found, told = quorum_of(sec, APP, "approve", said(present=present, conflicts=CONFLICT))
    assert found
    assert (found.needed, found.counted) == (3, 2)
    assert [seat.counts for seat in found.present] == [True, False, True, False]
    assert told == (
        "3 members of the Academic Committee must decide; 2 count: bo, dela for sina; "
        "not counted: tui (declared a conflict and left the room), sec (no member on that day)"
    )
    with pytest.raises(Refused) as refusal:
        try_move(sec, APP, "approve", said(present=present, conflicts=CONFLICT))
    assert codes(refusal) == ["QUORUM"]
    more = said(present=f"{present},rangi", conflicts=CONFLICT)
    assert try_move(sec, APP, "approve", more).now == "Ready to submit"
    assert try_move(sec, APP, "approve", said(present=present)).now == "Ready to submit"


def test_a_delegation_counts_on_its_own_days_only(desk: Desk) -> None:
    late = at(desk, "sec", "2026-07-01")
    found, _ = quorum_of(late, APP, "approve", said(present="bo,rangi,dela for sina"))
    assert found
    assert found.counted == 2
    assert found.present[-1].because == "no delegation from sina holds on that day"


def test_who_sat_on_the_day_of_a_decision_counts_though_it_is_recorded_later(desk: Desk) -> None:
    until = date(2026, 6, 15)
    ended(at(desk, "admin", "2026-06-12"), "tui", "board-member", last=until)
    known.add_person(desk, "nia", "Nia Parata-Moe", None, None)
    known.grant(desk, "nia", "board-member", since=date(2026, 6, 16))
    sec, present = at(desk, "sec", "2026-07-02"), "tui,dela for sina,nia,rangi"
    counting = {}
    for day in (date(2026, 6, 10), date(2026, 7, 1)):
        found, _ = quorum_of(sec, APP, "approve", said(present=present), day)
        assert found
        counting[day.month] = [seat.counts for seat in found.present]
    assert counting == {6: [True, True, False, True], 7: [False, False, True, True]}


def test_the_quorum_is_that_of_the_policy_on_the_day_of_the_decision(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "later.toml"
    file.write_text(POLICY.replace("SUB", "no").replace("board = 3", "board = 2"), "utf-8")
    setup.adopt_policy(at(desk, "admin", "2026-06-20"), file, None, None)
    sec = at(desk, "sec", "2026-06-22")
    two = said(present="bo,tui")
    with pytest.raises(Refused) as refusal:
        try_move(sec, APP, "approve", two, date(2026, 6, 10))
    assert codes(refusal) == ["QUORUM"]
    assert try_move(sec, APP, "approve", two).now == "Ready to submit"


def test_a_meeting_from_before_our_first_policy_is_counted_by_one_policy_everywhere(
    board: Staged, tmp_path: Path
) -> None:
    desk = board.desk
    for handle, name, role in SITTING:
        known.add_person(desk, handle, name, None, None)
        known.grant(desk, handle, role)
    chair_acts(desk, "2026-06-08")
    ref = meeting(desk, "2026-06-10", "bo", "2026-06-09")
    assert [line.needed for line in list_meetings(at(desk, "sec", "2026-06-11"))] == [None]
    three_decide(at(desk, "admin", "2026-06-12"), tmp_path)
    adopted = at(desk, "sec", "2026-06-12")
    assert [line.needed for line in list_meetings(adopted)] == [3]
    with pytest.raises(Refused) as refusal:
        ratify(adopted, ref, APP)
    assert codes(refusal) == ["QUORUM"]
    found, _ = quorum_of(adopted, APP, "approve-again", said(meeting=ref), date(2026, 6, 10))
    assert found
    assert (found.needed, found.decides) == (3, False)
    assert meetings.close(adopted, ref, "AC/1").cases == ()


def test_who_stayed_in_spite_of_a_conflict_stands_against_the_decision(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        go(
            *(desk, APP, "bo", "2026-06-10", "approve"),
            **said(present="bo,tui,rangi,sina", conflicts="tui: partner").sets,
        )
    assert codes(refusal) == ["CONFLICT-STAYED"]


def test_who_sent_apologies_to_the_meeting_did_not_stay(desk: Desk) -> None:
    sec = at(desk, "sec", "2026-06-10")
    ref = meetings.call(sec, "academic-board", date(2026, 6, 10))
    there, away = read_people("people", "bo,rangi,sina"), read_people("people", "tui")
    meetings.hold(sec, ref, there, away)
    found = said(meeting=ref, conflicts="tui: partner").sets
    assert (
        try_move(at(desk, "bo", "2026-06-10"), APP, "approve", Said(found)).now == "Ready to submit"
    )


def test_a_name_that_nobody_has_is_told_with_the_nearest(desk: Desk) -> None:
    with pytest.raises(Unknown, match="no person rangie; did you mean `rangi`"):
        try_move(at(desk, "bo", "2026-06-10"), APP, "approve", said(present="bo,rangie"))
    with pytest.raises(Unknown, match="there is no meeting MTG-2026-0009"):
        try_move(at(desk, "bo", "2026-06-10"), APP, "approve", said(meeting="MTG-2026-0009"))


@pytest.mark.parametrize(
    ("more", "match"),
    [
        ({"present": "bo,tui", "apologies": "tui"}, "tui can't be present and send apologies"),
        ({"present": "bo,PER-0005"}, "names somebody twice"),
        ({"present": "dela for dela"}, "can't be there for themselves"),
    ],
)
def test_nobody_is_named_twice_or_in_two_places(
    desk: Desk, more: dict[str, str], match: str
) -> None:
    with pytest.raises(AskedWrongly, match=match):
        try_move(at(desk, "bo", "2026-06-10"), APP, "approve", said(**more))


def test_the_journal_has_people_by_reference_and_the_words_of_a_conflict_apart(
    desk: Desk,
) -> None:
    sets = said(present="bo,tui,rangi,dela for sina", conflicts=CONFLICT).sets
    go(desk, APP, "sec", "2026-06-10", "approve", **sets)
    with desk.reading() as connection:
        row = list(queries.events(connection, APP))[-1]
        tui, sina, dela = (person_ref(connection, name) for name in ("tui", "sina", "dela"))
    assert b"confidence" not in row.payload()
    assert row.data["values"]["present"][-1] == {"person": dela, "for": sina}
    assert row.data["values"]["conflicts"] == [{"left": "yes", "person": tui}]
    assert row.data["approval"]["how"] == "meeting"
    told = looking.history(desk, APP)[-1].text
    assert "Dela Umaga-West (for Sina Leavasa-Hall)" in told
    assert "conflicts: Tui Ngata-Frost left the room" in told
    assert WORDS in told
    assert (
        in_the_pack(desk, date(2026, 6, 10))["conflicts"]
        == f"Tui Ngata-Frost left the room: {WORDS}"
    )
    assert whole(desk)


def test_who_is_erased_takes_the_words_of_their_conflicts_along(desk: Desk) -> None:
    chair_acts(desk)
    ref = meeting(desk, "2026-06-12", "bo,tui,rangi,sina")
    ratify(at(desk, "sec", "2026-06-13"), ref, APP, read_people("conflicts", CONFLICT))
    assert WORDS in looking.history(desk, APP)[-1].text
    erasing.erase(at(desk, "admin", "2026-06-14"), "tui", "asked by letter")
    assert "conflicts: (erased)" in looking.history(desk, APP)[-1].text
    assert whole(desk)


def test_a_meeting_says_who_was_there_for_every_decision_of_its_day(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-10", "bo,tui,rangi,sec")
    decided = Said({"how": "meeting", "meeting": ref, "resolution": "Yes"})
    with pytest.raises(Refused) as refusal:
        try_move(at(desk, "sec", "2026-06-11"), APP, "approve", decided)
    assert codes(refusal) == ["MEETING-DAY"]
    on = date(2026, 6, 10)
    assert try_move(at(desk, "sec", "2026-06-11"), APP, "approve", decided, on)
    go(desk, APP, "sec", "2026-06-10", "approve", **decided.sets)
    (given,) = approvals(desk)
    assert (given.meeting, given.how, given.ratify) == (ref, "meeting", None)
    with pytest.raises(Refused) as refusal:
        meetings.hold(at(desk, "sec", "2026-06-11"), ref, read_people("people", "bo"), [])
    assert codes(refusal) == ["RESTED-ON"]


def test_a_meeting_to_come_can_be_called_and_not_held(desk: Desk) -> None:
    sec = at(desk, "sec", "2026-06-10")
    ref = meetings.call(sec, "academic-board", date(2026, 6, 20))
    assert ref == "MTG-2026-0001"
    with pytest.raises(Refused) as refusal:
        meetings.hold(sec, ref, read_people("people", "bo"), [])
    assert codes(refusal) == ["DAY"]
    with pytest.raises(Refused, match="was not held yet"):
        meetings.close(at(desk, "sec", "2026-06-21"), ref, "AC/1")
    later = at(desk, "sec", "2026-06-20")
    meetings.hold(later, ref, read_people("people", "bo"), [])
    meetings.hold(later, ref, read_people("people", "bo,tui"), read_people("people", "rangi"))
    (line,) = list_meetings(desk)
    assert (line.present, line.apologies, line.counted, line.needed) == ("bo, tui", "rangi", 2, 3)
    assert (line.state, line.title) == ("held", "Academic Committee")
    assert whole(desk)


def test_meetings_are_kept_by_the_secretary_or_the_quality_team(desk: Desk) -> None:
    on = date(2026, 6, 20)
    for who in ("sec", "hemi", "mele", "admin"):
        meetings.call(at(desk, who, "2026-06-10"), "academic-board", on)
    for who in ("bo", "ana"):
        with pytest.raises(Refused) as refusal:
            meetings.call(at(desk, who, "2026-06-10"), "academic-board", on)
        assert codes(refusal) == ["NOT-YOUR-ROLE"]
    sec = at(desk, "sec", "2026-06-10")
    with pytest.raises(AskedWrongly, match="there is no body senate"):
        meetings.call(sec, "senate", on)
    with pytest.raises(Unknown, match="no organisation elsewhere"):
        meetings.call(sec, "academic-board", on, "elsewhere")
    with pytest.raises(Unknown, match="there is no meeting MTG-2026-0099"):
        meetings.close(sec, "MTG-2026-0099", "AC/1")


def test_minutes_have_a_reference_and_are_confirmed_once(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-10", "bo,tui,rangi")
    sec = at(desk, "sec", "2026-06-12")
    with pytest.raises(AskedWrongly, match="no reference of minutes"):
        meetings.close(sec, ref, "the minutes")
    meetings.close(sec, ref, "AC/2026/4")
    with desk.reading() as connection:
        row = queries.one(connection, Meeting, ref=ref)
    assert row
    assert (row.state, row.minute_reference) == ("closed", "AC/2026/4")
    with pytest.raises(Refused, match="was closed already"):
        meetings.close(sec, ref, "AC/2026/5")
    with pytest.raises(Refused) as refusal:
        meetings.hold(sec, ref, read_people("people", "bo"), [])
    assert codes(refusal) == ["CLOSED"]


# --- the chair acts alone -----------------------------------------------------------------------


def test_a_chairs_action_stands_until_the_next_meeting_and_lapses_when_that_is_closed(
    desk: Desk,
) -> None:
    chair_acts(desk)
    assert [a.ratify for a in approvals(desk)] == ["pending"]
    assert try_move(at(desk, "hemi", "2026-06-12"), APP, "submit", Said()).now == "Submitted"
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    closed = meetings.close(at(desk, "sec", "2026-06-22"), ref, "AC/2026/6")
    assert closed.cases == (APP,)
    (given,) = approvals(desk)
    assert (given.stands, given.ratify) == (False, "lapsed")
    assert (given.fell_on, given.fell_because) == ("2026-06-22", "lapsed")
    with pytest.raises(Refused) as refusal:
        try_move(at(desk, "hemi", "2026-06-23"), APP, "submit", Said())
    assert codes(refusal) == ["APPROVAL-FALLEN"]
    assert "the next meeting did not ratify it" in refusal.value.reasons[0].message
    found = possible(at(desk, "hemi", "2026-06-23"), APP)
    assert [reason.code for reason in found.fallen] == ["APPROVAL-FALLEN"]
    alone = said("chairs-action", chair="rangi")
    with pytest.raises(Refused) as again:
        try_move(at(desk, "sec", "2026-06-23"), APP, "approve-again", alone)
    assert codes(again) == ["CHAIR-LAPSED"]
    together = said("circular", present="bo,tui,rangi")
    with pytest.raises(Refused) as before:
        try_move(at(desk, "sec", "2026-06-23"), APP, "approve-again", together, date(2026, 6, 20))
    assert "BEFORE-IT-FELL" in codes(before)
    with pytest.raises(Refused) as eve:
        try_move(at(desk, "sec", "2026-06-23"), APP, "approve-again", together, date(2026, 6, 21))
    assert "BEFORE-IT-FELL" in codes(eve)
    assert try_move(at(desk, "sec", "2026-06-22"), APP, "approve-again", together)
    assert try_move(at(desk, "sec", "2026-06-23"), APP, "approve-again", together)
    assert looking.show_case(desk, APP)["approvals"][-1]["fell_because"] == "lapsed"
    last = looking.history(desk, APP)[-1]
    assert (last.who, last.act) == (
        "mcapproval",
        f"chair's action LAPSED: {ref} did not ratify it",
    )
    facts = in_the_pack(desk, date(2026, 6, 23))
    assert facts["fell"] == f"on 2026-06-22: {ref} did not ratify it"
    assert whole(desk)


def test_a_chairs_action_that_lapsed_takes_nothing_from_what_a_meeting_approved_before(
    desk: Desk,
) -> None:
    """Sent back and come again unchanged, the text was approved twice, the second time by the chair
    alone; the meeting's approval stands still, so that no other is waited for."""
    go(desk, APP, "bo", "2026-06-10", "approve", **said(present="bo,tui,rangi").sets)
    go(desk, APP, "mele", "2026-06-11", "send-back", to="drafting", reason="A slip")
    go(desk, APP, "ana", "2026-06-11", "send-to-check")
    go(desk, APP, "mele", "2026-06-11", "send-to-board")
    chair_acts(desk, "2026-06-12")
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi", "2026-06-12")
    meetings.close(at(desk, "sec", "2026-06-22"), ref, "AC/2026/6")
    assert [given.stands for given in approvals(desk)] == [True, False]
    assert possible(at(desk, "hemi", "2026-06-23"), APP).fallen == ()
    with pytest.raises(Refused) as refusal:
        try_move(
            *(at(desk, "sec", "2026-06-23"), APP, "approve-again"),
            said("circular", present="bo,tui,rangi"),
        )
    assert codes(refusal) == ["APPROVAL-STANDS"]
    assert try_move(at(desk, "hemi", "2026-06-23"), APP, "submit", Said()).now == "Submitted"


def test_a_chairs_action_that_the_next_meeting_ratified_stands(desk: Desk) -> None:
    chair_acts(desk)
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi,sina")
    told = read_people("conflicts", CONFLICT)
    done = ratify(at(desk, "sec", "2026-06-21"), ref, APP, told)
    assert "3 count: bo, rangi, sina" in done.told
    assert meetings.close(at(desk, "sec", "2026-06-22"), ref, "AC/2026/6").cases == ()
    (given,) = approvals(desk)
    assert (given.stands, given.ratify) == (True, "ratified")
    assert try_move(at(desk, "hemi", "2026-06-23"), APP, "submit", Said()).now == "Submitted"
    with desk.reading() as connection:
        row = list(queries.events(connection, APP))[-1]
    assert (row.act, row.effective_on) == ("ratified", "2026-06-20")
    assert b"confidence" not in row.payload()
    assert WORDS in looking.history(desk, APP)[-1].text
    facts = in_the_pack(desk, date(2026, 6, 23))
    assert facts["ratified"] == f"by {ref} on 2026-06-20"
    assert whole(desk)


def test_a_meeting_before_it_of_the_same_day_or_without_its_quorum_lets_nothing_lapse(
    desk: Desk,
) -> None:
    chair_acts(desk, "2026-06-10")
    for day, present in (
        ("2026-06-09", "bo,tui,rangi"),
        ("2026-06-10", "bo,tui,rangi"),
        ("2026-06-20", "bo,tui,sec"),
    ):
        ref = meeting(desk, day, present)
        assert meetings.close(at(desk, "sec", "2026-06-22"), ref, "AC/1").cases == ()
    assert [a.ratify for a in approvals(desk)] == ["pending"]


def test_a_meeting_of_nobody_who_counts_settles_nothing_though_policy_has_no_quorum(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "none.toml"
    file.write_text(POLICY.replace("SUB", "no").replace("quorum =", "# quorum ="), "utf-8")
    setup.adopt_policy(desk, file, None, None)
    chair_acts(desk)
    ref = meeting(desk, "2026-06-20", "sec")
    with pytest.raises(Refused) as refusal:
        ratify(at(desk, "sec", "2026-06-21"), ref, APP)
    assert codes(refusal) == ["QUORUM"]
    assert meetings.close(at(desk, "sec", "2026-06-22"), ref, "AC/1").cases == ()
    met = meeting(desk, "2026-06-23", "bo")
    assert ratify(at(desk, "sec", "2026-06-24"), met, APP).cases == (APP,)


def test_another_bodys_meeting_lets_nothing_lapse(desk: Desk) -> None:
    chair_acts(desk)
    sec = at(desk, "sec", "2026-06-21")
    ref = meetings.call(sec, "sub-committee", date(2026, 6, 20))
    meetings.hold(sec, ref, read_people("people", "edu"), [])
    assert meetings.close(sec, ref, "EC/1").cases == ()


def test_a_meeting_ratifies_only_what_waits_for_it_with_its_quorum_and_by_no_author(
    desk: Desk,
) -> None:
    nothing = meeting(desk, "2026-06-10", "bo,tui")
    with pytest.raises(Refused) as refusal:
        ratify(at(desk, "sec", "2026-06-10"), nothing, APP)
    assert codes(refusal) == ["NOTHING-PENDING", "QUORUM"]
    called = meetings.call(at(desk, "sec", "2026-06-10"), "academic-board", date(2026, 6, 20))
    chair_acts(desk, "2026-06-11")
    known.grant(desk, "ana", "quality-adviser")
    with pytest.raises(Refused) as refusal:
        ratify(at(desk, "ana", "2026-06-12"), called, APP)
    assert codes(refusal) == ["MEETING-NOT-HELD", "OWN-CASE", "QUORUM"]
    before = meeting(desk, "2026-06-10", "bo,tui,rangi", "2026-06-11")
    meetings.close(at(desk, "sec", "2026-06-12"), before, "AC/1")
    with pytest.raises(Refused) as refusal:
        ratify(
            at(desk, "sec", "2026-06-12"),
            *(before, APP, read_people("conflicts", "tui: partner")),
        )
    assert codes(refusal) == ["CLOSED", "MEETING-DAY", "CONFLICT-STAYED", "QUORUM"]
    with pytest.raises(Refused) as refusal:
        ratify(at(desk, "bo", "2026-06-12"), before, APP)
    assert codes(refusal) == ["NOT-YOUR-ROLE"]


def test_only_the_chair_of_that_day_who_has_no_part_in_it_acts_alone(desk: Desk) -> None:
    sec = at(desk, "sec", "2026-06-10")
    with pytest.raises(Refused) as refusal:
        try_move(sec, APP, "approve", said("chairs-action", chair="bo"))
    assert codes(refusal) == ["NOT-CHAIR"]
    known.grant(desk, "ana", "board-chair")
    with pytest.raises(Refused) as refusal:
        try_move(sec, APP, "approve", said("chairs-action", chair="ana"))
    assert codes(refusal) == ["CHAIR-NOT-FREE"]


# --- one to whom the board gave its power --------------------------------------------------------


def test_nobody_alone_decides_in_place_of_the_board_not_even_an_administrator(desk: Desk) -> None:
    alone = said("delegated", present="bo")
    for who in ("bo", "sec"):
        with pytest.raises(Refused) as refusal:
            try_move(at(desk, who, "2026-06-10"), APP, "approve", alone)
        assert codes(refusal) == ["NOT-DELEGATED"]
    past = Said(alone.sets, note="In a hurry", override=True)
    with pytest.raises(Refused) as refusal:
        try_move(at(desk, "admin", "2026-06-10"), APP, "approve", past)
    assert "NOT-DELEGATED" in codes(refusal)
    offered = possible(at(desk, "bo", "2026-06-10"), APP).options
    ways = next(option for option in offered if option.move == "approve").ways
    assert list(ways) == ["meeting", "circular", "chairs-action"]
    with pytest.raises(AskedWrongly, match="one of meeting, circular, chairs-action; `dice`"):
        try_move(at(desk, "bo", "2026-06-10"), APP, "approve", said("dice"))


def test_a_role_to_which_the_board_gave_its_power_decides_and_the_board_hears_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    delegates(desk, tmp_path, "board-chair")
    ended(at(desk, "admin", "2026-06-12"), "rangi", "board-chair")
    sec = at(desk, "sec", "2026-06-15")
    on = date(2026, 6, 11)
    for present, day, found in (
        ("bo", on, ["NOT-DELEGATED"]),
        ("dela for rangi", on, ["NOT-DELEGATED"]),
        ("rangi", date(2026, 6, 14), ["NOT-DELEGATED"]),
        (None, on, ["MISSING-ANSWER"]),
    ):
        more = {"present": present} if present else {}
        with pytest.raises(Refused) as refusal:
            try_move(sec, APP, "approve", said("delegated", **more), day)
        assert codes(refusal) == found
    sets = said("delegated", present="rangi").sets
    go(desk, APP, "sec", "2026-06-11", "approve", **sets)
    waits, _ = agenda(at(desk, "sec", "2026-06-23"), "academic-board")
    assert [row.asked for row in waits] == ["note"]
    assert whole(desk)


# --- a sub-committee recommends -----------------------------------------------------------------


def test_a_recommendation_comes_before_the_approval_and_falls_with_an_edit(
    board: Staged, draft: Path, tmp_path: Path
) -> None:
    desk = seated(board, tmp_path, "yes")
    with pytest.raises(Refused) as refusal:
        go(desk, APP, "bo", "2026-06-06", "approve", **said(present="bo,tui,sina").sets)
    assert codes(refusal) == ["NOT-RECOMMENDED"]
    waits, heading = agenda(at(desk, "sec", "2026-06-06"), "sub-committee")
    assert heading == "Education committee, 6 June 2026"
    assert [(row.asked, row.ref) for row in waits] == [("recommend", APP)]
    go(desk, APP, "edu", "2026-06-06", "recommend", **said(present="edu").sets)
    assert agenda(at(desk, "sec", "2026-06-06"), "sub-committee")[0] == []
    tried = said(present="bo,tui,sina")
    assert try_move(at(desk, "bo", "2026-06-07"), APP, "approve", tried).now == "Ready to submit"
    go(desk, APP, "mele", "2026-06-07", "send-back", to="drafting", reason="Level")
    changed = edited(draft, "\nlevel: 5 ", "\nlevel: 6 ")
    done = applications.update_application(at(desk, "ana", "2026-06-08"), APP, changed)
    assert done.fell == ("sub-committee",)
    (given,) = approvals(desk, "sub-committee")
    assert (given.recommends, given.stands, given.fell_because) == (True, False, "edited")
    assert whole(desk)


def test_a_recommendation_that_is_taken_back_was_never_given(board: Staged, tmp_path: Path) -> None:
    desk = seated(board, tmp_path, "yes")
    go(desk, APP, "edu", "2026-06-06", "recommend", **said(present="edu").sets)
    undo(at(desk, "edu", "2026-06-06"), APP, None)
    with pytest.raises(Refused) as refusal:
        go(desk, APP, "bo", "2026-06-06", "approve", **said(present="bo,tui,sina").sets)
    (reason,) = refusal.value.reasons
    assert reason.message == "the education committee has not recommended it"


def test_the_first_approval_that_a_rule_reads_is_no_recommendation(
    board: Staged, tmp_path: Path
) -> None:
    desk = seated(board, tmp_path, "yes")
    go(desk, APP, "edu", "2026-06-06", "recommend", **said(present="edu").sets)
    with desk.reading() as connection:
        told = of_application(connection, application_row(connection, APP))
    assert told["application"]["internal_approval"] == {"given": "no"}


# --- the agenda ---------------------------------------------------------------------------------


def test_the_agenda_has_what_to_ratify_to_decide_and_to_note(desk: Desk, tmp_path: Path) -> None:
    waits, heading = agenda(at(desk, "sec", "2026-06-09"), "academic-board")
    assert heading == "Academic Committee, 9 June 2026"
    (row,) = waits
    assert (row.asked, row.ref, row.papers, row.not_yet) == ("decide", APP, "version 1", 0)
    assert (row.since, row.conflicts) == ("2026-06-05", "Ana Rangihuna")
    assert agenda(desk, "academic-board", date(2026, 6, 4))[0] == []
    chair_acts(desk)
    ref = meetings.call(at(desk, "sec", "2026-06-10"), "academic-board", date(2026, 6, 20))
    waits, heading = agenda(at(desk, "sec", "2026-06-10"), "academic-board", date(2026, 6, 20))
    assert [(row.asked, row.kind) for row in waits] == [("ratify", "chair's action")]
    assert heading == f"Academic Committee, 20 June 2026 ({ref})"
    meetings.hold(at(desk, "sec", "2026-06-20"), ref, read_people("people", "bo,tui,rangi"), [])
    meetings.close(at(desk, "sec", "2026-06-22"), ref, "AC/1")
    waits, _ = agenda(at(desk, "sec", "2026-06-22"), "academic-board")
    assert [(row.asked, row.since) for row in waits] == [("decide", "2026-06-22")]
    delegates(desk, tmp_path, "board-member")
    sets = said("delegated", present="bo").sets
    go(desk, APP, "bo", "2026-06-23", "approve-again", **sets)
    waits, _ = agenda(at(desk, "sec", "2026-06-23"), "academic-board")
    assert [row.asked for row in waits] == ["note"]
    meeting(desk, "2026-06-25", "bo,tui,rangi", "2026-06-23")
    assert agenda(at(desk, "sec", "2026-06-26"), "academic-board")[0] == []
    with pytest.raises(AskedWrongly, match="there is no body board"):
        agenda(desk, "board")


def test_members_sit_for_their_own_provider_and_on_their_own_days(desk: Desk) -> None:
    setup.add_organisation(desk, "another", "Another Provider", "other", None)
    for handle, unit, until in (("far", "another", None), ("past", None, date(2026, 5, 31))):
        known.add_person(desk, handle, f"N {handle}", None, None)
        known.grant(desk, handle, "board-member", unit, None, date(2026, 2, 1), until)
    sec = at(desk, "sec", "2026-06-10")
    found, _ = quorum_of(sec, APP, "approve", said(present="bo,far,past"))
    assert found
    assert [seat.counts for seat in found.present] == [True, False, False]
