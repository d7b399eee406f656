"""The review file to fill in: commented YAML in the schema's order, with what is known filled in.

What was answered before stands in comments and is never an answer; whatever stands in a comment
can't become more than one.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mcapproval.draft.comments import Comment
from mcapproval.draft.schema_parts import resolved
from mcapproval.draft.yaml_text import quoted, yaml_text
from mcapproval.shipped import schema

WIDTH = 96
"""Columns of a comment."""

LONGEST = 600
"""Characters of an earlier answer that are shown; the whole of it stands in its own report."""

MOST = 3
"""Keys of a group that an example within a line shows."""

OF_FILE = ("format", "of", "written_at")
"""What a file says of itself: none of it is an answer."""

OF_SHEETS = ("/collected", "/assessment/providers")
"""What comes back on the sheets of providers: nobody is asked for it here."""

EARLIER = ("last time", "in the application")
"""How a note begins that tells what was answered before."""

Notes = Mapping[str, Sequence[str]]
"""What is told above a key, by its pointer: what is asked of it now, what was answered before."""

Part = Mapping[str, Any]


def review_form(content: Mapping[str, Any], notes: Notes, head: Sequence[str]) -> str:
    """The text of a review file: the keys of `content` filled in, every other one empty.

    What is given as an empty list is answered so; what is left out is asked.
    """
    contract = schema("review")
    lines = [line for text in head for line in _comment(text, "")]
    for key, part in contract["properties"].items():
        if told := list(_key(key, part, content.get(key), notes, f"/{key}", "", contract)):
            lines += ["", *told]
    return "\n".join(lines) + "\n"


def _key(
    key: str, part: Part, value: Any, notes: Notes, path: str, indent: str, contract: Part
) -> Iterator[str]:
    """A key with what it asks above it, and what is below it."""
    whole = {**resolved(part, contract), **part}
    if path in OF_SHEETS and not value:
        return
    if not (indent and _says_no_more(key, whole)):
        yield from _comment(_asks(whole), indent)
    yield from _noted(notes, path, indent)
    if whole.get("type") == "object":
        yield f"{indent}{key}:"
        held = value if isinstance(value, Mapping) else {}
        for inner, of in whole["properties"].items():
            below = f"{path}/{inner}"
            yield from _key(inner, of, held.get(inner), notes, below, f"{indent}  ", contract)
    elif "properties" in (items := resolved(whole.get("items", {}), contract)):
        yield from _list(key, items, value, notes, path, indent, contract)
    elif value is None and indent:
        yield f"{indent}{_empty(key, whole, contract)}"
    else:
        yield from _scalar(key, value, indent)


def _says_no_more(key: str, whole: Part) -> bool:
    """Whether the key itself says all that the schema's words do; its choices stand beside it."""
    return "description" not in whole and str(whole.get("title")).casefold() == key.replace(
        "_", " "
    )


def _empty(key: str, whole: Part, contract: Part) -> str:
    hint = _hint(whole, contract)
    return f"{key}:  # {hint}" if hint else f"{key}:"


def _list(
    key: str, items: Part, value: Any, notes: Notes, path: str, indent: str, contract: Part
) -> Iterator[str]:
    """A list of groups: each that is known, or an entry to copy, which is a comment."""
    if value == []:
        yield f"{indent}{key}: []"
        return
    yield f"{indent}{key}:"
    if not value:
        entry = list(_entry(items, {}, indent, contract))
        yield from (f"{indent}#{line.removeprefix(indent)}" for line in entry)
        return
    for number, row in enumerate(value):
        yield from _noted(notes, f"{path}/{number}", f"{indent}  ")
        yield from _entry(items, row, indent, contract)


def _entry(items: Part, row: Mapping[str, Any], indent: str, contract: Part) -> Iterator[str]:
    lead = f"{indent}  - "
    for key, part in items["properties"].items():
        whole = {**resolved(part, contract), **part}
        value, inner = row.get(key), f"{indent}    "
        if whole.get("type") == "object":
            lines = [_in_one_line(key, whole, value, contract)]
            lines = [line if value or not row else f"# {line}" for line in lines]
        elif value is None:
            lines = [_empty(key, whole, contract)]
        else:
            lines = [line.removeprefix(inner) for line in _scalar(key, value, inner)]
        for line in lines:
            yield f"{lead}{line}"
            lead = inner


def _in_one_line(key: str, whole: Part, value: Any, contract: Part) -> str:
    """A group within an entry of a list, on one line: as it is known, or to fill in."""
    return f"{key}: {_braces(whole, value, contract)}"


def _braces(whole: Part, value: Any, contract: Part) -> str:
    held = value if isinstance(value, Mapping) else {}
    said: list[str] = []
    for key, part in whole["properties"].items():
        inner = resolved(part, contract)
        if (held and key not in held) or (not held and len(said) == MOST):
            continue
        if inner.get("type") == "object":
            said.append(f"{key}: {_braces(inner, held.get(key), contract)}")
        else:
            said.append(f"{key}: {_within(held[key])}" if key in held else f"{key}: ")
    return f"{{{', '.join(said)}}}"


def _within(value: Any) -> str:
    """A value within braces, where a comma or a brace would end it: texts stand in quotes."""
    if isinstance(value, int):
        return str(value)
    return quoted(str(value))


def _scalar(key: str, value: Any, indent: str) -> Iterator[str]:
    text = yaml_text({key: value}) if value is not None else f"{key}:\n"
    yield from (f"{indent}{line}" for line in text.rstrip("\n").split("\n"))


def _noted(notes: Notes, path: str, indent: str) -> Iterator[str]:
    for text in notes.get(path, ()):
        yield from _comment(text, indent)


def _asks(whole: Part) -> str:
    """What a key wants: title, description and choices."""
    said = [f"{str(whole.get('title', '')).rstrip('.')}.", str(whole.get("description", ""))]
    if whole.get("enum"):
        said.append(f"One of: {', '.join(whole['enum'])}.")
    return " ".join(filter(None, said))


def _hint(whole: Part, contract: Part) -> str:
    """What an empty answer within a list may be."""
    items = resolved(whole.get("items", {}), contract)
    if choices := whole.get("enum"):
        return " | ".join(choices)
    if whole.get("format") == "date":
        return "a day such as 2027-05-01"
    if isinstance(whole.get("type"), list):
        return "a whole number, or: not known"
    if whole.get("type") == "integer":
        return "a whole number"
    if str(whole.get("pattern", "")).startswith("^N"):
        return "N1"
    if whole.get("type") == "array":
        return "[N1]" if "pattern" in items else "[one, another]"
    return ""


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} ..."


def _comment(text: str, indent: str) -> Iterator[str]:
    """Any text as lines that are comments, however its own lines end."""
    for line in Comment("", shortened(text)).lines():
        lead = f"{indent}# "
        yield from textwrap.wrap(
            line.removeprefix("#").strip() or "-",
            WIDTH,
            initial_indent=lead,
            subsequent_indent=lead,
            break_long_words=False,
            break_on_hyphens=False,
        )
