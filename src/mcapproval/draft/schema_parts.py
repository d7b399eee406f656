"""The parts of a schema, as whoever reads one asks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def resolved(part: Schema, contract: Schema) -> Schema:
    """A part of a schema with its `$ref` into the schema's own `$defs` followed."""
    while "$ref" in part:
        part = contract["$defs"][str(part["$ref"]).removeprefix("#/$defs/")]
    return part


def part_for(key: str, part: Schema, contract: Schema) -> Schema:
    """The schema of one key of a group; empty for a key that the schema doesn't have."""
    found = part.get("properties", {}).get(key)
    if found is None:
        patterns = part.get("patternProperties", {})
        found = next((sub for regex, sub in patterns.items() if re.search(regex, key)), {})
    return resolved(found, contract)


def is_number(part: Schema) -> bool:
    """Whether a plain number is meant as one: also where a word may stand in its place."""
    wanted = part.get("type")
    return wanted in ("integer", "number") or (isinstance(wanted, list) and "integer" in wanted)


def formats(contract: object) -> set[str]:
    """Every format named in a schema."""
    if isinstance(contract, Mapping):
        found = {contract["format"]} if isinstance(contract.get("format"), str) else set()
        return found.union(*(formats(part) for part in contract.values()))
    if isinstance(contract, list):
        return set().union(*(formats(part) for part in contract))
    return set()
