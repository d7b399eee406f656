"""Whose an item can be: a role, or an organisation that the records know."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.errors import Unknown
from mcapproval.policy.model import TITLES
from mcapproval.store import queries
from mcapproval.store.rows.folded import Organisation
from mcapproval.workflow.engine import Outcome


def known_owner(connection: Connection, owner: str) -> None:
    """Unknown for what is no role or organisation: an owner stands in the journal in clear."""
    roles = [role for role in TITLES if role != "system"]
    if owner not in roles and queries.one(connection, Organisation, key=owner) is None:
        raise Unknown(
            f"there is no role or organisation {owner}",
            f"the roles are: {', '.join(roles)}; a body is entered with: "
            f"mcapproval organisation add {shlex.quote(owner)} --name NAME",
        )


def known_owners(desk: Desk, outcome: Outcome) -> None:
    """The same of whom a move asks, and of each entry that it opens an item of."""
    asked = list(dict.fromkeys(_asked(outcome.values)))
    if asked:
        with desk.reading() as connection:
            for owner in asked:
                known_owner(connection, owner)


def _asked(values: Mapping[str, Any]) -> Iterator[str]:
    if "who" in values:
        yield values["who"]
    for name in ("items", "conditions"):
        yield from (row["owner"] for row in values.get(name, ()) if "owner" in row)
