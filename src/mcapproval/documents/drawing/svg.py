"""A picture as SVG: for the page, and beside the pixels in a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mcapproval.documents.cleaning import clean
from mcapproval.documents.html.elements import Html, tag
from mcapproval.documents.picture import Box, Dot, Line, Picture, Shade, Shape, Words
from mcapproval.documents.shades import colours

FONTS = '"Source Sans 3", "Source Sans Pro", "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif'
DASHES = "4 3"


def svg(picture: Picture, accent: str, alternative: str) -> Html:
    """The picture, read out as its alternative; `accent` is the house's colour."""
    shades = colours(accent)
    return tag(
        "svg",
        (_shape(shape, shades) for shape in picture.shapes),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(picture.wide)} {_number(picture.high)}",
        width=f"{_number(picture.wide)}pt",
        height=f"{_number(picture.high)}pt",
        role="img",
        aria_label=" ".join(clean(alternative).split()),
        font_family=FONTS,
    )


def _shape(shape: Shape, shades: Mapping[Shade, str]) -> Html:
    match shape:
        case Box():
            return tag(
                "rect",
                x=_number(shape.x),
                y=_number(shape.y),
                width=_number(shape.wide),
                height=_number(shape.high),
                rx=_number(shape.round) if shape.round else None,
                fill=shades[shape.fill],
                stroke=shades[shape.edge] if shape.edge else None,
                stroke_dasharray=DASHES if shape.dashed else None,
            )
        case Dot():
            return tag(
                "circle",
                cx=_number(shape.x),
                cy=_number(shape.y),
                r=_number(shape.radius),
                fill=shades[shape.fill],
                stroke=shades[shape.edge] if shape.edge else None,
            )
        case Line():
            return _line(shape, shades[shape.shade])
        case Words():
            return tag(
                "text",
                " ".join(clean(shape.text).split()),
                x=_number(shape.x),
                y=_number(shape.y),
                font_size=_number(shape.size),
                font_weight="bold" if shape.bold else None,
                fill=shades[shape.shade],
                text_anchor=None if shape.anchor == "start" else shape.anchor,
            )


def _line(line: Line, colour: str) -> Html:
    return tag(
        "polyline",
        points=_points(line.points),
        fill="none",
        stroke=colour,
        stroke_width=_number(line.width),
        stroke_dasharray=DASHES if line.dashed else None,
    )


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{round(value, 2):g}"
