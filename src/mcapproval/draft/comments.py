"""What is said beside a draft: notes in its text file, comments in the margin of its Word form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mcapproval.draft.help import parts
from mcapproval.draft.pointer import find, pointer, tokens
from mcapproval.draft.source import FORBIDDEN

LONGEST_NAME, NO_DAY = 200, "an unknown day"
WROTE = re.compile(
    rf"(\S.{{0,{LONGEST_NAME - 1}}}?) wrote in the margin on "
    rf"(?:([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})|{NO_DAY}):(?: (.*))?"
)
"""How a comment of somebody's begins in a text file. Its day is part of that: whoever notes there
what somebody wrote is unlikely to say it so."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said beside a draft. `path` is the pointer of the key that it is about, empty for the
    draft as a whole; `author` who wrote it in the margin of a Word form and `on` the day, empty for
    a note in a text file, which is its writer's own.
    """

    path: str
    text: str
    author: str = ""
    on: str = ""

    def lines(self) -> list[str]:
        """As it stands in a text file. A character that no draft may have is told by its code."""
        text = FORBIDDEN.sub(_coded, "\n".join(self.text.splitlines()))
        first, *others = text.split("\n")
        if self.author:
            author = FORBIDDEN.sub(_coded, " ".join(self.author.split()))[:LONGEST_NAME].rstrip()
            first = f"{author} wrote in the margin on {self.on or NO_DAY}: {first}"
            others = [f"  {line}" for line in others]
        return [f"# {line}".rstrip() for line in (first, *others)]


def _coded(found: re.Match[str]) -> str:
    return found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}"


def with_room(
    content: Mapping[str, Any], comments: Iterable[Comment]
) -> tuple[dict[str, Any], dict[str, list[Comment]]]:
    """A content with each key that a comment is about, None where it has no value, and the comments
    by path. One on what can have no key, as a row without a value, is about what holds that; one on
    the first key of an entry is about the entry, which begins at the same place."""
    room: dict[str, Any] = _copied(content)
    placed = [(_made_room(room, tokens(comment.path)), comment) for comment in comments]
    said: dict[str, list[Comment]] = {}
    for path, comment in placed:
        said.setdefault(_begun(room, path), []).append(comment)
    return room, said


def _begun(content: Mapping[str, Any], path: str) -> str:
    """A path, or that of the entry of a list that begins with it."""
    above, _, key = path.rpartition("/")
    holder = find(content, above)
    of_list = isinstance(find(content, above.rpartition("/")[0]), list)
    first = of_list and isinstance(holder, dict) and next(iter(holder), None) == key
    return above if first else path


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _made_room(room: dict[str, Any], steps: list[str]) -> str:
    """The path up to where a content has a key or can be given one."""
    holder: Any = room
    names: list[str] = []
    keyed = False
    for number, step in enumerate(steps):
        if isinstance(holder, list):
            inner = holder[int(step)] if step.isdecimal() and int(step) < len(holder) else None
            if not isinstance(inner, dict):
                return pointer(steps[:number])
            holder = inner
            continue
        if not isinstance(holder, dict):
            return pointer(steps[:number])
        keyed = not keyed and "patternProperties" in parts().get(".".join(names), {})
        names += [] if keyed else [step]
        if holder.get(step) is None:
            part = parts().get(".".join(names))
            if keyed or part is None:
                return pointer(steps[:number])
            last = number == len(steps) - 1 or "properties" not in part
            _insert(holder, step, None if last else {}, names)
        holder = holder[step]
    return pointer(steps)


def _insert(holder: dict[str, Any], key: str, value: Any, names: list[str]) -> None:
    """A new key where the schema has it among those that are there."""
    before = _order()[".".join(names)]
    others = ((other, ".".join((*names[:-1], other))) for other in holder if other != key)
    later = [other for other, name in others if _order().get(name, -1) > before]
    holder[key] = value
    for other in later:
        holder[other] = holder.pop(other)


@cache
def _order() -> dict[str, int]:
    return {path: number for number, path in enumerate(parts())}
