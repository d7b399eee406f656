"""An author's file to nodes with places, from YAML's events alone: nothing is constructed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from mcapproval.draft.json_tree import json_nodes
from mcapproval.draft.model import Place
from mcapproval.draft.nodes import (
    DEEPEST,
    MOST,
    Entry,
    Group,
    Listing,
    Node,
    Scalar,
    empty,
    not_a_group,
    too_deep,
    too_many,
    twice,
    whole_characters,
)
from mcapproval.draft.source import text_of
from mcapproval.draft.yaml_faults import (
    alias_fault,
    directive_fault,
    key_fault,
    second_document,
    tag_fault,
    yaml_fault,
)

_BESIDE = re.compile(r"[ \t]+(#[^\r\n]*)")


class _File(NamedTuple):
    """What a file is called, and the whole of its text."""

    name: str
    text: str


def tree(data: bytes, name: str, as_json: bool | None = None) -> Group:
    """The file's nodes. Raises Unreadable, and nothing else, for a file that can't be understood.

    `as_json` says what the file is; None decides by its name, else by whether it is JSON.
    """
    text = text_of(data, name)
    if not text.strip():
        raise empty(name)
    if as_json is None:
        as_json = name.lower().endswith(".json") or is_json(text)
    root = json_nodes(text, name) if as_json else _yaml_nodes(text, name)
    if root is None or (isinstance(root, Scalar) and not root.written):
        raise empty(name)
    if not isinstance(root, Group):
        raise not_a_group(name, root.place)
    return root


def is_json(text: str) -> bool:
    if not text.lstrip().startswith("{"):
        return False
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return True


@lru_cache(maxsize=4)
def _yaml_nodes(text: str, name: str) -> Node | None:
    """The last ones are kept: YAML is slow to read, and whoever works on a draft reads it again."""
    events = yaml_events(text, name)
    documents = 0
    root: Node | None = None
    for event in events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if event.tags or event.version not in (None, (1, 2)):
                raise directive_fault(name, _place(event))
            if documents > 1:
                raise second_document(name, _place(event))
        elif isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
            root = _node(event, events, _File(name, text), 1)
        elif isinstance(event, StreamEndEvent):
            break
    return root


def yaml_events(text: str, name: str) -> Iterator[Any]:
    """The events of ruamel.yaml's scanner and parser, whose every fault becomes Unreadable.

    They read text that anybody may have written; besides their own errors they let a few of
    Python's through (a huge `\\U` escape, an odd directive), hence the wide net.
    """
    last = Place(1, 1)
    parser = YAML(typ="safe", pure=True)
    try:
        for number, event in enumerate(parser.parse(text)):
            last = _place(event)
            if number > MOST:
                raise too_many(name, last)
            yield event
    except MarkedYAMLError as fault:
        raise yaml_fault(fault, text, name) from None
    except (ValueError, LookupError, ArithmeticError, TypeError, AttributeError, AssertionError):
        raise yaml_fault(MarkedYAMLError(problem=""), text, name, last) from None


def _node(event: Any, events: Iterator[Any], file: _File, level: int) -> Node:
    place, name = _place(event), file.name
    if isinstance(event, AliasEvent) or event.anchor:
        raise alias_fault(name, place, isinstance(event, AliasEvent), str(event.anchor))
    if event.ctag is not None:
        raise tag_fault(name, place)
    if isinstance(event, ScalarEvent):
        text = unicodedata.normalize("NFC", whole_characters(event.value, name, place))
        plain = event.style is None
        beside = _BESIDE.match(file.text, event.end_mark.index) if plain and text else None
        return Scalar(text, plain, place, beside[1] if beside else "")
    if level > DEEPEST:
        raise too_deep(name, place)
    if isinstance(event, MappingStartEvent):
        return Group(tuple(_entries(events, file, level)), place)
    items: list[Node] = []
    for inner in events:
        if isinstance(inner, SequenceEndEvent):
            break
        items.append(_node(inner, events, file, level + 1))
    return Listing(tuple(items), place)


def _entries(events: Iterator[Any], file: _File, level: int) -> Iterator[Entry]:
    name = file.name
    seen: dict[str, Place] = {}
    for event in events:
        if isinstance(event, MappingEndEvent):
            return
        key = _node(event, events, file, level + 1)
        if not isinstance(key, Scalar):
            raise key_fault(name, key.place)
        if key.text in seen:
            raise twice(name, key.text, seen[key.text], key.place)
        seen[key.text] = key.place
        value = _node(next(events), events, file, level + 1)
        if isinstance(value, Scalar) and value.plain and not value.text:
            value = Scalar("", True, key.place)  # the parser places an empty value on the next line
        yield Entry(key.text, key.place, value)


def _place(event: Any) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)
