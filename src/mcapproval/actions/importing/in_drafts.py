"""What an import puts into a draft, out of one, and what its sheets call the organisations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.importing.headings import loose
from mcapproval.draft.model import Draft
from mcapproval.store import queries
from mcapproval.store.rows.folded import Organisation

PART_OF = "Part of: "
"""Before what it belongs to, in the answer on pathways of an imported draft."""


def organisations(connection: Connection) -> dict[str, str]:
    """Each by its key: its name, or its key where the name would be read as another's or as two."""
    bodies = queries.many(connection, Organisation)
    plain = once(name for row in bodies for name in {loose(row.name), loose(row.key)})
    return {row.key: row.name if _alone(row.name, plain) else row.key for row in bodies}


def once(words: Iterator[str | None]) -> set[str]:
    seen: dict[str, int] = {}
    for word in words:
        if word:
            seen[word] = seen.get(word, 0) + 1
    return {word for word, many in seen.items() if many == 1}


def _alone(name: str, plain: set[str]) -> bool:
    return loose(name) in plain and not {";", "\n"} & set(name)


def of_draft(draft: Draft, called: Mapping[str, str]) -> dict[str, Any]:
    """What an import puts into a draft, out of one; what is said there otherwise stays there."""
    partners = [
        called.get(str(row.get("organisation"))) for _, row in draft.rows("/co_design/partners")
    ]
    prices = [
        row.get("dollars")
        for _, row in draft.rows("/business_case/prices")
        if row.get("customer") == "learner" and row.get("gst") == "included"
    ]
    pathway = draft.text("/purpose/education_pathway")
    return {
        "partner": several(partners),
        "sites": several(draft.get("/delivery/sites") or ()),
        "embedded_in": pathway.removeprefix(PART_OF) if pathway.startswith(PART_OF) else None,
        "fee": prices[0] if len(prices) == 1 and isinstance(prices[0], int) else None,
    }


def several(names: Any) -> str | None:
    return "; ".join(str(name) for name in names if name) or None
