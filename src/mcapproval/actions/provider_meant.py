"""Which provider is meant where records may be of several: one rule for every command.

The one that is named; else whose records these are, as `init` was told or found it in
mcapproval.toml; else the only one that adopted a policy in them; else it is asked for.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.desk import about
from mcapproval.actions.lookup import known_provider
from mcapproval.errors import AskedWrongly
from mcapproval.store import queries
from mcapproval.store.rows.folded import PolicyRow


def adopters(connection: Connection, today: date) -> set[str]:
    """The providers that had adopted a policy by a day."""
    rows = queries.many(connection, PolicyRow)
    return {row.provider for row in rows if row.provider and row.from_day <= today.isoformat()}


def own_provider(connection: Connection, today: date) -> str:
    """Whose records these are, else the only one that adopted a policy; empty where neither is
    known.
    """
    found = about(connection).provider
    every = set() if found else adopters(connection, today)
    return found or (next(iter(every)) if len(every) == 1 else "")


def provider_meant(connection: Connection, today: date, named: str | None, what: str) -> str:
    """Unknown for one that nothing in the records names; AskedWrongly where it is not known whose
    `what` is.
    """
    if named:
        known_provider(connection, named)
    found = named or own_provider(connection, today)
    if not found:
        raise AskedWrongly(
            f"these records are of no one provider, so it is not known whose {what} it is",
            "say it with --provider KEY: mcapproval organisation list",
        )
    return found
