"""The time spent in each stage: the median, what nine in ten took, the longest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.table import Cell, Column, Table

COLUMNS = (
    Column("state", "State", only="data"),
    Column("label", "Stage", whole=True),
    Column("with", "With"),
    Column("time", "Time", only="data"),
    Column("stays", "Stays", right=True),
    Column("median", "Median", right=True),
    Column("ninetieth", "9 of 10", right=True),
    Column("longest", "Longest", right=True),
    Column("working_median", "Working", right=True),
    Column("working_ninetieth", "9 of 10 in working days", only="data"),
    Column("allowed", "Allowed"),
    Column("longest_ref", "The longest", whole=True),
    Column("there_now", "Now", right=True),
    Column("longest_now", "Longest now", right=True),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """The stays in a state that ended, in days, and those that go on.

    `median` is the middle one, of two in the middle the mean, half a day rounded up; `ninetieth` is
    the shortest length that nine in ten did not exceed; None where none ended.
    `working_median` and `working_ninetieth` are the same in working days. `time` is whose it takes:
    "ours", "others" where an outside body is waited for, "nobody" where it is put aside.
    `longest_now` are the days of the longest that goes on.
    """

    state: str
    label: str
    whose: str
    time: str
    stays: int
    median: int | None
    ninetieth: int | None
    longest: int | None
    longest_ref: str
    working_median: int | None
    working_ninetieth: int | None
    allowed: str
    there_now: int
    longest_now: int | None


def table(found: Sequence[Stage], calendar: str = "") -> Table:
    """`calendar` says whose working days were counted."""
    return Table(
        COLUMNS,
        tuple(_row(each) for each in found),
        empty="No case has been in any stage yet.",
        note="\n".join(_note(found, calendar)),
    )


def _row(stage: Stage) -> dict[str, Cell]:
    return {**asdict(stage), "with": stage.whose}


def _note(found: Sequence[Stage], calendar: str) -> list[str]:
    said = []
    for time, words in (("ours", "slowest of our stages"), ("others", "slowest with others")):
        those = [each for each in found if each.time == time and each.median is not None]
        if those:
            slow = max(those, key=lambda each: (each.median or 0, each.ninetieth or 0))
            said.append(f"The {words}: {slow.label}, median {_days(slow.median or 0)}.")
    counted = f"Days are calendar days, Working is the median in working days{calendar}."
    return [*said, counted]


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def chart(found: Sequence[Stage]) -> Chart:
    """The median of the stays, and what nine in ten took at most."""
    ended = [each for each in found if each.median is not None]
    bars = tuple((each.label, each.median or 0) for each in ended)
    others = tuple(each.ninetieth or 0 for each in ended)
    return Chart("Time in each stage", "days", bars, ("Median", "9 of 10"), others)
