"""A rule explained: what it is for, the clauses that ask for it, and what it reads."""

from __future__ import annotations

from difflib import get_close_matches
from inspect import getmodule
from typing import Any

from mcapproval.errors import Unknown
from mcapproval.rules.book import RULES, rule
from mcapproval.rules.texts import clauses


def explained(code: str) -> dict[str, Any]:
    """All of a rule as plain data. Unknown, with the nearest codes, where there is none."""
    found = rule(code.upper())
    if found is None:
        near = get_close_matches(code.upper(), [r.code for r in RULES], n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise Unknown(f"there is no rule {code}{meant}", "see: mcapproval rules list")
    module = getmodule(found.check)
    lines = ((module.__doc__ if module else "") or "").strip().splitlines()
    return {
        "code": found.code,
        "title": found.title,
        "why": " ".join(" ".join(lines).split()).partition(": ")[2],
        "reads": list(found.reads),
        "clauses": [
            {
                "id": clause.id,
                "citation": clause.citation,
                "asks": clause.asks,
                "asked_by": clause.asked_by,
                "severity": clause.severity,
                "from": clause.since.isoformat(),
                "until": clause.until.isoformat() if clause.until else None,
                "source": clause.source,
                "confidence": clause.confidence,
            }
            for clause in clauses().values()
            if clause.checked_by == found.code
        ],
    }
