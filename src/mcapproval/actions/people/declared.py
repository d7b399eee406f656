"""The conflicts of interest that a person declared: what they said of them is about that person."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from mcapproval.store import queries


def words_of_conflicts(connection: Connection, person: str) -> Iterator[str]:
    """The commitments of those texts, from every decision and ratification."""
    for event in queries.events(connection, naming=person):
        data = event.data
        rows = data.get("values", {}).get("conflicts") or data.get("conflicts", ())
        for number, row in enumerate(rows):
            told = data.get("texts", {}).get(f"/conflicts/{number}/what")
            if row["person"] == person and told:
                yield told
