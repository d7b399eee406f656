"""What is explained, as plain data for programs: one shape for rules and for other codes."""

from __future__ import annotations

from datetime import date
from typing import Any

from mcapproval.actions.rulebook.other_codes import OtherCode
from mcapproval.documents.rule_book.facts import Example, Explained, OverTime
from mcapproval.findings import Finding
from mcapproval.rules.days import how_sure
from mcapproval.rules.texts import Clause


def plain(found: Explained | OtherCode, day: date) -> dict[str, Any]:
    """The keys of `output-rules-explain`; empty or null where a code is no rule."""
    if isinstance(found, OtherCode):
        return _shape(found.code, found.kind, found.title, found.why, day, mend=[found.mend])
    return _shape(
        found.code,
        "rule",
        found.title,
        found.why,
        day,
        in_force=found.in_force,
        about=found.about,
        track=found.track,
        reads=[read.path for read in found.reads],
        reads_in_words=[read.words for read in found.reads],
        clauses=[_clause(clause, day) for clause in found.clauses],
        values=[_over_time(value) for value in found.values],
        fails=_example(found.fails),
        passes=_example(found.passes),
        mend=list(found.mends),
        also=[_also(one) for one in found.also],
        waived_by=list(found.waived_by),
    )


def _shape(code: str, kind: str, title: str, why: str, day: date, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "kind": kind,
        "title": title,
        "why": why,
        "on": day.isoformat(),
        "in_force": None,
        "about": None,
        "track": None,
        "reads": [],
        "reads_in_words": [],
        "clauses": [],
        "values": [],
        "fails": None,
        "passes": None,
        "mend": [],
        "also": [],
        "waived_by": [],
        **more,
    }


def _also(found: Finding) -> dict[str, str]:
    return {"severity": found.severity.value, "message": found.message, "mend": found.mend}


def _clause(clause: Clause, day: date) -> dict[str, Any]:
    return {
        "id": clause.id,
        "citation": clause.citation,
        "asks": clause.asks,
        "asked_by": clause.asked_by,
        "severity": clause.severity.value,
        "from": clause.since.isoformat(),
        "from_confidence": how_sure(clause.since),
        "until": clause.until.isoformat() if clause.until else None,
        "in_force": clause.in_force(day),
        "criterion": clause.criterion,
        "source": clause.source,
        "confidence": clause.confidence,
    }


def _over_time(value: OverTime) -> dict[str, Any]:
    return {
        "file": value.file,
        "name": value.name,
        "title": value.title,
        "unit": value.unit,
        "periods": [
            {
                "value": dated.value,
                "from": dated.since.isoformat(),
                "from_confidence": how_sure(dated.since),
                "until": dated.until.isoformat() if dated.until else None,
                "clause": dated.clause,
            }
            for dated in value.dated
        ],
    }


def _example(example: Example | None) -> dict[str, Any] | None:
    if example is None:
        return None
    return {
        "sentence": example.sentence,
        "on": example.day.isoformat() if example.day else None,
        "draft": example.written,
        "left_out": list(example.left_out),
        "policy": list(example.policy),
        "findings": [found.as_json() for found in example.findings],
    }
