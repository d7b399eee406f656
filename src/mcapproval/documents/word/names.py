"""The names of a Word file's XML: its vocabularies by prefix, and its elements as lxml has them."""

from __future__ import annotations

from typing import Any

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
"""Those that we write."""

WORD, OFFICE = NAMESPACES["w"], NAMESPACES["r"]
OFFICE_2006 = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD_2010 = NAMESPACES["w14"]
WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPES, RELATED = f"{PACKAGE}/content-types", f"{PACKAGE}/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
"""With what all names of Strict Open XML begin."""
WORD_PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPE = f"{WORD_PARTS}.document.main+xml"

Element = Any
"""An element of a tree; lxml says nothing of types."""


def w(name: str) -> str:
    return f"{{{WORD}}}{name}"


def w14(name: str) -> str:
    return f"{{{WORD_2010}}}{name}"


def w15(name: str) -> str:
    return f"{{{WORD_2012}}}{name}"


def m(name: str) -> str:
    return f"{{{OFFICE_2006}/math}}{name}"


def mc(name: str) -> str:
    """Of what is said twice, for programs that know a newer way and for others."""
    return f"{{{NAMESPACES['mc']}}}{name}"


VAL = w("val")
TEXT, TAB, BREAK, RUN, PARAGRAPH = w("t"), w("tab"), w("br"), w("r"), w("p")
CONTROL, CONTENT, ROW, CELL, TABLE = w("sdt"), w("sdtContent"), w("tr"), w("tc"), w("tbl")
DELETED = w("del")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
