"""A .docx file of anybody's to the parts that are read: nothing in it is obeyed or fetched."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from posixpath import basename, dirname, join, normpath

from lxml import etree

from mcapproval.errors import Unreadable

LARGEST = 25_000_000
"""Bytes of a file; pictures that somebody pasted in are the most of a large one."""

LARGEST_PART = 40_000_000
"""Bytes of one part unpacked: a form that is full to the brim has some two million."""

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"
_AS_DOCX = "in Word: File, Save As, Word Document (.docx)"
_AGAIN = "open it in Word, save it again as Word Document (.docx), or get a new copy of it"
_READ = ("comments", "footnotes", "endnotes", "header", "footer", "styles", "custom-properties")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a file that are read: the text itself and, by what they are, those beside it."""

    body: etree._Element
    beside: tuple[tuple[str, etree._Element], ...]

    def of(self, kind: str) -> tuple[etree._Element, ...]:
        return tuple(root for name, root in self.beside if name == kind)


def opened(data: bytes, name: str) -> Parts:
    """The parts of a Word file. Raises Unreadable, with what to do, for any other file."""
    if len(data) > LARGEST:
        raise _refused(
            name,
            "this file is over 25 MB, too big for a form",
            "take the pictures out of it, and name them as files in its fields",
        )
    _another_kind(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _parts(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError):
        raise _damaged(name) from None


def _another_kind(data: bytes, name: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _locked(name)
        raise _refused(name, "this is a file of an old Word (.doc), not .docx", _AS_DOCX)
    if not data.startswith(b"PK\x03\x04"):
        if data.startswith(b"{\\rtf"):
            raise _refused(name, "this is a rich text (RTF) file, not .docx", _AS_DOCX)
        raise _damaged(name) if data else _refused(name, "this file is empty", _AGAIN)


def _parts(archive: zipfile.ZipFile, name: str) -> Parts:
    names = {info.filename: info for info in archive.infolist()}
    if any(info.flag_bits & 1 for info in names.values()):
        raise _locked(name)
    if "mimetype" in names and "content.xml" in names:
        raise _refused(
            name,
            "this is an OpenDocument file, not .docx",
            "in LibreOffice: File, Save As, Word 2010-365 Document (.docx)",
        )
    if any(basename(each).lower() == "vbaproject.bin" for each in names):
        raise _refused(
            name,
            "this file holds macros, which a form has no need of",
            f"save it without them, {_AS_DOCX}",
        )
    if "[Content_Types].xml" not in names:
        raise _refused(
            name,
            "this is a zip file and no Word document",
            "unpack it, and name the form that is in it",
        )
    main = next(
        (to for kind, to in _related(archive, names, "", name) if kind == "officeDocument"), ""
    )
    if not main.endswith(".xml") or dirname(main) != "word" or main not in names:
        raise _refused(name, "this is an office file, but no Word document", _AS_DOCX)
    beside = [*_related(archive, names, "", name), *_related(archive, names, main, name)]
    read = [(kind, to) for kind, to in beside if kind in _READ and to in names]
    return Parts(
        _xml(archive, names[main], name),
        tuple((kind, _xml(archive, names[to], name)) for kind, to in read),
    )


def _related(
    archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], of: str, name: str
) -> list[tuple[str, str]]:
    """What a part is related to inside the file: the kind of each, and the name of its part."""
    rels = join(dirname(of), "_rels", f"{basename(of)}.rels")
    if rels not in names:
        return []
    found = []
    for each in _xml(archive, names[rels], name).iter(_RELATIONS):
        if each.get("TargetMode") == "External":
            continue
        target = str(each.get("Target", ""))
        inside = target.lstrip("/") if target.startswith("/") else join(dirname(of), target)
        if str(each.get("Type", "")).startswith(_STRICT):
            raise _refused(
                name,
                "this file is saved as Strict Open XML, which is written in other words",
                _AS_DOCX,
            )
        found.append((basename(str(each.get("Type", ""))), normpath(inside)))
    return found


def _xml(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> etree._Element:
    """A part as a tree: entities stay unread, nothing is fetched, depth has libxml2's limit."""
    with archive.open(info) as stream:
        data = stream.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise _refused(
            name,
            "this file unpacks to far more than a form can hold, so it was left unread",
            _AGAIN,
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise _damaged(name) from None
    if root.getroottree().docinfo.doctype:
        raise _refused(
            name,
            "this file declares entities of its own, which no Word does; it was left unread",
            _AGAIN,
        )
    return root


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
