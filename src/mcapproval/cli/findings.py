"""Findings in five forms, the same facts in each; text and SARIF have modules of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from mcapproval.cli.finding_text import beside_place, help_address, place, text, waiver_of, weight
from mcapproval.cli.say import json_text, one_line
from mcapproval.findings import Finding

if TYPE_CHECKING:
    from mcapproval.actions.drafts.checking import CheckedFile


def _concise(checked: Sequence[CheckedFile]) -> str:
    lines = []
    for one in checked:
        if one.error:
            where = place(one.file, one.error.line, one.error.column)
            lines.append(f"{where}: UNREADABLE {one_line(one.error.message)}")
        lines += [
            f"{place(one.file, f.line, f.column)}: {f.code} {_said(one, f)} "
            f"({weight(one, f)}{_sure(f)})"
            for f in one.findings
        ]
    return "".join(line + "\n" for line in lines)


def _said(one: CheckedFile, finding: Finding) -> str:
    """The message, after the path where many findings would otherwise stand at one line."""
    return ": ".join(filter(None, (beside_place(one, finding), one_line(finding.message))))


def _sure(finding: Finding) -> str:
    """How sure the clause is, where it was not read in its own text."""
    short = {"secondary": "; another source", "inferred": "; our reading"}
    return short.get(finding.confidence or "", "")


def _json(checked: Sequence[CheckedFile], book: str) -> str:
    days = {one.on.isoformat() for one in checked}
    policies = {one.policy for one in checked}
    value = {
        "on": days.pop() if len(days) == 1 else None,
        "rule_book": book,
        "policy": policies.pop() if len(policies) == 1 else None,
        "files": [
            {
                "file": one.file,
                "error": _error(one),
                "findings": [_finding(one, finding) for finding in one.findings],
            }
            for one in checked
        ],
    }
    return json_text(value) + "\n"


def _finding(one: CheckedFile, finding: Finding) -> dict[str, Any]:
    """A finding with the reason for which it is let stand, which only the records know, with how
    sure the first day of its clause is, where our rule book tells of its rule, and its clause as
    people cite it, which says whose numbers those of the clauses are.
    """
    return {
        **finding.as_json(),
        "waived": waiver_of(one, finding),
        "in_force_from_confidence": _day_is(finding.in_force_from),
        "help": help_address(one, finding),
        "citation": _citation(finding.clause),
        "place": finding.place,
    }


def _citation(clause: str | None) -> str | None:
    from mcapproval.rules.texts import clauses

    known = clauses().get(clause or "")
    return known.citation if known else None


def _day_is(in_force_from: str | None) -> str | None:
    from mcapproval.rules.days import how_sure

    return how_sure(date.fromisoformat(in_force_from)) if in_force_from else None


def _error(one: CheckedFile) -> dict[str, Any] | None:
    if one.error is None:
        return None
    return {
        "message": one.error.message,
        "line": one.error.line,
        "column": one.error.column,
        "mend": one.error.hint or None,
    }


def _csv(checked: Sequence[CheckedFile]) -> str:
    from mcapproval.reports.table import Column, Table, comma_separated

    keys = ("file", *_KEYS)
    rows: list[dict[str, Any]] = []
    for one in checked:
        if one.error:
            unread = {"code": "UNREADABLE", "severity": "error", "asked_by": "form"}
            rows.append({"file": one.file, **unread, **(_error(one) or {})})
        rows += [{"file": one.file, **_finding(one, finding)} for finding in one.findings]
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
    "confidence",
    "waived",
    "in_force_from_confidence",
    "help",
    "citation",
    "place",
)


def _sarif(checked: Sequence[CheckedFile]) -> str:
    from mcapproval.cli.sarif import sarif

    return sarif(checked)


FORMATS: dict[str, Callable[[Sequence[CheckedFile], str], str]] = {
    "text": lambda checked, _: text(checked),
    "concise": lambda checked, _: _concise(checked),
    "json": lambda checked, book: _json(checked, book),
    "csv": lambda checked, _: _csv(checked),
    "sarif": lambda checked, _: _sarif(checked),
}
FOR_PROGRAMS = ("json", "csv", "sarif")
