"""Findings as SARIF 2.1.0, which editors, code review and build servers show in place."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mcapproval.cli.finding_text import in_rule_book
from mcapproval.cli.say import json_text
from mcapproval.findings import Finding, Severity
from mcapproval.policy.model import capital

if TYPE_CHECKING:
    from mcapproval.actions.drafts.checking import CheckedFile

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

LEVEL = {
    Severity.ERROR: "error",
    Severity.WAIVABLE: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}

UNREADABLE = "UNREADABLE"


def sarif(checked: Sequence[CheckedFile]) -> str:
    """One run over all files. Columns count characters as Python does, so `columnKind` says code
    points: an editor that counts in UTF-16 must know it where a line holds an emoji."""
    from mcapproval import __version__

    rules = list(_rules(checked))
    index = {rule["id"]: n for n, rule in enumerate(rules)}
    driver = {"name": "mcapproval", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result for one in checked for result in _results(one, index)],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rules(checked: Sequence[CheckedFile]) -> Iterator[dict[str, Any]]:
    """Each code that is found, told once; with a help address where the policies of the files
    that have it name no more than one."""
    found: dict[str, list[tuple[CheckedFile, Finding]]] = {}
    for one in checked:
        for finding in one.findings:
            found.setdefault(finding.code, []).append((one, finding))
    for code in sorted(found):
        places = {one.rule_book for one, _ in found[code] if one.rule_book}
        address = places.pop() if len(places) == 1 else None
        yield _rule(code, [finding for _, finding in found[code]], address)
    if any(one.error for one in checked):
        yield _other_rule(UNREADABLE)


def _rule(code: str, findings: Sequence[Finding], address: str | None) -> dict[str, Any]:
    from mcapproval.actions.rulebook.explaining import why
    from mcapproval.rules.book import rule
    from mcapproval.rules.texts import clauses

    known = rule(code)
    if known is None or all(finding.asked_by == "form" for finding in findings):
        return _other_rule(code)
    asked = [clauses()[c] for c in dict.fromkeys(f.clause for f in findings) if c in clauses()]
    lines = [f"{clause.citation}: {clause.asks}" for clause in asked]
    told = {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": why(known)},
        "help": {"text": sentences(*lines, *dict.fromkeys(f.mend for f in findings))},
        "defaultConfiguration": {"level": LEVEL[findings[0].severity]},
        "properties": {
            "clause": asked[0].id if asked else None,
            "confidence": asked[0].confidence if asked else None,
            "asked_by": findings[0].asked_by,
            "criterion": asked[0].criterion if asked else None,
            "track": known.track,
        },
    }
    return told | ({"helpUri": in_rule_book(address, code)} if address else {})


def _other_rule(code: str) -> dict[str, Any]:
    """What is no rule of the book: the form of a file, or what is recorded."""
    from mcapproval.actions.rulebook.other_codes import KINDS, OTHER_CODES

    told = OTHER_CODES.get(code)
    short, mend = (told.title, told.mend) if told else (code, "")
    return {
        "id": code,
        "shortDescription": {"text": short},
        "fullDescription": {"text": KINDS[told.kind if told else "form"]},
        "help": {"text": sentences(mend or short)},
        "defaultConfiguration": {"level": "error"},
        "properties": {"asked_by": "form"},
    }


def _results(one: CheckedFile, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[tuple[str, str]] = Counter()
    for finding in one.findings:
        seen[finding.code, finding.path] += 1
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": index[finding.code],
            "level": LEVEL[finding.severity],
            "message": {"text": sentences(finding.message, finding.mend)},
            "locations": [
                _location(one.file, finding.line, finding.column, finding.path, finding.place)
            ],
            "partialFingerprints": {
                "mcapprovalCodeAndPath/v1": _print(finding, seen[finding.code, finding.path])
            },
            "properties": {
                "path": finding.path,
                "clause": finding.clause,
                "confidence": finding.confidence,
                "asked_by": finding.asked_by,
                "in_force_from": finding.in_force_from,
                "source": finding.source,
                "mend": finding.mend,
            },
        }
        reason = one.waived.get((finding.code, finding.path))
        if reason is not None:
            result["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": reason}
            ]
        yield result
    if one.error:
        yield {
            "ruleId": UNREADABLE,
            "ruleIndex": index[UNREADABLE],
            "level": "error",
            "message": {"text": sentences(one.error.message, one.error.hint)},
            "locations": [_location(one.file, one.error.line, one.error.column, None)],
        }


def _print(finding: Finding, number: int) -> str:
    """The same for the same thing when lines move: what was found, where in the draft, and which
    of several there."""
    return hashlib.sha256(f"{finding.code}\n{finding.path}\n{number}".encode()).hexdigest()


def sentences(*parts: str) -> str:
    return " ".join(f"{capital(part).rstrip('.')}." for part in parts if part)


def _location(
    file: str, line: int | None, column: int | None, path: str | None, words: str | None = None
) -> dict[str, Any]:
    """A place; that of a Word form, which has no lines, in `words`."""
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(file)}}
    if line:
        place["region"] = {"startLine": line, "startColumn": column or 1}
    told: dict[str, Any] = {"physicalLocation": place}
    if path:
        told["logicalLocations"] = [{"fullyQualifiedName": path, "kind": "value"}]
    if words:
        told["message"] = {"text": words}
    return told


def uri(file: str) -> str:
    """A file's name as a URI: relative as it was given, whole where it was given whole."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
