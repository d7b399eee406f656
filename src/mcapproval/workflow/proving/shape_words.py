"""What is wrong with the shape of a TOML file, in words: a library's own are for programmers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from jsonschema import ValidationError

from mcapproval.workflow.nearest import meant

KINDS = {
    "string": "a text in double quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list in square brackets",
    "object": "a table in braces",
}


def in_words(error: ValidationError) -> Iterator[str]:
    """Each fault of one error, as a sentence that begins in the middle: its place stands before."""
    value, wanted = error.instance, error.validator_value
    match error.validator:
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            yield f"{_shown(value)} must be {' or '.join(KINDS[kind] for kind in kinds)}"
        case "required":
            # the library tells of each missing key apart, and names it only in its sentence
            yield from (
                f"`{key}` is missing"
                for key in wanted
                if key not in value and error.message.startswith(repr(key))
            )
        case "additionalProperties":
            known = list(error.schema.get("properties", {}))
            for key in value:
                if key not in known:
                    yield f"there is no key {_shown(key)} here{meant(key, known)}"
        case "const":
            yield f"{_shown(value)} must be {_shown(wanted)}"
        case "enum":
            near = meant(value, wanted) if isinstance(value, str) else ""
            yield f"{_shown(value)} is none of {', '.join(map(str, wanted))}{near}"
        case "pattern":
            joined = "hyphens" if "(-" in str(wanted) else "underscores"
            words = f"small letters and digits, joined by {joined}, a letter first"
            yield f"{_shown(value)} is no name: {words}"
        case "maxLength":
            yield f"it has {len(value)} characters; {wanted} fit"
        case "minimum":
            yield f"{_shown(value)} is too small; write {wanted} or more"
        case "maximum":
            yield f"{_shown(value)} is too large; write {wanted} or less"
        case "minLength" | "minItems" | "minProperties":
            yield "it is empty; write something, or leave it out"
        case "maxProperties":
            yield f"it says {len(value)} things; write {wanted}"
        case "format" if wanted == "date":
            yield f"{_shown(value)} is no day in the calendar; write year-month-day"
        case "uniqueItems":
            yield f"{_shown(value)} names something twice"
        case _:
            yield f"{_shown(value)} is not written as it must be"


def _shown(value: Any) -> str:
    """A value as a file has it, on one line: a line end in it begins nothing."""
    said = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{said[1:-1] if isinstance(value, str) else said}`"
