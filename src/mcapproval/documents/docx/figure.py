"""A picture in the line of a text, with its words for those who don't see it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from mcapproval.documents.drawing.pixels import png
from mcapproval.documents.drawing.svg import svg
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


def logo(pen: Pen, data: bytes, name: str) -> Xml | None:
    """As large as its room allows, in its own shape; None where it is no picture."""
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            wide, high = image.size
            suffix = "png" if image.format == "PNG" else "jpeg"
    except (OSError, Image.DecompressionBombError):
        return None
    scale = min(LOGO_WIDE / wide, LOGO_HIGH / high)
    told = f"Logo of {name or 'the provider'}"
    return _inline(pen, pen.picture(data, suffix), wide * scale, high * scale, told)


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
