"""When a state is due: counted, taken from a fact, stopped while the case is put aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mcapproval.errors import NotInForce
from mcapproval.policy.model import Policy
from mcapproval.workflow.clocks import (
    Clock,
    Facts,
    after_move,
    calendar_of,
    entered,
    stops,
    with_facts,
)
from mcapproval.workflow.definition import Definition, load, names, parse
from mcapproval.workflow.model import BackFrom, State
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES
from mcapproval.working_days import Calendar

TEXT = """
format = "workflow/1"
workflow = "small"
case = "application"
first = "draft"
roles = { author = "own", quality-manager = "provider", system = "mcapproval" }

[states]
draft = { edit = ["author"], due = { months = 6 }, remind = { before = 10, to = "author" } }
asked = { clock = "nzqa", due = { from = "item" } }
posted = { clock = "nzqa", due = { days = 30 }, escalate = { after = 7, to = "quality-manager" } }
on-hold = { clock = "none" }
done = { end = true }

[states.check]
due = { working_days = 10 }
remind = { before = 3, to = "author" }
escalate = { after = 2, to = "quality-manager" }

[[move]]
name = "send"
from = "draft"
to = "check"
by = ["author"]

[[move]]
name = "remark"
from = "check"
to = "same"
by = ["author"]

[[move]]
name = "return"
from = ["check", "on-hold"]
to = "draft"
by = ["author"]

[[move]]
name = "ask"
from = ["check", "posted"]
to = "asked"
by = ["author"]

[[move]]
name = "answer"
from = "asked"
to = { back_from = "ask" }
by = ["author"]

[[move]]
name = "post"
from = "check"
to = "posted"
by = ["author"]

[[move]]
name = "hold"
from = { any_but = ["on-hold"] }
to = "on-hold"
by = ["author"]

[[move]]
name = "resume"
from = "on-hold"
to = { back_from = "hold" }
by = ["author"]

[[move]]
name = "finish"
from = ["posted", "check"]
to = "done"
by = ["author"]

[[move]]
name = "posted-back"
from = "posted"
to = "check"
by = ["author"]
"""
SMALL = parse(TEXT, "small.toml")
PLAIN = Calendar()
NO_FACTS = Facts()
DAYS = st.dates(date(2022, 1, 1), date(2040, 12, 31))
CALENDARS = st.sampled_from(
    [
        PLAIN,
        Calendar("WGN", ("12-24", "01-08")),
        Calendar("AUK"),
        Calendar("STL", ("07-01", "07-14")),
    ]
)


def on(text: str) -> date:
    return date.fromisoformat(text)


def moved(
    before: Clock,
    name: str,
    was: str,
    now: str,
    day: date,
    calendar: Calendar = PLAIN,
    facts: Facts = NO_FACTS,
) -> Clock:
    move = SMALL.move(was, name)
    assert move is not None
    assert now in SMALL.targets(move, was)
    return after_move(SMALL, move, was, now, day, before, calendar, facts)


def begun(state: str, day: date, calendar: Calendar = PLAIN, facts: Facts = NO_FACTS) -> Clock:
    return entered(SMALL.states[state], day, calendar, facts)


def test_working_days_are_counted_before_and_after_a_due_in_working_days() -> None:
    clock = begun("check", on("2026-12-11"))
    assert clock == Clock(on("2026-12-29"), on("2026-12-22"), on("2026-12-31"))
    # 14 15 16 17 18 / 21 22 23 24 / 29; three before it 24 23 22; two after it 30 31


def test_calendar_days_are_counted_before_and_after_a_due_in_months_or_days() -> None:
    assert begun("draft", on("2026-08-31")) == Clock(on("2027-02-28"), on("2027-02-18"))
    assert begun("posted", on("2026-12-24")) == Clock(on("2027-01-23"), None, on("2027-01-30"))


def test_months_run_from_29_february_to_the_last_of_a_shorter_month() -> None:
    assert begun("draft", on("2028-02-29")).due_on == on("2028-08-29")
    assert begun("draft", on("2028-08-31")).due_on == on("2029-02-28")


def test_the_provider_s_days_away_and_region_are_those_of_its_policy() -> None:
    policy = Policy(region="WGN", close_down=("12-24", "01-08"))
    assert calendar_of(policy) == Calendar("WGN", ("12-24", "01-08"))
    assert begun("check", on("2026-12-18"), calendar_of(policy)).due_on == on("2027-01-19")
    # 21 22 23 / 11 12 13 14 15 / 18 19


def test_a_due_may_come_from_the_earliest_open_item_the_next_review_or_the_teach_out() -> None:
    facts = Facts((on("2026-05-09"), on("2026-05-02")), on("2027-03-01"), on("2028-12-31"))
    assert begun("asked", on("2026-04-01"), facts=facts).due_on == on("2026-05-02")
    review = load("review").states["scheduled"]
    assert entered(review, on("2026-04-01"), PLAIN, facts).due_on == on("2027-03-01")
    expiring = load("listing").states["expiring"]
    assert entered(expiring, on("2026-04-01"), PLAIN, facts).due_on == on("2028-12-31")
    assert begun("asked", on("2026-04-01")) == Clock()


def test_a_state_without_a_due_has_no_days() -> None:
    assert begun("on-hold", on("2026-04-01")) == Clock()


def test_a_new_day_of_an_item_moves_the_due_of_the_case_that_waits_for_it() -> None:
    clock = begun("asked", on("2026-04-01"), facts=Facts((on("2026-05-02"),)))
    later = with_facts(SMALL.states["asked"], clock, PLAIN, Facts((on("2026-06-02"),)))
    assert later.due_on == on("2026-06-02")
    assert with_facts(SMALL.states["asked"], clock, PLAIN, NO_FACTS).due_on is None
    counted = begun("check", on("2026-04-01"))
    assert with_facts(SMALL.states["check"], counted, PLAIN, Facts((on("2026-06-02"),))) == counted


def test_the_day_of_a_review_or_of_teaching_out_holds_until_another_is_given() -> None:
    expiring = load("listing").states["expiring"]
    clock = entered(expiring, on("2026-04-01"), PLAIN, Facts(teach_out=on("2028-12-31")))
    assert with_facts(expiring, clock, PLAIN, NO_FACTS) == clock
    later = with_facts(expiring, clock, PLAIN, Facts(teach_out=on("2029-06-30")))
    assert later.due_on == on("2029-06-30")


def test_a_move_that_stays_changes_nothing() -> None:
    clock = begun("check", on("2026-03-02"))
    assert moved(clock, "remark", "check", "check", on("2026-03-09")) == clock


def test_a_case_on_hold_goes_on_with_what_was_left() -> None:
    clock = begun("check", on("2026-03-02"))
    assert clock.due_on == on("2026-03-16")
    held = moved(clock, "hold", "check", "on-hold", on("2026-03-05"))
    assert held == Clock(left={"check": 7})
    back = moved(held, "resume", "on-hold", "check", on("2026-04-24"))
    assert back.due_on == on("2026-05-06")  # 28 29 30 / 1 4 5 6, Anzac Day kept on Monday 27 April
    assert back.left == {}
    assert (back.remind_on, back.escalate_on) == (on("2026-05-01"), on("2026-05-08"))


def test_days_with_an_outside_body_are_none_of_ours() -> None:
    """Ten working days: four are gone when it is posted, six are left when it comes back."""
    clock = begun("check", on("2026-03-02"))
    posted = moved(clock, "post", "check", "posted", on("2026-03-06"))
    assert posted.left == {"check": 6}
    assert posted.due_on == on("2026-04-05"), "the outside body's own time runs from then"
    back = moved(posted, "posted-back", "posted", "check", on("2026-05-11"))
    assert (back.due_on, back.left) == (on("2026-05-19"), {})
    from_draft = moved(clock, "return", "check", "draft", on("2026-03-06"))
    assert from_draft.left == {}, "what we send back to ourselves begins afresh"


@pytest.mark.parametrize("name", names())
def test_where_an_outside_body_is_waited_for_none_of_our_days_run(name: str) -> None:
    definition = load(name)
    for state in definition.states.values():
        if state.clock in OUTSIDE_BODIES:
            assert state.due is None
            assert entered(state, on("2026-03-02"), PLAIN, NO_FACTS).due_on is None


def test_months_go_on_with_the_calendar_days_that_were_left() -> None:
    clock = begun("draft", on("2026-03-02"))
    held = moved(clock, "hold", "draft", "on-hold", on("2026-08-30"))
    assert held.left == {"draft": 3}
    assert moved(held, "resume", "on-hold", "draft", on("2027-01-01")).due_on == on("2027-01-04")


def test_what_was_overdue_when_it_was_put_aside_stays_overdue_by_as_much() -> None:
    clock = begun("check", on("2026-03-02"))
    held = moved(clock, "hold", "check", "on-hold", on("2026-03-18"))
    assert held.left == {"check": -2}
    back = moved(held, "resume", "on-hold", "check", on("2026-06-10"))
    assert back.due_on == on("2026-06-08")


def test_a_case_put_aside_while_it_is_put_aside_keeps_both_clocks() -> None:
    clock = begun("posted", on("2026-03-02"))
    asked = moved(
        clock, "ask", "posted", "asked", on("2026-03-12"), facts=Facts((on("2026-04-01"),))
    )
    assert (asked.due_on, asked.left) == (on("2026-04-01"), {"posted": 20})
    held = moved(asked, "hold", "asked", "on-hold", on("2026-03-20"))
    assert held == Clock(left={"posted": 20})
    again = moved(
        held, "resume", "on-hold", "asked", on("2026-05-01"), facts=Facts((on("2026-04-01"),))
    )
    assert (again.due_on, again.left) == (on("2026-04-01"), {"posted": 20})
    back = moved(again, "answer", "asked", "posted", on("2026-05-04"))
    assert (back.due_on, back.left) == (on("2026-05-24"), {})


def test_a_state_entered_in_another_way_begins_afresh() -> None:
    held = moved(begun("draft", on("2026-03-02")), "hold", "draft", "on-hold", on("2026-03-05"))
    anew = moved(held, "return", "on-hold", "draft", on("2026-03-09"))
    assert anew == begun("draft", on("2026-03-09"))
    sent = moved(anew, "send", "draft", "check", on("2026-03-10"))
    assert sent == begun("check", on("2026-03-10"))


def test_a_case_whose_clock_was_never_known_begins_afresh_when_it_comes_back() -> None:
    back = moved(Clock(), "resume", "on-hold", "check", on("2026-03-10"))
    assert back == begun("check", on("2026-03-10"))


def test_nothing_is_left_of_a_case_at_its_end() -> None:
    asked = moved(begun("check", on("2026-03-02")), "ask", "check", "asked", on("2026-03-03"))
    back = replace(moved(asked, "answer", "asked", "check", on("2026-03-04")), left={"draft": 3})
    assert moved(back, "finish", "check", "done", on("2026-03-05")) == Clock()


def test_a_move_stops_the_clock_only_where_another_leads_back() -> None:
    nzqa = load("nzqa-application")
    assert stops(nzqa, nzqa.called("hold")[0])
    assert not stops(nzqa, nzqa.called("send-to-board")[0])


@pytest.mark.parametrize("name", names())
def test_no_shipped_way_back_is_a_way_back_to_a_clock_that_runs_on(name: str) -> None:
    definition = load(name)
    backs = [move.target.move for move in definition.moves if isinstance(move.target, BackFrom)]
    for called in backs:
        assert all(stops(definition, move) for move in definition.called(called))


def test_a_count_past_the_years_for_which_matariki_is_set_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotInForce, match="Matariki is set by law for 2022 to 2052"):
        begun("check", on("2052-12-20"))
    assert begun("posted", on("2052-12-20")).due_on == on("2053-01-19")


def test_what_the_journal_keeps_of_a_clock() -> None:
    held = moved(begun("check", on("2026-03-02")), "hold", "check", "on-hold", on("2026-03-05"))
    assert held.as_json() == {
        "due_on": None, "remind_on": None, "escalate_on": None, "left": {"check": 7},
    }  # fmt: skip
    assert begun("posted", on("2026-03-02")).as_json()["due_on"] == "2026-04-01"


@given(CALENDARS, DAYS, st.integers(0, 40), st.integers(0, 200))
def test_holding_for_so_many_working_days_moves_the_due_by_exactly_as_many(
    calendar: Calendar, day: date, gone: int, away: int
) -> None:
    clock = begun("check", day, calendar)
    left, back = day + timedelta(days=gone), day + timedelta(days=gone + away)
    held = moved(clock, "hold", "check", "on-hold", left, calendar)
    resumed = moved(held, "resume", "on-hold", "check", back, calendar)
    assert clock.due_on
    assert resumed.due_on
    assert calendar.between(clock.due_on, resumed.due_on) == calendar.between(left, back)
    assert resumed.due_on >= clock.due_on
    assert calendar.is_working(resumed.due_on)


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_holding_moves_a_due_in_months_by_exactly_the_days_away(
    day: date, gone: int, away: int
) -> None:
    clock = begun("draft", day)
    left = day + timedelta(days=gone)
    held = moved(clock, "hold", "draft", "on-hold", left)
    resumed = moved(held, "resume", "on-hold", "draft", left + timedelta(days=away))
    assert clock.due_on
    assert resumed.due_on == clock.due_on + timedelta(days=away)


@given(CALENDARS, DAYS, st.lists(st.integers(0, 30), max_size=8))
def test_put_aside_again_and_again_the_working_days_in_the_state_itself_stay_ten(
    calendar: Calendar, day: date, spans: list[int]
) -> None:
    clock, counted = begun("check", day, calendar), 0
    for index, span in enumerate(spans):
        later = day + timedelta(days=span)
        if index % 2:
            clock = moved(clock, "resume", "on-hold", "check", later, calendar)
        else:
            counted += calendar.between(day, later)
            clock = moved(clock, "hold", "check", "on-hold", later, calendar)
        day = later
    assume(clock.due_on is not None)
    assert clock.due_on
    assert calendar.between(day, clock.due_on) == 10 - counted


@given(CALENDARS, DAYS, st.sampled_from(["draft", "check", "posted"]))
def test_people_are_told_before_the_due_and_after_it(
    calendar: Calendar, day: date, state: str
) -> None:
    clock = begun(state, day, calendar)
    assert clock.due_on
    assert clock.due_on > day
    assert clock.remind_on is None or clock.remind_on < clock.due_on
    assert clock.escalate_on is None or clock.escalate_on > clock.due_on


def test_a_state_says_whom_it_escalates_to() -> None:
    assert SMALL.states["check"] == State(
        "check",
        "Check",
        due={"working_days": 10},
        remind={"before": 3, "to": "author"},
        escalate={"after": 2, "to": "quality-manager"},
    )
    assert isinstance(SMALL, Definition)
