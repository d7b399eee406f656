"""Whether data has the form of a schema, for the many files in which all is well.

To load jsonschema takes longer than the rest of a check. So what is plainly well is seen here, and
jsonschema is asked of the rest, which says what is wrong and where. This module may say no too
often, which costs time and is told to nobody; it says yes only where it knows every word of the
schema that the data meets, and a test holds it to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Schema = Mapping[str, Any]

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SAYS_NOTHING = frozenset(("$schema", "$id", "$defs", "title", "description", "examples"))


def sound(value: object, part: object, contract: Schema) -> bool:
    """Whether a value surely meets a part of a schema, `contract` being the whole of it."""
    return isinstance(part, Mapping) and all(
        word in SAYS_NOTHING or (word in MEETS and MEETS[word](value, part, contract))
        for word in part
    )


def _type(value: object, part: Schema, _: Schema) -> bool:
    wanted = part["type"] if isinstance(part["type"], list) else [part["type"]]
    known = [TYPES.get(str(one)) for one in wanted]
    return None not in known and type(value) in known


def _const(value: object, part: Schema, _: Schema) -> bool:
    return isinstance(value, str) and value == part["const"]


def _enum(value: object, part: Schema, _: Schema) -> bool:
    return isinstance(value, str) and value in part["enum"]


def _ref(value: object, part: Schema, contract: Schema) -> bool:
    before, _, name = part["$ref"].rpartition("/")
    return before == "#/$defs" and sound(value, contract["$defs"].get(name), contract)


def _format(value: object, part: Schema, _: Schema) -> bool:
    if part["format"] != "date" or not isinstance(value, str) or not DAY.fullmatch(value):
        return False
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _minimum(value: object, part: Schema, _: Schema) -> bool:
    if isinstance(value, str) and isinstance(part.get("type"), list):
        return True  # a least number is asked of numbers alone
    return type(value) is int and value >= part["minimum"]


def _pattern(value: object, part: Schema, _: Schema) -> bool:
    if type(value) is int and isinstance(part.get("type"), list):
        return True  # a pattern is asked of texts alone
    return isinstance(value, str) and re.search(part["pattern"], value) is not None


def _max_length(value: object, part: Schema, _: Schema) -> bool:
    return isinstance(value, str) and len(value) <= part["maxLength"]


def _required(value: object, part: Schema, _: Schema) -> bool:
    return isinstance(value, dict) and all(key in value for key in part["required"])


def _properties(value: object, part: Schema, contract: Schema) -> bool:
    known = part["properties"]
    return isinstance(value, dict) and all(
        sound(inner, known[key], contract) for key, inner in value.items() if key in known
    )


def _pattern_properties(value: object, part: Schema, contract: Schema) -> bool:
    return isinstance(value, dict) and all(
        sound(inner, known, contract)
        for regex, known in part["patternProperties"].items()
        for key, inner in value.items()
        if re.search(regex, key)
    )


def _additional_properties(value: object, part: Schema, _: Schema) -> bool:
    known, patterns = part.get("properties", {}), part.get("patternProperties", {})
    return (
        part["additionalProperties"] is False
        and isinstance(value, dict)
        and all(key in known or any(re.search(p, key) for p in patterns) for key in value)
    )


def _items(value: object, part: Schema, contract: Schema) -> bool:
    return isinstance(value, list) and all(sound(one, part["items"], contract) for one in value)


TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": int}
MEETS: Mapping[str, Callable[[object, Schema, Schema], bool]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "$ref": _ref,
    "format": _format,
    "minimum": _minimum,
    "pattern": _pattern,
    "maxLength": _max_length,
    "required": _required,
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "items": _items,
}
"""The words of a schema that are known here; one that is not makes the answer no."""
