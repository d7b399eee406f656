"""What may be printed of the people whom a draft names, from the facts that live apart from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcapproval.actions.people.known import ERASED


def printed(facts: Mapping[str, Any]) -> str:
    """Name and position; their position only, where they may not be named."""
    if not facts:
        return ERASED
    position = str(facts.get("position", ""))
    if facts.get("may_be_named") == "no":
        return position or "a person who is not named"
    return ", ".join(part for part in (str(facts.get("name", "")), position) if part)


def reached(facts: Mapping[str, Any]) -> str:
    """Where somebody is reached; empty unless it is said that they may be named. For the contact
    of the applicant only: it is by their work that they are asked there.
    """
    return str(facts.get("contact", "")).strip() if facts.get("may_be_named") == "yes" else ""
