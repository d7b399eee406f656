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

NOT_REVIEWED = ("expiring", "discontinued")
"""Where NZQA's review is none that is still to come."""


def fact_lines(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and words of each fact; `found` is what `show --json` prints."""
    for key, value in found["facts"].items():
        if key == "nzqa_review_on" and found["state"] in NOT_REVIEWED:
            continue
        if key not in UNSAID and value not in ("", None):
            yield LABELS.get(key, key.replace("_", " ")), _said(key, value, found)
    for name, result in found["results"].items():
        yield name.replace("_", " "), f"{result['outcome']} on {day_said(result['on'])}"


OFFERED = {
    "intake": "intake",
    "providers": "accredited",
    "partners": "with",
    "sites": "at",
    "embedded_in": "part of",
    "fee": "fee with GST",
    "last_review_on": "last review decided",
}


def offered_lines(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Of a micro-credential who delivers it, where, with whom and for what, where that is known."""
    told = found.get("offered", {})
    for key, label in OFFERED.items():
        value = told.get(key)
        if key == "fee" and value is not None:
            yield label, f"${value:,}"
        elif key == "last_review_on" and value:
            decision = str(told.get("last_review_decision", "")).replace("-", " ")
            yield label, ": ".join(filter(None, (day_said(value), decision)))
        elif value:
            yield label, str(value)


def begun_said(found: Mapping[str, Any]) -> str:
    """When it was opened and by whom, or with which import it came, and its author where known."""
    imported, author = found.get("imported"), found["author"]
    if not imported:
        first = found.get("first_author")
        goes_on = f"; author {author}" if first else ""
        return f"opened on {day_said(found['opened_on'])} by {first or author}{goes_on}"
    said = f"imported on {day_said(imported['on'])} with {imported['with']}"
    return f"{said}; author {author}" if author else said


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
