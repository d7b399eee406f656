"""The dated credit limits beside OpenFisca: both asked for every day since the first law.

OpenFisca holds the same values as its parameters, written here by hand from the law and not from
our files, so that equal answers mean something. Run it with `make bench-peers`.
"""

from __future__ import annotations

from datetime import date, timedelta
from importlib.metadata import version

from measure import medians, show
from openfisca_core.parameters import ParameterNode

from mcapproval.clock import SystemClock, nz_day
from mcapproval.rules.law import Law
from mcapproval.rules.texts import clauses

THEIRS = ParameterNode(
    "credit_value",
    data={
        "smallest": {
            "description": "Smallest credit value of a micro-credential",
            "values": {"2018-08-22": {"value": 5}, "2023-01-16": {"value": 1}},
        },
        "largest": {
            "description": "Largest credit value of a micro-credential",
            "values": {"2018-08-22": {"value": 40}},
        },
    },
)

FIRST = date(2018, 8, 22)
TODAY = nz_day(SystemClock().now())
DAYS = [FIRST + timedelta(days=n) for n in range((TODAY - FIRST).days + 1)]


def theirs() -> list[tuple[int, int]]:
    found = []
    for day in DAYS:
        asked = day.isoformat()
        found.append((THEIRS.smallest.get_at_instant(asked), THEIRS.largest.get_at_instant(asked)))
    return found


def theirs_by_node() -> list[tuple[int, int]]:
    """The way of a formula: the whole node at an instant, then its values."""
    found = []
    for day in DAYS:
        at = THEIRS.get_at_instant(day.isoformat())
        found.append((at.smallest, at.largest))
    return found


def ours() -> list[tuple[int, int]]:
    return [(smallest, largest) for smallest, largest, _, _ in ours_with_clause()]


def ours_with_clause() -> list[tuple[int, int, str, str]]:
    found = []
    for day in DAYS:
        law = Law(day)
        small, large = law.value("credit_value", "smallest"), law.value("credit_value", "largest")
        found.append((small.value, large.value, small.clause, large.clause))
    return found


assert theirs() == theirs_by_node() == ours(), "the answers differ"
print(
    f"{len(DAYS)} days from {FIRST} to {TODAY}: OpenFisca-Core {version('openfisca-core')} and "
    "mcapproval give the same limits on every one.\n"
)
print("| from | credits | our clause of the smallest, and of the largest |\n|---|---|---|")
before: tuple[int, int, str, str] | None = None
for day, answer in zip(DAYS, ours_with_clause(), strict=True):
    if answer != before:
        cited = "; ".join(clauses()[name].citation for name in answer[2:])
        print(f"| {day} | {answer[0]} to {answer[1]} | {cited} |")
        before = answer
show(
    f"Both limits on each of {len(DAYS)} days",
    medians(
        {
            "OpenFisca, one parameter after the other": theirs,
            "OpenFisca, the node at an instant": theirs_by_node,
            "mcapproval, the values with their clauses": ours_with_clause,
        },
        rounds=9,
    ),
)
