"""What an outcome, a review or a driven move teaches a listing of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcapproval.actions.cases.standing.view import Standing
from mcapproval.draft.model import Draft
from mcapproval.store.rows.folded import Listing

PLAIN = frozenset({"teach_out", "listing_version", "review_date", "review_period"})
"""Answers that a driven move takes over: days and numbers, no words."""

NZQAS_DAY = frozenset({"review_date", "review_period"})
"""Answers that say when NZQA reviews it."""


def listed_facts(draft: Draft | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """The details that are listed, and NZQA's numbers and days as far as the letter gives them."""
    assert draft is not None
    found: dict[str, Any] = {
        "title": draft.text("/title"),
        "title_te_reo": draft.text("/title_te_reo") or None,
        "level": draft.whole("/level"),
        "credits": draft.whole("/credits"),
        "nzsced": draft.text("/nzsced") or None,
    }
    found |= outcome_facts(values)
    if "review_years" not in found:
        found["review_years"] = draft.whole("/review_period_years")
    return found


def outcome_facts(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a letter of outcome says of the listing itself."""
    names = {
        "listing_number": "number",
        "listing_version": "number_version",
        "reporting_code": "reporting_code",
        "review_period": "review_years",
        "review_date": "nzqa_review_on",
    }
    found = {column: values[ask] for ask, column in names.items() if values.get(ask)}
    approved = values.get("results", {}).get("approval", {})
    if approved.get("result") == "granted":
        found["approved_on"] = approved["on"]
    return found


def brought(stands: Standing, listing: Listing, values: Mapping[str, Any]) -> dict[str, Any]:
    """What an outcome or a review teaches a listing that is there: a change, its new details.

    The day of approval stays that of the first application: reviews are counted from it.
    """
    changes = stands.application is not None and stands.application.kind == "change"
    found = listed_facts(stands.draft, values) if changes else outcome_facts(values)
    if listing.application != stands.case.ref:
        found.pop("approved_on", None)
    return found


def driven_facts(track: str, move: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a driven move teaches the other case: a new version its number."""
    if track == "listing" and move == "new-version":
        found = outcome_facts(values)
        found.pop("approved_on", None)  # reviews go on from the first approval
        return found
    return {}
