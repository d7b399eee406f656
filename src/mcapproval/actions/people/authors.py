"""Who is an author of a case: the one answer for who may decide on it and for who counts."""

from __future__ import annotations

from sqlalchemy import Connection

from mcapproval.actions.people.owning import owner_of
from mcapproval.store import queries
from mcapproval.store.tables import Case, Grant, Version


def authors(connection: Connection, case: Case) -> set[str]:
    """Who opened a case, wrote a version of it, was granted it as its author, from whatever day, or
    answered it; in whose name it was answered; and whose a re-evaluation is.
    """
    granted = queries.many(connection, Grant, role="author", case_ref=case.ref)
    versions = queries.many(connection, Version, ref=case.ref)
    found = {case.opened_by, *(row.by for row in versions), *(row.person for row in granted)}
    if case.track == "review":
        answered = [row.by for row in queries.events(connection, case.ref) if row.act == "answered"]
        found |= {person for by in answered for person in (by.person, by.acts_for) if person}
        found |= {owner} if (owner := owner_of(connection, case)) else set()
    return found
