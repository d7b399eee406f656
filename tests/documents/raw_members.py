"""What a ZIP file holds, byte for byte as it lies there."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

NAME_AND_EXTRA, LOCAL_HEAD = 26, 30
"""Where a member's own head has the lengths of its name and of what follows it, and its length."""


def raw_members(data: bytes) -> dict[str, bytes]:
    """Each member's bytes by its name, compressed as they are."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {info.filename: _raw(data, info) for info in archive.infolist()}


def _raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    begins = info.header_offset
    name, extra = struct.unpack_from("<2H", data, begins + NAME_AND_EXTRA)
    start = begins + LOCAL_HEAD + name + extra
    return data[start : start + info.compress_size]
