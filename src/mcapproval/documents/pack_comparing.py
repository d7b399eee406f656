"""Whether two files of a pack say the same when they are unpacked.

Another zlib packs the same words into other bytes.
"""

from __future__ import annotations

import json
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from mcapproval.documents.pack_manifest import DIGEST, MANIFEST

PICTURES = (".png", ".jpg", ".jpeg")
_UNFIT = (
    *(BadZipFile, zlib.error, EOFError),
    *(OSError, ValueError, NotImplementedError, RuntimeError),
)
"""What a ZIP that can't be unpacked is met with."""


def same_unpacked(name: str, one: bytes, other: bytes) -> bool:
    """Whether a file and the one that is made of the records now hold the same."""
    if one == other:
        return True
    if name == MANIFEST:
        return bool(_manifest(one) == _manifest(other))
    unpack = {"pdf": _pdf, "docx": _members}.get(name.rpartition(".")[2])
    if unpack is None or name.startswith("annexes/"):
        return False
    found = unpack(one)
    return found is not None and found == unpack(other)


def _pdf(data: bytes) -> bytes | None:
    """A PDF with its streams unpacked and without its id; None where it can't be read."""
    import pikepdf

    out = BytesIO()
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            pdf.save(
                out,
                static_id=True,
                fix_metadata_version=False,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return None
    return out.getvalue()


def _members(data: bytes) -> dict[str, object] | None:
    """The members of a Word file, its pictures as their points; None where it can't be read."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            if {info.compress_type for info in packed.infolist()} - {ZIP_STORED, ZIP_DEFLATED}:
                return None
            return {name: _member(name, packed.read(name)) for name in packed.namelist()}
    except _UNFIT:
        return None


def _member(name: str, data: bytes) -> object:
    """The points of a picture; the bytes of all else, and of a picture that can't be read."""
    from PIL import Image

    if not name.endswith(PICTURES):
        return data
    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.mode, picture.size, picture.tobytes()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return data


def _manifest(data: bytes) -> Any:
    """A manifest without what hangs on the bytes of packed files."""
    value = json.loads(data)
    value["made_with"].pop("zlib", None)
    value.pop(DIGEST, None)
    for file in value["files"]:
        if not file["name"].startswith("annexes/"):
            file["size"] = file["sha256"] = None
    return value
