"""The time spent in each stage: the median, what nine in ten took, the longest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    Column("ninetieth", "9 of 10", only="data"),
    Column("nine_in_ten", "9 of 10", right=True, only="text"),
    Column("longest", "Longest", right=True),
    Column("working_median", "Working", right=True),
    Column("working_ninetieth", "9 of 10 in working days", only="data"),
    Column("allowed", "Allowed"),
    Column("longest_ref", "The longest", whole=True),
    Column("there_now", "Now", right=True),
    Column("longest_now", "Longest now", right=True),
)

TEN = 10
"""Stays from which on nine in ten are not all of them: of fewer it is the longest."""


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
    nine = stage.ninetieth if stage.stays >= TEN else None
    return {**asdict(stage), "with": stage.whose, "nine_in_ten": nine}


def _note(found: Sequence[Stage], calendar: str) -> list[str]:
    said = []
    of_ours, of_others = "The slowest of our stages", "The slowest with others"
    for time, words in (("ours", of_ours), ("others", of_others)):
        those = [each for each in found if each.time == time and each.median is not None]
        if those:
            slow = max(those, key=lambda each: (each.median or 0, each.ninetieth or 0))
            median = f"median {_days(slow.median or 0)} of {_many(slow.stays, 'stay')} that ended"
            said.append(f"{words}: {slow.label}, {median}.")
    few = " 9 of 10 is told from 10 stays on." if any(0 < s.stays < TEN for s in found) else ""
    counted = f"Days are calendar days, Working is the median in working days{calendar}.{few}"
    return [*said, *_going_on(found), counted]


def _going_on(found: Sequence[Stage]) -> Iterator[str]:
    """How many stays go on in which somebody has the turn: no figure above counts them. Where the
    most of them are, and the longest."""
    open_now = [each for each in found if each.there_now and each.time != "nobody"]
    if not open_now:
        return
    there = sum(each.there_now for each in open_now)
    most = max(open_now, key=lambda each: (each.there_now, each.longest_now or 0))
    longest = max(open_now, key=lambda each: each.longest_now or 0)
    which = "" if most.there_now == there else "the most "
    lasts = f"the longest for {_days(most.longest_now or 0)}"
    told = f"{which}in {most.label} ({most.there_now}, {lasts})"
    if (longest.longest_now or 0) > (most.longest_now or 0):
        told += f"; the longest of all in {longest.label}, for {_days(longest.longest_now or 0)}"
    yield f"Stays that go on and wait for somebody are not in these lengths: {there}, {told}."


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _days(count: int) -> str:
    return _many(count, "day")


def chart(found: Sequence[Stage]) -> Chart:
    """The median of the stays that ended, and what nine in ten took at most; the longest where a
    stage has too few for that."""
    ended = [each for each in found if each.median is not None]
    bars = tuple((each.label, each.median or 0) for each in ended)
    few = any(each.stays < TEN for each in ended)
    longer = "Longest" if few else "9 of 10"
    others = tuple((each.longest if few else each.ninetieth) or 0 for each in ended)
    return Chart("Time in each stage of stays that ended", "days", bars, ("Median", longer), others)
