"""A picture in the line of a text, with its words for those who don't see it."""

from __future__ import annotations

from mcapproval.documents.drawing.pixels import png
from mcapproval.documents.drawing.svg import svg
from mcapproval.documents.logo import Logo
from mcapproval.documents.picture import Picture
from mcapproval.documents.word.markup import Piece, Xml, tag, w
from mcapproval.documents.word.names import NAMESPACES
from mcapproval.documents.word.pen import Pen
from mcapproval.documents.word.words import one_line

POINT = 12700
"""English metric units, in which drawings are measured."""

SVG_BLIP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"

LOGO_WIDE, LOGO_HIGH = 150, 34
"""Points that a logo has room for at the head."""


def drawn(pen: Pen, picture: Picture, accent: str, alternative: str) -> Xml:
    """As PNG, and beside it as SVG, which newer readers show instead."""
    pixels = pen.picture(png(picture, accent), "png")
    vector = pen.picture(svg(picture, accent, alternative).encode(), "svg")
    beside = tag("asvg:svgBlip", {"xmlns:asvg": SVG, "r:embed": vector})
    more = tag("a:extLst", {}, tag("a:ext", {"uri": SVG_BLIP}, beside))
    return _inline(pen, pixels, picture.wide, picture.high, alternative, more)


def logo(pen: Pen, given: Logo) -> Xml:
    """As large as its room allows, in its own shape."""
    scale = given.scale(LOGO_WIDE, LOGO_HIGH)
    wide, high = given.wide * scale, given.high * scale
    return _inline(pen, pen.picture(given.data, given.kind), wide, high, given.alternative)


def _inline(
    pen: Pen, relation: str, wide: float, high: float, alternative: str, more: Piece = None
) -> Xml:
    number = pen.numbers.next("drawing")
    size: dict[str, str | int | None] = {"cx": round(wide * POINT), "cy": round(high * POINT)}
    name = f"Picture {number}"
    told = one_line(alternative)
    shape = tag(
        "pic:pic",
        {"xmlns:pic": NAMESPACES["pic"]},
        tag(
            "pic:nvPicPr",
            {},
            tag("pic:cNvPr", {"id": number, "name": name, "descr": told}),
            tag("pic:cNvPicPr", {}),
        ),
        tag(
            "pic:blipFill",
            {},
            tag("a:blip", {"r:embed": relation}, more),
            tag("a:stretch", {}, tag("a:fillRect", {})),
        ),
        tag(
            "pic:spPr",
            {},
            tag("a:xfrm", {}, tag("a:off", {"x": 0, "y": 0}), tag("a:ext", size)),
            tag("a:prstGeom", {"prst": "rect"}, tag("a:avLst", {})),
        ),
    )
    inline = tag(
        "wp:inline",
        dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
        tag("wp:extent", size),
        tag("wp:docPr", {"id": number, "name": name, "descr": told}),
        tag("wp:cNvGraphicFramePr", {}, tag("a:graphicFrameLocks", {"noChangeAspect": 1})),
        tag("a:graphic", {}, tag("a:graphicData", {"uri": NAMESPACES["pic"]}, shape)),
    )
    return w("r", w("drawing", inline))
