"""A ZIP archive whose bytes depend on what is in it and on nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

FIRST = ("[Content_Types].xml", "mimetype")
"""Members that readers of office files want to meet first."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP can name: no clock of anybody's."""


def stored_zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    """The members in one archive, `FIRST` before all others and those by name.

    They are stored, not deflated: what zlib makes differs from one build of it to the next.
    ValueError where a name stands twice.
    """
    given = list(members)
    names = [name for name, _ in given]
    if len(set(names)) != len(names):
        raise ValueError("a name stands twice in the archive")
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(given, key=lambda member: (member[0] not in FIRST, member[0])):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
