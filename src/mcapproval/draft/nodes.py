"""What a file says before anybody knows its types: texts, lists and groups of keys, with places."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.draft.model import Place
from mcapproval.errors import Unreadable

DEEPEST = 50
"""Levels; a draft has seven."""

MOST = 20_000
"""Values, keys and brackets in one file; a whole draft has some 800."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as the author wrote it. `plain`: without quotes, so the schema decides its type.
    `beside` is what follows on its line, from a # on, which YAML takes for a note."""

    text: str
    plain: bool
    place: Place
    beside: str = ""

    @property
    def written(self) -> bool:
        """False for an empty value, `~` and `null`: the author has left the key for later."""
        return not (self.plain and self.text in ("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a group, with the place of the key itself."""

    key: str
    key_place: Place
    value: Node


@dataclass(frozen=True, slots=True)
class Group:
    entries: tuple[Entry, ...]
    place: Place


Node = Scalar | Listing | Group


def whole_characters(text: str, name: str, place: Place) -> str:
    """Surrogate pairs joined (JSON writes an emoji as two escapes); a half one is refused, and so
    is an escaped control character."""
    if text.isascii() and text.isprintable():
        return text
    try:
        joined = text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise Unreadable(
            "half of a character is written here (`\\ud...` alone)",
            "write the character itself",
            source=name,
            line=place.line,
            column=place.column,
        ) from None
    for character in joined:
        if (character < " " and character not in "\t\n\r") or "\x7f" <= character <= "\x9f":
            raise Unreadable(
                f"a control character is written here (U+{ord(character):04X})",
                "delete it",
                source=name,
                line=place.line,
                column=place.column,
            )
    return joined


def twice(name: str, key: str, first: Place, second: Place) -> Unreadable:
    """A key that stands twice: which one counts, nobody can know."""
    return Unreadable(
        f"`{key}` is here a second time; it already stands on line {first.line}",
        "keep one of the two, and put into it what both say",
        source=name,
        line=second.line,
        column=second.column,
    )


def too_deep(name: str, place: Place) -> Unreadable:
    return Unreadable(
        f"this is more than {DEEPEST} levels deep",
        "seven levels are enough: look for brackets that are never closed",
        source=name,
        line=place.line,
        column=place.column,
    )


def too_many(name: str, place: Place) -> Unreadable:
    return Unreadable(
        f"this file has more than {MOST:,} values",
        "keep the text short; letters, tables and other papers are files of their own",
        source=name,
        line=place.line,
        column=place.column,
    )


def not_a_group(name: str, place: Place) -> Unreadable:
    return Unreadable(
        "this file doesn't begin with keys such as `title: ...`",
        "begin with the line `format: application/1`; each key needs a colon and a space after it",
        source=name,
        line=place.line,
        column=place.column,
    )


def empty(name: str) -> Unreadable:
    return Unreadable(
        "this file is empty",
        "`mcapproval draft new FILE` writes a draft to fill in",
        source=name,
        line=1,
        column=1,
    )
