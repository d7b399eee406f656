"""What is somebody's and still open: what goes to another when they leave."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.people.matching import meant
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Listing, Review

CALLED = {
    "application": "application",
    "listing": "micro-credential",
    "review": "re-evaluation",
}
"""The tracks of what can be somebody's, as people call their cases."""


def still_theirs(connection: Connection, person: str, provider: str | None = None) -> list[Case]:
    """The applications of which they are the author, the micro-credentials and re-evaluations that
    they look after, in the order of references; of one provider only where one is named.
    """
    rows = queries.many(connection, Case, opened_by=person, track="application")
    refs = {row.ref for row in queries.many(connection, Listing, owner=person)}
    refs |= {row.ref for row in queries.many(connection, Review, owner=person, waits=True)}
    rows = sorted([*rows, *queries.among(connection, Case, "ref", refs)])
    return [
        case
        for case in rows
        if provider in (None, case.provider)
        and not definition_of(connection, case).states[case.state].end
    ]


def many_theirs(connection: Connection, person: str) -> dict[str, int]:
    """How many there are, by what people call them."""
    found = Counter(case.track for case in still_theirs(connection, person))
    return {called: found[track] for track, called in CALLED.items() if found[track]}


def theirs_by_name(desk: Desk, name: str) -> dict[str, int]:
    """The same of whoever is called so."""
    with desk.reading() as connection:
        return many_theirs(connection, meant(connection, name))
