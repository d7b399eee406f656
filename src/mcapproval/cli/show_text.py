"""What is known of a case, in people's words: each fact with its label, days in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mcapproval.clock import spoken

LABELS = {
    "of_ref": "about",
    "listing": "micro-credential",
    "nzsced": "NZSCED",
    "title_te_reo": "title in te reo Māori",
    "number": "NZQA number",
    "number_version": "NZQA version",
    "review_years": "NZQA's review period",
    "nzqa_review_on": "NZQA's review on",
    "owner": "looked after by",
    "covers": "answers for all up to",
}
"""Facts that are called otherwise than their key says."""

HASHES = ("content", "answers")
SAID = ("route", "kind", "decision")
UNSAID = ("waits",)
"""What the state tells already."""


def fact_lines(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and words of each fact; `found` is what `show --json` prints."""
    for key, value in found["facts"].items():
        if key not in UNSAID and value not in ("", None):
            yield LABELS.get(key, key.replace("_", " ")), _said(key, value, found)
    for name, result in found["results"].items():
        yield name.replace("_", " "), f"{result['outcome']} on {day_said(result['on'])}"


def _said(key: str, value: Any, found: Mapping[str, Any]) -> str:
    from mcapproval.documents.answers import words

    if key in HASHES:
        return str(value)[:16]
    if key == "owner":
        return str(found.get("owner_name") or value)
    if key == "review_years":
        return "1 year" if value == 1 else f"{value} years"
    if key in SAID:
        return words(str(value))
    return day_said(value) if key.endswith("_on") or key in ("covers", "law_day") else str(value)


def day_said(text: str) -> str:
    return spoken(date.fromisoformat(text))


def since_said(day: str | None) -> str:
    """Since when a case is in its state; None where nobody knows it."""
    return f"since {day_said(day)}" if day else "(imported so; since when is not known)"
