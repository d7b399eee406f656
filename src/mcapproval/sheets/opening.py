"""The one door for an XLSX file of anybody's: refused in a sentence where it is no sound one.

Nothing in it is obeyed, and what it points to outside itself is neither followed nor kept. What is
too large is refused by the index of the archive and by counting, before anything is built of it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from mcapproval.errors import Unreadable

LARGEST_FILE = 25 * 1024 * 1024
LARGEST_WHOLE = 200 * 1024 * 1024
MOST_MEMBERS = 2_000
MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_CELLS = 2_000_000
"""Bytes of the file and unpacked; rows and columns of a sheet, and cells from the first to the last
that holds anything, of all sheets."""

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAVE = "open it in Excel or LibreOffice, save it as Excel workbook (.xlsx), and give that"
_AGAIN = "open it in Excel, save it again as Excel workbook (.xlsx), or get a new copy of it"
_LESS = "leave only the sheets and rows that are meant, and give that"


def sound_members(data: bytes, name: str) -> dict[str, bytes]:
    """The XML parts of a workbook, by name; Unreadable for all but a sound .xlsx."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _members(archive, name)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError
    ) as fault:  # fmt: skip
        raise damaged(name) from fault


def other_kind(data: bytes, name: str) -> None:
    """Unreadable for what is neither a zip file nor a text with separated values."""
    if len(data) > LARGEST_FILE:
        raise refused(name, "this file is larger than 25 MB", _LESS)
    if not data.strip():
        raise refused(name, "this file is empty", "give the file with the rows in it")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _PASSWORD in data:
            raise _locked(name)
        raise refused(name, "this is a file of Excel 97 to 2003 (.xls), not .xlsx", _SAVE)
    kinds = {b"%PDF-": "a PDF", b"{\\rtf": "a rich text (RTF) file", b"<": "a web page or XML"}
    for start, kind in kinds.items():
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            raise refused(name, f"this is {kind} and no spreadsheet", _SAVE)
    if name.lower().endswith(".xlsx") and not data.startswith(b"PK"):
        mend = f"{_SAVE}; separated values are given under a name that ends in .csv"
        raise refused(name, "this is no Excel workbook, though its name ends in .xlsx", mend)


def too_large(name: str, sheet: str, what: str) -> Unreadable:
    return refused(name, f"the sheet {sheet} {what}, more than is taken at once", _LESS)


def damaged(name: str) -> Unreadable:
    return refused(name, "this spreadsheet is damaged or cut off: it can't be read", _AGAIN)


def refused(name: str, message: str, hint: str) -> Unreadable:
    return Unreadable(message, hint, source=name)


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise _locked(name)
    named = [info.filename for info in infos]
    if len(named) > MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_WHOLE:
        said = "this file unpacks to far more than a spreadsheet of ours can hold"
        raise refused(name, f"{said}, so it was left unread", _LESS)
    if len(set(named)) != len(named) or any(info.compress_type not in _PACKED for info in infos):
        raise damaged(name)
    _kind(named, name)
    if archive.testzip() is not None:
        raise damaged(name)
    parts = {each: archive.read(each) for each in named if each.endswith((".xml", ".rels"))}
    if any(mark in part for part in parts.values() for mark in _DOCTYPE):
        said = "this file declares a document type, which no spreadsheet does; it was left unread"
        raise refused(name, said, _AGAIN)
    if b"macroEnabled" in parts["[Content_Types].xml"]:
        raise _macros(name)
    if _STRICT in parts.get("xl/workbook.xml", b""):
        raise refused(name, "this file is saved as Strict Open XML", _SAVE)
    return parts


def _kind(named: list[str], name: str) -> None:
    if "mimetype" in named and "content.xml" in named:
        mend = "in LibreOffice: File, Save As, Excel 2010-365 Spreadsheet (.xlsx)"
        raise refused(name, "this is an OpenDocument file, not .xlsx", mend)
    if any(each.lower().endswith("vbaproject.bin") for each in named):
        raise _macros(name)
    if "xl/workbook.bin" in named:
        raise refused(name, "this is a binary workbook (.xlsb), not .xlsx", _SAVE)
    if "[Content_Types].xml" not in named or not any(re.match("xl/", each) for each in named):
        raise refused(name, "this is no Excel workbook", _SAVE)


def _macros(name: str) -> Unreadable:
    mend = "save it as Excel workbook (.xlsx), which keeps none, and give that"
    return refused(name, "this file holds macros (.xlsm)", mend)


def _locked(name: str) -> Unreadable:
    mend = "open it in Excel and take the password away: File, Info, Protect Workbook, Encrypt"
    return refused(name, "this file is locked with a password", mend)
