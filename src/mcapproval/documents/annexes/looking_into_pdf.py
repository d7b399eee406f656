"""Whether the pages of somebody's PDF can be taken over: not where it is encrypted, damaged, too
large, or may do anything by itself. Nothing is taken out of it in silence: it is taken or refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any

from mcapproval.documents.annexes import limits

DAMAGED = "it is damaged, or not written as a PDF is"
PACKED = "it is packed so tightly that it may be meant to harm"
ACTS = {
    "/JavaScript": "it holds a script",
    "/Launch": "it would start a program",
    "/SubmitForm": "it would send what is filled in to somebody",
    "/ImportData": "it would read a file of whoever opens it",
    "/GoToE": "it opens a file that lies in it",
    "/GoToR": "it opens another file",
    "/Rendition": "it plays a film or a sound",
    "/Movie": "it plays a film or a sound",
    "/Sound": "it plays a film or a sound",
    "/RichMediaExecute": "it plays a film or a sound",
    "/GoTo3DView": "it holds a moving picture",
}
KEYS = {
    "/JS": "it holds a script",
    "/JavaScript": "it holds a script",
    "/XFA": "it is a form that only one program can show (XFA)",
    "/EmbeddedFiles": "it has other files in it",
    "/EF": "it has other files in it",
    "/RichMediaContent": "it holds a film, a sound or a moving picture",
    "/AA": "it does something by itself when it is opened or turned over",
}
SAFE_LINKS = ("http:", "https:", "mailto:", "tel:", "#", "www.")
LZW_MOST = 200_000
TIGHTLY = 200_000
"""Bytes from which zlib can make more than `LARGEST_STREAM`: it packs a thousand into one."""
PARTS_LOOKED_AT = 10_000
PACKED_PICTURES = ("DCT", "JPX", "CCITT", "JBIG2", "Crypt")
"""Filters that only pictures have, and what nobody but its maker unpacks."""


def pages_of(data: bytes) -> tuple[int, str]:
    """How many pages it has, and why they can't be taken over; empty where they can."""
    import pikepdf

    if len(data) > limits.LARGEST_FILE:
        return 0, f"it is larger than {limits.megabytes(limits.LARGEST_FILE)}"
    try:
        with (
            _bounded(),
            pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf,
        ):
            if pdf.is_encrypted:
                return 0, "it is encrypted"
            count = len(pdf.pages)
            return count, _refused(pdf, count)
    except pikepdf.PasswordError:
        return 0, "it is encrypted"
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, LookupError, AttributeError):
        return 0, PACKED if _tight(data) else DAMAGED


def _refused(pdf: Any, count: int) -> str:
    if not count:
        return "it has no page"
    if count > limits.MOST_PAGES:
        return f"it has {count} pages, and more than {limits.MOST_PAGES} are not printed"
    found = next(_faults(pdf), "")
    return found or (DAMAGED if pdf.get_warnings() else "")


def _faults(pdf: Any) -> Iterator[str]:
    """Everything in it that is against its being taken over."""
    import pikepdf

    if _opens_by_itself(pdf.Root.get("/OpenAction")):
        yield "it opens an address, a file or a program by itself"
    unpacked = 0
    for thing in pdf.objects:
        yield from _deep(thing)
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
            filters = str(thing.get("/Filter", ""))
            if "LZW" in filters and len(thing.read_raw_bytes()) > LZW_MOST:
                yield PACKED
                return
            if not _picture(thing):
                unpacked += len(thing.read_bytes())
            if unpacked > limits.LARGEST_UNPACKED:
                yield PACKED
                return
    for page in pdf.pages:
        if not isinstance(page.mediabox, pikepdf.Array) or page.obj.get("/Type") != "/Page":
            yield DAMAGED
        elif not _fits(page.mediabox):
            yield "it has a page of a size that no paper has"
        if not _drawn(page.obj.get("/Contents")):
            yield DAMAGED


def _drawn(content: Any) -> bool:
    """Whether what a page draws can be unpacked; a page may draw nothing."""
    import pikepdf

    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    return content is None or all(
        part is None or (isinstance(part, pikepdf.Stream) and not _picture(part)) for part in parts
    )


def _picture(stream: Any) -> bool:
    filters = str(stream.get("/Filter", ""))
    return stream.get("/Subtype") == "/Image" or any(name in filters for name in PACKED_PICTURES)


def _fits(box: Any) -> bool:
    left, low, right, high = (float(each) for each in box)
    sides = (abs(right - left), abs(high - low))
    return min(sides) >= limits.SMALLEST_SIDE and max(sides) <= limits.LARGEST_SIDE


def _deep(thing: Any) -> Iterator[str]:
    """What an object says, and what stands right within it."""
    import pikepdf

    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from _acts(thing)
        inner = [value for _, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        inner = list(thing)
    else:
        return
    for value in inner:
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            yield from _deep(value)


def _acts(thing: Any) -> Iterator[str]:
    yield from (said for key, said in KEYS.items() if key in thing)
    act = str(thing.get("/S", ""))
    if act in ACTS:
        yield ACTS[act]
    if act == "/URI":
        address = str(thing.get("/URI", "")).strip().lower()
        if ":" in address and not address.startswith(SAFE_LINKS):
            yield "it has a link that is none to a page or a mailbox"


def _opens_by_itself(opening: Any) -> bool:
    """Whether opening the file does more than show one of its pages."""
    import pikepdf

    if not isinstance(opening, pikepdf.Dictionary):
        return False
    return str(opening.get("/S", "/GoTo")) != "/GoTo" or "/Next" in opening


@contextmanager
def _bounded() -> Iterator[None]:
    """qpdf unpacks no part beyond a bound; its former bounds hold again afterwards."""
    from pikepdf import settings

    most = limits.LARGEST_STREAM
    former = settings.set_qpdf_limits(
        flate_max_memory=most, run_length_max_memory=most, png_max_memory=most
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(
            flate_max_memory=former["flate_max_memory"],
            run_length_max_memory=former["run_length_max_memory"],
            png_max_memory=former["png_max_memory"],
        )


def _tight(data: bytes) -> bool:
    """Whether a part of it unpacks to more than a part may have, or all to more than all may.

    Only the begin of each is unpacked, and not of all: what is packed so tightly needs no more, and
    a file of millions of parts would take hours.
    """
    unpacked = 0
    for found in islice(re.finditer(rb"(?<!end)stream\r?\n", data), PARTS_LOOKED_AT):
        inflating = zlib.decompressobj()
        begin = data[found.end() : found.end() + TIGHTLY]
        try:
            unpacked += len(inflating.decompress(begin, limits.LARGEST_STREAM))
        except zlib.error:
            continue
        if inflating.unconsumed_tail and not inflating.eof:
            return True
        if unpacked > limits.LARGEST_UNPACKED:
            return True
    return False
