"""What a kind of application asks for, and whether a part of it is written.

An accreditation alone is for a micro-credential that is listed already: its details and content are
on NZQA's list and are not asked for again, so rules that miss something stay silent about them.
What such a draft does give is still checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.rules.placeholders import BEGINNINGS, holds_place

ACCREDITING = ("listing-approval-and-accreditation", "accreditation")
ABOUT_ANOTHER = ("accreditation", "change")
"""Kinds that are about a micro-credential that exists already."""

OUR_REFERENCE = "MC-"
"""How our references of micro-credentials begin."""

HELD_TO = "before-and-after"
"""What shows a change beside what is listed: the paper of that name, or an attachment."""


def kind(draft: Draft) -> str:
    return draft.text("/kind")


def asks_content(draft: Draft) -> bool:
    """Whether listed details and content belong in this draft: not in an accreditation alone."""
    return kind(draft) != "accreditation"


def asks_accreditation(draft: Draft) -> bool:
    return kind(draft) in ACCREDITING


def written(value: object) -> bool:
    """Whether a person has written something: `...`, `-` and `TBC` hold a place and say nothing."""
    if isinstance(value, str):
        first = value[:1]
        if first in BEGINNINGS and holds_place(value):
            return False
        return first.isalnum() or any(map(str.isalnum, value))
    if isinstance(value, list):
        return any(map(written, value))
    return bool(value)


def placeholder(value: object) -> str:
    """What holds the place of an answer, as written; empty where nothing does."""
    if isinstance(value, list):
        return placeholder(value[0]) if value and not written(value) else ""
    text = value.strip() if isinstance(value, str) else ""
    return "" if written(text) else text


def lost(draft: Draft, rows: str, *keys: str) -> bool:
    """Whether an entry of a list, or one of these keys in any, was written and can't be used: what
    is counted there then is not what the author wrote.
    """
    return draft.unusable(rows) and (
        draft.unusable(f"{rows}/-")
        or any(draft.unusable(f"{path}/{key}") for path, _ in draft.rows(rows) for key in keys)
    )


def day_of(value: object) -> date | None:
    """The day written as ISO text; None where there is none, or what stands there is no day."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def days_of(draft: Draft, path: str) -> Sequence[date | None]:
    """The day that each entry of a list is dated; None where there is none that can be used."""
    return draft.once(_days_of, path)


def _days_of(draft: Draft, path: str) -> Sequence[date | None]:
    return [day_of(row.get("dated")) for _, row in draft.rows(path)]


def called(row: Mapping[str, Any], otherwise: str) -> str:
    """An entry's id in a sentence; what else to call it where it has none that can be used."""
    name = row.get("id")
    return name.strip() if isinstance(name, str) and written(name) else otherwise


def ids(draft: Draft, path: str) -> Mapping[str, str]:
    """The entries of a list by their ids, each with its path; those without one are not there."""
    return draft.once(_ids, path)


def _ids(draft: Draft, path: str) -> Mapping[str, str]:
    return {row["id"]: at for at, row in draft.rows(path) if isinstance(row.get("id"), str)}


def all_named(draft: Draft, path: str) -> bool:
    """Whether each entry of a list has an id: else one that is not found may only be misspelt."""
    return draft.once(_all_named, path)


def _all_named(draft: Draft, path: str) -> bool:
    named = [isinstance(row.get("id"), str) for _, row in draft.rows(path)]
    return all(named) and not draft.unusable(f"{path}/-")


def listed(value: object) -> list[str]:
    """The texts in a list; anything else that stands there is for the form to say."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
