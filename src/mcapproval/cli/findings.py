"""Findings as text, one line each, JSON, CSV and SARIF: the same facts in five forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from mcapproval.findings import SPOKEN, Finding, Severity

if TYPE_CHECKING:
    from mcapproval.actions.checking import CheckedFile

ASKS = {"rule": "NZQA rule", "policy": "our policy", "form": "the form of the file"}


def _text(checked: Sequence[CheckedFile], on: date, book: str) -> str:
    return "\n".join("\n".join(_file_text(one)) for one in checked) + "\n"


def _file_text(one: CheckedFile) -> Iterator[str]:
    if one.error:
        yield f"{_place(one.file, one.error.line, one.error.column)}: {one.error.message}"
        if one.error.hint:
            yield f"  what to do: {one.error.hint}"
        return
    for finding in one.findings:
        yield from _finding_text(one, finding)
        yield ""
    yield _summary(one)


def _finding_text(one: CheckedFile, finding: Finding) -> Iterator[str]:
    waived = (finding.code, finding.path) in one.waived
    spoken = "waived" if waived else SPOKEN[finding.severity]
    yield f"{finding.code}  {spoken}: {finding.message}"
    yield f" --> {_place(one.file, finding.line, finding.column)}"
    if finding.line and finding.line <= len(one.lines):
        written = one.lines[finding.line - 1].replace("\t", " ")
        margin = " " * len(str(finding.line))
        yield f"{margin} |"
        yield f"{finding.line} | {written}"
        yield f"{margin} | {' ' * ((finding.column or 1) - 1)}^"
    if finding.mend:
        yield f"what to do: {finding.mend}"
    yield f"asked by: {_asked_by(finding)}"


def _asked_by(finding: Finding) -> str:
    """Who asks, with the clause in words, and how sure its source is where it is not confirmed."""
    who = ASKS[finding.asked_by]
    if finding.clause is None:
        return who
    from mcapproval.rules.texts import clauses

    clause = clauses().get(finding.clause)
    if clause is None:
        return f"{who}, {finding.clause}"
    sure = "" if clause.confidence == "confirmed" else f" ({clause.confidence}: check the text)"
    return (
        f"{clause.citation}{sure}"
        if clause.asked_by == "policy"
        else f"{who}: {clause.citation}{sure}"
    )


def _summary(one: CheckedFile) -> str:
    counts = [
        f"{sum(1 for f in one.findings if f.severity is severity)} {SPOKEN[severity]}"
        for severity in Severity
        if any(f.severity is severity for f in one.findings)
    ]
    found = f"{len(one.findings)} findings: {', '.join(counts)}" if counts else "No findings"
    passed = one.rules_asked - one.rules_found
    return (
        f"{one.file}: {found}. {passed} of {one.rules_asked} checks passed, "
        f"by the law of {one.on.isoformat()} and our policy."
    )


def _place(file: str, line: int | None, column: int | None) -> str:
    return f"{file}:{line}:{column or 1}" if line else file


def _concise(checked: Sequence[CheckedFile], on: date, book: str) -> str:
    lines = []
    for one in checked:
        if one.error:
            place = _place(one.file, one.error.line, one.error.column)
            lines.append(f"{place}: UNREADABLE {one.error.message}")
        lines += [
            f"{_place(one.file, f.line, f.column)}: {f.code} {f.message} ({SPOKEN[f.severity]})"
            for f in one.findings
        ]
    return "".join(line + "\n" for line in lines)


def _json(checked: Sequence[CheckedFile], on: date, book: str) -> str:
    value = {
        "on": on.isoformat(),
        "rule_book": book,
        "policy": checked[0].policy,
        "files": [
            {
                "file": one.file,
                "error": _error(one),
                "findings": [finding.as_json() for finding in one.findings],
            }
            for one in checked
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _error(one: CheckedFile) -> dict[str, Any] | None:
    if one.error is None:
        return None
    return {
        "message": one.error.message,
        "line": one.error.line,
        "column": one.error.column,
    }


def _csv(checked: Sequence[CheckedFile], on: date, book: str) -> str:
    from mcapproval.reports.table import Column, Table, comma_separated

    keys = ("file", *_KEYS)
    rows: list[dict[str, Any]] = []
    for one in checked:
        if one.error:
            unread = {"code": "UNREADABLE", "severity": "error", "asked_by": "form"}
            rows.append({"file": one.file, **unread, **(_error(one) or {})})
        rows += [{"file": one.file, **finding.as_json()} for finding in one.findings]
    return comma_separated(Table(tuple(Column(key, key) for key in keys), tuple(rows), ""))


_KEYS = (
    "code",
    "severity",
    "message",
    "path",
    "line",
    "column",
    "asked_by",
    "clause",
    "in_force_from",
    "source",
    "mend",
)

_LEVEL = {
    Severity.ERROR: "error",
    Severity.WAIVABLE: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


def _sarif(checked: Sequence[CheckedFile], on: date, book: str) -> str:
    """SARIF 2.1.0, which editors and build servers read."""
    from mcapproval import __version__

    codes = sorted({f.code for one in checked for f in one.findings})
    results = [
        {
            "ruleId": finding.code,
            "level": _LEVEL[finding.severity],
            "message": {"text": f"{finding.message}. {finding.mend}".strip()},
            "locations": [_location(one.file, finding.line, finding.column)],
        }
        for one in checked
        for finding in one.findings
    ]
    results += [
        {
            "ruleId": "UNREADABLE",
            "level": "error",
            "message": {"text": one.error.message},
            "locations": [_location(one.file, one.error.line, one.error.column)],
        }
        for one in checked
        if one.error
    ]
    driver = {
        "name": "mcapproval",
        "version": __version__,
        "rules": [{"id": code} for code in [*codes, "UNREADABLE"]],
    }
    value = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _location(file: str, line: int | None, column: int | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": file.replace("\\", "/")}}
    if line:
        place["region"] = {"startLine": line, "startColumn": column or 1}
    return {"physicalLocation": place}


FORMATS: dict[str, Callable[[Sequence[CheckedFile], date, str], str]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "csv": _csv,
    "sarif": _sarif,
}
