"""Which releases make the bytes of a pack: under others they are others, though the words are the
same.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.metadata import version

import mcapproval

LIBRARIES = ("reportlab", "lxml", "pikepdf", "pillow")


@cache
def made_with() -> dict[str, str]:
    """By name, what has a part in the bytes. `zlib` is that which runs, and packs the PDFs."""
    import pikepdf

    from mcapproval.documents.typeface import fingerprint

    return {
        "mcapproval": mcapproval.__version__,
        **{name: version(name) for name in LIBRARIES},
        "qpdf": pikepdf.__libqpdf_version__,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "font": fingerprint(),
    }
