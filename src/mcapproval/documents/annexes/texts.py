"""A text annex as text, and what its encoding was taken to be."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from mcapproval.documents.annexes import limits
from mcapproval.documents.cleaning import clean

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
LONGEST_PART = 20_000
"""Characters of one paragraph that are set at once: a longer one is slow to set."""


def read_text(data: bytes) -> tuple[str, str, str]:
    """The text, a note where it was not UTF-8, and why it can't be printed; empty where it can."""
    text, encoding = _decoded(data)
    if text is None:
        return "", "", "its letters are written in no way that we know"
    if "\0" in text:
        return "", "", "it is no text, whatever its name says"
    if len(text) > limits.LONGEST_TEXT:
        return "", "", f"it has more than {limits.LONGEST_TEXT:,} characters"
    note = f"Its letters were read as {encoding}, since they are not UTF-8." if encoding else ""
    return clean(text).strip("\n"), note, ""


def _decoded(data: bytes) -> tuple[str | None, str]:
    for mark, codec, called in MARKS:
        if data.startswith(mark):
            return _tried(data, codec), called
    text = _tried(data, "utf-8")
    if text is not None:
        return text, ""
    return _tried(data, "cp1252"), "Windows-1252"


def _tried(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def parts(text: str) -> Iterator[str]:
    """The text in paragraphs, none so long that it can't be set."""
    for paragraph in text.split("\n\n"):
        rest = paragraph
        while len(rest) > LONGEST_PART:
            at = max(rest.rfind("\n", 0, LONGEST_PART), rest.rfind(" ", 0, LONGEST_PART))
            at = at if at > 0 else LONGEST_PART
            yield rest[:at]
            rest = rest[at:].lstrip(" \n")
        if rest.strip():
            yield rest
