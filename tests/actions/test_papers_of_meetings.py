"""What the records hold of a meeting stands on its papers."""

from __future__ import annotations

from typing import Any

import pytest
from tests.actions.test_committees import APP, CONFLICT, chair_acts, meeting, said
from tests.actions.test_committees import desk as desk
from tests.actions.walking import at, go

from mcapproval.actions import setup
from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.cases.undoing import undo
from mcapproval.actions.committees import meetings
from mcapproval.actions.committees.ratifying import ratify
from mcapproval.actions.desk import Desk
from mcapproval.actions.papers.subjects import made
from mcapproval.actions.people import known
from mcapproval.clock import read_day
from mcapproval.documents import text
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries


def paper(desk: Desk, name: str, ref: str, day: str = "2026-06-22") -> str:
    """A paper as its lines run on."""
    return " ".join(text.render(made(at(desk, "sec", day), name, ref)).split())


def last_row(desk: Desk) -> int:
    with desk.reading() as connection:
        return queries.head(connection)[0]


def numbered(told: str) -> str:
    return told.partition(" of the journal")[0].rpartition(" - ")[2]


def test_the_agenda_of_a_meeting_that_is_called_has_what_waits_for_it(desk: Desk) -> None:
    on = read_day("2026-06-20")
    ref = meetings.call(at(desk, "sec", "2026-06-10"), "academic-board", on)
    told = paper(desk, "agenda", ref, "2026-06-10")
    assert f"Agenda - {ref}-AGENDA, as of row {last_row(desk)} of the journal" in told
    assert "Academic Committee: agenda" in told
    assert "Quorum: 3 members" in told
    assert "To decide" in told
    assert "1. Community-Led Development Facilitation" in told
    assert "Known to have a part in it: Ana Rangihuna" in told
    assert "Level 5, 10 credits" in told
    asked = "The resolution that is asked: That the Academic Committee approve Community-Led"
    assert asked in told
    assert "level 5, 10 credits, as set out in APP-2026-0001, version 1." in told


def test_the_agenda_of_a_meeting_whose_day_is_past_is_of_that_day(desk: Desk) -> None:
    ref = meetings.call(at(desk, "sec", "2026-06-10"), "academic-board", read_day("2026-06-20"))
    assert "As at 12 June 2026" in paper(desk, "agenda", ref, "2026-06-12")
    late = paper(desk, "agenda", ref, "2027-03-01")
    assert "As at 20 June 2026" in late
    assert late == paper(desk, "agenda", ref, "2026-06-20")


def test_what_the_chair_decided_alone_is_on_the_agenda_to_ratify(desk: Desk) -> None:
    chair_acts(desk)
    on = read_day("2026-06-20")
    ref = meetings.call(at(desk, "sec", "2026-06-11"), "academic-board", on)
    told = paper(desk, "agenda", ref, "2026-06-12")
    assert "To ratify: what the chair decided alone" in told
    assert "Decided on 10 June 2026" in told
    said = "That the Academic Committee ratify what the chair decided alone on 10 June 2026: to"
    assert f"{said} approve Community-Led" in told
    assert "To decide" not in told
    with pytest.raises(AskedWrongly, match="there is one once the meeting was held"):
        paper(desk, "minutes", ref)


def test_minutes_tell_who_was_there_who_declared_what_and_who_counted(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-20", "bo,tui,dela for sina,rangi")
    go(desk, APP, "sec", "2026-06-20", "approve", **said(meeting=ref, conflicts=CONFLICT).sets)
    told = paper(desk, "minutes", ref)
    assert "Decision Approved Resolution: Yes" in told
    assert "Not confirmed: the minutes of this meeting are not closed yet." in told
    assert "Resolution: Yes" in told
    assert "Bo Lindgren-Li, Tui Ngata-Frost, Dela Umaga-West (for Sina Leavasa-Hall)" in told
    assert "Tui Ngata-Frost left the room: partner of the applicant, told in confidence" in told
    assert "3 count: Bo Lindgren-Li, Dela Umaga-West for Sina Leavasa-Hall, Rangi" in told
    assert "not counted: Tui Ngata-Frost (declared a conflict and left the room)" in told
    with pytest.raises(AskedWrongly, match="there is one before the meeting is held"):
        paper(desk, "agenda", ref)


def test_a_decision_that_was_taken_back_is_not_in_the_minutes(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    go(desk, APP, "sec", "2026-06-20", "approve", **said(meeting=ref).sets)
    assert "Resolution: Yes" in paper(desk, "minutes", ref)
    undo(at(desk, "sec", "2026-06-20"), APP)
    assert "No decision in the records names this meeting." in paper(desk, "minutes", ref)


def test_the_rows_that_name_a_meeting_are_found_among_all(desk: Desk) -> None:
    ref, other = meeting(desk, "2026-06-20", "bo,tui"), meeting(desk, "2026-06-21", "bo,tui,rangi")
    go(desk, APP, "sec", "2026-06-21", "approve", **said(meeting=other).sets)
    with desk.reading() as connection:
        acts = [
            [row.act for row in queries.events(connection, naming=name)] for name in (ref, other)
        ]
    assert acts == [["meeting-called", "meeting-held"], ["meeting-called", "meeting-held", "moved"]]


def test_what_a_meeting_ratified_and_what_lapsed_by_it_is_told(desk: Desk) -> None:
    chair_acts(desk)
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    sec = at(desk, "sec", "2026-06-22")
    ratify(sec, ref, APP)
    meetings.close(sec, ref, "AC/2026/6")
    told = paper(desk, "minutes", ref)
    assert "Decision Ratified what the chair decided alone on 10 June 2026: approved" in told
    assert "Resolution of the chair: Yes" in told, "what the chair decided, in the words of it"
    assert "AC/2026/6" in told
    assert "Not confirmed" not in told


def test_a_chairs_action_that_a_meeting_let_lapse_is_told(desk: Desk) -> None:
    chair_acts(desk)
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    meetings.close(at(desk, "sec", "2026-06-22"), ref, "AC/2026/6")
    said = "Did not ratify what the chair decided alone on 10 June 2026, so it lapsed: approve"
    assert said in paper(desk, "minutes", ref)


def test_whoever_holds_roles_for_another_provider_gets_no_paper_of_a_meeting(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    admin = at(desk, "admin", "2026-06-22")
    setup.add_organisation(admin, "far-away", "Far Away Polytechnic", "polytechnic", None)
    known.add_person(admin, "far", "Fara Away-Smith", None, None)
    known.grant(admin, "far", "board-member", unit="far-away")
    with pytest.raises(Refused, match="can't be shown"):
        made(at(desk, "far", "2026-06-22"), "minutes", ref)


def test_a_meeting_that_is_not_there_is_unknown(desk: Desk) -> None:
    with pytest.raises(Unknown, match="there is no meeting MTG-2026-0099"):
        made(desk, "agenda", "MTG-2026-0099")


def test_a_paper_of_an_application_is_none_of_a_meeting(desk: Desk) -> None:
    with pytest.raises(
        AskedWrongly, match="is a paper of an application, and MTG-2026-0001 is a meeting"
    ):
        made(desk, "evidence-of-need", "MTG-2026-0001")


def test_the_minute_extract_of_a_meeting_has_who_was_there_and_the_conditions(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-20", "bo,tui,dela for sina,rangi")
    given = ["Sign the agreement; owner=author; due=2026-07-01; evidence=the agreement"]
    words: dict[str, Any] = {"meeting": ref, "conflicts": CONFLICT, "conditions": given}
    go(desk, APP, "sec", "2026-06-20", "approve", **said(**words).sets)
    told = paper(desk, "board-sheet", APP).partition("Extract of the minutes")[2]
    assert f"Meeting {ref}" in told
    assert "Present: Bo Lindgren-Li, Tui Ngata-Frost, Dela Umaga-West (for Sina" in told
    assert "Tui Ngata-Frost left the room: partner of the applicant" in told
    assert "Sign the agreement (shown by: the agreement); author, by 1 July 2026" in told
    assert "[x] Approved with conditions" in paper(desk, "board-sheet", APP)


def approved_in(desk: Desk, ref: str) -> None:
    """A decision that names its meeting, and no minute."""
    sets = {key: value for key, value in said(meeting=ref).sets.items() if key[:6] != "minute"}
    move(at(desk, "sec", "2026-06-22"), APP, "approve", Said(sets), read_day("2026-06-20"))


def test_a_decision_that_names_a_meeting_is_under_the_minute_as_it_was_closed(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    meetings.close(at(desk, "sec", "2026-06-22"), ref, "PM-2026-5")
    approved_in(desk, ref)
    approval = paper(desk, "application", APP).partition("Internal approval")[2]
    assert "PM-2026-5" in approval
    assert "PM-2026-5" in paper(desk, "record-copy", APP)


def test_until_its_minutes_are_closed_a_decision_is_told_with_its_meeting(desk: Desk) -> None:
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    approved_in(desk, ref)
    before = paper(desk, "application", APP)
    assert ref in before.partition("Internal approval")[2]
    meetings.close(at(desk, "sec", "2026-06-23"), ref, "PM-2026-5")
    assert paper(desk, "application", APP) == before, "it is as of the application's own last row"


def test_extracts_of_other_content_have_other_numbers(desk: Desk) -> None:
    """The first that is made may follow many decisions: it is no fifth version of anything."""
    ref = meeting(desk, "2026-06-20", "bo,tui,rangi")
    meetings.close(at(desk, "sec", "2026-06-22"), ref, "PM-2026-5")
    closed = last_row(desk)
    assert numbered(paper(desk, "minutes", ref)) == f"{ref}-MINUTES, as of row {closed}"
    approved_in(desk, ref)
    assert numbered(paper(desk, "minutes", ref)) == f"{ref}-MINUTES, as of row {last_row(desk)}"
    undone = undo(at(desk, "sec", "2026-06-22"), APP)
    told = paper(desk, "minutes", ref)
    assert numbered(told) == f"{ref}-MINUTES, as of row {undone.row}"
    meetings.call(at(desk, "sec", "2026-06-22"), "academic-board", read_day("2026-07-20"))
    assert paper(desk, "minutes", ref) == told, "what is recorded of others changes nothing"


def test_two_agendas_of_one_day_that_differ_have_two_numbers(desk: Desk) -> None:
    ref = meetings.call(at(desk, "sec", "2026-06-10"), "academic-board", read_day("2026-06-20"))
    before = paper(desk, "agenda", ref, "2026-06-12")
    chair_acts(desk)
    after = paper(desk, "agenda", ref, "2026-06-12")
    assert "To ratify" in after
    assert "To ratify" not in before
    assert numbered(before) != numbered(after)
