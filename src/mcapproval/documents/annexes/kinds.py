"""What a file is: by its first bytes, and by its name where bytes don't tell."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

Kind = Literal["pdf", "png", "jpeg", "heic", "text", "other"]

PDF_WITHIN = 1024
"""Readers of PDF look for its first mark this far into a file, and so must we."""
TEXT_NAMES = frozenset((".txt", ".text", ".md", ".csv", ".tsv"))
HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"))
PICTURES = "its bytes are no PNG or JPEG"
NAMED = {".pdf": "it is no PDF", ".png": PICTURES, ".jpg": PICTURES, ".jpeg": PICTURES}

CALLED = {
    ".eml": "a mail",
    ".msg": "a mail",
    ".mbox": "a mail",
    ".doc": "a Word file",
    ".docx": "a Word file",
    ".odt": "a text document",
    ".rtf": "a text document",
    ".xls": "a spreadsheet",
    ".xlsx": "a spreadsheet",
    ".ods": "a spreadsheet",
    ".ppt": "a set of slides",
    ".pptx": "a set of slides",
    ".odp": "a set of slides",
    ".heic": "a photograph of a telephone (HEIC)",
    ".heif": "a photograph of a telephone (HEIC)",
    ".mp3": "a sound recording",
    ".m4a": "a sound recording",
    ".wav": "a sound recording",
    ".mp4": "a film",
    ".mov": "a film",
}


def kind_of(path: str, data: bytes) -> Kind:
    """The sort of a file, whatever its name says it were."""
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return "heic"
    return "text" if ending(path) in TEXT_NAMES else "other"


def misnamed(path: str, data: bytes) -> str:
    """Why a file of no sort that we know by its bytes is not what its name says; empty where it
    may be.
    """
    if not data:
        return "it is empty"
    named = NAMED.get(ending(path))
    return f"{named}, whatever its name says" if named else ""


def is_picture(path: str, data: bytes) -> bool:
    """Whether it is a photograph or a scan."""
    named = ending(path) in (".png", ".jpg", ".jpeg", ".heic", ".heif")
    return named or kind_of(path, data) in ("png", "jpeg", "heic")


def called(path: str) -> str:
    """What people call such a file."""
    return CALLED.get(ending(path), "a file of another sort")


def ending(path: str) -> str:
    """How its name ends, in small letters, with the dot."""
    return PurePosixPath(path.strip().replace("\\", "/")).suffix.lower()
