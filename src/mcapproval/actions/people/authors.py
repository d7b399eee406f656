"""Who is an author of a case: the one answer for who may decide on it and for who counts."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from mcapproval.actions.people.owning import owner_of
from mcapproval.store import queries
from mcapproval.store.several import Wanted, several
from mcapproval.store.tables import Case, Grant, Version


def authors(connection: Connection, case: Case) -> set[str]:
    """Who opened a case, wrote a version of it, was granted it as its author, from whatever day, or
    answered it; in whose name it was answered; and whose a re-evaluation is.
    """
    granted, versions = several(connection, *authoring(case.ref))
    return wrote(connection, case, granted, versions)


def authoring(ref: str) -> tuple[Wanted, Wanted]:
    """The rows that tell who was granted a case as its author, and who wrote versions of it."""
    granted = Wanted(Grant, {"role": "author", "case_ref": ref})
    return granted, Wanted(Version, {"ref": ref})


def wrote(
    connection: Connection, case: Case, granted: Iterable[Grant], versions: Iterable[Version]
) -> set[str]:
    """The authors of a case, whose rows of `authoring` were read."""
    found = {case.opened_by, *(row.by for row in versions), *(row.person for row in granted)}
    if case.track == "review":
        answered = [row.by for row in queries.events(connection, case.ref) if row.act == "answered"]
        found |= {person for by in answered for person in (by.person, by.acts_for) if person}
        found |= {owner} if (owner := owner_of(connection, case)) else set()
    return found
