"""What people get wrong in YAML, said so that they can put it right."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from mcapproval.draft.model import Place
from mcapproval.errors import Unreadable

_INDENT = "use spaces: two for each level"
_KEYED = re.compile(r"^\s*(?:- +)*(?P<key>[^\s:#'\"\[{][^:#]*?):\s+(?P<value>\S.*?)\s*$")
_TAB_INDENT = re.compile(r"^ *\t[ \t]*(?=[^\s#])")

_SENTENCES = (
    (
        "while scanning a quoted scalar",
        "found unexpected end of stream",
        "the quotes that open here are never closed",
        "close them at the end of the text",
    ),
    (
        "while scanning a quoted scalar",
        "document separator",
        "the quotes that open here are never closed",
        "close them at the end of the text",
    ),
    (
        "while scanning a double-quoted scalar",
        "",
        "inside double quotes a backslash has a meaning of its own",
        "put the text in single quotes ('...'), and write / between folders",
    ),
    (
        "while parsing a block mapping",
        "expected <block end>",
        "this line doesn't line up with the keys around it, or has text after closing quotes",
        "begin it in the same column as the keys it belongs with, and put the whole text in quotes",
    ),
    (
        "while parsing a block collection",
        "",
        "this line doesn't line up with the entries of the list around it",
        "begin each entry of a list with `- ` in the same column",
    ),
    (
        "while scanning a simple key",
        "",
        "this line has no colon with a space after it",
        "write it as `key: text`, or indent it under the key it belongs with",
    ),
    (
        "while parsing a flow mapping",
        "",
        "a comma or the closing } is missing",
        "close each { with }, put commas between, and put texts that have commas in quotes",
    ),
    (
        "while parsing a flow sequence",
        "",
        "a comma or the closing ] is missing",
        "close each [ with ], put commas between, and put texts that have commas in quotes",
    ),
    (
        "while scanning for the next token",
        "",
        "a text can't begin with this character",
        "put the whole text in quotes",
    ),
    (
        "while scanning a block scalar",
        "",
        "after `|` or `>` the text begins on the next line",
        "put the text on the lines below, indented by two spaces",
    ),
    (
        "while scanning an a",  # "an anchor" and "an alias": a text that begins with & or *
        "",
        "a text can't begin with this character",
        "put the whole text in quotes",
    ),
)

_AT_THE_START = {_SENTENCES[0][2], _SENTENCES[5][2]}
"""Faults that the parser notices further down than where the person made them."""


def yaml_fault(
    fault: MarkedYAMLError, text: str, name: str, near: Place | None = None
) -> Unreadable:
    """The parser's complaint as a sentence for the person who wrote the file."""
    lines = text.splitlines()
    mark = fault.problem_mark or fault.context_mark
    at = Place(mark.line + 1, mark.column + 1) if mark else near or Place(1, 1)
    tab = _tab_above(lines, at.line)
    if tab:
        return _unreadable(
            "there is a tab at the beginning of this line; tabs can't indent",
            _INDENT + ", none of them a tab",
            name,
            tab,
        )
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    if line[at.column - 1 : at.column] == "\t":
        return _unreadable("there is a tab here", "put a space in its place", name, at)
    if "mapping values are not allowed" in str(fault.problem):
        return _colon(line, name, at)
    context, problem = str(fault.context), str(fault.problem)
    for begins, holds, message, hint in _SENTENCES:
        if context.startswith(begins) and holds in problem:
            opened = fault.context_mark if message in _AT_THE_START else None
            place = Place(opened.line + 1, opened.column + 1) if opened else at
            return _unreadable(message, hint, name, place)
    return _unreadable(
        "this line can't be understood",
        "write `key: text`, put the text in quotes, and indent with spaces",
        name,
        at,
    )


def _tab_above(lines: list[str], line: int) -> Place | None:
    """The tab that indents the line of the fault, where there is one."""
    if line > len(lines):
        return None
    found = _TAB_INDENT.match(lines[line - 1])
    return Place(line, lines[line - 1].index("\t") + 1) if found else None


def _colon(line: str, name: str, at: Place) -> Unreadable:
    found = _KEYED.match(line)
    if not found or at.column <= found.start("value"):
        return _unreadable(
            "there is a colon here where a key can't be",
            "put the whole text in quotes, or begin the key in the column of the keys around it",
            name,
            at,
        )
    key, value = found["key"].strip(), found["value"]
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return _unreadable(
        f"the {key} has a colon in it and isn't in quotes",
        f'put the {key} in quotes: {key}: "{quoted}"',
        name,
        at,
    )


def alias_fault(name: str, place: Place, alias: bool, word: str) -> Unreadable:
    sign = "*" if alias else "&"
    return _unreadable(
        f"a text can't begin with {sign} (`{sign}{word}`): that would mean a copy of a part",
        "put the whole text in quotes, or write the part out again",
        name,
        place,
    )


def tag_fault(name: str, place: Place) -> Unreadable:
    return _unreadable(
        "a text can't begin with ! : that would mean a kind of value",
        "put the whole text in quotes",
        name,
        place,
    )


def key_fault(name: str, place: Place) -> Unreadable:
    return _unreadable(
        "a list or a group of keys stands here where a key must be",
        "write a single word before the colon; put texts that begin with [ or { in quotes",
        name,
        place,
    )


def second_document(name: str, place: Place) -> Unreadable:
    return _unreadable(
        "a second document begins here (`---`)",
        "keep each in a file of its own; delete the line of hyphens",
        name,
        place,
    )


def directive_fault(name: str, place: Place) -> Unreadable:
    return _unreadable(
        "the file begins with a line for programs (`%...`) that isn't read here",
        "delete the lines above `---`",
        name,
        place,
    )


def _unreadable(message: str, hint: str, name: str, place: Place) -> Unreadable:
    return Unreadable(message, hint, source=name, line=place.line, column=place.column)
