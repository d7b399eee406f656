"""The lines beside the boxes: one to each state, which every arrow to that state joins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mcapproval.workflow.drawing.boxes import GRID, Frame
from mcapproval.workflow.drawing.plan import Arrow
from mcapproval.workflow.drawing.shapes import Dot, Drawing, Head, Line

LANE = 14
"""Pixels from one line to the next beside it."""

TIP = 7
"""How long the head of an arrow is."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """An arrow that leaves a box at a side (`left`, `right`) and a height."""

    arrow: Arrow
    frame: Frame
    hand: str
    y: int

    @property
    def edge(self) -> int:
        return self.frame.x + self.frame.wide * (self.hand == "right")


@dataclass(frozen=True, slots=True)
class Entering:
    """Where the line to a state enters its box."""

    frame: Frame
    hand: str

    @property
    def edge(self) -> int:
        return self.frame.x + self.frame.wide * (self.hand == "right")

    @property
    def y(self) -> int:
        return self.frame.enter_right if self.hand == "right" else self.frame.enter_left


def leaving(frames: Iterable[Frame], hand: str) -> list[Leaving]:
    return [
        Leaving(arrow, frame, hand, y) for frame in frames for arrow, _, y in frame.leaves(hand)
    ]


def columns(leaves: Sequence[Leaving], entries: Mapping[str, Entering]) -> dict[str, int]:
    """The column of each line from 0, nearest to the boxes first; the shortest get the nearest.

    Two lines share a column where they are clear of one another.
    """
    spans = {}
    for target in dict.fromkeys(t for leave in leaves for t in leave.arrow.targets):
        heights = [leave.y for leave in leaves if target in leave.arrow.targets]
        heights.append(entries[target].y)
        spans[target] = (min(heights), max(heights))
    taken: list[list[tuple[int, int]]] = []
    found = {}
    for target, (high, low) in sorted(spans.items(), key=lambda one: one[1][1] - one[1][0]):
        free = (
            number
            for number, others in enumerate(taken)
            if all(low + 2 * GRID < a or b + 2 * GRID < high for a, b in others)
        )
        found[target] = next(free, len(taken))
        if found[target] == len(taken):
            taken.append([])
        taken[found[target]].append((high, low))
    return found


def draw(
    drawing: Drawing,
    leaves: Sequence[Leaving],
    entries: Mapping[str, Entering],
    at: Mapping[str, int],
) -> None:
    """The lines, with `at` as their places from left to right, and the arrows that join them."""
    for target, x in at.items():
        joining = [leave for leave in leaves if target in leave.arrow.targets]
        entry = entries[target]
        kind = joining[0].arrow.kind
        heights = [entry.y, *(leave.y for leave in joining)]
        drawing.lines.append(Line(kind, (x, min(heights)), (x, max(heights))))
        way = "left" if entry.hand == "right" else "right"
        tip = TIP if way == "left" else -TIP
        drawing.lines.append(Line(kind, (x, entry.y), (entry.edge + tip, entry.y), bridge=True))
        drawing.heads.append(Head(kind, (entry.edge, entry.y), way))
        drawing.dots += [Dot(kind, (x, leave.y)) for leave in joining]
    for leave in leaves:
        far = max((at[t] for t in leave.arrow.targets), key=lambda x: abs(x - leave.edge))
        start, stop = (leave.edge, leave.y), (far, leave.y)
        drawing.lines.append(Line(leave.arrow.kind, start, stop, bridge=True))
