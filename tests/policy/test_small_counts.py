"""Small counts are shared so that nobody can work them out: every table is tried, none is sampled.

The reader here knows the rule, and goes through all tables that would be shown in the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import product
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcapproval.policy.small_counts import LEARNERS, shown, sum_shown

PARTS = LEARNERS["enrolments"]


Key = TypeVar("Key", bound=Hashable)
Table = Mapping[Key, int]
Sums = Mapping[Key, Sequence[Key]]


def worked_out(tables: Iterable[Table[Key]], least: int, sums: Sums[Key]) -> list[Key]:
    """What a reader of one of these tables would know of a small count: its one possible value."""
    seen: dict[tuple[str, ...], list[Table[Key]]] = defaultdict(list)
    for table in tables:
        seen[tuple(shown(table, least, sums).values())].append(table)
    return [
        key
        for told, possible in seen.items()
        for key, said in zip(possible[0], told, strict=True)
        if said.startswith("fewer") and len({table[key] for table in possible}) == 1
    ]


def test_in_a_row_no_small_count_can_be_worked_out() -> None:
    rows = [
        {"enrolments": sum(parts), **dict(zip(PARTS, parts, strict=True))}
        for parts in product(range(9), repeat=3)
    ]
    assert worked_out(rows, 5, LEARNERS) == []
    assert worked_out(rows, 5, {}) != [], "without the sum being left out it can"


def test_in_a_table_with_sums_both_ways_no_small_count_can_be_worked_out() -> None:
    sums = {(row, "all"): [(row, "a"), (row, "b")] for row in ("x", "y", "together")}
    for column in ("a", "b", "all"):
        down = [(row, column) for row in ("x", "y")]
        sums["together", column] = [*down, *sums.get(("together", column), ())]

    def table(xa: int, xb: int, ya: int, yb: int) -> dict[tuple[str, str], int]:
        rows = {"x": (xa, xb), "y": (ya, yb), "together": (xa + ya, xb + yb)}
        return {
            (row, column): count
            for row, (a, b) in rows.items()
            for column, count in (("a", a), ("b", b), ("all", a + b))
        }

    assert worked_out([table(*four) for four in product(range(6), repeat=4)], 3, sums) == []


def test_a_sum_of_groups_is_shown_only_where_none_of_them_is_small() -> None:
    told = {(12, 9): "21", (12, 3): "not shown", (1,): "fewer than 5", (0, 8): "8", (): "0"}
    assert {parts: sum_shown(parts, 5) for parts in told} == told
    assert sum_shown((12, None), 5) == "not known"


def test_a_sum_is_not_shown_where_it_would_tell_a_small_rest_of_what_is_not_known() -> None:
    row = {"enrolments": 20, "completions": 17, "withdrawals": None, "still_active": None}
    assert shown(row, 5, LEARNERS)["enrolments"] == "not shown"
    assert shown({**row, "completions": 15}, 5, LEARNERS)["enrolments"] == "20"
    assert shown({**row, "completions": 20}, 5, LEARNERS)["enrolments"] == "20"


@given(st.dictionaries(st.text(max_size=3), st.none() | st.integers(0, 40)), st.integers(3, 20))
def test_only_what_is_small_or_a_sum_with_it_is_left_out(
    counts: dict[str, int | None], least: int
) -> None:
    for key, said in shown(counts, least).items():
        count = counts[key]
        small = count is not None and 0 < count < least
        assert said == (
            f"fewer than {least}" if small else "not known" if count is None else str(count)
        )


def test_a_threshold_that_would_tell_is_refused() -> None:
    with pytest.raises(ValueError, match="a threshold of 2 would tell"):
        shown({"a": 1}, 2)
