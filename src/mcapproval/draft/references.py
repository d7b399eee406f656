"""Whether what a draft refers to is there: ids, people, organisations, files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from mcapproval.draft.faults import form_finding
from mcapproval.draft.files import path_fault
from mcapproval.draft.model import Draft
from mcapproval.draft.names import name_findings
from mcapproval.draft.pointer import pointer
from mcapproval.draft.schema_parts import part_for, resolved
from mcapproval.draft.words import key_like
from mcapproval.findings import Finding, Severity
from mcapproval.shipped import schema

ORGANISATION, EACH = "#/$defs/organisation", "*"

_LISTS = {
    "/learning_outcomes": "outcome",
    "/need/evidence": "evidence",
    "/co_design/partners": "partner",
    "/co_design/meetings": "meeting",
    "/assessments": "assessment",
}
_HOMES = {"LO": "/learning_outcomes", "A": "/assessments", "P": "/co_design/partners"}
_REFERS = (
    ("/assessments", "outcomes"),
    ("/co_design/meetings", "who"),
    ("/co_design/meetings", "changed"),
    ("/need/evidence", "outcomes"),
)


def reference_findings(draft: Draft, known: frozenset[str] | None) -> Iterator[Finding]:
    """Every reference that leads nowhere. `known` as in `reader.read_draft`."""
    yield from _ids_twice(draft)
    yield from _inner(draft)
    organisations = draft.get("/organisations") or {}
    people = draft.get("/people") or {}
    for path, kind, value in references(draft.data, schema("application")):
        if kind == "person" and value not in people:
            yield _unknown(
                draft,
                path,
                value,
                people,
                "people",
                "add them there, or correct the id",
            )
        elif kind == "organisation" and value not in organisations and value not in (known or ()):
            yield _unknown(
                draft,
                path,
                value,
                {*organisations, *(known or ())},
                "organisations" + (" or in the records" if known is not None else ""),
                "add it under `organisations:` with its name",
                Severity.WARNING if known is None else Severity.ERROR,
            )
        elif kind == "file" and (fault := path_fault(value)):
            yield form_finding("FORM-PATH", path, draft.place(path), *fault)
    yield from name_findings(draft)


def references(data: object, contract: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Path, kind and value of everything the schema defines as a person, organisation or file."""
    return _walk(data, contract, contract, ())


def organisations_named(data: Mapping[str, Any]) -> set[str]:
    """The keys of organisations that a content refers to, wherever the schema has one."""
    found: set[str] = set()
    _name(dict(data), _with_organisations(), found)
    return found


def left_to_the_records(draft: Draft) -> set[str]:
    """The keys of organisations that a draft refers to and does not describe."""
    return organisations_named(draft.data) - (draft.get("/organisations") or {}).keys()


Places = Mapping[str, Any]
"""Keys below which organisations are named, each with those below it; `*` for each entry of a list,
None where the value is an organisation's key.
"""


@cache
def _with_organisations() -> Places:
    contract = schema("application")
    return _places(contract, contract) or {}


def _places(part: Mapping[str, Any], contract: Mapping[str, Any]) -> Places | None:
    whole = resolved(part, contract)
    inner = {**whole.get("properties", {}), **({EACH: whole["items"]} if "items" in whole else {})}
    below: dict[str, Places | None] = {}
    for key, under in inner.items():
        if under.get("$ref") == ORGANISATION:
            below[key] = None
        elif places := _places(under, contract):
            below[key] = places
    return below or None


def _name(value: Any, places: Places, found: set[str]) -> None:
    """Add the organisations named in a group or a list; what has another shape is passed over."""
    for key, below in places.items():
        inner: Sequence[Any]
        if key == EACH:
            inner = value if isinstance(value, list) else ()
        elif isinstance(value, dict) and key in value:
            inner = (value[key],)
        else:
            continue
        if below is None:
            found.update([item for item in inner if isinstance(item, str)])
            continue
        for item in inner:
            _name(item, below, found)


def _walk(
    value: object, part: Mapping[str, Any], contract: Mapping[str, Any], steps: tuple[Any, ...]
) -> Iterator[tuple[str, str, str]]:
    kind = str(part.get("$ref", "")).removeprefix("#/$defs/")
    if kind and isinstance(value, str):
        yield pointer(steps), kind, value
    part = resolved(part, contract)
    if isinstance(value, Mapping):
        for key, item in value.items():
            inner = part.get("properties", {}).get(key) or part_for(key, part, contract)
            yield from _walk(item, inner, contract, (*steps, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _walk(item, part.get("items", {}), contract, (*steps, n))


def _ids_twice(draft: Draft) -> Iterator[Finding]:
    for path, what in _LISTS.items():
        first: dict[str, str] = {}
        for at, row in draft.rows(path):
            ident = row.get("id")
            if ident in first:
                place = draft.place(f"{first[ident]}/id")
                line = f" on line {place.line}" if place else ""
                yield form_finding(
                    "FORM-REFERENCE",
                    f"{at}/id",
                    draft.place(f"{at}/id"),
                    f"{ident} is already the id of the {what}{line}",
                    "give each its own number",
                )
            elif ident:
                first[ident] = at


def _inner(draft: Draft) -> Iterator[Finding]:
    """Outcomes, assessments and partners that a draft refers to by id.

    Where none is written yet a rule says so; to say it of each reference again would not help.
    """
    ids = {
        home: {row["id"] for _, row in draft.rows(home) if "id" in row} for home in _HOMES.values()
    }
    for path, key in _REFERS:
        for at, row in draft.rows(path):
            for n, ident in enumerate(row.get(key) or ()):
                home = _HOMES[ident.rstrip("0123456789")]
                if ids[home] and ident not in ids[home]:
                    where = ": ".join(home.split("/")[1:])
                    mend = "add it there, or correct the id"
                    yield _unknown(draft, f"{at}/{key}/{n}", ident, ids[home], where, mend)


def _unknown(
    draft: Draft,
    path: str,
    value: str,
    there: Mapping[str, Any] | set[str],
    where: str,
    mend: str,
    severity: Severity = Severity.ERROR,
) -> Finding:
    near = key_like(value, sorted(there)) if len(value) > 4 else None
    return form_finding(
        "FORM-REFERENCE",
        path,
        draft.place(path),
        f"`{value}` isn't under {where}",
        mend + (f"; did you mean `{near}`?" if near else ""),
        severity,
    )
