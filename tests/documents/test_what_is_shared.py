"""No small count can be worked out from a paper that is shared: neither from a rate nor from a sum.

Every row of counts is tried. The reader knows the rule, and all rows that would look the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import product
from types import SimpleNamespace
from typing import Any, cast

import pytest

from mcapproval.documents.reviews.grid import _counts
from mcapproval.documents.reviews.one_page import _to_share

LEAST = 5
PARTS = ("completions", "withdrawals", "still_active")
Row = dict[str, int | None]


def rows() -> list[Row]:
    known = [dict(zip(PARTS, parts, strict=True)) for parts in product(range(9), repeat=3)]
    some: list[Row] = [{"enrolments": sum(each.values()), **each} for each in known]
    unknown: list[Row] = [{**row, part: None} for row in some for part in PARTS[1:]]
    return [*some, *unknown]


def in_the_grid(row: Row) -> str:
    return str(_counts(cast(Any, SimpleNamespace(**row)), LEAST))


def on_one_page(row: Row) -> str:
    return _to_share({"cohorts": 1, **row}, LEAST)


@pytest.mark.parametrize("paper", [in_the_grid, on_one_page])
def test_no_small_count_can_be_worked_out_from_it(paper: Callable[[Row], str]) -> None:
    seen: dict[tuple[str, frozenset[str]], list[Row]] = defaultdict(list)
    for row in rows():
        seen[paper(row), frozenset(key for key in row if row[key] is None)].append(row)
    for (told, _), possible in seen.items():
        for key in possible[0]:
            counts = {row[key] for row in possible}
            assert len(counts) > 1 or not 0 < (counts.pop() or 0) < LEAST, (told, key)
        left = {(row["enrolments"] or 0) - sum(row[key] or 0 for key in PARTS) for row in possible}
        assert len(left) > 1 or not 0 < left.pop() < LEAST, f"{told}: what is left is told"
