"""Whether a text or a file says a person's name, however it is spelt or packed."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator

_FAR = re.compile("[\u0370-\u1dff\u2070-\U0010ffff]")
"""Everything beyond Latin letters, their marks and punctuation."""

MOST = 100 * 1024 * 1024
"""Bytes unpacked from one file at most: a small file can unpack to a very large one."""


def fold(text: str) -> str:
    """Without case, macrons, and differences of white space or punctuation between words."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    return " ".join(_BETWEEN.sub(" ", bare).split())


_MARKS = re.compile("[\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_BETWEEN = re.compile(r"(?:[^\w@+]|_)+")
"""Patterns, not loops over letters: a file has up to 25 MB."""


def mentions(text: str, words: Iterable[str]) -> bool:
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in words)


def says(data: bytes, words: tuple[str, ...]) -> bool:
    """Whether a file holds one of the words: as text, inside a Word or similar file, or a PDF."""
    return any(
        mentions(spelt, words) for part in (data, *_unpacked(data)) for spelt in _spellings(part)
    )


def _spellings(data: bytes) -> Iterator[str]:
    """The bytes as text, in each encoding that text files have, from even and odd places.

    Bytes of another encoding come out as letters of far scripts, which would hide where a word
    begins: so once as they are, and once with only the scripts that names here are written in.
    """
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
        for start in (0, 1) if encoding.startswith("utf-16") else (0,):
            spelt = data[start:].decode(encoding, "ignore")
            yield spelt
            yield _FAR.sub(" ", spelt)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What a packed file holds; nothing where it can't be unpacked."""
    if data.startswith(b"PK"):
        yield from _members(data)
    elif data.startswith(b"%PDF"):
        yield _pdf_words(data)


def _members(data: bytes) -> Iterator[bytes]:
    """Each member with its markup, and once more without it: Word splits a name into runs."""
    left = MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.infolist():
                with packed.open(member) as stream:
                    body = stream.read(left + 1)
                left -= len(body)
                if left < 0:
                    return
                yield body
                yield b"".join(part.partition(b">")[2] for part in body.split(b"<"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        return


def _pdf_words(data: bytes) -> bytes:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = PdfReader(io.BytesIO(data)).pages
        return "\n".join(page.extract_text() for page in pages).encode()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return b""
