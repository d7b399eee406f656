"""People as a spreadsheet or an owner at the shell names them: by short name in any case, or by
their name in full.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from mcapproval.actions.desk import no_such_person
from mcapproval.actions.people.name_search import fold
from mcapproval.errors import AskedWrongly
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Person


def named(connection: Connection, said: str, called: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The references of those who may be meant: one where a reference or short name is right as it
    stands, else all whose short name or name it is, whatever its case, macrons and hyphens.
    """
    exactly = queries.person(connection, said)
    if exactly:
        return [] if exactly.erased_on else [exactly.ref]
    return list(called.get(fold(said), {}))


def several(said: str, called: Mapping[str, Mapping[str, str]]) -> str:
    """That a name is that of more than one, with the short name of each."""
    return f"several people are called {said}: {' and '.join(sorted(called[fold(said)].values()))}"


def meant(connection: Connection, said: str) -> str:
    """The reference of the one person who is meant, or was by a reference that is erased now.

    Unknown where there is none, AskedWrongly where there are several.
    """
    exactly = queries.person(connection, said)
    if exactly:
        return exactly.ref
    called = by_name(connection)
    found = named(connection, said, called)
    if not found:
        raise no_such_person(said)
    if len(found) > 1:
        raise AskedWrongly(several(said, called), "give the short name of the one who is meant")
    return found[0]


def by_name(connection: Connection) -> dict[str, dict[str, str]]:
    """What people may be called, with the references and short names of those who are so."""
    people = [row for row in queries.many(connection, Person) if not row.erased_on]
    told = texts(connection, {row.commitment for row in people})
    found: dict[str, dict[str, str]] = {}
    for person in people:
        facts = told.get(person.commitment, {})
        handle = str(facts.get("handle", person.ref))
        for said in (handle, str(facts.get("name", ""))):
            if fold(said):
                found.setdefault(fold(said), {})[person.ref] = handle
    return found
