"""Files that may do something when they are opened: none of them gets into our volume."""

from __future__ import annotations

from mcapproval.documents.annexes.kinds import ending, kind_of, misnamed

PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
PROGRAM_NAMES = (
    *("app", "bat", "cmd", "com", "dll", "exe", "hta", "jar", "js", "jse", "lnk", "msi", "pif"),
    *("ps1", "py", "reg", "scr", "sh", "url", "vbe", "vbs", "wsf"),
)
PAGE_NAMES = ("htm", "html", "mht", "mhtml", "svg", "xhtml", "xml")
MACRO_NAMES = ("docm", "dotm", "pptm", "potm", "ppsm", "xlsm", "xltm", "xlam", "xlsb")
MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
OFFICE_MARKS = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis.opendocument")


def no_paper(path: str, data: bytes) -> str:
    """Why a file is none that is opened to be read; empty where it may be."""
    if kind_of(path, data) != "other":
        return ""
    return active(path, data) or misnamed(path, data)


def active(path: str, data: bytes) -> str:
    """Why a file that is neither PDF, picture nor text can't be attached; empty where it can."""
    name = ending(path).removeprefix(".")
    if data.startswith(PROGRAMS) or name in PROGRAM_NAMES:
        return "it is a program, or may be run as one"
    if name in PAGE_NAMES or data[:512].lstrip().lower().startswith((b"<html", b"<!doctype html")):
        return "it is a page that may run a script"
    if name in MACRO_NAMES or any(mark in data for mark in MACROS):
        return "it holds macros"
    if data.startswith(ARCHIVES) and not any(mark in data for mark in OFFICE_MARKS):
        return "it is an archive, and what lies in it is not looked at"
    return ""
