"""The boxes of a picture: how high each is, what stands in it, where its arrows leave and enter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mcapproval.workflow.drawing.plan import Arrow
from mcapproval.workflow.drawing.shapes import Box, Drawing, Note, Sign, Words
from mcapproval.workflow.drawing.text import LINE, width, wrapped
from mcapproval.workflow.model import Definition

GRID = 10
"""Arrows of the main line leave on this grid, those of states beside it half a step lower, so that
no two of them ever lie upon one another."""

NAME, SMALL = 14, 12
LABEL = 160
"""Pixels after which the label of an arrow goes on in the next line."""

PAD, INSET = 10, 16
BULLET = "• "


def up(value: int, step: int = GRID) -> int:
    return -(-value // step) * step


@dataclass(frozen=True, slots=True)
class Label:
    """The labels of an arrow; of several, each begins a line of its own with a bullet."""

    lines: tuple[str, ...]

    @property
    def high(self) -> int:
        return up(len(self.lines) * LINE + 5)

    @property
    def wide(self) -> int:
        return max((width(line, SMALL) for line in self.lines), default=0)

    def words(self, x: int, below: int, right: bool) -> list[Words]:
        """The lines above a height, the last one nearest to it."""
        first = below - (len(self.lines) - 1) * LINE
        return [
            Words(line, x, first + number * LINE, width(line, SMALL), right=right)
            for number, line in enumerate(self.lines)
        ]


def label_of(arrow: Arrow, room: int = LABEL) -> Label:
    before = BULLET if len(arrow.labels) > 1 else ""
    return Label(
        tuple(line for said in arrow.labels for line in wrapped(before + said, SMALL, room))
    )


@dataclass(slots=True)
class Frame:
    """A state's box before it has its place: its text, and the arrows at either side.

    `left` and `right` leave; `enters_left` and `enters_right` say whether any comes in there: on
    the left at the foot, on the right at the head, so that none crosses those that leave.
    """

    state: str
    wide: int
    name: tuple[str, ...]
    notes: tuple[tuple[Note, tuple[str, ...]], ...]
    left: list[tuple[Arrow, Label]] = field(default_factory=list)
    right: list[tuple[Arrow, Label]] = field(default_factory=list)
    enters_left: bool = False
    enters_right: bool = False
    x: int = 0
    y: int = 0

    @property
    def high(self) -> int:
        text = len(self.name) * (LINE + 2) + sum(len(lines) for _, lines in self.notes) * LINE
        left = sum(label.high for _, label in self.left) + 2 * GRID * self.enters_left
        right = sum(label.high for _, label in self.right) + GRID * self.enters_right
        return up(max(text + 14, left + GRID, right + GRID))

    @property
    def enter_left(self) -> int:
        return self.y + self.high - GRID

    @property
    def enter_right(self) -> int:
        return self.y + GRID

    def leaves(self, side: str) -> Iterable[tuple[Arrow, Label, int]]:
        """Each arrow of a side with its label and its height."""
        below = self.y + GRID * (side == "right" and self.enters_right)
        for arrow, label in self.left if side == "left" else self.right:
            below += label.high
            yield arrow, label, below

    def draw(self, drawing: Drawing, end: bool, mark: str) -> None:
        drawing.boxes.append(Box(self.state, self.x, self.y, self.wide, self.high, end, mark))
        base = self.y + 6
        for line in self.name:
            base += LINE + 2
            wide = width(line, NAME, bold=True)
            drawing.words.append(Words(line, self.x + PAD, base - 2, wide, NAME, bold=True))
        for note, lines in self.notes:
            drawing.signs.append(Sign(note.kind, self.x + PAD, base + 4))
            for line in lines:
                base += LINE
                at = self.x + PAD + INSET
                drawing.words.append(Words(line, at, base - 1, width(line, SMALL)))


def frames(
    definition: Definition, notes: Mapping[str, Sequence[Note]], wide: int, states: Iterable[str]
) -> dict[str, Frame]:
    """A box for each of some states, in their order."""
    return {
        state: Frame(
            state,
            wide,
            wrapped(definition.label(state), NAME, wide - 2 * PAD, bold=True) or ("-",),
            tuple(
                (note, wrapped(note.text, SMALL, wide - 2 * PAD - INSET)) for note in notes[state]
            ),
        )
        for state in states
    }
