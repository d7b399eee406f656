"""A Word file as it was handed in: opened without trust, refused by name and in a sentence."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from mcapproval.documents.official_forms.zip_members import with_members
from mcapproval.documents.word.names import CONTENT_TYPES, RELATED, STRICT, w
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.errors import Unreadable

MOST_MEMBERS = 2_000
LARGEST_WHOLE = 200 * 1024 * 1024
LARGEST_XML = 20 * 1024 * 1024
"""Bytes unpacked: of the whole file, and of each part of it that is read."""

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SAVE = "open it in Word or LibreOffice, save it as a Word document (.docx), and give that"
_ANEW = "ask for the form again, or open it, save it as .docx, and give that"
_READ_TOO = ("header", "footer")


@dataclass(frozen=True, slots=True)
class WordFile:
    """The bytes, and the parts with boxes in them: the text first, then headers and footers."""

    name: str
    data: bytes
    parts: tuple[str, ...]

    def trees(self) -> dict[str, Any]:
        """Each part parsed afresh, to be filled."""
        with zipfile.ZipFile(BytesIO(self.data)) as archive:
            return {part: _parsed(archive, part, self.name) for part in self.parts}

    def with_trees(self, trees: Mapping[str, Any]) -> bytes:
        """The file with these parts in the place of its own; the same bytes each time."""
        return with_members(self.data, {part: _written(tree) for part, tree in trees.items()})


def word_file(data: bytes, name: str) -> WordFile:
    """Unreadable, by its name, for whatever is no sound Word document."""
    if len(data) > LARGEST_FILE:
        raise _unfit(name, "is larger than 25 MB", "take pictures out of it")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise _locked(name) if locked else _unfit(name, "is of Word 97 to 2003 (.doc)", _SAVE)
    if data[:4] not in (b"PK\3\4", b"PK\5\6"):
        raise _unfit(name, "is no Word document", _SAVE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _sound(archive, name)
            return WordFile(name, data, _parts(archive, name))
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError
    ) as fault:  # fmt: skip
        raise _damaged(name) from fault


def _sound(archive: zipfile.ZipFile, name: str) -> None:
    """Every member unpacks to what the index says of it, and all of them fit."""
    members = archive.infolist()
    if any(info.flag_bits & 1 for info in members):
        raise _locked(name)
    named = [info.filename for info in members]
    if len(named) > MOST_MEMBERS or sum(info.file_size for info in members) > LARGEST_WHOLE:
        raise _unfit(name, "unpacks to more than a form can hold", _ANEW)
    if len(set(named)) != len(named):
        raise _unfit(name, "holds two parts of one name", _ANEW)
    if "[Content_Types].xml" not in named:
        raise _unfit(name, "is no Word document", _SAVE)
    if archive.testzip() is not None:
        raise _damaged(name)


def _parts(archive: zipfile.ZipFile, name: str) -> tuple[str, ...]:
    related = dict(_related(archive, "_rels/.rels", name))
    main = next((part for part, kind in related.items() if kind == "officeDocument"), "")
    kind = _content_type(archive, main, name) if main else ""
    if "macroEnabled" in kind:
        raise _unfit(name, "carries macros (.docm)", "save it as .docx, which keeps none")
    if "template" in kind:
        raise _unfit(name, "is a template (.dotx)", _SAVE)
    if kind != _MAIN:
        raise _unfit(name, "is no Word document", _SAVE)
    if any(part.startswith("_xmlsignatures/") for part in archive.namelist()):
        raise _unfit(name, "is signed, and filling it would break the signature", _ANEW)
    root = _parsed(archive, main, name).getroot()
    if any(name.startswith(STRICT) for name in root.nsmap.values()):
        raise _unfit(name, "is saved as Strict Open XML", _SAVE)
    if root.tag != w("document"):
        raise _damaged(name)
    folder, _, last = main.rpartition("/")
    others = _related(archive, f"{folder}/_rels/{last}.rels".lstrip("/"), name)
    return (main, *sorted(part for part, kind in others if kind in _READ_TOO))


def _related(archive: zipfile.ZipFile, rels: str, name: str) -> Iterator[tuple[str, str]]:
    """The parts that a part names, each with what it is to it."""
    if rels not in archive.namelist():
        return
    base = dirname(dirname(rels))
    for link in _parsed(archive, rels, name).getroot():
        if link.get("TargetMode") == "External" or link.tag != f"{{{RELATED}}}Relationship":
            continue
        target = normpath(join("/", base, link.get("Target", ""))).lstrip("/")
        if target in archive.namelist():
            yield target, link.get("Type", "").rpartition("/")[2]


def _content_type(archive: zipfile.ZipFile, part: str, name: str) -> str:
    for entry in _parsed(archive, "[Content_Types].xml", name).getroot():
        if entry.tag == f"{{{CONTENT_TYPES}}}Override" and entry.get("PartName") == f"/{part}":
            return str(entry.get("ContentType", ""))
    return ""


def _parsed(archive: zipfile.ZipFile, part: str, name: str) -> Any:
    """A part as a tree; no entity is put in, nothing is fetched, and a part with rules of its own
    (a DOCTYPE), which no Word file has, is refused.
    """
    if archive.getinfo(part).file_size > LARGEST_XML:
        raise _unfit(name, "unpacks to more than a form can hold", _ANEW)
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.parse(BytesIO(archive.read(part)), safe)
    except etree.XMLSyntaxError as fault:
        raise _damaged(name) from fault
    if tree.docinfo.internalDTD is not None:
        raise _unfit(name, "declares a document type, which no Word file does", _ANEW)
    return tree


def _written(tree: Any) -> bytes:
    written: bytes = etree.tostring(
        tree, xml_declaration=True, encoding="UTF-8", standalone=tree.docinfo.standalone
    )
    return written


def _unfit(name: str, why: str, mend: str) -> Unreadable:
    return Unreadable(f"{name} {why}", mend, source=name)


def _locked(name: str) -> Unreadable:
    return _unfit(name, "is locked with a password", "save it without one, and give that")


def _damaged(name: str) -> Unreadable:
    return _unfit(name, "is damaged: it can't be unpacked as a Word document", _ANEW)
