"""The comments of a YAML draft, each with the key that it is about.

YAML's events have no comments. They do have where each value begins and ends, so whatever follows a
# outside of all values is one; a # in a quoted text or in the lines below `>-` is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from ruamel.yaml.events import ScalarEvent

from mcapproval.draft.comments import WROTE, Comment
from mcapproval.draft.dates import day_in
from mcapproval.draft.help import NO_WORDS, Own
from mcapproval.draft.model import Place
from mcapproval.draft.nodes import Group, Listing, Node, Scalar
from mcapproval.draft.pointer import pointer
from mcapproval.draft.source import text_of
from mcapproval.draft.template import new_draft
from mcapproval.draft.tree import is_json, tree, yaml_events
from mcapproval.shipped import schema

_SIGN = re.compile(r"(?<!\S)#")


@dataclass(frozen=True, slots=True)
class _Line:
    """A comment on one line of the file; `column` is where the line begins, and `beside` says that
    a value or key stands before it."""

    number: int
    column: int
    beside: bool
    at: int
    text: str


def comments_in(data: bytes, name: str) -> tuple[Comment, ...]:
    """Every comment in the order of the file: lines that follow each other on one key are one.

    It is about the key beside it, else about the key or entry of a list below it; where it is
    indented deeper than that, about the one above. What stands over the first key, or at the
    margin below the last, is about the draft as a whole. An entry's first key and the key `format`
    have no comments of their own: they are the entry's and the whole draft's. Raises Unreadable
    as reading the draft does.
    """
    text = text_of(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if is_json(text):
        return ()
    keys = list(_keys(tree(text.encode(), name, as_json=False), ""))
    finder = _Finder(keys)
    placed = ((finder.path(line), line) for line in _lines(text, name))
    found: list[Comment] = []
    for _, run in groupby(
        enumerate(placed), lambda each: (each[1][0], each[1][1].number - each[0])
    ):
        (path, first), *others = (each for _, each in run)
        found += _comments(path, [first.text, *(line.text for _, line in others)])
    return tuple(found)


def without_help(comments: Iterable[Comment], own: Own = NO_WORDS) -> Iterator[Comment]:
    """The comments without the lines of help that a new draft has, `own` being a provider's words.

    Indented lines, as those of an example, go only all together: where one of them was changed,
    somebody has begun to write there.
    """
    help_ = _help(own)
    for comment in comments:
        if comment.author:
            yield comment
            continue
        lines: list[str] = []
        for indented, run in groupby(comment.text.split("\n"), lambda line: line.startswith("  ")):
            held = list(run)
            whole = indented and not help_.issuperset(held)
            lines += held if whole else [line for line in held if line not in help_]
        yield from _whole(comment, lines)


def _help(own: Own) -> frozenset[str]:
    kinds = schema("application")["properties"]["kind"]["enum"]
    drafts = (new_draft("nzqa", kind, own) for kind in kinds)
    lines = (line for draft in drafts for line in draft.splitlines())
    return frozenset(_bare(line) for line in lines if line.lstrip().startswith("#")) - {""}


def _bare(line: str) -> str:
    """What a line says behind its #."""
    return line.strip()[1:].removeprefix(" ")


def _comments(path: str, lines: list[str]) -> Iterator[Comment]:
    """Those of one block: each that somebody wrote in a margin begins with who did, and its other
    lines are indented."""
    said, held = Comment(path, ""), list[str]()
    for line in lines:
        wrote = _wrote(line)
        if wrote or (said.author and line and not line.startswith("  ")):
            yield from _whole(said, held)
            said, held = Comment(path, ""), [line]
            if wrote:
                said, held = Comment(path, "", wrote[1], wrote[2] or ""), [wrote[3] or ""]
        else:
            held.append(line.removeprefix("  ") if said.author else line)
    yield from _whole(said, held)


def _wrote(line: str) -> re.Match[str] | None:
    """Who wrote in a margin and when; None where the day is none, as of a note made by hand."""
    found = WROTE.fullmatch(line)
    return found if found and (not found[2] or day_in(found[2])) else None


def _whole(said: Comment, lines: list[str]) -> Iterator[Comment]:
    text = "\n".join(lines).strip("\n")
    if text or said.author:
        yield replace(said, text=text)


def _lines(text: str, name: str) -> Iterator[_Line]:
    spans = list(_spans(text, name))
    starts = [start for start, _ in spans]
    ends = [m.start() for m in re.finditer("\n", text)]
    over = -1
    for sign in _SIGN.finditer(text):
        at = sign.start()
        within = bisect_right(starts, at) - 1
        if at < over or (within >= 0 and at < spans[within][1]):
            continue
        number = bisect_right(ends, at - 1)
        start = ends[number - 1] + 1 if number else 0
        over = ends[number] if number < len(ends) else len(text)
        before = text[start:at]
        column = len(before) - len(before.lstrip())
        yield _Line(
            number + 1, column + 1, bool(before.strip(" \t-")), at - start, _bare(text[at:over])
        )


def _spans(text: str, name: str) -> Iterator[tuple[int, int]]:
    """From where to where each value and key goes; of a block, from the line below its sign."""
    for event in yaml_events(text, name):
        if isinstance(event, ScalarEvent):
            start, end = event.start_mark.index, event.end_mark.index
            if event.style in ("|", ">"):
                start = text.find("\n", start)
            yield start, end


def _keys(node: Node, path: str, entry: str = "") -> Iterator[tuple[Place, str]]:
    """Each key and each entry that is a group, in the file's order, with its place; `entry` is the
    path of the entry that a group is."""
    if isinstance(node, Group):
        for number, each in enumerate(node.entries):
            inner = path + pointer((each.key,))
            yield each.key_place, entry if entry and not number else inner
            yield from _keys(each.value, inner)
    elif isinstance(node, Listing):
        written = (each for each in node.items if not isinstance(each, Scalar) or each.written)
        for number, item in enumerate(written):
            if isinstance(item, Group) and item.entries:
                inner = f"{path}/{number}"
                yield Place(item.place.line, min(node.place.column, item.place.column)), inner
                yield from _keys(item, inner, inner)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Which key a comment is about. What was looked for above stays known: each of many lines would
    look through all keys anew."""

    keys: list[tuple[Place, str]]
    known: dict[tuple[int, int], str] = field(default_factory=dict)

    def path(self, line: _Line) -> str:
        path = self._path(line)
        return "" if path == "/format" else path

    def _path(self, line: _Line) -> str:
        here = Place(line.number, line.at + 1)
        upto = bisect_right(self.keys, here, key=lambda each: each[0])
        if not upto:
            return ""
        if line.beside:
            return self.keys[upto - 1][1]
        below = self.keys[upto] if upto < len(self.keys) else None
        if below and line.column <= below[0].column:
            return below[1]
        if not below and line.column == 1:
            return ""
        if (upto, line.column) not in self.known:
            self.known[upto, line.column] = self._above(upto, line.column)
        return self.known[upto, line.column]

    def _above(self, upto: int, column: int) -> str:
        before = (self.keys[n] for n in range(upto - 1, -1, -1))
        return next((path for place, path in before if place.column <= column), "")
