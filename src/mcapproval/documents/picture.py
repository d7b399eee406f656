"""A picture as shapes with places, before anybody decides how it is drawn: vector on paper and on
the page, points from the top left corner.

A picture says nothing by colour alone: `shade` is one of a few grades of the house's colour, and
what tells two shapes apart stands in words beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Literal

Shade = Literal["paper", "tint", "soft", "accent", "ink", "quiet", "warn"]
"""`paper` white, `tint` and `soft` two light grades of the accent, `quiet` grey, `warn` amber."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `round` is the radius of its corners; `edge` its outline, none where empty."""

    x: float
    y: float
    wide: float
    high: float
    fill: Shade = "tint"
    edge: Shade | None = None
    round: float = 0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, an arrow's head at its end where it has one."""

    points: tuple[tuple[float, float], ...]
    shade: Shade = "quiet"
    width: float = 1
    dashed: bool = False
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: Shade = "accent"
    edge: Shade | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its base line. Nothing is wrapped here: `drawn` measures first."""

    text: str
    x: float
    y: float
    size: float = 8.5
    bold: bool = False
    shade: Shade = "ink"
    anchor: Anchor = "start"


Shape = Box | Line | Dot | Words


@dataclass(frozen=True, slots=True)
class Picture:
    """`wide` and `high` in points; shapes are drawn in their order, later ones on top."""

    wide: float
    high: float
    shapes: tuple[Shape, ...]


def arrow_head(line: Line) -> tuple[tuple[float, float], ...]:
    """The three corners of the head at a line's end, its point first; none where it has no length
    or no arrow.
    """
    if not line.arrow or len(line.points) < 2:
        return ()
    (x, y), (from_x, from_y) = line.points[-1], line.points[-2]
    length = hypot(x - from_x, y - from_y)
    if not length:
        return ()
    along, across = 4 + 1.5 * line.width, 2 + line.width
    to_x, to_y = (x - from_x) / length, (y - from_y) / length
    back_x, back_y = x - to_x * along, y - to_y * along
    return (
        (x, y),
        (back_x - to_y * across, back_y + to_x * across),
        (back_x + to_y * across, back_y - to_x * across),
    )
