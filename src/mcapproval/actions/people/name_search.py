"""Whether a text or a file says a person's name, however it is spelt or packed."""

from __future__ import annotations

import email
import html
import io
import lzma
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from email.policy import default
from typing import NamedTuple

from mcapproval.actions.people.pdf_words import UnreadWords, words_of_pdf

_FAR = re.compile("[\u0370-\u1dff\u2070-\U0010ffff]")
"""Everything beyond Latin letters, their marks and punctuation."""

_MARKS = re.compile("[\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")
_BETWEEN = re.compile(r"(?:[^\w@+]|_)+")
_ESCAPED = re.compile(r"\\u(?:([0-9a-fA-F]{4})|(-?[0-9]{1,5})\??)|\\'([0-9a-fA-F]{2})")
"""How JSON (`\\u0113`) and RTF (`\\u275?`, `\\'e9`) write a letter."""

_NO_LETTERS = bytes(code for code in range(128) if _BETWEEN.fullmatch(chr(code)))
"""What stands between words, of what is plain."""

MOST = 100 * 1024 * 1024
"""Bytes unpacked from one file at most: a small file can unpack to a very large one."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(NotImplementedError, RuntimeError, ValueError, OSError, EOFError),
)
"""What a ZIP that is spoilt or locked is met with: a place before its begin is a ValueError."""

PACKED = (b"PK", b"\x1f\x8b", b"%PDF")
"""How what is packed begins: a ZIP and what is one (Word, Excel), gzip, PDF."""

DEEPEST = 3
"""How many files within files are looked into."""


class _Unread(Exception):
    """A part of a packed file can't be read, or is more than is unpacked."""


def fold(text: str) -> str:
    """Without case, macrons, unseen characters, and differences of what stands between words."""
    return " ".join(_BETWEEN.sub(" ", _bare(text)).split())


def _bare(text: str) -> str:
    """Without case, macrons and unseen characters."""
    if text.isascii():
        return text.lower()
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _MARKS.sub("", unicodedata.normalize("NFD", seen))


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether a text says one of the folded words: as written, run together, or surname first
    (of however many words).

    A single word must stand alone, for it may be part of another; unless its script has no gaps.
    """
    bare = _bare(text)
    split = [word.split() for word in words]
    if bare.isascii() and not _among(bare, split):
        return False
    folded = " ".join(_BETWEEN.sub(" ", bare).split())
    spaced, squeezed = f" {folded} ", folded.replace(" ", "")
    return any(_said(parts, spaced, squeezed) for parts in split)


def _among(bare: str, words: Iterable[list[str]]) -> bool:
    """Whether one of the words may be said in plain letters: most texts say none, and to look at
    the letters alone takes a tenth of the time.
    """
    letters = bare.encode("ascii").translate(None, _NO_LETTERS).decode("ascii")
    return any(each in letters for parts in words for each in _run_together(parts))


def _run_together(parts: list[str]) -> Iterator[str]:
    return ("".join(parts[at:] + parts[:at]) for at in range(len(parts)))


def _said(parts: list[str], spaced: str, squeezed: str) -> bool:
    if len(parts) == 1 and not _FAR.search(parts[0]):
        return f" {parts[0]} " in spaced
    return any(each in squeezed for each in _run_together(parts))


class Looked(NamedTuple):
    """`says` is whether a file says one of the words. Where it does not, `opaque` is whether nobody
    can tell from the bytes all that it says: a picture, a locked file, a packed one of which a part
    can't be read.
    """

    says: bool
    opaque: bool


def look(data: bytes, words: tuple[str, ...]) -> Looked:
    """Look for the words in a file: as text, packed, or in a Word file, PDF or mail."""
    try:
        for part in _parts(data, 0):
            if any(mentions(spelt, words) for spelt in _spellings(part)):
                return Looked(True, False)
    except _Unread:
        return Looked(False, True)
    return Looked(False, not data.startswith(PACKED) and _no_text(data[:4096]))


def says(data: bytes, words: tuple[str, ...]) -> bool:
    """Whether a file holds one of the words."""
    return look(data, words).says


def _no_text(head: bytes) -> bool:
    return b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not _wide(head)


def _wide(head: bytes) -> bool:
    """Whether the bytes look like UTF-16: every other one nought."""
    return head[::2].count(0) * 3 > len(head) or head[1::2].count(0) * 3 > len(head)


def _parts(data: bytes, depth: int) -> Iterator[bytes]:
    """A file and everything packed in it; _Unread at the end where something can't be read."""
    yield data
    found, all_of_it = 0, True
    try:
        for part in _unpacked(data) if depth < DEEPEST else ():
            found += 1
            try:
                yield from _parts(part, depth + 1)
            except _Unread:
                all_of_it = False
    except _Unread:
        found = 0
    if not all_of_it or (data.startswith(PACKED) and not found):
        raise _Unread


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
            if encoding == "utf-8" and ("&" in spelt or "\\" in spelt):
                yield html.unescape(_ESCAPED.sub(_letter, spelt))


def _letter(escaped: re.Match[str]) -> str:
    four, number, two = escaped.groups()
    if two:
        return bytes.fromhex(two).decode("cp1252", "ignore")
    return chr(int(four, 16) if four else int(number) % 0x10000)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What a packed file holds; _Unread after what can be unpacked, where that is not all."""
    if b"PK\x03\x04" in data[:1024]:
        yield from _members(data)
    elif b"%PDF" in data[:1024]:
        yield from _pages(data)
    elif data.startswith(b"\x1f\x8b"):
        yield from _inflated(data)
    elif b"content-transfer-encoding:" in data.lower():
        yield from _mail(data)


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
                    raise _Unread
                yield body
                yield b"".join(part.partition(b">")[2] for part in body.split(b"<"))
    except _BROKEN as broken:
        raise _Unread from broken


def _inflated(data: bytes) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        yield unpacking.decompress(data, MOST)
    except zlib.error as broken:
        raise _Unread from broken
    if not unpacking.eof or unpacking.unused_data:
        raise _Unread


def _pages(data: bytes) -> Iterator[bytes]:
    """What a PDF says, in one piece: of a name one part may stand at the end of a page."""
    said, all_of_it = [], True
    try:
        for words in words_of_pdf(data):
            said.append(words)
    except UnreadWords:
        all_of_it = False
    told = "\n".join(said)
    if told.strip():
        yield told.encode("utf-8", "ignore")
    if not all_of_it:
        raise _Unread


def _mail(data: bytes) -> Iterator[bytes]:
    try:
        for part in email.message_from_bytes(data, policy=default).walk():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield body
    except (ValueError, LookupError, AttributeError, TypeError):
        return
