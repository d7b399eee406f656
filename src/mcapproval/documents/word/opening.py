"""The one door for a Word file of anybody's: refused in a sentence where it is no sound .docx.

Nothing in it is obeyed, put in or fetched. Whatever is read of a file is read through here, so that
a form of ours, a kit and a form of somebody else's are refused alike.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import basename, dirname, join, normpath

from lxml import etree

from mcapproval.documents.word.names import (
    CONTENT_TYPES,
    MAIN_TYPE,
    RELATED,
    STRICT,
    Element,
    w,
)
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.errors import Unreadable

MOST_MEMBERS = 2_000
LARGEST_WHOLE = 200 * 1024 * 1024
LARGEST_PART = 20 * 1024 * 1024
"""Bytes unpacked: of the whole file, and of each part that is read. A form of ours that is full to
the brim has some two million; pictures are the most of a large file."""

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How members are packed; what unpacks others is not in every Python, and has faults of its own."""

_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_SAVE = "open it in Word or LibreOffice, save it as a Word document (.docx), and give that"
_AGAIN = "open it in Word, save it again as Word document (.docx), or get a new copy of it"
_TOO_MUCH = "this file unpacks to far more than a form can hold, so it was left unread"
_NO_WORD = "this is no Word document"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was found sound: the part with the text, its root, and the parts related to it or
    to the file, each by what it is to them.
    """

    name: str
    data: bytes
    main: str
    body: Element
    related: tuple[tuple[str, str], ...]

    def tree(self, part: str) -> Element:
        """A part, parsed afresh: a tree that knows how its text began."""
        return self.trees((part,))[part]

    def trees(self, parts: tuple[str, ...]) -> dict[str, Element]:
        with zipfile.ZipFile(BytesIO(self.data)) as archive:
            return {part: _parsed(archive, part, self.name) for part in parts}

    def members(self) -> list[str]:
        with zipfile.ZipFile(BytesIO(self.data)) as archive:
            return archive.namelist()

    def named(self, *kinds: str) -> tuple[str, ...]:
        """The parts that are one of these to the text, such as `header`."""
        return tuple(sorted({part for kind, part in self.related if kind in kinds}))

    def of(self, kind: str) -> tuple[Element, ...]:
        """The roots of the parts of one kind."""
        return tuple(self.tree(part).getroot() for part in self.named(kind))


def opened(data: bytes, name: str) -> Opened:
    """Unreadable, by what the file is and with what mends it, for all but a sound Word document."""
    if len(data) > LARGEST_FILE:
        mend = "take the pictures out of it, and give them as files of their own"
        raise _refused(name, "this file is larger than 25 MB", mend)
    _another_kind(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _sound(archive, name)
            return _document(archive, data, name)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError
    ) as fault:  # fmt: skip
        raise _damaged(name) from fault


def _another_kind(data: bytes, name: str) -> None:
    if not data:
        raise _refused(name, "this file is empty", _AGAIN)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _PASSWORD in data:
            raise _locked(name)
        raise _refused(name, "this is a file of Word 97 to 2003 (.doc), not .docx", _SAVE)
    if data.startswith(b"{\\rtf"):
        raise _refused(name, "this is a rich text (RTF) file, not .docx", _SAVE)
    if data.startswith(b"%PDF-"):
        raise _refused(name, "this is a PDF, not .docx", "ask for it as a Word document (.docx)")
    if not data.startswith((b"PK\3\4", b"PK\5\6")):
        raise _refused(name, _NO_WORD, _SAVE)


def _sound(archive: zipfile.ZipFile, name: str) -> None:
    """Every member unpacks to what the index says of it, and all of them fit: a file that is broken
    anywhere would open with a repair, and be blamed on us."""
    members = archive.infolist()
    if any(info.flag_bits & 1 for info in members):
        raise _locked(name)
    named = [info.filename for info in members]
    if len(named) > MOST_MEMBERS or sum(info.file_size for info in members) > LARGEST_WHOLE:
        raise _refused(name, _TOO_MUCH, _AGAIN)
    if len(set(named)) != len(named):
        raise _refused(name, "this file holds two parts of one name", _AGAIN)
    if "mimetype" in named and "content.xml" in named:
        mend = "in LibreOffice: File, Save As, Word 2010-365 Document (.docx)"
        raise _refused(name, "this is an OpenDocument file, not .docx", mend)
    if "[Content_Types].xml" not in named:
        mend = "unpack it, and give the Word document that is in it"
        raise _refused(name, "this is a zip file and no Word document", mend)
    if any(info.compress_type not in _PACKED for info in members):
        raise _refused(name, "this file is packed as no Word document is", _AGAIN)
    if archive.testzip() is not None:
        raise _damaged(name)


def _document(archive: zipfile.ZipFile, data: bytes, name: str) -> Opened:
    whole = tuple(_related(archive, "", name))
    main = next((part for kind, part in whole if kind == "officeDocument"), "")
    kind = _content_type(archive, main, name) if main else ""
    macros = any(basename(part).lower() == "vbaproject.bin" for part in archive.namelist())
    if macros or "macroEnabled" in kind:
        mend = "save it as Word document (.docx), which keeps none, and give that"
        raise _refused(name, "this file holds macros (.docm)", mend)
    if "template" in kind:
        raise _refused(name, "this is a template (.dotx)", _SAVE)
    if kind != MAIN_TYPE:
        raise _refused(name, "this is an office file, but no Word document", _SAVE)
    body = _parsed(archive, main, name).getroot()
    if any(space.startswith(STRICT) for space in body.nsmap.values()):
        raise _strict(name)
    if body.tag != w("document"):
        raise _damaged(name)
    return Opened(name, data, main, body, (*whole, *_related(archive, main, name)))


def _related(archive: zipfile.ZipFile, of: str, name: str) -> Iterator[tuple[str, str]]:
    """What a part is related to inside the file: the kind of each, and the name of its part."""
    rels = join(dirname(of), "_rels", f"{basename(of)}.rels")
    if rels not in archive.namelist():
        return
    for link in _parsed(archive, rels, name).getroot():
        if link.tag != f"{{{RELATED}}}Relationship" or link.get("TargetMode") == "External":
            continue
        kind = link.get("Type", "")
        if kind.startswith(STRICT):
            raise _strict(name)
        target = normpath(join("/", dirname(of), link.get("Target", ""))).lstrip("/")
        if target in archive.namelist():
            yield basename(kind), target


def _content_type(archive: zipfile.ZipFile, part: str, name: str) -> str:
    for entry in _parsed(archive, "[Content_Types].xml", name).getroot():
        if entry.tag == f"{{{CONTENT_TYPES}}}Override" and entry.get("PartName") == f"/{part}":
            return str(entry.get("ContentType", ""))
    return ""


def _parsed(archive: zipfile.ZipFile, part: str, name: str) -> Element:
    """A part as a tree; its depth has libxml2's limit. A part with rules of its own (a DOCTYPE),
    which no Word file has, is refused.
    """
    if archive.getinfo(part).file_size > LARGEST_PART:
        raise _refused(name, _TOO_MUCH, _AGAIN)
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.parse(BytesIO(archive.read(part)), safe)
    except etree.XMLSyntaxError as fault:
        raise _damaged(name) from fault
    if tree.docinfo.internalDTD is not None:
        said = "this file declares a document type, which no Word file does; it was left unread"
        raise _refused(name, said, _AGAIN)
    return tree


def _strict(name: str) -> Unreadable:
    return _refused(
        name, "this file is saved as Strict Open XML, which is written in other words", _SAVE
    )


def _locked(name: str) -> Unreadable:
    return _refused(
        name,
        "this file is locked with a password",
        "open it in Word and take the password away: File, Info, Protect Document, Encrypt",
    )


def _damaged(name: str) -> Unreadable:
    return _refused(name, "this Word file is damaged or cut off: it can't be unpacked", _AGAIN)


def _refused(name: str, message: str, hint: str) -> Unreadable:
    return Unreadable(message, hint, source=name)
