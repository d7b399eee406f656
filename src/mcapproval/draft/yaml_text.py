"""A draft's content as the text of a YAML file that is read back as the same content."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mcapproval.draft.source import FORBIDDEN

WIDTH = 100
_PLAIN = re.compile(r"[A-Za-zĀāĒēĪīŌōŪū][A-Za-z0-9ĀāĒēĪīŌōŪū ()/'.-]*[A-Za-z0-9ĀāĒēĪīŌōŪū)]")
_FOLDS = re.compile(r"\S+(?: \S+)+")
_NO_TEXT = ("null", "true", "false", "yes", "no", "on", "off")


def yaml_text(content: Mapping[str, Any], notes: Sequence[str] = ()) -> str:
    """The text of a file; `notes` stand at its head as comments, a line each."""
    head = [f"# {line}".rstrip() for note in notes for line in note.splitlines()]
    return "\n".join((*head, *([""] if head else []), *_group(content, ""))) + "\n"


def _group(content: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in content.items():
        yield from _entry(f"{indent}{_name(key)}:", value, indent)


def _name(key: str) -> str:
    return key if re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", key) else quoted(key)


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    """A value after its key, on the same line or on those below."""
    if isinstance(value, Mapping) and value:
        yield start
        yield from _group(value, f"{indent}  ")
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        yield start
        for item in value:
            yield from _item(item, f"{indent}  ")
    elif isinstance(value, list):
        yield f"{start} [{', '.join(_in_list(item) for item in value)}]"
    else:
        yield from _scalar(start, value, f"{indent}  ")


def _item(item: Any, indent: str) -> Iterator[str]:
    if not isinstance(item, Mapping) or not item:
        yield f"{indent}- {json.dumps(item, ensure_ascii=False)}"
        return
    lines = list(_group(item, f"{indent}  "))
    yield f"{indent}- {lines[0].removeprefix(f'{indent}  ')}"
    yield from lines[1:]


def _scalar(start: str, value: Any, below: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{start} {{}}"
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
