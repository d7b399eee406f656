"""Elements of Word's XML as functions: text is always escaped, markup is a kind of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from mcapproval.documents.language import REO
from mcapproval.documents.word.names import NAMESPACES

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

LANGUAGES = {"": "en-NZ", REO: "mi-NZ"}
"""The languages of a text as Word names them."""


class Xml(str):
    """Markup that can stand in a part as it is."""

    __slots__ = ()


Piece = Xml | Iterable[Xml] | None


def tag(name: str, given: Mapping[str, str | int | None], *parts: Piece) -> Xml:
    """An element by its prefixed name; an attribute of None is left out."""
    attributes = "".join(
        f" {key}={quoteattr(str(value))}" for key, value in given.items() if value is not None
    )
    inner = joined(*parts)
    return Xml(f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>")


def w(name: str, *parts: Piece, **given: str | int | None) -> Xml:
    """An element of Word's own: `w("color", val="auto")` is `<w:color w:val="auto"/>`."""
    return tag(f"w:{name}", {f"w:{key}": value for key, value in given.items()}, *parts)


def joined(*parts: Piece) -> Xml:
    return Xml("".join(p if isinstance(p, Xml) else "".join(p) for p in parts if p is not None))


def text(words: str) -> Xml:
    """Cleaned text without line ends, its blanks kept."""
    return Xml(f'<w:t xml:space="preserve">{escape(words)}</w:t>')


def root(name: str, *parts: Piece) -> bytes:
    """A whole part, such as `w:document`."""
    spaces = {f"xmlns:{prefix}": uri for prefix, uri in NAMESPACES.items()}
    return (DECLARATION + tag(name, {**spaces, "mc:Ignorable": "w14"}, *parts)).encode()
