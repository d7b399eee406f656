"""A picture as PNG, for readers of Word files that draw no SVG: our own letters, so that it looks
the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from itertools import groupby, pairwise

from PIL import Image, ImageDraw, ImageFont

from mcapproval.documents.cleaning import printable
from mcapproval.documents.picture import Box, Dot, Line, Picture, Shade, Shape, Words
from mcapproval.documents.shades import PAPER, colours
from mcapproval.documents.typeface import BODY, BOLD, FALLBACK, all_glyphs, glyphs
from mcapproval.shipped import in_room

SCALE = 3
"""Pixels for each point: 216 to the inch."""
FINER = 2
"""It is drawn so much larger and made smaller again, which smooths its edges."""
DASH = (4.0, 3.0)
BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a line stands before its place."""


def png(picture: Picture, accent: str) -> bytes:
    """The picture on white."""
    large = SCALE * FINER
    size = round(picture.wide * SCALE), round(picture.high * SCALE)
    image = Image.new("RGB", (size[0] * FINER, size[1] * FINER), PAPER)
    draw = ImageDraw.Draw(image)
    shades = colours(accent)
    for shape in picture.shapes:
        _draw(draw, shape, shades, large)
    out = BytesIO()
    image.reduce(FINER).save(out, "PNG", dpi=(216, 216))
    return out.getvalue()


def _draw(draw: ImageDraw.ImageDraw, shape: Shape, shades: Mapping[Shade, str], large: int) -> None:
    match shape:
        case Box():
            _box(draw, shape, shades, large)
        case Dot():
            x, y, radius = shape.x * large, shape.y * large, shape.radius * large
            edge = shades[shape.edge] if shape.edge else None
            place = (x - radius, y - radius, x + radius, y + radius)
            draw.ellipse(place, shades[shape.fill], edge, large if edge else 0)
        case Line():
            _stroke(draw, shape.points, shades[shape.shade], shape.width, shape.dashed, large)
        case Words():
            _words(draw, shape, shades[shape.shade], large)


def _words(draw: ImageDraw.ImageDraw, words: Words, colour: str, large: int) -> None:
    """In our letters; in those of the face that stands in where ours lack one."""
    told = " ".join(printable(words.text, all_glyphs()).split())
    own = BOLD if words.bold else BODY
    parts = [
        (_font(own if ours else FALLBACK, words.size * large), "".join(letters))
        for ours, letters in groupby(told, key=lambda letter: ord(letter) in glyphs())
    ]
    wide = sum(font.getlength(part) for font, part in parts)
    x = words.x * large - wide * BEFORE[words.anchor]
    for font, part in parts:
        draw.text((x, words.y * large), part, colour, font, "ls")
        x += font.getlength(part)


def _box(draw: ImageDraw.ImageDraw, box: Box, shades: Mapping[Shade, str], large: int) -> None:
    right, low = box.x + box.wide, box.y + box.high
    place = tuple(value * large for value in (box.x, box.y, right, low))
    edge = shades[box.edge] if box.edge else None
    solid = edge if not box.dashed else None
    draw.rounded_rectangle(place, box.round * large, shades[box.fill], solid, large if solid else 0)
    if edge and box.dashed:
        around = ((box.x, box.y), (right, box.y), (right, low), (box.x, low), (box.x, box.y))
        _stroke(draw, around, edge, 1, True, large)


def _stroke(
    draw: ImageDraw.ImageDraw,
    points: Iterable[tuple[float, float]],
    colour: str,
    width: float,
    dashed: bool,
    large: int,
) -> None:
    given = list(points)
    thick = max(1, round(width * large))
    if not dashed:
        draw.line([(x * large, y * large) for x, y in given], colour, thick, "curve")
        return
    for (x, y), (to_x, to_y) in pairwise(given):
        length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
        at = 0.0
        while at < length:
            ends = (at / length, min(at + DASH[0], length) / length)
            dash = [((x + (to_x - x) * e) * large, (y + (to_y - y) * e) * large) for e in ends]
            draw.line(dash, colour, thick)
            at += sum(DASH)


@cache
def _font(face: str, size: float) -> ImageFont.FreeTypeFont:
    file = in_room("documents", "fonts") / f"{face}.ttf"
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
