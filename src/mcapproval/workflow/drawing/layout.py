"""The places of everything in a picture: boxes, arrows and labels, none upon another.

Between the boxes of the main line, arrows go straight down. Every other arrow leaves its box at
the side, at a height of its own under its own label, and joins a line that leads to its state:
on the left back to earlier ones, on the right ahead and to the states that stand beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mcapproval.workflow.drawing import lanes
from mcapproval.workflow.drawing.boxes import GRID, Frame, frames, label_of, up
from mcapproval.workflow.drawing.lanes import LANE, TIP, Entering, Leaving, leaving
from mcapproval.workflow.drawing.plan import BACK, NEXT, Arrow, Plan
from mcapproval.workflow.drawing.shapes import Dot, Drawing, Head, Line, Note
from mcapproval.workflow.drawing.text import LINE
from mcapproval.workflow.model import Definition

MAIN, SIDE, MARGIN, GAP = 210, 180, 20, 30
"""Pixels: a box of the main line, one beside it, round the picture, between boxes."""

Frames = Mapping[str, Frame]


def laid_out(
    definition: Definition,
    plan: Plan,
    notes: Mapping[str, Sequence[Note]],
    marks: Mapping[str, str],
    top: int,
) -> Drawing:
    """The drawing without its heading and legend; `top` is where it may begin."""
    main = frames(definition, notes, MAIN, plan.main)
    side = frames(definition, notes, SIDE, plan.side)
    straight = _share_out(plan, main, side)
    _stack(main, straight, top + 2 * GAP)
    drawing = Drawing()
    _earlier(drawing, main)
    _down(drawing, main, straight, definition.first)
    _ahead_and_beside(drawing, main, side, top + 2 * GAP)
    for frame in (*main.values(), *side.values()):
        state = definition.states[frame.state]
        frame.draw(drawing, state.end, marks.get(frame.state, ""))
    _measure(drawing)
    return drawing


def _share_out(plan: Plan, main: Frames, side: Frames) -> dict[str, Arrow]:
    """Give every arrow its side; those that go straight down, by the state that they leave."""
    straight = {}
    for arrow in plan.arrows:
        if arrow.kind == NEXT:
            straight[arrow.source] = arrow
            continue
        if arrow.source in side:
            side[arrow.source].left.append((arrow, label_of(arrow)))
        elif arrow.kind == BACK:
            main[arrow.source].left.append((arrow, label_of(arrow)))
        else:
            main[arrow.source].right.append((arrow, label_of(arrow)))
        for target in arrow.targets:
            if target in side:
                side[target].enters_left = True
            elif arrow.kind == BACK:
                main[target].enters_left = True
            else:
                main[target].enters_right = True
    return straight


def _gap(straight: Mapping[str, Arrow], state: str) -> int:
    lines = len(label_of(straight[state], MAIN).lines) if state in straight else 0
    return up(max(GAP, lines * LINE + 15))


def _stack(main: Frames, straight: Mapping[str, Arrow], top: int) -> None:
    y = up(top)
    for state, frame in main.items():
        frame.y = y
        y += frame.high + _gap(straight, state)


def _earlier(drawing: Drawing, main: Frames) -> None:
    """The left side, from which the main line gets its place."""
    leaves = leaving(main.values(), "left")
    entries = {state: Entering(frame, "left") for state, frame in main.items()}
    found = lanes.columns(leaves, entries)
    edge = MARGIN + LANE * (max(found.values(), default=-1) + 1)
    for frame in main.values():
        frame.x = edge + (_widest(main.values(), "left") + 2 * GRID if leaves else 0)
    lanes.draw(drawing, leaves, entries, {target: edge - LANE * n for target, n in found.items()})
    _label(drawing, main.values(), "left")


def _ahead_and_beside(drawing: Drawing, main: Frames, side: Frames, top: int) -> None:
    """The right side: ahead on the main line, and the states that stand beside it."""
    out = leaving(main.values(), "right")
    _place(side, out, top)
    leaves = [*out, *leaving(side.values(), "left")]
    entries = {state: Entering(frame, "right") for state, frame in main.items()}
    entries |= {state: Entering(frame, "left") for state, frame in side.items()}
    found = lanes.columns(leaves, entries)
    _label(drawing, main.values(), "right")
    edge = max(
        [frame.x + frame.wide for frame in main.values()]
        + [words.rect[2] for words in drawing.words]
    )
    last = edge + LANE * (max(found.values(), default=-1) + 1)
    for frame in side.values():
        frame.x = last + max(_widest(side.values(), "left") + 2 * GRID, 2 * GAP)
    lanes.draw(
        drawing, leaves, entries, {target: edge + LANE * (n + 1) for target, n in found.items()}
    )
    _label(drawing, side.values(), "left")


def _widest(boxes: Iterable[Frame], hand: str) -> int:
    labels = (f.left if hand == "left" else f.right for f in boxes)
    return max((label.wide for some in labels for _, label in some), default=0)


def _place(side: Frames, out: Sequence[Leaving], top: int) -> None:
    """Each box beside the main line stands near the middle of the arrows to it, half a step off
    the grid of the main line."""
    middles = {}
    for state in side:
        heights = [leave.y for leave in out if state in leave.arrow.targets]
        middles[state] = sum(heights) // len(heights) if heights else 0
    free = up(top) + GRID // 2
    for state in sorted(side, key=lambda state: middles[state]):
        frame = side[state]
        wish = up(middles[state] - frame.high // 2) + GRID // 2
        frame.y = max(free, wish)
        free = frame.y + frame.high + GAP


def _label(drawing: Drawing, boxes: Iterable[Frame], hand: str) -> None:
    for frame in boxes:
        for _, label, y in frame.leaves(hand):
            at = frame.x - 6 if hand == "left" else frame.x + frame.wide + 6
            drawing.words += label.words(at, y - 5, right=hand == "left")


def _down(drawing: Drawing, main: Frames, straight: Mapping[str, Arrow], first: str) -> None:
    """The arrows from one box of the main line to the next, and the one into the first."""
    start = main[first]
    centre = start.x + MAIN // 2
    drawing.dots.append(Dot("start", (centre, start.y - 24)))
    drawing.lines.append(Line(NEXT, (centre, start.y - 24), (centre, start.y - TIP)))
    drawing.heads.append(Head(NEXT, (centre, start.y), "down"))
    for state, arrow in straight.items():
        foot, head = main[state].y + main[state].high, main[arrow.targets[0]].y
        drawing.lines.append(Line(NEXT, (centre, foot), (centre, head - TIP)))
        drawing.heads.append(Head(NEXT, (centre, head), "down"))
        label = label_of(arrow, MAIN)
        below = (foot + head + len(label.lines) * LINE) // 2 - 5
        drawing.words += label.words(centre + 10, below, right=False)


def _measure(drawing: Drawing) -> None:
    points = [point for line in drawing.lines for point in (line.start, line.stop)]
    rects = [box.rect for box in drawing.boxes] + [words.rect for words in drawing.words]
    drawing.wide = max([x for x, _ in points] + [right for _, _, right, _ in rects]) + MARGIN
    drawing.high = max([y for _, y in points] + [below for *_, below in rects]) + MARGIN
