"""JSON to nodes with places. A JSON reader that keeps places is not in the standard library."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from mcapproval.draft.model import Place
from mcapproval.draft.nodes import (
    DEEPEST,
    MOST,
    Entry,
    Group,
    Listing,
    Node,
    Scalar,
    too_deep,
    too_many,
    twice,
    whole_characters,
)
from mcapproval.errors import Unreadable

_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_LINE_START = re.compile(r"\r\n|\n|\r")


def json_nodes(text: str, name: str) -> Node:
    """The nodes of a JSON text. Numbers, true, false and null are plain, texts are quoted."""
    reader = _Reader(text, name, [0, *(m.end() for m in _LINE_START.finditer(text))])
    node, end = reader.value(reader.skip(0), 1)
    if end < len(text):
        raise reader.fault(
            end, "there is more text after the end", "delete what follows the last }"
        )
    return node


@dataclass
class _Reader:
    """One text, with the offsets at which its lines begin; `count` is of values read."""

    text: str
    name: str
    starts: list[int]
    count: int = field(default=0)

    def place(self, at: int) -> Place:
        line = bisect_right(self.starts, at)
        return Place(line, at - self.starts[line - 1] + 1)

    def fault(self, at: int, message: str, hint: str) -> Unreadable:
        place = self.place(at)
        return Unreadable(message, hint, source=self.name, line=place.line, column=place.column)

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def value(self, at: int, level: int) -> tuple[Node, int]:
        """The value that begins at an offset, and the offset of what follows it."""
        self.count += 1
        if self.count > MOST:
            raise too_many(self.name, self.place(at))
        opener = self.text[at : at + 1]
        if opener == '"':
            text, end = self.string(at)
            return Scalar(text, False, self.place(at)), self.skip(end)
        if opener in ("{", "["):
            if level > DEEPEST:
                raise too_deep(self.name, self.place(at))
            return self.group(at, level) if opener == "{" else self.listing(at, level)
        word = _WORD.match(self.text, at)
        if not word:
            raise self.fault(
                at, "a value is expected here", "write a text in double quotes, or a whole number"
            )
        return Scalar(word[0], True, self.place(at)), self.skip(word.end())

    def string(self, at: int) -> tuple[str, int]:
        found = _STRING.match(self.text, at)
        try:
            text = json.loads(found[0]) if found else None
        except ValueError:
            text = None
        if found is None or text is None:
            raise self.fault(
                at,
                "this text in double quotes is never closed, or has a line break, tab or \\ in it",
                'write \\n for a line break, \\t for a tab, \\\\ for \\ and \\" for a double quote',
            )
        joined = whole_characters(text, self.name, self.place(at))
        return unicodedata.normalize("NFC", joined), found.end()

    def listing(self, at: int, level: int) -> tuple[Listing, int]:
        items: list[Node] = []
        end = self.skip(at + 1)
        while self.text[end : end + 1] != "]" or items:
            item, end = self.value(end, level + 1)
            items.append(item)
            end, closed = self.comma(end, "]")
            if closed:
                return Listing(tuple(items), self.place(at)), end
        return Listing((), self.place(at)), self.skip(end + 1)

    def group(self, at: int, level: int) -> tuple[Group, int]:
        entries: list[Entry] = []
        seen: dict[str, Place] = {}
        end = self.skip(at + 1)
        while self.text[end : end + 1] != "}" or entries:
            place = self.place(end)
            if self.text[end : end + 1] != '"':
                raise self.fault(end, "a key is expected here", "write the key in double quotes")
            key, end = self.string(end)
            if key in seen:
                raise twice(self.name, key, seen[key], place)
            seen[key] = place
            end = self.skip(end)
            if self.text[end : end + 1] != ":":
                raise self.fault(end, f"a colon is missing after `{key}`", "write `:` here")
            value, end = self.value(self.skip(end + 1), level + 1)
            entries.append(Entry(key, place, value))
            end, closed = self.comma(end, "}")
            if closed:
                return Group(tuple(entries), self.place(at)), end
        return Group((), self.place(at)), self.skip(end + 1)

    def comma(self, at: int, closer: str) -> tuple[int, bool]:
        """The offset after a comma or the closing bracket, and whether it was the bracket."""
        found = self.text[at : at + 1]
        if found not in (",", closer) or not found:
            raise self.fault(
                at, f"a comma or `{closer}` is missing here", "look at the end of the line before"
            )
        return self.skip(at + 1), found == closer
