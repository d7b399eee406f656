"""Who is an author of a case: the one answer for who may decide on it and for who counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.people.owning import owner_of
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Grant, Version
from mcapproval.store.several import Several


def authors(connection: Connection, case: Case) -> set[str]:
    """Who opened a case, wrote a version of it, was granted it as its author, from whatever day, or
    answered it; in whose name it was answered; and whose a re-evaluation is.
    """
    return wrote(connection, case, *_AUTHORING.rows(connection, {"ref": case.ref, **AUTHOR}))


def wrote(
    connection: Connection, case: Case, granted: Iterable[Grant], versions: Iterable[Version]
) -> set[str]:
    """The authors of a case, whose rows of `AUTHORING` were read."""
    found = {case.opened_by, *(row.by for row in versions), *(row.person for row in granted)}
    if case.track == "review":
        answered = [row.by for row in queries.events(connection, case.ref) if row.act == "answered"]
        found |= {person for by in answered for person in (by.person, by.acts_for) if person}
        found |= {owner} if (owner := owner_of(connection, case)) else set()
    return found


AUTHOR = {"author": "author"}
AUTHORING: tuple[tuple[type[NamedTuple], dict[str, str]], ...] = (
    (Grant, {"role": "author", "case_ref": "ref"}),
    (Version, {"ref": "ref"}),
)
"""Which rows tell who was granted a case as its author, and who wrote versions of it."""

_AUTHORING = Several(*AUTHORING)
