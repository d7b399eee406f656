"""A ZIP file with a few members replaced: all the others keep their very bytes, compressed too.

The standard library would compress them anew, by whatever zlib is there.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO
from zlib import crc32

_LOCAL, _CENTRAL, _END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
_LOCAL_SIZE = struct.calcsize(_LOCAL)
_SIZES_FOLLOW = 0x8
"""The flag that says that a member's sizes stand behind its data; here they stand before it."""


def with_members(data: bytes, fresh: Mapping[str, bytes]) -> bytes:
    """The archive with some members' content replaced, in its own order. What is fresh is stored,
    not compressed, so that its bytes hang on nothing else. Names that it lacks are passed over.
    """
    out, index = BytesIO(), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        for info in members:
            body = fresh.get(info.filename)
            at = out.tell()
            raw = _raw(data, info) if body is None else body
            how = info.compress_type if body is None else zipfile.ZIP_STORED
            crc, size = (info.CRC, info.file_size) if body is None else (crc32(body), len(body))
            name = _name(data, info)
            flags = info.flag_bits & ~_SIZES_FOLLOW
            same = (flags, how, *_when(info), crc, len(raw), size, len(name))
            out.write(struct.pack(_LOCAL, b"PK\3\4", info.extract_version, *same, 0))
            out.write(name + raw)
            made_by = info.create_version | info.create_system << 8
            mode = (0, 0, 0, info.internal_attr, info.external_attr, at)
            head = struct.pack(_CENTRAL, b"PK\1\2", made_by, info.extract_version, *same, *mode)
            index.write(head + name)
    start = out.tell()
    out.write(index.getvalue())
    size = out.tell() - start
    out.write(struct.pack(_END, b"PK\5\6", 0, 0, len(members), len(members), size, start, 0))
    return out.getvalue()


def _raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    name, extra = struct.unpack_from("<2H", data, info.header_offset + _LOCAL_SIZE - 4)
    start = info.header_offset + _LOCAL_SIZE + name + extra
    return data[start : start + info.compress_size]


def _name(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """A member's name in the bytes that the archive has for it."""
    (length,) = struct.unpack_from("<H", data, info.header_offset + _LOCAL_SIZE - 4)
    start = info.header_offset + _LOCAL_SIZE
    return data[start : start + length]


def _when(info: zipfile.ZipInfo) -> tuple[int, int]:
    """The day and time of a member as a ZIP writes them: time, then day."""
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
