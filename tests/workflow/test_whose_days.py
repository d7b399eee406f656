"""Whose the days of a case were: ours, an outside body's, on hold, nobody's; each day once."""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile

from hypothesis import given
from hypothesis import strategies as st

from mcapproval.workflow.definition import load, names
from mcapproval.workflow.drawing.told import walk_told
from mcapproval.workflow.drawing.walked import Entered, Walked, walked

Way = list[tuple[str, str]]


def walk_of(name: str, way: Way, until: str) -> Walked:
    definition = load(name)
    entered = [
        Entered(state, definition.states[state].label if state in definition.states else state, on)
        for state, on in ((state, date.fromisoformat(day)) for state, day in way)
    ]
    return walked("APP-2026-0001", "", entered, date.fromisoformat(until), definition)


def account(name: str, way: Way, until: str) -> str:
    """The last sentence that is told of a case on its way."""
    return list(walk_told(load(name), walk_of(name, way, until)))[-1]


TO_NZQA: Way = [
    ("drafting", "2026-03-02"),  # 10 days
    ("internal-check", "2026-03-12"),  # 5
    ("on-hold", "2026-03-17"),  # 14
    ("internal-check", "2026-03-31"),  # 1
    ("academic-approval", "2026-04-01"),  # 20
    ("submitted", "2026-04-21"),  # 3
    ("evaluation", "2026-04-24"),  # 30
    ("information-requested", "2026-05-24"),  # 7
    ("evaluation", "2026-05-31"),  # 10
    ("approved", "2026-06-10"),
]


def test_our_own_people_are_no_somebody_else_and_every_day_is_somebody_s() -> None:
    assert account("nzqa-application", TO_NZQA, "2026-06-15") == (
        "Of 100 days, 43 were ours, 14 on hold and 43 spent waiting for NZQA."
    )


def test_what_has_ended_counts_no_days_more() -> None:
    case = walk_of("nzqa-application", TO_NZQA, "2027-08-16")
    assert case == walk_of("nzqa-application", TO_NZQA, "2026-06-10")
    assert case == walk_of("nzqa-application", [*TO_NZQA, ("approved", "2026-06-12")], "2027-08-16")
    assert next(walk_told(load("nzqa-application"), case)) == (
        "APP-2026-0001 ended in Approved on 10 June 2026."
    )


def test_two_bodies_are_told_apart() -> None:
    way = [("evaluation", "2026-03-01"), ("listing-answered", "2026-03-11")]
    assert account("university-application", way, "2026-03-31") == (
        "Of 30 days, 10 were spent waiting for NZQA "
        "and 20 spent waiting for Universities New Zealand (CUAP)."
    )


def test_days_of_one_kind_only_are_told_plainly() -> None:
    assert account("nzqa-application", TO_NZQA[:2], "2026-03-20") == "All 18 days were ours."
    assert account("nzqa-application", TO_NZQA[:1], "2026-03-03") == "The 1 day was ours."
    delivering = [("granted", "2026-03-02"), ("delivering", "2026-03-05")]
    assert account("accreditation", delivering, "2026-03-15") == (
        "Of 13 days, 3 were ours and 10 with nobody waited for."
    )


def test_states_of_an_earlier_workflow_are_counted_by_themselves() -> None:
    way = [("triage", "2026-03-01"), ("drafting", "2026-03-03")]
    assert account("nzqa-application", way, "2026-03-10") == (
        "Of 9 days, 7 were ours and 2 in an earlier workflow."
    )


@given(st.sampled_from(names()), st.data())
def test_the_parts_add_up_to_the_whole(name: str, data: st.DataObject) -> None:
    states = st.sampled_from([*load(name).states, "long-gone"])
    days = sorted(data.draw(st.lists(st.dates(date(2026, 1, 1), date(2027, 1, 1)), min_size=2)))
    way = [(data.draw(states), day.isoformat()) for day in days[:-1]]
    way[-1] = (data.draw(st.sampled_from(list(load(name).states))), way[-1][1])
    said = account(name, way, days[-1].isoformat())
    last = way[-1][0]
    visit = sum(1 for _ in takewhile(lambda entered: entered[0] == last, reversed(way)))
    until = days[len(way) - visit] if load(name).states[last].end else days[-1]
    if found := re.fullmatch(r"Of (\d+) days?, (.*)\.", said):
        parts = re.findall(r"(?:^|, | and )(\d+) ", found[2])
        assert sum(map(int, parts)) == int(found[1]) == (until - days[0]).days
