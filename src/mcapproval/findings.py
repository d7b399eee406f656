"""What a check says of a draft: values with a place, a clause and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

AskedBy = Literal["rule", "policy", "form"]


class Severity(StrEnum):
    """How much a finding weighs; the words of people are in `SPOKEN`."""

    ERROR = "error"
    WAIVABLE = "waivable"
    WARNING = "warning"
    NOTE = "note"


SPOKEN = {
    Severity.ERROR: "must fix",
    Severity.WAIVABLE: "must fix or be waived",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has to say.

    `path` is a JSON pointer into the draft, `line` and `column` count from 1 in the author's file
    (None where the content did not come from one); of a Word form, and of a draft in the
    records, `place` has heading and field instead. `clause` is the id of a clause in the rule
    texts, None where the file itself can't be understood (`asked_by` "form"). Days are ISO days.
    `confidence` says how sure the clause is: `confirmed`, `secondary` (known from another source)
    or `inferred` (our reading); None where there is no clause.
    """

    code: str
    severity: Severity
    message: str
    path: str
    line: int | None
    column: int | None
    asked_by: AskedBy
    clause: str | None
    in_force_from: str | None
    source: str | None
    mend: str
    confidence: str | None = None
    place: str | None = None

    @property
    def blocks(self) -> bool:
        """Stops a submission unless mended or, where that is allowed, waived."""
        return self.severity in (Severity.ERROR, Severity.WAIVABLE)

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "asked_by": self.asked_by,
            "clause": self.clause,
            "in_force_from": self.in_force_from,
            "source": self.source,
            "mend": self.mend,
            "confidence": self.confidence,
        }


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """As the author meets them going down the file."""
    return tuple(sorted(findings, key=lambda f: (f.line or 0, f.column or 0, f.path, f.code)))
