"""The one door for text: whatever is printed comes through `pieces`.

Nothing here or behind it reads markup. A text is cleaned, each of its characters given a face that
has it (or shown by its code), and its stretches of te reo Māori marked as such.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from mcapproval.documents.addresses import parted
from mcapproval.documents.cleaning import clean, printable
from mcapproval.documents.content import Link
from mcapproval.documents.language import Run, runs
from mcapproval.documents.pdf.tagging.tree import Element
from mcapproval.documents.typeface import FALLBACK, all_glyphs, fallback_glyphs

_KEPT = " \n\u00a0"
"""Blanks that are kept; any other is set as a space."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one face and colour. `mark` is a line under or through it. `element` is
    its own part of the structure, put in its place when it is first drawn; None where it is simply
    its paragraph's.
    """

    text: str
    face: str
    colour: str
    mark: str = ""
    element: Element | None = None
    address: str = ""


def pieces(
    text: str,
    face: str,
    colour: str = "ink",
    *,
    language: str = "",
    mark: str = "",
    element: Element | None = None,
    address: str = "",
) -> tuple[Piece, ...]:
    """A text as it is set. `language` says that all of it is in another: its paragraph tells so."""
    found: list[Piece] = []
    safe = shown(text)
    for run in runs(safe, language) if element is None else (Run(safe),):
        own = element
        if own is None and run.language and not language:
            own = Element("Span", language=run.language)
        found += (
            Piece(part, name, colour, mark, own, address) for part, name in _faced(run.text, face)
        )
    return tuple(found)


def told(text: str, face: str, colour: str = "ink", *, language: str = "") -> tuple[Piece, ...]:
    """The same for running text, a list or a cell: each address in it can be followed."""
    found: list[Piece] = []
    for part in parted(shown(text)):
        if isinstance(part, Link):
            found += followed(part, face)
        else:
            found += pieces(part, face, colour, language=language)
    return tuple(found)


def followed(link: Link, face: str) -> tuple[Piece, ...]:
    """A live address."""
    element = Element("Link", alternative=one_line(link.shown))
    return pieces(link.shown, face, "accent", mark="under", element=element, address=link.address)


def shown(text: str) -> str:
    """The characters that are printed for a text, its lines kept; a space for every other blank."""
    if _plain().issuperset(text) and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text
    safe = printable(text, all_glyphs())
    return "".join(" " if c.isspace() and c not in _KEPT else c for c in safe)


@cache
def _plain() -> frozenset[str]:
    """What is printed as it is: our letters and the blanks that are kept."""
    letters = {chr(code) for code in all_glyphs()}
    return frozenset({c for c in letters if clean(c) == c and not c.isspace()} | {*_KEPT})


@cache
def _others() -> frozenset[str]:
    return frozenset(map(chr, fallback_glyphs()))


def one_line(text: str) -> str:
    """Text for a bookmark, a title or a foot."""
    return " ".join(shown(text).split())


def _faced(text: str, face: str) -> list[tuple[str, str]]:
    """The text in stretches that one face has."""
    other = _others()
    if text.isascii() or other.isdisjoint(text):
        return [(text, face)]
    found: list[tuple[str, str]] = []
    for character in text:
        name = FALLBACK if character in other else face
        if found and found[-1][1] == name:
            found[-1] = (found[-1][0] + character, name)
        else:
            found.append((character, name))
    return found
