"""Nodes and a schema to data: a plain text takes the type that the schema has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from mcapproval.draft.faults import findings_of
from mcapproval.draft.model import Place
from mcapproval.draft.nodes import Group, Listing, Node, Scalar
from mcapproval.draft.pointer import pointer
from mcapproval.draft.schema_parts import Schema, formats, is_number, part_for, resolved
from mcapproval.draft.slips import slips
from mcapproval.draft.sound import sound
from mcapproval.errors import OurFault
from mcapproval.findings import Finding, in_reading_order
from mcapproval.shipped import schema

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_IN_PART = re.compile(r"[+-]?[0-9]{1,9}\.[0-9]{0,8}[1-9]")
_TRUE, _FALSE = ("true", "True", "TRUE"), ("false", "False", "FALSE")
_WORDS = dict.fromkeys(_TRUE, "yes") | dict.fromkeys(_FALSE, "no")

SEE = "see"
"""The key under which a standing text is named; `standing.py` reads what it says."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A file's content with the types of its schema.

    `data` holds only what has the right shape, so that rules need no guards; `places` has the
    place of each value by its path in `data`; `findings` say what was left out and why.
    `left_out` is as in `Draft`.
    """

    data: dict[str, Any]
    places: dict[str, Place]
    findings: tuple[Finding, ...]
    left_out: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Typed:
    """Filled while the nodes are walked: places of values and of keys, by path; odd texts."""

    places: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    odd: list[Finding] = field(default_factory=list)


def shape(root: Group, schema_name: str) -> Shaped:
    """The content of a file, and every fault of its shape. Raises nothing of its own."""
    contract = schema(schema_name)
    typed = _Typed()
    data = _value(root, contract, contract, (), typed)
    findings, bad = check_shape(data, schema_name, typed.places, typed.keys)
    kept, moved = _without(data, bad)
    places = {moved[path]: place for path, place in typed.places.items() if path in moved}
    # a key that was left empty keeps its place: there its value is missing
    left = {path: place for path, place in typed.keys.items() if path not in typed.places}
    places |= {path: place for path, place in left.items() if path not in bad}
    found = in_reading_order((*findings, *typed.odd))
    return Shaped(kept, places, found, _left_out(bad, moved))


def check_shape(
    data: object,
    schema_name: str,
    places: Mapping[str, Place],
    keys: Mapping[str, Place],
) -> tuple[list[Finding], set[str]]:
    """Every fault of shape in data, and the paths of the values that can't be used."""
    contract = schema(schema_name)
    if sound(data, contract, contract):
        return [], set()
    faults = validator(schema_name).iter_errors(data)
    return findings_of(faults, contract, data, places, keys)


@cache
def validator(schema_name: str) -> Validator:
    """One for each schema: nothing is fetched, and every format that the schema uses is known."""
    from jsonschema import Draft202012Validator  # takes longer than a whole check: see sound.py
    from jsonschema.validators import extend
    from referencing import Registry

    contract = schema(schema_name)
    checker = Draft202012Validator.FORMAT_CHECKER
    unknown = formats(contract) - set(checker.checkers)
    if unknown:
        raise OurFault(f"the schema {schema_name} uses unknown formats: {sorted(unknown)}")
    empty: Registry[Any] = Registry()
    of_type = Draft202012Validator.VALIDATORS["type"]

    def with_parts(reads: Validator, types: object, value: object, part: Schema) -> Iterator[Any]:
        if types != "number" or not _in_part(value):
            yield from of_type(reads, types, value, part)

    numbers = Draft202012Validator.TYPE_CHECKER.redefine("number", _number)
    reads = extend(Draft202012Validator, {"type": with_parts}, type_checker=numbers)
    return reads(contract, registry=empty, format_checker=checker)


def _number(_: object, value: object) -> bool:
    """What the words of a schema on sizes, such as `minimum`, are asked of: there are no floats."""
    return isinstance(value, int) and not isinstance(value, bool)


def _in_part(value: object) -> bool:
    """Whether a text is a number with a part: 7.5 stays as written; 7.0 is a slip of the pen for 7.

    It stands for a number where the schema's type is `number`, and is compared with nothing.
    """
    return isinstance(value, str) and bool(_IN_PART.fullmatch(value))


def _value(
    node: Node, part: Schema, contract: Schema, steps: tuple[str | int, ...], typed: _Typed
) -> Any:
    part = resolved(part, contract)
    typed.places[pointer(steps)] = node.place
    if isinstance(node, Scalar):
        typed.odd += slips(node, part, steps)
        return _typed(node, part)
    if seen := _seen(node, part):
        return seen
    if isinstance(node, Listing):
        items = part.get("items", {})
        written = [item for item in node.items if not isinstance(item, Scalar) or item.written]
        return [_value(item, items, contract, (*steps, n), typed) for n, item in enumerate(written)]
    data = {}
    for entry in node.entries:
        path = (*steps, entry.key)
        typed.keys[pointer(path)] = entry.key_place
        if isinstance(entry.value, Scalar) and not entry.value.written:
            continue
        inner = part_for(entry.key, part, contract)
        value = _value(entry.value, inner, contract, path, typed)
        if value == {} and isinstance(entry.value, Group) and entry.value.entries:
            del typed.places[pointer(path)]  # a group in which every key was left for later
            continue
        data[entry.key] = value
    return data


def _seen(node: Node, part: Schema) -> str:
    """A standing text that is named as a group of one key, where a text may stand: `see: rpl@3`."""
    if part.get("type") != "string" or not isinstance(node, Group) or len(node.entries) != 1:
        return ""
    only = node.entries[0]
    return f"see: {only.value.text}" if only.key == SEE and isinstance(only.value, Scalar) else ""


def _typed(node: Scalar, part: Schema) -> str | int:
    """A plain text as the schema's type; the text itself where it can't be that, or is quoted."""
    if not node.plain:
        return node.text
    if is_number(part) and _WHOLE.fullmatch(node.text):
        return int(node.text)
    if part.get("enum") == ["yes", "no"]:
        return _WORDS.get(node.text, node.text)
    return node.text


def _left_out(bad: set[str], moved: Mapping[str, str]) -> frozenset[str]:
    """The paths of values that were left out, as their holders are called in what was kept."""
    found = set()
    for path in bad:
        holder, _, last = path.rpartition("/")
        if holder in moved:  # else it was left out with what held it
            found.add(f"{moved[holder]}/{'-' if last.isdigit() else last}")
    return frozenset(found)


def _without(data: Any, bad: set[str]) -> tuple[Any, dict[str, str]]:
    """The data without the values at some paths, and from each path kept to where it is now."""
    moved: dict[str, str] = {}

    def keep(value: Any, old: tuple[str | int, ...], new: tuple[str | int, ...]) -> Any:
        moved[pointer(old)] = pointer(new)
        if isinstance(value, dict):
            return {
                key: keep(item, (*old, key), (*new, key))
                for key, item in value.items()
                if pointer((*old, key)) not in bad
            }
        if isinstance(value, list):
            places = [n for n in range(len(value)) if pointer((*old, n)) not in bad]
            return [keep(value[n], (*old, n), (*new, m)) for m, n in enumerate(places)]
        return value

    return keep(data, (), ()), moved
