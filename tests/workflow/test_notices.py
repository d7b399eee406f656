"""Who is told what on which day: once, before it is due, when it is, and after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mcapproval.policy.model import SHIPPED
from mcapproval.workflow.clocks import Clock, Facts, entered
from mcapproval.workflow.definition import load
from mcapproval.workflow.notices import Told, Watched, due_now, of_item, of_state, times_of
from mcapproval.workflow.situation import Item
from mcapproval.working_days import Calendar

PLAIN, TIMES = Calendar(), times_of(SHIPPED)
DUE = date(2026, 3, 20)
WATCHED = Watched(
    "state:check",
    DUE,
    "author",
    date(2026, 3, 16),
    "quality-adviser",
    date(2026, 3, 27),
    "quality-manager",
)
REMIND = Told("remind", "state:check", DUE, "quality-adviser")
OVERDUE = Told("overdue", "state:check", DUE, "author")
ESCALATE = Told("escalate", "state:check", DUE, "quality-manager")


def on(day: int, month: int = 3, told: Iterable[Told] = ()) -> tuple[Told, ...]:
    return due_now([WATCHED], {each.once for each in told}, date(2026, month, day))


def item(state: str = "open", owner: str | None = None, due: date | None = DUE) -> Item:
    return Item(3, "information", state, owner, due, "Which hui?")


def test_somebody_is_reminded_before_told_on_the_day_and_another_after_it() -> None:
    assert on(15) == ()
    assert on(16) == on(19) == (REMIND,)
    assert on(20) == on(26) == (OVERDUE,)
    assert on(27) == on(1, 4) == (OVERDUE, ESCALATE)


def test_what_was_told_is_not_told_again() -> None:
    assert on(17, told=[REMIND]) == ()
    assert on(20, told=[REMIND]) == (OVERDUE,)
    assert on(28, told=[OVERDUE]) == (ESCALATE,)
    assert on(28, told=[REMIND, OVERDUE, ESCALATE]) == ()


def test_who_has_it_handed_over_to_them_is_told_and_nobody_else_again() -> None:
    """Of an item of the author's that is the head of school's now."""
    before = of_item(item(owner="author"), TIMES)
    now = of_item(item(owner="head-of-school"), TIMES)
    assert before
    assert now
    for day in (date(2026, 3, 16), date(2026, 3, 20), date(2026, 4, 1)):
        told = {each.once for each in due_now([before], (), day)}
        new = due_now([now], told, day)
        assert [each.to_role for each in new] == ["head-of-school"]
        assert due_now([before], told | {each.once for each in new}, day) == ()


def test_all_that_is_told_of_it_is_known_before_it_is_time() -> None:
    assert WATCHED.telling == (REMIND, OVERDUE, ESCALATE)
    assert Watched("state:check", DUE, "author").telling == (OVERDUE,)


def test_another_due_day_is_told_anew() -> None:
    earlier = Told("overdue", "state:check", date(2026, 3, 13), "author")
    assert on(20, told=[earlier]) == (OVERDUE,)


def test_who_comes_late_is_not_reminded_of_what_is_overdue() -> None:
    assert REMIND not in on(20)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(1, 30),
    st.integers(1, 30),
    st.lists(st.integers(0, 40), min_size=1, max_size=12),
)
def test_however_often_it_runs_each_is_told_once(
    due: date, before: int, after: int, gaps: list[int]
) -> None:
    watched = Watched(
        "item:1", due, "author", due - timedelta(before), "author", due + timedelta(after), "x"
    )
    told: list[Told] = []
    day = due - timedelta(45)
    for gap in gaps:
        day += timedelta(gap)
        told += due_now([watched], {each.once for each in told}, day)
        told += due_now([watched], {each.once for each in told}, day)
    assert len({each.once for each in told}) == len(told)
    assert ("overdue" in {each.kind for each in told}) == (day >= due)
    assert ("escalate" in {each.kind for each in told}) == (day >= due + timedelta(after))


def test_a_state_with_a_due_is_watched_with_those_whom_it_names() -> None:
    nzqa = load("nzqa-application")
    board = nzqa.states["academic-approval"]
    clock = entered(board, date(2026, 3, 2), PLAIN, Facts())
    watched = of_state(nzqa, board.name, clock)
    assert watched
    assert (watched.about, watched.turn) == ("state:academic-approval", "board-member")
    assert (watched.due_on, watched.remind_on) == (date(2026, 3, 30), date(2026, 3, 23))
    assert watched.remind_to == "quality-adviser"


def test_a_state_that_is_never_due_or_an_end_is_not_watched() -> None:
    nzqa = load("nzqa-application")
    assert of_state(nzqa, "on-hold", Clock(left={"drafting": 3})) is None
    assert of_state(nzqa, "withdrawn", Clock(DUE)) is None


def test_a_state_that_waits_for_items_is_told_of_by_the_items() -> None:
    assert of_state(load("nzqa-application"), "information-requested", Clock(DUE)) is None


def test_an_item_tells_its_owner_and_then_the_quality_manager() -> None:
    watched = of_item(item(owner="author"), TIMES)
    assert watched == Watched(
        "item:3",
        DUE,
        "author",
        date(2026, 3, 13),
        "author",
        date(2026, 3, 27),
        "quality-manager",
    )


def test_what_an_organisation_owes_or_nobody_is_followed_up_by_the_quality_manager() -> None:
    for owner in (None, "health-isb", "quality-manager"):
        watched = of_item(item(owner=owner), TIMES)
        assert watched
        assert (watched.turn, watched.escalate_on) == ("quality-manager", None)


def test_an_item_agreed_to_follow_is_watched_and_one_answered_or_ended_is_not() -> None:
    assert of_item(item("agreed"), TIMES)
    for state in ("answered", "closed", "withdrawn", "not-applicable"):
        assert of_item(item(state), TIMES) is None
    assert of_item(item(due=None), TIMES) is None
