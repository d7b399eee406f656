"""The faults of a shape as findings that a person can act on: never the words of a programmer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcapproval.draft.dates import why_no_day
from mcapproval.draft.figures import no_number
from mcapproval.draft.model import Place
from mcapproval.draft.pointer import pointer
from mcapproval.draft.words import MANY, belongs_under, choices, key_like, like, named, shown, slug
from mcapproval.findings import Finding, Severity

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Path = tuple[str | int, ...]

_RANK = {"type": 0, "const": 1, "enum": 1, "format": 2, "pattern": 2}
USABLE = {"FORM-MISSING", "FORM-LONG"}
"""After these the value itself can still be used."""

LOOK = "look at `mcapproval draft new FILE` for how it is written"

_EXAMPLES = {
    "^person-[1-9][0-9]*$": ("a person's id", "person-1"),
    "^LO[1-9][0-9]*$": ("an outcome's id", "LO1"),
    "^N[1-9][0-9]*$": ("an evidence id", "N1"),
    "^P[1-9][0-9]*$": ("a partner's id", "P1"),
    "^H[1-9][0-9]*$": ("a meeting's id", "H1"),
    "^A[1-9][0-9]*$": ("an assessment's id", "A1"),
    "^(LO|A)[1-9][0-9]*$": ("an outcome's or assessment's id", "LO1 or A1"),
    "^[a-z][a-z0-9]*(-[a-z0-9]+)*$": ("an organisation's key", "otago-polytechnic"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault at one path, in words."""

    code: str
    path: Path
    message: str
    mend: str
    at_key: bool = False


def findings_of(
    errors: Iterable[ValidationError],
    contract: Mapping[str, Any],
    data: object,
    places: Mapping[str, Place],
    keys: Mapping[str, Place],
) -> tuple[list[Finding], set[str]]:
    """A finding for each fault, one for a value, and the paths of values that can't be used."""
    found: dict[tuple[str, Path], Fault] = {}
    for error in sorted(errors, key=lambda e: _RANK.get(str(e.validator), 3)):
        for fault in _faults(error, contract, data):
            kind = fault.code if fault.code in ("FORM-KEY", "FORM-MISSING") else ""
            found.setdefault((kind + (fault.message if kind else ""), fault.path), fault)
    findings = [_finding(fault, places, keys) for fault in found.values()]
    return findings, {pointer(f.path) for f in found.values() if f.code not in USABLE}


def _finding(fault: Fault, places: Mapping[str, Place], keys: Mapping[str, Place]) -> Finding:
    path = pointer(fault.path)
    place = (keys if fault.at_key else places).get(path)
    return form_finding(fault.code, path, place, fault.message, fault.mend)


def form_finding(
    code: str,
    path: str,
    place: Place | None,
    message: str,
    mend: str,
    severity: Severity = Severity.ERROR,
) -> Finding:
    """What the file's form asks for: no clause stands behind it."""
    return Finding(
        code=code,
        severity=severity,
        message=message,
        path=path,
        line=place.line if place else None,
        column=place.column if place else None,
        asked_by="form",
        clause=None,
        in_force_from=None,
        source=None,
        mend=mend,
    )


def _faults(error: ValidationError, contract: Mapping[str, Any], data: object) -> Iterator[Fault]:
    path: Path = tuple(error.absolute_path)
    part, value = dict(error.schema), error.instance
    match error.validator:
        case "type":
            yield Fault("FORM-TYPE", path, *_type(part, value, path))
        case "const":
            wanted = error.validator_value
            yield Fault("FORM-CHOICE", path, f"{named(path)} must be `{wanted}`", f"write {wanted}")
        case "enum":
            yield Fault("FORM-CHOICE", path, *choices(named(path), str(value), part["enum"]))
        case "format" if error.validator_value == "date":
            yield Fault("FORM-DATE", path, *why_no_day(str(value)))
        case "pattern":
            yield Fault("FORM-FORMAT", path, *_pattern(part, str(value), path, data))
        case "maxLength":
            yield Fault(
                "FORM-LONG",
                path,
                f"{named(path)} has {len(str(value))} characters; {error.validator_value} fit",
                "shorten it",
            )
        case "minimum":
            least = f"{named(path)} can't be less than {error.validator_value}; `{value}` is"
            yield Fault("FORM-TYPE", path, least, f"write {error.validator_value} or more")
        case "maximum":
            most = f"{named(path)} can't be more than {error.validator_value}; `{value}` is"
            yield Fault("FORM-TYPE", path, most, f"write {error.validator_value} or less")
        case "required":
            yield from _missing(error, path, part)
        case "additionalProperties":
            yield from _extra(path, part, value, contract)
        case _:
            yield Fault(
                "FORM-FORMAT",
                path,
                f"{named(path)} isn't written as it must be",
                part.get("description") or LOOK,
            )


def _missing(error: ValidationError, path: Path, part: dict[str, Any]) -> Iterator[Fault]:
    for key in error.validator_value:
        if key in error.instance or f"'{key}'" not in error.message:
            continue
        inner = part.get("properties", {}).get(key, {})
        if "const" in inner:
            mend = f"add the line `{key}: {inner['const']}`"
        elif "enum" in inner:
            mend = f"add `{key}:` with one of {', '.join(inner['enum'])}"
        elif inner.get("pattern") in _EXAMPLES:
            mend = f"add `{key}: {_EXAMPLES[inner['pattern']][1]}`, with a number not used yet"
        else:
            mend = f"add `{key}:` and what it is"
        where = f"{named(path)} has no `{key}`" if path else f"`{key}` is missing"
        yield Fault("FORM-MISSING", path, where, mend)


def _extra(
    path: Path, part: dict[str, Any], value: Mapping[str, Any], contract: Mapping[str, Any]
) -> Iterator[Fault]:
    known = part.get("properties", {})
    patterns = part.get("patternProperties", {})
    extra = [k for k in value if k not in known and not any(re.search(p, k) for p in patterns)]
    for n, key in enumerate(extra):
        if patterns and not known:
            what, example = _EXAMPLES.get(next(iter(patterns)), ("a key as it must be", ""))
            message = f"`{shown(key)}` isn't {what}"
            mend = f"write it like {slug(key, example) or example}"
        elif key.strip() != key:
            message = f"the spaces around `{shown(key)}` are of another kind, as in web pages"
            mend = "delete them and type them afresh"
        else:
            where = f"under `{path[-1]}`" if path and isinstance(path[-1], str) else "here"
            message = f"there is no key `{shown(key)}` {where}"
            mend = _meant(key, known, contract if n < MANY else {})
        yield Fault("FORM-KEY", (*path, key), message, mend, at_key=True)


def _meant(key: str, known: Mapping[str, Any], contract: Mapping[str, Any]) -> str:
    """What an unknown key may be; nothing is sought without a schema."""
    near = key_like(key, known) if contract else None
    if near:
        return f"did you mean `{near}`?"
    home = belongs_under(key, contract)
    return f"it belongs under `{home}`" if home else "keys here are " + ", ".join(known)


def _type(part: dict[str, Any], value: object, path: Path) -> tuple[str, str]:
    wanted, name = part.get("type"), named(path)
    given = "a list" if isinstance(value, list) else ""
    given = "a group of keys" if isinstance(value, dict) else given
    said = given or f"`{shown(str(value))}`"
    if isinstance(wanted, list):
        return f"{name} can't be {said}", _written_so(part)
    if wanted in ("integer", "number"):
        if given:
            return f"{name} must be a whole number; this is {given}", "write a whole number"
        return no_number(part, str(value), path)
    if wanted == "array":
        return f"{name} must be a list; {said} is not one", f"write [{_sample(value)}]"
    if wanted == "object":
        known = list(part.get("properties", {}))
        inside = f"such as `{known[0]}: ...`" if known else "each with a colon and a space"
        return (
            f"{name} must have keys of its own under it; {said} has none",
            f"write keys below it, indented by two spaces, {inside}",
        )
    return (
        f"{name} must be a text; this is {given or 'not one'}",
        "write a text; put it in quotes if it begins with [, { or - or has a colon in it",
    )


def _sample(value: object) -> str:
    """How a list is written; somebody who wrote `none` means an empty one."""
    if not isinstance(value, str) or value.casefold() in ("none", "no", "nil", "n/a", "-"):
        return ""
    return shown(value)


def _written_so(part: dict[str, Any]) -> str:
    """How a value is written, as the schema describes it, within a sentence."""
    said = str(part.get("description") or LOOK)
    return said[:1].lower() + said[1:].rstrip(".")


def _pattern(part: dict[str, Any], value: str, path: Path, data: object) -> tuple[str, str]:
    what, example = _EXAMPLES.get(part["pattern"], ("", ""))
    if "integer" in part.get("type", ()):
        message, mend = no_number(part, value, path)
        return message, f"{mend}, or: not known"
    if not what:
        return f"{named(path)} can't be read: `{shown(value)}`", _written_so(part)
    people = data.get("people") if isinstance(data, dict) else None
    if example == "person-1" and isinstance(people, dict):
        for ident, about in people.items():
            if isinstance(about, dict) and like(str(about.get("name", "")), value):
                return f"`{shown(value)}` is a name; a person is written as an id", f"write {ident}"
    near = slug(value, example)
    return f"`{shown(value)}` isn't {what}", f"write it like {near or example}"
