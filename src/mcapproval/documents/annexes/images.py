"""A picture as one page of A4: within margins, the right way up, never larger than it is."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from mcapproval.documents.annexes import limits

PAGE = (595.28, 841.89)
MARGIN = 42.52
"""15 mm."""
FINE = 300
"""Dots an inch to which a PNG is brought down: what is beyond is not seen on paper."""
SCREEN = 96
"""Dots an inch that a picture is taken to have, where it is smaller than the page."""

TURNED: dict[int, tuple[int, int, int, int, int, int]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""By the orientation that a camera noted, how the unit square of the picture is turned."""


def refused_picture(data: bytes) -> str:
    """Why a PNG or JPEG can't be printed; empty where it can."""
    from PIL import Image

    try:
        with _watched(), Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            wide, high = picture.size
            if wide * high > limits.MOST_PIXELS:
                return _too_large(wide * high)
            picture.getexif()
            picture.draft(picture.mode, (max(1, wide // 8), max(1, high // 8)))
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _too_large(None)
    except (
        OSError, ValueError, SyntaxError, LookupError, EOFError, MemoryError, Warning, struct.error
    ):  # fmt: skip
        return "it is damaged, or no picture"
    return ""


def _too_large(pixels: int | None) -> str:
    found = f"{pixels / 1e6:.0f}" if pixels else "far too many"
    return f"it has {found} megapixels, and more than {limits.MOST_PIXELS // 10**6} are not printed"


@contextmanager
def _watched() -> Iterator[None]:
    """Pillow warns of what may be an attack, and of damage that it passes over: both stop us."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def put_on_page(pdf: Any, data: bytes, at: int) -> Any:
    """A page with the picture, put in before page `at`; its content marks the picture as number 0.

    A JPEG goes in as it is; a PNG is written anew, flat on white.
    """
    from pikepdf import Array, Dictionary, Name, Page
    from PIL import Image

    with _watched(), Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        turn = picture.getexif().get(0x0112, 1)
        a, b, c, d, e, f = TURNED.get(turn, TURNED[1])
        wide, high = picture.size
        if picture.format == "JPEG" and picture.mode in ("RGB", "L"):
            image = _as_it_is(pdf, data, picture)
        else:
            image = _anew(pdf, _of_eight_bits(picture))
    shown = (high, wide) if abs(b) else (wide, high)
    scale = _scale(shown)
    across, up = shown[0] * scale, shown[1] * scale
    left, bottom = (PAGE[0] - across) / 2, PAGE[1] - MARGIN - up
    matrix = (a * across, b * up, c * across, d * up, e * across + left, f * up + bottom)
    said = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in matrix)
    content = f"/Figure <</MCID 0>> BDC q {said} cm /Picture Do Q EMC".encode("ascii")
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *PAGE]),
        Resources=Dictionary(XObject=Dictionary(Picture=image)),
        Contents=pdf.make_stream(content),
        Tabs=Name.S,
    )
    pdf.pages.insert(at, Page(pdf.make_indirect(page)))
    return pdf.pages[at]


def _scale(shown: tuple[int, int]) -> float:
    """Points a pixel: the whole picture within the margins, and no larger than on a screen."""
    room = (PAGE[0] - 2 * MARGIN, PAGE[1] - 2 * MARGIN)
    return min(room[0] / shown[0], room[1] / shown[1], 72 / SCREEN)


def _as_it_is(pdf: Any, data: bytes, picture: Any) -> Any:
    from pikepdf import Dictionary, Name

    stream = pdf.make_stream(data)
    colours = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    stream.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=colours,
        BitsPerComponent=8,
    )
    stream.write(data, filter=Name.DCTDecode, type_check=False)
    return stream


def _anew(pdf: Any, picture: Any) -> Any:
    """The picture's points, on white where it lets light through."""
    from pikepdf import Dictionary, Name
    from PIL import Image

    most = [round(side / 72 * FINE) for side in PAGE]
    if max(picture.size) > max(most) or min(picture.size) > min(most):
        flat = picture.convert("RGBA" if _clear(picture) else "RGB")
        flat.thumbnail((max(most), max(most)))
    else:
        flat = picture
    if _clear(flat):
        under = Image.new("RGBA", flat.size, "white")
        under.alpha_composite(flat.convert("RGBA"))
        flat = under
    flat = flat if flat.mode == "L" else flat.convert("RGB")
    stream = pdf.make_stream(b"")
    stream.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=flat.width,
        Height=flat.height,
        ColorSpace=Name.DeviceGray if flat.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
    )
    stream.write(zlib.compress(flat.tobytes()), filter=Name.FlateDecode, type_check=False)
    return stream


def _of_eight_bits(picture: Any) -> Any:
    """Greys of 16 bits brought down to 8: Pillow would cut off all but the darkest as white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _clear(picture: Any) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
