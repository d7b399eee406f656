"""A picture as shapes with places, before anybody decides how it is drawn: vector on paper and on
the page, points from the top left corner.

A picture says nothing by colour alone: `shade` is one of a few grades of the house's colour, and
what tells two shapes apart stands in words beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    shade: Shade = "quiet"
    width: float = 1
    dashed: bool = False


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
