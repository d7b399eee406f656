"""Bytes of an author's file to its text: size, encoding, characters; nothing is parsed yet."""

from __future__ import annotations

import re
from pathlib import Path

from mcapproval.errors import Unreadable

LARGEST = 1_000_000
"""Bytes. A long application is some 60,000; beyond this the file is something else."""

DRAFTS, MANY = (".yaml", ".yml", ".json", ".docx"), 3
"""Endings of what may be a draft, and how many of them a folder is told to have."""

_SAVE_UTF8 = "save it again as UTF-8 (in Notepad: File, Save as, Encoding: UTF-8)"
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, lone surrogates, non-characters, and the marks that turn text around."""

_CONTROL = bytes({*range(0x20), 0x7F} - {*b"\t\n\r\x0b\x0c"})
_LOCK = re.compile(r"~\$|\.~lock\.")
"""How the file begins that Word, or LibreOffice, keeps beside one that is open."""

_ONE_IN = 30
"""With one byte in so many that controls a machine it is no text; one in nine of any bytes does."""

_OTHER_FILES = {
    b"PK\x03\x04": "a Word, spreadsheet or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or spreadsheet file",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich text (RTF) file",
}


def read_file(path: Path, most: int = LARGEST) -> bytes:
    """All bytes of a file. Raises Unreadable for what can't be read, and beyond `most` bytes."""
    data = first_bytes(path, most + 1)
    if len(data) > most:
        raise _too_large(str(path), most)
    return data


def first_bytes(path: Path, many: int) -> bytes:
    """What a file begins with, by which kinds are told apart. Raises Unreadable as `read_file`."""
    name = str(path)
    if _LOCK.match(path.name):
        raise Unreadable(
            "this is no form: it only marks that one is open in Word or LibreOffice",
            "save and close the form there, and name it, without the signs before its name",
            source=name,
        )
    try:
        if path.is_dir():
            raise Unreadable("this is a folder, not a file", _inside(path), source=name)
        if path.exists() and not path.is_file():  # to read one could wait without end
            raise Unreadable(
                "this is no ordinary file but a pipe or a device",
                "save what it gives as a file, and name that",
                source=name,
            )
        with path.open("rb") as stream:
            return stream.read(many)
    except FileNotFoundError:
        raise Unreadable("there is no such file", _likely(path), source=name) from None
    except PermissionError:
        raise Unreadable(
            "this file may not be read", "ask its owner for permission to read it", source=name
        ) from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "its name can't be used"
        raise Unreadable(
            f"this file can't be read: {reason}", "check the name and the disk", source=name
        ) from None


def _too_large(name: str, most: int) -> Unreadable:
    if most == LARGEST:
        return Unreadable(
            "this file is over 1 MB, too big for what a person writes",
            "keep the text short; letters, tables and other papers are files of their own",
            source=name,
        )
    return Unreadable(
        f"this file is larger than {round(most / 2**20)} MB",
        "take out of it what is not needed here, such as pictures, and give that",
        source=name,
    )


def _likely(path: Path) -> str:
    """What to do about a name that is not there: often only its ending is missing or another."""
    try:
        beside = sorted(other.name for other in path.parent.iterdir() if other.is_file())
    except OSError:
        beside = []
    near = [name for name in beside if name.rpartition(".")[0] in (path.name, path.stem)]
    meant = f"did you mean {' or '.join(near)}? Else " if 0 < len(near) < 4 else ""
    return f"{meant}check the name and the folder"


def _inside(folder: Path) -> str:
    """What could be meant in a folder: some of what may be drafts, by their endings."""
    found = sorted(each.name for each in folder.iterdir() if each.suffix.lower() in DRAFTS)
    named = " or ".join(str(folder / name) for name in found[:MANY])
    return f"name the file inside it{f', such as {named}' if named else ''}"


def text_of(data: bytes, name: str) -> str:
    """The text without a byte order mark. Raises Unreadable for size, encoding or characters."""
    if len(data) > LARGEST:
        raise _too_large(name, LARGEST)
    for start, kind in _OTHER_FILES.items():
        if data.startswith(start):
            raise Unreadable(
                f"this is {kind}, not a text file",
                "save what is written in it as a plain text file, UTF-8, and name that",
                source=name,
                line=1,
                column=1,
            )
    text = _decoded(data, name)
    found = FORBIDDEN.search(text)
    if found:
        line, column = place_of(text, found.start())
        raise Unreadable(
            f"there is a character here that can't be seen (U+{ord(found[0]):04X})",
            "delete it, or type the words around it afresh",
            source=name,
            line=line,
            column=column,
        )
    return text


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _every_other_is_nul(data):
        raise Unreadable(
            "this file is saved as UTF-16 (Windows calls it Unicode), not UTF-8",
            _SAVE_UTF8,
            source=name,
            line=1,
            column=1,
        )
    try:
        return data.decode("utf-8-sig", "surrogatepass")  # half a character is told as such
    except UnicodeDecodeError as fault:
        if _no_text(data):
            raise Unreadable(
                "this is no text file: it holds bytes that no text has",
                "check the name of the file; what is read here is plain text, UTF-8",
                source=name,
                line=1,
                column=1,
            ) from None
        body = data.removeprefix(b"\xef\xbb\xbf")
        line, column = place_of(body[: fault.start].decode("utf-8"), None)
        shown = body[fault.start : fault.start + 1].decode("cp1252", "replace")
        raise Unreadable(
            "this file is saved in an older Windows encoding"
            + (f" (the first sign of it is `{shown}`)" if shown.isprintable() else "")
            + "; save it as UTF-8",
            _SAVE_UTF8 + "; then look whether every macron is still there",
            source=name,
            line=line,
            column=column,
        ) from None


def _every_other_is_nul(data: bytes) -> bool:
    """UTF-16 without its mark: of plain words every second byte is nought."""
    start = data[:8]
    return len(start) >= 4 and (not any(start[::2]) or not any(start[1::2]))


def _no_text(data: bytes) -> bool:
    """Whether bytes are of no text in any encoding: a picture, a program, something packed."""
    control = len(data) - len(data.translate(None, _CONTROL))
    return b"\0" in data or control * _ONE_IN > len(data)


def place_of(text: str, offset: int | None) -> tuple[int, int]:
    """Line and column, both from 1, of an offset; of the end of the text for None."""
    before = (text if offset is None else text[:offset]).replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
