"""The agenda of a meeting and the extract of its minutes, as a member reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from mcapproval.documents import text
from mcapproval.documents.meetings.agenda import agenda, of_called
from mcapproval.documents.meetings.facts import Matter, MeetingFacts, Minute
from mcapproval.documents.meetings.minutes import minutes, of_held

Golden = Callable[[str, str], None]

BARE = MeetingFacts(
    ref="MTG-2026-0003",
    row=212,
    organisation="Example Polytechnic",
    body="Academic Committee",
    day=date(2026, 6, 10),
    state="called",
    needed=None,
    as_at=date(2026, 6, 3),
    simulated=False,
)
MATTERS = (
    Matter(
        "decide",
        "APP-2026-0001",
        "Kaitiakitanga i te Wāhi Mahi",
        "listing-approval-and-accreditation",
        date(2026, 6, 5),
        "version 5",
        2,
        "Aroha Example, Hēmi Example",
        "finance, due 2026-06-08",
        5,
        10,
        "approve Kaitiakitanga i te Wāhi Mahi, level 5, 10 credits, as set out in APP-2026-0001, "
        "version 5",
    ),
    Matter("note", "REV-2026-0002", "Land Care", "", date(2026, 5, 4), "answers"),
    Matter(
        "ratify", "APP-2025-0009", "Wai <ora>", "change", date(2026, 5, 20), "version 2", 1, "Mere"
    ),
)
MINUTE = Minute(
    ref="APP-2026-0001",
    title="Kaitiakitanga i te Wāhi Mahi",
    did="Approve",
    resolution="That it be approved.\nThe committee thanks Te Awa Trust.",
    reason="",
    conditions=("Condition: Send the plan. (author, 30 September 2026)",),
    present=("Aroha Example", "Hēmi Example (for Mere Example)", "Tui Example"),
    apologies=("Mere Example",),
    conflicts=("Tui Example left the room: partner of the applicant",),
    quorum="2 members of the Academic Committee must decide; 2 count: Aroha Example, Hēmi Example "
    "for Mere Example; not counted: Tui Example (declared a conflict and left the room)",
    votes=("Aroha Example for", "Hēmi Example for"),
    minute_reference="AC-2026/41",
)
HELD = replace(
    BARE,
    state="closed",
    row=236,
    as_at=date(2026, 6, 11),
    needed=2,
    simulated=True,
    present=MINUTE.present,
    apologies=MINUTE.apologies,
    minute_reference="AC-2026/4",
    minutes=(
        MINUTE,
        Minute(
            ref="APP-2025-0009",
            title="Wai <ora>",
            did="ratified what the chair decided alone on 20 May 2026: approve",
            resolution="Yes.",
            reason="",
            conditions=(),
            present=("Aroha Example",),
            apologies=(),
            conflicts=(),
            quorum="at least one member of the Academic Committee must decide; 1 counts: Aroha "
            "Example",
            votes=(),
            minute_reference="",
            of_chair=True,
        ),
    ),
)


def test_an_agenda_reads_as_its_golden_file(golden: Golden) -> None:
    full = replace(BARE, needed=3, matters=MATTERS, simulated=True)
    golden("agenda.txt", text.render(agenda(full)))


def test_a_day_in_an_advice_is_told_as_people_write_it_and_what_is_no_day_as_it_is() -> None:
    told = {}
    for day in ("2026-05-20", "2026-13-45"):
        matter = replace(MATTERS[0], advice=f"the panel, since {day}")
        told[day] = text.render(agenda(replace(BARE, matters=(matter,))))
    assert "the panel, since 20 May 2026" in told["2026-05-20"]
    assert "the panel, since 2026-13-45" in told["2026-13-45"]


def test_an_agenda_without_a_matter_says_so(golden: Golden) -> None:
    golden("bare-agenda.txt", text.render(agenda(BARE)))


def test_an_extract_of_minutes_reads_as_its_golden_file(golden: Golden) -> None:
    golden("minutes.txt", text.render(minutes(HELD)))


def test_minutes_of_a_meeting_that_decided_nothing_say_so(golden: Golden) -> None:
    golden("bare-minutes.txt", text.render(minutes(replace(BARE, state="held", as_at=BARE.day))))


def test_there_is_an_agenda_before_a_meeting_and_minutes_after_it() -> None:
    states = ("called", "held", "closed", "cancelled")
    facts = [replace(BARE, state=state) for state in states]
    assert [of_called(each) for each in facts] == [True, False, False, False]
    assert [of_held(each) for each in facts] == [False, True, True, False]


def test_each_matter_is_on_a_page_that_says_who_was_there_and_who_counted() -> None:
    pages = text.render(minutes(HELD)).split("~" * text.WIDTH)
    assert len(pages) == 3
    for page in pages[1:]:
        for told in ("Present:", "Conflicts of interest:", "Quorum:", "MTG-2026-0003", "Minute"):
            assert told in page
