"""A draft's content as the text of a YAML file that is read back as the same content."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mcapproval.draft.comments import Comment, with_room
from mcapproval.draft.pointer import pointer
from mcapproval.draft.source import FORBIDDEN

WIDTH = 100
_PLAIN = re.compile(r"[A-Za-zĀāĒēĪīŌōŪū][A-Za-z0-9ĀāĒēĪīŌōŪū ()/'.-]*[A-Za-z0-9ĀāĒēĪīŌōŪū)]")
_FOLDS = re.compile(r"\S+(?: \S+)+")
_NO_TEXT = ("null", "true", "false", "yes", "no", "on", "off")


Said = Mapping[str, Sequence[Comment]]
"""Comments by the path that they are about."""


def yaml_text(
    content: Mapping[str, Any], notes: Sequence[str] = (), comments: Iterable[Comment] = ()
) -> str:
    """The text of a file; `notes` stand at its head as comments, a line each, and each of the
    `comments` above its key, which is written with nothing behind it where it has no value."""
    head = [line for note in notes for line in Comment("", note).lines()]
    room, said = with_room(content, comments)
    whole = (*head, *([""] if head else []), *_over(said, "", ""), *_group(room, "", "", said))
    return "\n".join(whole) + "\n"


def _over(said: Said, path: str, indent: str) -> Iterator[str]:
    """The comments on a path; a blank line divides them, for lines that follow each other are one
    comment."""
    for number, comment in enumerate(said.get(path, ())):
        if number:
            yield ""
        yield from (f"{indent}{line}" for line in comment.lines())
    if not path and said.get(path):
        yield ""


def _group(content: Mapping[str, Any], indent: str, path: str, said: Said) -> Iterator[str]:
    for key, value in content.items():
        inner = path + pointer((key,))
        yield from _over(said, inner, indent)
        yield from _entry(f"{indent}{_name(key)}:", value, indent, inner, said)


def _name(key: str) -> str:
    return key if re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", key) else quoted(key)


def _entry(start: str, value: Any, indent: str, path: str, said: Said) -> Iterator[str]:
    """A value after its key, on the same line or on those below."""
    if isinstance(value, Mapping) and value:
        yield start
        yield from _group(value, f"{indent}  ", path, said)
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        yield start
        for number, item in enumerate(value):
            inner = f"{path}/{number}"
            yield from _over(said, inner, f"{indent}  ")
            yield from _item(item, f"{indent}  ", inner, said)
    elif isinstance(value, list):
        yield f"{start} [{', '.join(_in_list(item) for item in value)}]"
    else:
        yield from _scalar(start, value, f"{indent}  ")


def _item(item: Any, indent: str, path: str, said: Said) -> Iterator[str]:
    if not isinstance(item, Mapping) or not item:
        yield f"{indent}- {json.dumps(item, ensure_ascii=False)}"
        return
    lines = list(_group(item, f"{indent}  ", path, said))
    yield f"{indent}- {lines[0].removeprefix(f'{indent}  ')}"
    yield from lines[1:]


def _scalar(start: str, value: Any, below: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{start} {{}}"
    elif value is None:
        yield start
    elif not isinstance(value, str) or value in ("yes", "no"):
        yield f"{start} {value}"
    elif len(value) > WIDTH - len(start) - 3 and _FOLDS.fullmatch(value) and _printed(value):
        yield f"{start} >-"
        width = max(WIDTH - len(below), 40)
        folded = textwrap.wrap(
            value, width, break_long_words=False, break_on_hyphens=False, fix_sentence_endings=False
        )
        yield from (f"{below}{line}" for line in folded)
    else:
        yield f"{start} {_plain(value)}"


def _plain(value: str) -> str:
    simple = _PLAIN.fullmatch(value) and value.casefold() not in _NO_TEXT
    return value if simple or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else quoted(value)


def _in_list(value: Any) -> str:
    return _plain(value) if isinstance(value, str) else str(value)


def _printed(value: str) -> bool:
    return not FORBIDDEN.search(value) and not re.search(r"[\t\r\n\x85\xa0]", value)


def quoted(value: str) -> str:
    """A text that is nothing but text, whatever stands in it."""
    shown = json.dumps(value, ensure_ascii=False).replace("\x85", "\\u0085")
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", shown)
